//! The balance over time on the account page: counted back from what it is, in steps, and the same as its table.

use std::sync::Arc;

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::{Script, answer, line, lot};

const BUTTON: &str = "[data-testid=unfold-balance-over-time]";
const CHART: &str = "[data-testid=balance-chart]";
/// A moment at which nothing happened.
const NOON: u64 = 1_790_000_000_000;

/// A lot that changed hands so many minutes after that.
fn sold(number: u64, minutes: u64, credits: u64) -> Value {
    let mut lot = lot(number, "wind");
    lot["status"] = json!("succeeded");
    lot["timestampBuy"] = json!(NOON + minutes * 60_000);
    lot["from"] = json!(format!("{:040x}", 7));
    lot["value"] = json!(credits);
    lot
}

fn account(balance: u64, delivery: Vec<Value>, purchase: Vec<Value>) -> Arc<Script> {
    Script::new(move |request| {
        line(request).starts_with("GET /usr/account").then(|| {
            Ok(answer(
                200,
                &json!({
                    "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": balance,
                    "deliveryNum": delivery.len(), "purchaseNum": purchase.len(), "revokeNum": 0,
                    "delivery": delivery, "purchase": purchase, "revoke": []
                }),
            ))
        })
    })
}

async fn open(script: &Arc<Script>) -> Screen {
    let screen = Screen::open_unhurried("/account", script).await;
    screen.wait_for(BUTTON).await;
    screen.click(BUTTON);
    screen
}

#[wasm_bindgen_test]
async fn a_balance_is_drawn_in_steps_and_its_table_has_the_same() {
    let waiting = lot(1, "solar");
    let script = account(925, vec![waiting, sold(2, 10, 30)], vec![sold(3, 50, 100), sold(4, 50, 5)]);
    let screen = open(&script).await;
    screen.wait_for(CHART).await;
    let summary = screen.text(&format!("{CHART} .chart-summary"));
    assert!(
        summary.ends_with(
            "from 1,000 credits to 925 credits; the lowest was 925 credits, the highest 1,030 credits."
        ),
        "{summary}"
    );
    let way = screen.find(&format!("{CHART} .line-balance")).unwrap().get_attribute("d").unwrap();
    assert_eq!((way.matches('V').count(), way.matches('L').count()), (2, 0), "{way}");
    screen.press("Show as table");
    screen.wait_for(&format!("{CHART} table")).await;
    assert_eq!(screen.texts(&format!("{CHART} tbody td")), ["1,000 credits", "1,030 credits", "925 credits"]);
    assert_eq!(screen.count(&format!("{CHART} .chart-names span")), 0);
    assert!(!screen.texts(&format!("{CHART} .chart-along span")).is_empty());
}

#[wasm_bindgen_test]
async fn an_account_that_never_traded_is_told_so_without_a_picture() {
    let screen = open(&account(1_000, Vec::new(), Vec::new())).await;
    screen.wait_for(CHART).await;
    assert_eq!(
        screen.text(&format!("{CHART} .chart-summary")),
        "You have not sold or bought anything yet, so your balance has not changed."
    );
    assert_eq!(screen.count(&format!("{CHART} svg")), 0);
}

#[wasm_bindgen_test]
async fn what_does_not_add_up_is_told_and_not_drawn() {
    let screen = open(&account(20, vec![sold(2, 10, 30)], Vec::new())).await;
    screen.until("it is told", |screen| screen.text("main").contains("do not add up to your balance")).await;
    assert!(screen.find(CHART).is_none());
}

#[wasm_bindgen_test]
async fn nothing_is_fetched_before_somebody_wants_to_see_it() {
    let script = account(1_000, Vec::new(), Vec::new());
    let screen = Screen::open_unhurried("/account", &script).await;
    screen.wait_for(BUTTON).await;
    assert!(script.sent("GET /usr/account?limit=200").is_empty());
    screen.click(BUTTON);
    screen.wait_for(CHART).await;
    assert_eq!(script.sent("GET /usr/account?limit=200").len(), 3, "once for each list");
}
