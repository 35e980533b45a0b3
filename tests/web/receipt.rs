//! Receipts: of a purchase that was just made, and of one in the history. What the paper looks like is the matter of the
//! end-to-end tests, which print it.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::pretence::Pretence;
use crate::purchase::{hash, pool_of_two, review};
use crate::screen::Screen;
use crate::script::{Script, answer, line, lot};

/// When the exchange sold the lots of the history.
const BOUGHT_AT: u64 = 1_800_000_000_000;

/// What the printer would print, which stands beside the app; nothing where it is the page.
fn printout() -> Option<String> {
    let document = web_sys::window().unwrap().document().unwrap();
    document.query_selector(".printout").unwrap().and_then(|element| element.text_content())
}

fn bought(number: u64, at: u64) -> Value {
    let mut lot = lot(number, "solar");
    lot["status"] = json!("succeeded");
    lot["timestampBuy"] = json!(at);
    lot["from"] = json!("f".repeat(40));
    lot
}

fn account(purchases: &[Value], total: usize) -> Value {
    json!({
        "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 999, "deliveryNum": 0,
        "purchaseNum": total, "revokeNum": 0, "delivery": [], "purchase": purchases, "revoke": []
    })
}

#[wasm_bindgen_test]
async fn a_purchase_has_a_receipt_of_what_was_bought_and_of_nothing_else() {
    let script = Script::new(|request| {
        pool_of_two(request).map(Ok).or_else(|| match line(request).as_str() {
            "PUT /tx/purchase" => Some(Ok(answer(
                200,
                &json!({
                    "status": 732, "msg": "", "balance": 999,
                    "result": [{ "txHash": hash(1), "status": 732 }, { "txHash": hash(2), "status": 835 }]
                }),
            ))),
            line if line.starts_with("GET /usr/account") => {
                Some(Ok(answer(200, &account(&[bought(1, BOUGHT_AT)], 1))))
            }
            _ => None,
        })
    });
    let presses = Rc::new(Cell::new(0));
    let print = Closure::<dyn Fn()>::new({
        let presses = Rc::clone(&presses);
        move || presses.set(presses.get() + 1)
    });
    let _printer = Pretence::printer(print.as_ref().unchecked_ref());
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    assert_eq!(printout(), None, "what is only reviewed has no receipt");
    screen.press("Buy now");
    screen.until("the receipt", |_| printout().is_some()).await;
    // What the exchange says of the moment takes the place of what this device says.
    screen.until("the moment", |_| printout().is_some_and(|text| text.contains("2027"))).await;
    let text = printout().unwrap();
    for part in ["mara", "0000-0000-0000-0000", "12.5 kWh", "0.08", "Wind", "1 credit", "999 credits"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(text.contains(&format!("{:040x}", 1)), "the whole address of the seller in {text}");
    assert!(!text.contains("Solar"), "what was not bought is not on {text}");
    screen.press("Print receipt");
    assert_eq!(presses.get(), 1);
    screen.press("Done");
    screen.until("no receipt", |_| printout().is_none()).await;
}

#[wasm_bindgen_test]
async fn a_purchase_of_which_nothing_was_bought_has_no_receipt() {
    let script = Script::new(|request| {
        pool_of_two(request).map(Ok).or_else(|| {
            (line(request) == "PUT /tx/purchase").then(|| {
                Ok(answer(
                    200,
                    &json!({
                        "status": 732, "msg": "", "balance": 1000,
                        "result": [{ "txHash": hash(1), "status": 835 }, { "txHash": hash(2), "status": 835 }]
                    }),
                ))
            })
        })
    });
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    screen.wait_for("[data-testid=new-balance]").await;
    assert!(screen.button("Print receipt").is_none());
    assert_eq!(printout(), None);
}

#[wasm_bindgen_test]
async fn the_history_has_the_receipt_of_a_whole_purchase_of_which_the_list_shows_a_part() {
    let script = Script::new(|request| {
        let line = line(request);
        let query = line.strip_prefix("GET /usr/account")?;
        let purchases = if query.contains("before=") {
            [bought(2, BOUGHT_AT), bought(1, BOUGHT_AT - 1)]
        } else {
            [bought(4, BOUGHT_AT + 1), bought(3, BOUGHT_AT)]
        };
        Some(Ok(answer(200, &account(&purchases, 4))))
    });
    let screen = Screen::open_unhurried("/account", &script).await;
    screen.wait_for("[data-testid=account-lot]").await;
    let receipts: Vec<_> = screen.elements("[data-testid=account-lot] button");
    assert_eq!(receipts.len(), 2);
    receipts[1].click();
    screen.wait_for("[data-testid=receipt-dialog][open] [data-testid=receipt]").await;
    assert_eq!(screen.count("[data-testid=receipt-lot]"), 2, "lots of other purchases are not on it");
    assert_eq!(screen.text("[data-testid=receipt-total]"), "5 credits");
    assert!(printout().is_some_and(|text| text.contains("5 credits")));
    screen.press("Close");
    screen.until("closed", |screen| screen.find("dialog[open]").is_none()).await;
    assert_eq!(printout(), None);
}
