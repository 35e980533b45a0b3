//! Whatever can go wrong with a held purchase: answers that are lost, a time that is over, a session that ends.

use domain::status::{Action, Cause, Message, Misfortune, Status};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::chance::Chance;
use crate::hold::{bought, buttons, buy, closed, confirmations, exchange};
use crate::reading::{Card, answered};
use crate::screen::Screen;
use crate::script::{code, empty, page};

/// Whether it was bought is found out even when the time is over meanwhile.
#[wasm_bindgen_test]
async fn a_confirmation_whose_answer_is_lost_is_asked_again_by_itself() {
    let _chance = Chance::always(0.9);
    let lost = [Err(Misfortune::TimedOut), Ok(empty(647)), Ok(page(502)), bought()];
    let script = exchange(2, lost);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    screen.press("Confirm and pay 1 credit");
    let unknown = "We do not know yet whether the purchase went through.";
    screen
        .until("unknown", |screen| Card::on(screen, "[data-testid=review]").text.starts_with(unknown))
        .await;
    assert_eq!(buttons(&screen), ["Close"], "what is not known cannot be given back");
    assert!(screen.text("[data-testid=countdown]").starts_with("Checking"));
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(confirmations(&script).len(), 4);
    assert_eq!(script.sent("PUT /tx/purchase").len(), 5, "it was bought by its hold, not anew");
}

#[wasm_bindgen_test]
async fn a_hold_that_the_exchange_has_ended_charges_nothing() {
    let script = exchange(30, [Ok(code(833))]);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    screen.press("Confirm and pay 1 credit");
    screen.wait_for("[data-testid=review] [data-testid=message]").await;
    let cause = Cause::Status(Status::from_number(833).unwrap());
    let expected = Card::of(&Message::of(&answered(cause), Action::Purchase));
    assert_eq!(Card::on(&screen, "[data-testid=review]"), expected);
    assert!(expected.text.starts_with("You were not charged."));
    assert_eq!(buttons(&screen), ["Close"]);
    screen.press("Show the newest state");
    closed(&screen).await;
    assert!(screen.find("[data-testid=unsettled]").is_none());
    assert_eq!(confirmations(&script).len(), 1, "a refusal is not asked again");
}

#[wasm_bindgen_test]
async fn lots_whose_release_is_lost_stay_held() {
    let script = exchange(30, [Err(Misfortune::Unreachable), Ok(code(736))]);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    screen.press("Give the lots back");
    screen
        .until("it is said", |screen| {
            screen.text("[data-testid=notices]").contains("The exchange cannot be reached.")
        })
        .await;
    screen.until("again", |screen| screen.button("Give the lots back").is_some()).await;
    assert!(screen.button("Confirm and pay 1 credit").is_some());
    screen.press("Give the lots back");
    closed(&screen).await;
    screen.until("picked", |screen| screen.text("[data-testid=selection-total]") == "3").await;
}

/// The held lots were picked again while the person logged in, and since the pool had them no more they were
/// said to be sold.
#[wasm_bindgen_test]
async fn a_hold_outlives_the_session_and_is_confirmed_in_the_next_one() {
    let script = exchange(30, [Ok(code(832)), bought()]);
    let screen = Screen::open("/pool", &script).await;
    buy(&screen).await;
    screen.press("Confirm and pay 1 credit");
    screen.wait_for("[data-testid=log-in-again][open]").await;
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    screen.until("renewed", |screen| screen.find("[data-testid=log-in-again][open]").is_none()).await;
    screen.until("held", |screen| screen.button("Confirm and pay 1 credit").is_some()).await;
    let polls = script.sent("GET /tx/pool").len();
    screen.until("the newest pool", |_| script.sent("GET /tx/pool").len() >= polls + 2).await;
    assert!(!screen.text(".pool").contains("sold or taken back"), "{}", screen.text(".pool"));
    screen.press("Confirm and pay 1 credit");
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(confirmations(&script).len(), 2);
}
