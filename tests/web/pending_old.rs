//! What is too old to be asked for under its key, or whose key means something else now: it is looked up in the
//! account, and told.

use domain::pending::KEY_LIFE;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::clock;
use wattpool::browser::storage::tab;
use wattpool::settings::Settings;

use crate::lost::{
    Switch, account, aged, answering_purchases, deliver, is_told, is_unknown, losing_answers, lost_purchase,
    take_back,
};
use crate::purchase::pool_of_two;
use crate::screen::{PENDING, Screen};
use crate::script::{Script, answer, line, lot};

fn over_a_day() -> u64 {
    u64::try_from(KEY_LIFE.as_millis()).unwrap() + 60_000
}

/// An exchange that keeps no key for so long would have bought the lots a second time.
#[wasm_bindgen_test]
async fn after_a_day_a_purchase_is_looked_up_in_the_account_and_not_sent_again() {
    let kept = aged(&lost_purchase().await, over_a_day());
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
    let kept = lost_purchase().await;
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
