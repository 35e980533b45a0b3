//! Answers that are lost: an exchange that acts and is not heard, what people do before it, what they read then.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use domain::status::Misfortune;
use serde_json::{Value, json};
use wattpool::browser::clock;
use wattpool::browser::fetch::{Request, Response};
use wattpool::browser::storage::tab;

use crate::hold::Answer;
use crate::purchase::{hash, key_of, pool_of_two, review};
use crate::screen::{PENDING, Screen};
use crate::script::{Script, answer, code, line, lot};

/// A switch between a test and its script: off, then on.
pub type Switch = Arc<AtomicBool>;

/// The answer to a purchase of both lots of the pool.
pub fn bought_both() -> Response {
    let result = json!([{ "txHash": hash(1), "status": 732 }, { "txHash": hash(2), "status": 732 }]);
    answer(200, &json!({ "status": 732, "msg": "", "balance": 997, "result": result }))
}

/// The answer to a delivery.
pub fn delivered() -> Response {
    let lot = json!({ "status": 733, "txHash": "a".repeat(64), "value": 7 });
    answer(200, &json!({ "status": 733, "msg": "", "result": [lot] }))
}

/// An account with lot 5 in the pool, or taken back.
pub fn account(is_revoked: bool) -> Response {
    let (pool, back) =
        if is_revoked { (vec![], vec![lot(5, "wind")]) } else { (vec![lot(5, "wind")], vec![]) };
    answer(
        200,
        &json!({
            "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 7,
            "deliveryNum": pool.len(), "purchaseNum": 0, "revokeNum": back.len(),
            "delivery": pool, "purchase": [], "revoke": back
        }),
    )
}

/// An exchange that acts, and whose answers to what changes lots are lost until the switch is on.
pub fn losing_answers(is_back: &Switch) -> Arc<Script> {
    let is_back = Arc::clone(is_back);
    let mut is_revoked = false;
    Script::new(move |request| {
        let line = line(request);
        let answer = match line.as_str() {
            "PUT /tx/purchase" => bought_both(),
            "POST /tx/delivery" => delivered(),
            line if line.starts_with("DELETE /tx/delivery/") => {
                // Whoever is heard later finds it done.
                code(if std::mem::replace(&mut is_revoked, true) { 838 } else { 735 })
            }
            line if line.starts_with("GET /usr/account") => return Some(Ok(account(is_revoked))),
            _ => return pool_of_two(request).map(Ok),
        };
        Some(if is_back.load(Ordering::Relaxed) { Ok(answer) } else { Err(Misfortune::Unreachable) })
    })
}

/// An exchange that answers purchases so, one after the other.
pub fn answering_purchases(answers: impl IntoIterator<Item = Answer>) -> Arc<Script> {
    let answers = Mutex::new(answers.into_iter().collect::<Vec<_>>().into_iter());
    Script::new(move |request| {
        let is_purchase = line(request) == "PUT /tx/purchase";
        let answer = is_purchase.then(|| answers.lock().unwrap().next()).flatten();
        answer.or_else(|| pool_of_two(request).map(Ok))
    })
}

/// Fills the form in and sends it.
pub async fn deliver(screen: &Screen) {
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.click("#type-wind");
    screen.type_into("Energy in kWh", "12,5");
    screen.type_into("Power in kW", "4.2");
    screen.type_into("Price in credits", "7");
    screen.press("Deliver");
}

/// Takes lot 5 back.
pub async fn take_back(screen: &Screen) {
    screen.until("the lot", |screen| screen.button("Take back").is_some()).await;
    screen.press("Take back");
    screen.wait_for("[data-testid=revoke][open]").await;
    screen.click("[data-testid=revoke] .button-primary");
}

/// Waits until it is said that something is not known yet.
pub async fn is_unknown(screen: &Screen, what: &str) {
    screen.until(what, |screen| screen.text("[data-testid=message]").contains(what)).await;
}

/// Waits until a notice says something.
pub async fn is_told(screen: &Screen, what: &str) {
    screen.until(what, |screen| screen.text("[data-testid=notices]").contains(what)).await;
}

/// Whether each is the same request under the same key.
pub fn are_one_decision(sent: &[Request]) -> bool {
    sent.iter().all(|again| (key_of(again), &again.body) == (key_of(&sent[0]), &sent[0].body))
}

/// What is said while nobody knows of a purchase.
pub const PURCHASE_UNKNOWN: &str = "We do not know yet whether the purchase went through.";
/// What is said while nobody knows of a delivery.
pub const DELIVERY_UNKNOWN: &str = "We do not know yet whether the lot reached the pool.";
/// What is said while nobody knows of a lot to take back.
pub const REVOKE_UNKNOWN: &str = "We do not know yet whether the lot was taken back.";

/// Buys both lots of the pool and hears nothing; what the tab keeps of it.
pub async fn lost_purchase() -> String {
    let script = losing_answers(&Switch::default());
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    is_unknown(&screen, PURCHASE_UNKNOWN).await;
    tab::get(PENDING).unwrap()
}

/// What a tab keeps, as if it had been sent that long ago.
pub fn aged(kept: &str, milliseconds: u64) -> String {
    let mut kept: Value = serde_json::from_str(kept).unwrap();
    for intent in kept["intents"].as_array_mut().unwrap() {
        for moment in ["madeAt", "sentAt"] {
            intent[moment] = json!(clock::now().0 - milliseconds);
        }
    }
    kept.to_string()
}
