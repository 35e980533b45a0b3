//! What can happen between an answer that was lost and the one that tells: no network, a session that ends, another
//! person, a day, rubbish in the storage.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::pending::KEY_LIFE;
use domain::status::Misfortune;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::clock;
use wattpool::browser::fetch::Response;
use wattpool::browser::storage::tab;
use wattpool::settings::Settings;

use crate::hold;
use crate::pending::{
    Switch, account, answering_purchases, are_one_decision, bought_both, deliver, delivered, is_told,
    is_unknown, losing_answers, take_back,
};
use crate::purchase::{pool_of_two, review};
use crate::screen::{PENDING, Screen};
use crate::script::{Script, alive, answer, code, line, lot, page};

/// A purchase of both lots whose answer is lost; what the tab keeps of it.
async fn lost_purchase(script: &Arc<Script>) -> String {
    let screen = Screen::open("/pool", script).await;
    review(&screen).await;
    screen.press("Buy now");
    is_unknown(&screen, "We do not know yet").await;
    tab::get(PENDING).unwrap()
}

/// The same as if it had been sent that long ago.
fn aged(kept: &str, milliseconds: u64) -> String {
    let mut kept: Value = serde_json::from_str(kept).unwrap();
    for intent in kept["intents"].as_array_mut().unwrap() {
        for moment in ["madeAt", "sentAt"] {
            intent[moment] = json!(clock::now().0 - milliseconds);
        }
    }
    kept.to_string()
}

fn over_a_day() -> u64 {
    u64::try_from(KEY_LIFE.as_millis()).unwrap() + 60_000
}

#[wasm_bindgen_test]
async fn whoever_is_offline_after_the_reload_is_told_once_the_network_is_back() {
    let kept = lost_purchase(&losing_answers(&Switch::default())).await;
    let beats = Arc::new(AtomicU64::new(0));
    let script = Script::new({
        let beats = Arc::clone(&beats);
        move |request| match line(request) {
            line if line.starts_with("GET /usr/alive") && beats.fetch_add(1, Ordering::Relaxed) < 3 => {
                Some(Err(Misfortune::Offline))
            }
            line if line == "PUT /tx/purchase" => Some(Ok(bought_both())),
            _ => pool_of_two(request).map(Ok),
        }
    });
    let screen = Screen::open_keeping(&kept, Settings::default(), "/pool", &script).await;
    screen.wait_for("[data-testid=message]").await;
    assert!(script.sent("PUT").is_empty(), "nobody knows yet who is here");
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(script.sent("PUT /tx/purchase").len(), 1);
}

/// A session that was over while it was asked what became of a purchase made it "you were not charged", and the
/// purchase had gone through.
#[wasm_bindgen_test]
async fn nothing_but_an_answer_to_the_purchase_itself_calls_it_refused() {
    let not_one_of_them = [Ok(page(403)), Ok(code(829)), Ok(code(912)), Ok(code(832))];
    let answers = [Err(Misfortune::TimedOut)].into_iter().chain(not_one_of_them).chain([Ok(bought_both())]);
    let script = answering_purchases(answers);
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    for tries in 2..=5 {
        is_unknown(&screen, "We do not know yet whether the purchase went through.").await;
        assert!(!screen.text("[data-testid=review]").contains("You were not charged."));
        screen
            .until("the next try", |screen| {
                if script.sent("PUT /tx/purchase").len() < tries
                    && let Some(button) =
                        ["Check now", "Check again", "Try now"].iter().find_map(|label| screen.button(label))
                {
                    button.click();
                }
                script.sent("PUT /tx/purchase").len() >= tries
            })
            .await;
    }
    screen.wait_for("[data-testid=log-in-again][open]").await;
    is_unknown(&screen, "We do not know yet whether the purchase went through.").await;
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=new-balance]").await;
    let sent = script.sent("PUT /tx/purchase");
    assert!(sent.len() == 6 && are_one_decision(&sent));
}

#[wasm_bindgen_test]
async fn whoever_logs_in_again_is_told_what_became_of_it() {
    let script = answering_purchases([Err(Misfortune::TimedOut), Ok(code(832)), Ok(bought_both())]);
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    screen.wait_for("[data-testid=log-in-again][open]").await;
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    screen.wait_for("[data-testid=new-balance]").await;
    let sent = script.sent("PUT /tx/purchase");
    assert!(sent.len() == 3 && are_one_decision(&sent));
}

#[wasm_bindgen_test]
async fn what_is_not_known_at_a_log_out_is_kept_for_its_owner_and_told_at_the_next_log_in() {
    let is_back = Switch::default();
    let script = losing_answers(&is_back);
    let screen = Screen::open("/deliver", &script).await;
    deliver(&screen).await;
    is_unknown(&screen, "We do not know yet").await;
    screen.press("Log out");
    let words = "log in again in this tab, and you are told";
    screen.until("the words", |screen| screen.text("main").contains(words)).await;
    assert!(!screen.text("main").contains("Nothing of yours stays"));
    is_back.store(true, Ordering::Relaxed);
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    is_told(&screen, "Your lot is in the pool.").await;
    assert!(are_one_decision(&script.sent("POST /tx/delivery")));
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn nobody_else_in_the_tab_sees_or_settles_it() {
    let kept = lost_purchase(&losing_answers(&Switch::default())).await;
    let script = Script::new(|request| {
        line(request)
            .starts_with("GET /usr/alive")
            .then(|| Ok(alive("noor", 1_800)))
            .or_else(|| pool_of_two(request).map(Ok))
    });
    let screen = Screen::open_keeping(&kept, Settings::default(), "/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    let beats = script.sent("GET /usr/alive").len();
    screen.until("two beats", |_| script.sent("GET /usr/alive").len() >= beats + 2).await;
    assert!(screen.find("[data-testid=review][open]").is_none());
    assert!(screen.find("[data-testid=unsettled]").is_none());
    assert!(script.sent("PUT").is_empty());
    let script = answering_purchases([Ok(bought_both())]);
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=new-balance]").await;
}

#[wasm_bindgen_test]
async fn rubbish_in_the_storage_is_nothing() {
    let kept = lost_purchase(&losing_answers(&Switch::default())).await;
    let another_form = kept.replace("\"version\":1", "\"version\":2");
    let worthless = kept.replace("\"value\":1", "\"value\":0");
    for rubbish in
        ["", "{", "null", "[]", "7", "{\"version\":1,\"intents\":[null,{}]}", &another_form, &worthless]
    {
        let script = Script::new(|request| pool_of_two(request).map(Ok));
        let screen = Screen::open_keeping(rubbish, Settings::default(), "/pool", &script).await;
        screen.wait_for("[data-testid=pool-row]").await;
        assert!(screen.find("[data-testid=review][open]").is_none(), "{rubbish}");
        assert!(script.sent("PUT").is_empty(), "{rubbish}");
        review(&screen).await;
    }
}

/// An exchange that keeps no key for so long would have bought the lots a second time.
#[wasm_bindgen_test]
async fn after_a_day_a_purchase_is_looked_up_in_the_account_and_not_sent_again() {
    let kept = aged(&lost_purchase(&losing_answers(&Switch::default())).await, over_a_day());
    let mut bought = lot(1, "wind");
    bought["timestampBuy"] = json!(clock::now().0 - over_a_day());
    let script = Script::new(move |request| {
        if line(request).starts_with("GET /usr/account") {
            let body = json!({
                "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 7,
                "deliveryNum": 0, "purchaseNum": 1, "revokeNum": 0, "delivery": [], "purchase": [bought], "revoke": []
            });
            return Some(Ok(answer(200, &body)));
        }
        pool_of_two(request).map(Ok)
    });
    let screen = Screen::open_keeping(&kept, Settings::default(), "/pool", &script).await;
    screen.wait_for("[data-testid=lot-outcome]").await;
    assert_eq!(screen.text("#review-heading"), "1 of 2 lots bought");
    assert!(screen.text("[data-code=\"732\"]").contains("Bought."));
    let still = screen.text("[data-code=\"734\"]");
    assert!(still.contains("The lot can be bought.") && still.contains("You were not charged."), "{still}");
    assert!(script.sent("PUT").is_empty());
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn after_a_day_deliveries_and_revokes_are_looked_up_and_told_whichever_way_it_is() {
    let script = losing_answers(&Switch::default());
    let screen = Screen::open("/deliver", &script).await;
    deliver(&screen).await;
    is_unknown(&screen, "We do not know yet").await;
    screen.go("/account").await;
    take_back(&screen).await;
    screen.until("sent", |_| !script.sent("DELETE").is_empty()).await;
    let body: Value = serde_json::from_str(script.sent("POST")[0].body.as_deref().unwrap()).unwrap();
    let kept = aged(&tab::get(PENDING).unwrap(), over_a_day());
    drop(screen);
    for is_done in [true, false] {
        let mut row = lot(9, "wind");
        for member in ["power", "amount", "value", "timestampExpire", "inputData"] {
            row[member] = body["tx"][0][member].clone();
        }
        row["timestampSell"] = json!(clock::now().0 - over_a_day());
        let script = Script::new(move |request| {
            let mut account: Value = serde_json::from_str(&account(is_done).body).unwrap();
            if is_done {
                account["delivery"] = json!([row]);
            }
            line(request).starts_with("GET /usr/account").then(|| Ok(answer(200, &account)))
        });
        let screen = Screen::open_keeping(&kept, Settings::default(), "/service", &script).await;
        let told = if is_done {
            ["Your lot is in the pool.", "The lot is out of the pool."]
        } else {
            ["Your delivery did not reach the pool", "The lot was not taken back."]
        };
        for told in told {
            is_told(&screen, told).await;
        }
        assert!(script.sent("POST").is_empty() && script.sent("DELETE").is_empty());
        assert_eq!(tab::get(PENDING), None);
        screen.go("/deliver").await;
        screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
        assert_eq!(screen.field("Energy in kWh").value(), if is_done { "" } else { "12,5" });
    }
}

/// The app was loaded anew in a newer edition that writes requests otherwise, so the exchange refused the key.
#[wasm_bindgen_test]
async fn a_key_that_the_exchange_knows_for_another_request_is_looked_up() {
    let kept = lost_purchase(&losing_answers(&Switch::default())).await;
    let reused = answer(
        400,
        &json!({ "status": 830, "msg": "", "fields": [{ "field": "Idempotency-Key", "problem": "reused" }] }),
    );
    let script = answering_purchases([Ok(reused)]);
    let screen = Screen::open_keeping(&kept, Settings::default(), "/pool", &script).await;
    screen.wait_for("[data-testid=lot-outcome]").await;
    assert_eq!(screen.text("#review-heading"), "Nothing was bought");
    assert_eq!(script.sent("PUT").len(), 1);
}

#[wasm_bindgen_test]
async fn a_hold_whose_time_ran_out_meanwhile_is_told_and_not_asked_about() {
    let script = hold::exchange(1, []);
    let screen = Screen::open("/pool", &script).await;
    hold::buy(&screen).await;
    let kept = tab::get(PENDING).unwrap();
    screen.until("over", |screen| screen.text("[data-testid=held-for]").contains("The time is over")).await;
    drop(screen);
    let screen = Screen::open_keeping(&kept, Settings::default(), "/pool", &script).await;
    is_told(&screen, "The time is over; the lots are back in the pool.").await;
    assert!(screen.find("[data-testid=review][open]").is_none());
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn a_lot_that_was_sold_before_it_could_be_taken_back_is_told_so() {
    let answers = [Err(Misfortune::Unreachable), Ok(code(838))];
    let script = revoking(answers, false);
    let screen = Screen::open("/account", &script).await;
    take_back(&screen).await;
    screen
        .until("refused", |screen| {
            screen.text("[data-testid=revoke]").contains("This lot no longer waits in the pool.")
        })
        .await;
    assert_eq!(tab::get(PENDING), None);
}

fn revoking(
    answers: impl IntoIterator<Item = Result<Response, Misfortune>>,
    is_revoked: bool,
) -> Arc<Script> {
    let mut answers = answers.into_iter().collect::<Vec<_>>().into_iter();
    Script::new(move |request| match line(request) {
        line if line.starts_with("DELETE /tx/delivery/") => answers.next(),
        line if line.starts_with("GET /usr/account") => Some(Ok(account(is_revoked))),
        _ => None,
    })
}

#[wasm_bindgen_test]
async fn a_key_is_made_for_each_decision_and_none_is_kept_of_what_is_known() {
    let script = Script::new(|request| (line(request) == "POST /tx/delivery").then(|| Ok(delivered())));
    let screen = Screen::open("/deliver", &script).await;
    for lots in 1..=2 {
        deliver(&screen).await;
        screen.until("sent", |_| script.sent("POST").len() == lots).await;
        screen.wait_for("[data-testid=delivered]").await;
        assert_eq!(tab::get(PENDING), None);
    }
    assert!(!are_one_decision(&script.sent("POST")));
}
