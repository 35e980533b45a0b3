//! A held purchase: what is held, the seconds that are left, confirming it and giving it back. What can go
//! wrong with either is in `hold_trouble`.

use std::sync::Arc;

use domain::status::Misfortune;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::{Request, Response};

use crate::purchase::{hash, review};
use crate::reading::number_in;
use crate::screen::Screen;
use crate::script::{Script, answer, code, line, lot, pool};

/// What comes back of a request.
pub type Answer = Result<Response, Misfortune>;

/// The name of the hold.
pub fn hold() -> String {
    "0f".repeat(16)
}

fn held(expires_in: u64) -> Response {
    let result = json!([{ "txHash": hash(1), "status": 631 }, { "txHash": hash(2), "status": 835 }]);
    answer(
        201,
        &json!({
            "status": 631, "msg": "<b>for logs</b>", "handshakeId": hold(), "total": 1,
            "expiresIn": expires_in, "result": result
        }),
    )
}

/// The answer to a confirmation.
pub fn bought() -> Answer {
    let result = json!([{ "txHash": hash(1), "status": 732 }, { "txHash": hash(2), "status": 835 }]);
    Ok(answer(200, &json!({ "status": 732, "msg": "", "balance": 999, "result": result })))
}

/// An exchange that holds a purchase that long, and answers what is asked of the hold in turn. What is held
/// is not in its pool, as with the real one.
pub fn exchange(expires_in: u64, answers: impl IntoIterator<Item = Answer>) -> Arc<Script> {
    let mut answers = answers.into_iter().collect::<Vec<_>>().into_iter();
    let mut is_held = false;
    Script::new(move |request| {
        let line = line(request);
        if line == "PUT /tx/purchase" {
            is_held = true;
            return Some(Ok(held(expires_in)));
        }
        if line.ends_with(&format!(" /tx/purchase/{}", hold())) {
            let answer = answers.next().unwrap();
            is_held &= !matches!(&answer, Ok(answer) if answer.body.contains("736"));
            return Some(answer);
        }
        let all = [lot(2, "solar"), lot(1, "wind")];
        let lots = if is_held { &all[..0] } else { &all[..] };
        line.starts_with("GET /tx/pool").then(|| Ok(pool(if is_held { "v2" } else { "v1" }, lots)))
    })
}

/// Buys both lots of the pool, and sees what is held of them.
pub async fn buy(screen: &Screen) {
    review(screen).await;
    screen.press("Buy now");
    screen.wait_for("[data-testid=held-lot]").await;
}

/// The confirmations that were sent.
pub fn confirmations(script: &Script) -> Vec<Request> {
    script.sent(&format!("PUT /tx/purchase/{}", hold()))
}

/// The buttons at the foot of the dialog.
pub fn buttons(screen: &Screen) -> Vec<String> {
    screen.texts("[data-testid=review] .actions button")
}

/// Waits until no dialog is open.
pub async fn closed(screen: &Screen) {
    screen.until("closed", |screen| screen.find("dialog[open]").is_none()).await;
}

#[wasm_bindgen_test]
async fn each_lot_says_whether_it_is_held_and_confirming_pays() {
    let script = exchange(30, [bought()]);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    assert_eq!(screen.text("#review-heading"), "Confirm your purchase");
    assert!(screen.text("[data-testid=review]").contains("Nothing is charged before you confirm."));
    assert!(screen.text("[data-code=\"631\"]").contains("Held for you."));
    let refused = screen.text("[data-code=\"835\"]");
    assert!(refused.contains("this lot is sold") && refused.contains("You were not charged."), "{refused}");
    let left = |screen: &Screen| number_in(&screen.text("[data-testid=held-for]"));
    let first = left(&screen).unwrap();
    screen.until("the seconds run down", |screen| left(screen) < Some(first)).await;
    let words = |screen: &Screen| format!("Held for {} more seconds.", left(screen).unwrap());
    assert!(first <= 30);
    assert_eq!(screen.text("[data-testid=held-for]"), words(&screen));
    assert_eq!(buttons(&screen), ["Give the lots back", "Confirm and pay 1 credit"]);
    assert!(confirmations(&script).is_empty(), "nothing is confirmed by itself");
    for _ in 0..3 {
        screen.press_any(&["Confirm and pay 1 credit", "Confirming"]);
    }
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(confirmations(&script).len(), 1, "a double press confirms once");
    assert_eq!(screen.count("[data-testid=lot-outcome]"), 2, "the whole purchase is told");
    screen.press("Done");
    closed(&screen).await;
    assert_eq!(screen.text("[data-testid=selection-total]"), "0");
}

#[wasm_bindgen_test]
async fn lots_that_are_given_back_are_picked_again() {
    let script = exchange(30, [Ok(code(736))]);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    screen.press("Give the lots back");
    closed(&screen).await;
    assert_eq!(script.sent(&format!("DELETE /tx/purchase/{}", hold())).len(), 1);
    screen.until("picked", |screen| screen.text("[data-testid=selection-total]") == "3").await;
    assert!(screen.find("[data-testid=unsettled]").is_none());
    assert!(confirmations(&script).is_empty());
}

#[wasm_bindgen_test]
async fn when_the_time_is_over_nothing_can_be_confirmed() {
    let script = exchange(1, []);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    let over = "The time is over; the lots are back in the pool.";
    screen.until("over", |screen| screen.text("[data-testid=held-for]") == over).await;
    assert_eq!(buttons(&screen), ["Close"]);
    screen.press("Close");
    closed(&screen).await;
    assert!(screen.find("[data-testid=unsettled]").is_none());
    assert_eq!(script.sent("PUT /tx/purchase").len(), 1);
    assert!(script.sent("DELETE /tx/purchase").is_empty());
}

#[wasm_bindgen_test]
async fn a_hold_that_is_closed_waits_to_be_settled() {
    let script = exchange(30, [bought()]);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    // Beside the dialog.
    screen.click("[data-testid=review]");
    closed(&screen).await;
    let note = screen.wait_for("[data-testid=unsettled]").await.text_content().unwrap_or_default();
    assert!(note.contains("Your last purchase is not settled yet."), "{note}");
    screen.go("/account").await;
    screen.wait_for("[data-testid=balance]").await;
    screen.go("/pool").await;
    screen.wait_for("[data-testid=unsettled]").await;
    assert!(!screen.text(".pool").contains("sold or taken back"), "nobody else has them");
    screen.press("Settle it");
    screen.until("it is shown", |screen| screen.find("[data-testid=review][open]").is_some()).await;
    screen.press("Confirm and pay 1 credit");
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(script.sent("PUT /tx/purchase").len(), 2, "held once, confirmed once");
}

#[wasm_bindgen_test]
async fn whoever_logs_out_leaves_no_hold_behind() {
    let script = exchange(30, []);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    screen.click("[data-testid=review]");
    screen.wait_for("[data-testid=unsettled]").await;
    screen.press("Log out");
    screen.until("gone", |screen| screen.text("main").contains("You are logged out.")).await;
    screen.type_into("Account name", "noor");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    screen.wait_for("[data-testid=pool-table]").await;
    assert!(screen.find("[data-testid=unsettled]").is_none());
    assert!(screen.find("dialog[open]").is_none());
    assert_eq!(script.sent("PUT /tx/purchase").len(), 1);
}
