//! Buying: the review, what became of each lot, and an answer that was lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::status::Misfortune;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::{Script, answer, code, line, lot, pool};

/// The name of a lot of the scripts.
pub fn hash(number: u64) -> String {
    format!("{number:064x}")
}

/// The answer to whoever asks for a pool of two lots, for 1 and for 2 credits.
pub fn pool_of_two(
    request: &wattpool::browser::fetch::Request,
) -> Option<wattpool::browser::fetch::Response> {
    line(request).starts_with("GET /tx/pool").then(|| pool("v1", &[lot(2, "solar"), lot(1, "wind")]))
}

/// Picks both lots and opens the review.
pub async fn review(screen: &Screen) {
    screen.wait_for("[data-testid=pool-row]").await;
    for number in [1, 2] {
        screen.click(&format!("[data-hash=\"{}\"] [data-testid=select-row]", hash(number)));
    }
    screen.until("the total", |screen| screen.text("[data-testid=selection-total]") == "3").await;
    screen.press("Review purchase");
    screen.until("the review", |screen| screen.button("Buy now").is_some()).await;
}

/// The key that a request was sent under.
pub fn key_of(request: &wattpool::browser::fetch::Request) -> String {
    request.headers.iter().find(|(name, _)| *name == "Idempotency-Key").map(|(_, key)| key.clone()).unwrap()
}

#[wasm_bindgen_test]
async fn each_lot_gets_its_outcome_in_words() {
    let script =
        Script::new(|request| {
            pool_of_two(request).map(Ok).or_else(|| {
                (line(request) == "PUT /tx/purchase").then(|| {
                Ok(answer(200, &json!({
                    "status": 732, "msg": "", "balance": 999,
                    "result": [{ "txHash": hash(1), "status": 732 }, { "txHash": hash(2), "status": 835 }]
                })))
            })
            })
        });
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Cancel");
    screen.until("closed", |screen| screen.find("dialog[open]").is_none()).await;
    assert_eq!(screen.text("[data-testid=selection-total]"), "3", "looking is not buying");
    screen.press("Review purchase");
    screen.until("the review", |screen| screen.button("Buy now").is_some()).await;
    for _ in 0..3 {
        screen.press("Buy now");
    }
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(script.sent("PUT /tx/purchase").len(), 1, "a double click buys once");
    assert_eq!(screen.text("[data-testid=new-balance]"), "999 credits");
    assert!(screen.text("[data-code=\"732\"]").contains("Bought."));
    let refused = screen.text("[data-code=\"835\"]");
    assert!(refused.contains("this lot is sold") && refused.contains("You were not charged."), "{refused}");
    screen.press("Done");
    screen.until("closed", |screen| screen.find("dialog[open]").is_none()).await;
    assert_eq!(screen.text("[data-testid=selection-total]"), "0");
}

#[wasm_bindgen_test]
async fn a_lost_answer_is_asked_for_again_under_the_same_key() {
    let is_back = Arc::new(AtomicBool::new(false));
    let script = Script::new({
        let is_back = Arc::clone(&is_back);
        move |request| {
            pool_of_two(request).map(Ok).or_else(|| {
                (line(request) == "PUT /tx/purchase").then(|| {
                    if !is_back.load(Ordering::Relaxed) {
                        return Err(Misfortune::Unreachable);
                    }
                    Ok(answer(200, &json!({
                        "status": 732, "msg": "", "balance": 997,
                        "result": [{ "txHash": hash(1), "status": 732 }, { "txHash": hash(2), "status": 732 }]
                    })))
                })
            })
        }
    });
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    screen.wait_for("[data-testid=message]").await;
    assert!(
        screen
            .text("[data-testid=message]")
            .contains("We do not know yet whether the purchase went through.")
    );
    // Closing the dialog and opening it again is still the same decision.
    screen.press("Close");
    screen.wait_for("[data-testid=unsettled]").await;
    assert!(!screen.text(".pool").contains("sold or taken back"), "nobody else bought them");
    screen.press("Settle it");
    screen.wait_for("[data-testid=message]").await;
    is_back.store(true, Ordering::Relaxed);
    // It is asked for by itself; whoever does not want to wait, or has waited too long, presses.
    screen.press_any(&["Check now", "Check again"]);
    screen.wait_for("[data-testid=new-balance]").await;
    let sent = script.sent("PUT /tx/purchase");
    assert!(sent.len() >= 2);
    for again in &sent {
        assert_eq!((key_of(again), &again.body), (key_of(&sent[0]), &sent[0].body));
    }
}

#[wasm_bindgen_test]
async fn a_refusal_says_that_nothing_was_charged() {
    let script = Script::new(|request| {
        pool_of_two(request).map(Ok).or_else(|| (line(request) == "PUT /tx/purchase").then(|| Ok(code(830))))
    });
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    let message = screen.wait_for("[data-testid=message]").await;
    let text = message.text_content().unwrap_or_default();
    assert!(text.contains("You were not charged."), "{text}");
    assert!(text.contains("Code 830 · ref 7f3a"), "{text}");
    assert!(!text.contains("for logs"), "{text}");
}

#[wasm_bindgen_test]
async fn a_refusal_of_everything_puts_the_lots_back() {
    let script = Script::new(|request| {
        pool_of_two(request).map(Ok).or_else(|| (line(request) == "PUT /tx/purchase").then(|| Ok(code(830))))
    });
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    screen.wait_for("[data-testid=message]").await;
    screen.press("Cancel");
    screen.until("both are picked", |screen| screen.text("[data-testid=selection-total]") == "3").await;
}

/// The page that was left took the request and its key along; nobody ever heard what became of it.
#[wasm_bindgen_test]
async fn a_purchase_goes_on_when_the_page_is_left() {
    let script = Script::new(|request| {
        pool_of_two(request).map(Ok).or_else(|| {
            (line(request) == "PUT /tx/purchase").then(|| {
                Ok(answer(
                    200,
                    &json!({
                        "status": 732, "msg": "", "balance": 997,
                        "result": [{ "txHash": hash(1), "status": 732 }, { "txHash": hash(2), "status": 732 }]
                    }),
                ))
            })
        })
    });
    script.hold("PUT /tx/purchase");
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    screen.go("/deliver").await;
    screen.until("the other page", |screen| screen.button("Deliver").is_some()).await;
    script.release();
    screen
        .until("the notice", |screen| {
            screen.text("[data-testid=notices]").contains("Bought; the lots are in your account.")
        })
        .await;
}
