//! What may have been done and whose answer was lost, over a reload: asked for again by itself, told as without the
//! reload, and never called failed meanwhile.
//!
//! What can come between is in `pending_trouble`, what is too old to be
//! asked for in `pending_old`.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::status::Misfortune;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::storage::tab;

use crate::hold::{self, bought, confirmations};
use crate::lost::{
    DELIVERY_UNKNOWN, PURCHASE_UNKNOWN, REVOKE_UNKNOWN, Switch, answering_purchases, are_one_decision,
    deliver, is_told, is_unknown, losing_answers, take_back,
};
use crate::purchase::review;
use crate::reading::number_in;
use crate::screen::{PENDING, Screen};
use crate::script::{code, page};

/// Whoever loaded the page anew while a purchase was unknown never heard of it again, and the pool offered to buy
/// the same lots under a new key.
#[wasm_bindgen_test]
async fn a_purchase_whose_answer_was_lost_is_asked_for_after_a_reload_and_told() {
    let is_back = Switch::default();
    let script = losing_answers(&is_back);
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    is_unknown(&screen, PURCHASE_UNKNOWN).await;
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=review][open]").await;
    is_unknown(&screen, PURCHASE_UNKNOWN).await;
    assert!(!screen.text("[data-testid=review]").contains("You were not charged."));
    assert!(screen.button("Buy now").is_none(), "it is not bought anew");
    is_back.store(true, Ordering::Relaxed);
    screen.press_any(&["Check now", "Check again"]);
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(screen.count("[data-testid=lot-outcome]"), 2);
    let sent = script.sent("PUT /tx/purchase");
    assert!(sent.len() >= 3 && are_one_decision(&sent), "{sent:?}");
    assert_eq!(tab::get(PENDING), None, "it is known now");
    screen.press("Done");
    hold::closed(&screen).await;
    let times = sent.len();
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    assert!(screen.find("[data-testid=review][open]").is_none());
    assert_eq!(script.sent("PUT /tx/purchase").len(), times);
}

#[wasm_bindgen_test]
async fn a_reload_while_the_answer_is_on_its_way_is_an_answer_that_was_lost() {
    let script = losing_answers(&Switch::new(AtomicBool::new(true)));
    script.hold("PUT /tx/purchase");
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    screen.until("sent", |_| script.sent("PUT /tx/purchase").len() == 1).await;
    let screen = screen.reload("/account", &script).await;
    let words = screen.wait_for("[data-testid=under-way]").await.text_content().unwrap_or_default();
    assert!(words.contains("Checking what became of your purchase…"), "{words}");
    screen.until("asked", |_| script.sent("PUT /tx/purchase").len() == 2).await;
    script.release();
    is_told(&screen, "Bought; the lots are in your account.").await;
    screen.until("settled", |screen| screen.find("[data-testid=under-way]").is_none()).await;
    assert!(are_one_decision(&script.sent("PUT /tx/purchase")));
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn a_purchase_that_turns_out_to_be_refused_after_a_reload_is_told_as_refused() {
    let script = answering_purchases([Err(Misfortune::TimedOut), Ok(page(502)), Ok(code(830))]);
    let screen = Screen::open("/pool", &script).await;
    script.hold("PUT /tx/purchase");
    review(&screen).await;
    screen.press("Buy now");
    screen.until("sent", |_| script.sent("PUT /tx/purchase").len() == 1).await;
    let screen = screen.reload("/pool", &script).await;
    script.release();
    screen
        .until("refused", |screen| screen.text("[data-testid=review]").contains("You were not charged."))
        .await;
    assert!(screen.text("[data-testid=review]").contains("Code 830"));
    let sent = script.sent("PUT /tx/purchase");
    assert!(sent.len() == 3 && are_one_decision(&sent));
    assert_eq!(tab::get(PENDING), None);
    screen.press("Cancel");
    screen.until("both are picked", |screen| screen.text("[data-testid=selection-total]") == "3").await;
}

#[wasm_bindgen_test]
async fn a_held_purchase_is_confirmed_after_a_reload_while_its_time_runs() {
    let script = hold::exchange(30, [bought()]);
    let screen = Screen::open("/pool", &script).await;
    hold::buy(&screen).await;
    let left = |screen: &Screen| number_in(&screen.text("[data-testid=held-for]"));
    let first = left(&screen);
    screen.until("the seconds run down", |screen| left(screen) < first).await;
    let before = left(&screen);
    let screen = screen.reload("/service", &script).await;
    let words = screen.wait_for("[data-testid=under-way]").await.text_content().unwrap_or_default();
    assert!(words.contains("Your lots are held"), "{words}");
    let link = screen.wait_for("[data-testid=under-way] a").await;
    assert_eq!(link.get_attribute("href").as_deref(), Some("/pool"));
    screen.go("/pool").await;
    screen.wait_for("[data-testid=held-lot]").await;
    assert!(left(&screen) <= before, "the time runs on");
    assert_eq!(hold::buttons(&screen), ["Give the lots back", "Confirm and pay 1 credit"]);
    assert!(confirmations(&script).is_empty(), "nothing is confirmed by itself");
    screen.press("Confirm and pay 1 credit");
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(script.sent("PUT /tx/purchase").len(), 2, "held once, confirmed once");
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn a_confirmation_whose_answer_was_lost_is_asked_for_by_its_hold_after_a_reload() {
    let script = hold::exchange(30, [Err(Misfortune::Unreachable), bought(), bought()]);
    let screen = Screen::open("/pool", &script).await;
    hold::buy(&screen).await;
    script.hold("PUT /tx/purchase/");
    screen.press("Confirm and pay 1 credit");
    screen.until("sent", |_| confirmations(&script).len() == 1).await;
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=checking]").await;
    assert_eq!(hold::buttons(&screen), ["Close"], "what may be bought cannot be given back");
    script.release();
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(confirmations(&script).len(), 2);
    assert_eq!(script.sent("PUT /tx/purchase").len(), 3, "it was bought by its hold, not anew");
}

/// The page that was left took the key along; whoever came back and sent the form again delivered twice.
#[wasm_bindgen_test]
async fn a_delivery_that_is_not_known_yet_is_asked_for_on_every_page_and_shown_to_whoever_comes_back() {
    let is_back = Switch::default();
    let script = losing_answers(&is_back);
    let screen = Screen::open("/deliver", &script).await;
    deliver(&screen).await;
    is_unknown(&screen, DELIVERY_UNKNOWN).await;
    screen.go("/account").await;
    screen
        .until("the panel", |screen| screen.text("[data-testid=under-way]").contains(DELIVERY_UNKNOWN))
        .await;
    screen.go("/deliver").await;
    screen.until("the form says it", |screen| screen.find("[data-testid=under-way]").is_none()).await;
    is_unknown(&screen, DELIVERY_UNKNOWN).await;
    screen
        .until("what was sent stands in the form", |screen| {
            screen.find("#amount").is_some() && screen.value("amount") == "12,5"
        })
        .await;
    screen.type_into("Energy in kWh", "99");
    screen.press("Deliver");
    is_told(&screen, "Check the last delivery first").await;
    let screen = screen.reload("/deliver", &script).await;
    screen
        .until("what was sent", |screen| screen.find("#amount").is_some() && screen.value("amount") == "12,5")
        .await;
    screen
        .until("a button", |screen| screen.button("Check now").or(screen.button("Check again")).is_some())
        .await;
    is_back.store(true, Ordering::Relaxed);
    screen.press_any(&["Check now", "Check again"]);
    screen.wait_for("[data-testid=delivered]").await;
    assert_eq!(screen.field("Energy in kWh").value(), "", "the form is ready for the next lot");
    let sent = script.sent("POST /tx/delivery");
    assert!(sent.len() >= 3 && are_one_decision(&sent));
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn a_lot_that_may_be_taken_back_is_asked_for_by_itself_and_done_is_done() {
    let is_back = Switch::default();
    let script = losing_answers(&is_back);
    let screen = Screen::open("/account", &script).await;
    take_back(&screen).await;
    is_unknown(&screen, REVOKE_UNKNOWN).await;
    screen.until("asked by itself", |_| script.sent("DELETE /tx/delivery").len() >= 2).await;
    screen.press("Close");
    hold::closed(&screen).await;
    screen.until("the panel", |screen| screen.text("[data-testid=under-way]").contains(REVOKE_UNKNOWN)).await;
    let screen = screen.reload("/pool", &script).await;
    screen.until("the panel", |screen| screen.text("[data-testid=under-way]").contains(REVOKE_UNKNOWN)).await;
    is_back.store(true, Ordering::Relaxed);
    screen.press_any(&["Check now", "Check again"]);
    // It is answered that the lot no longer waits, because the first request had taken it back.
    is_told(&screen, "The lot is out of the pool.").await;
    screen.until("settled", |screen| screen.find("[data-testid=under-way]").is_none()).await;
    assert!(!screen.text("[data-testid=notices]").contains("no longer waits"));
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn several_that_are_not_known_yet_are_each_settled() {
    let is_back = Switch::default();
    let script = losing_answers(&is_back);
    let screen = Screen::open("/deliver", &script).await;
    deliver(&screen).await;
    is_unknown(&screen, DELIVERY_UNKNOWN).await;
    screen.go("/pool").await;
    review(&screen).await;
    screen.press("Buy now");
    screen.until("sent", |_| !script.sent("PUT /tx/purchase").is_empty()).await;
    let screen = screen.reload("/account", &script).await;
    take_back(&screen).await;
    for unknown in [PURCHASE_UNKNOWN, DELIVERY_UNKNOWN] {
        let is_said = |screen: &Screen| screen.text("[data-testid=under-way]").contains(unknown);
        screen.until(unknown, is_said).await;
    }
    screen.until(REVOKE_UNKNOWN, |screen| screen.text("[data-testid=revoke]").contains(REVOKE_UNKNOWN)).await;
    is_back.store(true, Ordering::Relaxed);
    let screen = screen.reload("/service", &script).await;
    for told in ["Bought; the lots", "Your lot is in the pool.", "The lot is out of the pool."] {
        is_told(&screen, told).await;
    }
    screen.until("settled", |screen| screen.find("[data-testid=under-way]").is_none()).await;
    assert!(are_one_decision(&script.sent("PUT /tx/purchase")));
    assert!(are_one_decision(&script.sent("POST /tx/delivery")));
    assert_eq!(tab::get(PENDING), None);
}
