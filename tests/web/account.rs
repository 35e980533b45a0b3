//! The account page.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::{Script, answer, code, line, lot};

fn with_one_delivery(revoke_answer: u16) -> std::sync::Arc<Script> {
    Script::new(move |request| {
        let line = line(request);
        if line.starts_with("GET /usr/account") {
            Some(Ok(answer(
                200,
                &json!({
                    "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 1234,
                    "deliveryNum": 1, "purchaseNum": 0, "revokeNum": 0, "delivery": [lot(5, "wind")], "purchase": [], "revoke": []
                }),
            )))
        } else if line.starts_with("DELETE /tx/delivery/") {
            Some(Ok(code(revoke_answer)))
        } else {
            None
        }
    })
}

#[wasm_bindgen_test]
async fn balance_address_and_lists_are_shown() {
    let screen = Screen::open("/account", &with_one_delivery(735)).await;
    screen.wait_for("[data-testid=account-lot]").await;
    assert_eq!(screen.text("[data-testid=balance]"), "1,234 credits");
    assert_eq!(screen.text("[data-testid=address]"), "f".repeat(40));
    assert!(screen.text("[data-testid=account-lot]").contains("In the pool"));
    assert!(screen.text("main").contains("You have not bought anything yet."));
}

#[wasm_bindgen_test]
async fn a_lot_is_taken_back_only_after_a_question() {
    let script = with_one_delivery(735);
    let screen = Screen::open("/account", &script).await;
    screen.wait_for("[data-testid=account-lot]").await;
    screen.press("Take back");
    screen.wait_for("[data-testid=revoke][open]").await;
    screen.press("Keep it");
    screen.until("closed", |screen| screen.find("dialog[open]").is_none()).await;
    assert!(script.sent("DELETE").is_empty());
    screen.press("Take back");
    screen.wait_for("[data-testid=revoke][open]").await;
    screen.click("[data-testid=revoke] .button-primary");
    screen.until("closed", |screen| screen.find("dialog[open]").is_none()).await;
    assert_eq!(script.sent(&format!("DELETE /tx/delivery/{:064x}", 5)).len(), 1);
}

#[wasm_bindgen_test]
async fn a_lot_that_was_sold_meanwhile_is_told_so() {
    let screen = Screen::open("/account", &with_one_delivery(838)).await;
    screen.wait_for("[data-testid=account-lot]").await;
    screen.press("Take back");
    screen.wait_for("[data-testid=revoke][open]").await;
    screen.click("[data-testid=revoke] .button-primary");
    let message = screen.wait_for("[data-testid=revoke] [data-testid=message]").await;
    let text = message.text_content().unwrap_or_default();
    assert!(
        text.contains("This lot no longer waits in the pool.")
            && text.contains("You may have taken it back already."),
        "{text}"
    );
    assert!(screen.button("Show the newest state").is_some());
}

#[wasm_bindgen_test]
async fn what_was_done_is_said_once_and_kept_in_the_log() {
    let screen = Screen::open("/account", &with_one_delivery(735)).await;
    screen.wait_for("[data-testid=account-lot]").await;
    assert!(
        screen.find("[data-testid=notices][role=status]").is_some(),
        "the region is there from the start"
    );
    screen.press("Take back");
    screen.wait_for("[data-testid=revoke][open]").await;
    screen.click("[data-testid=revoke] .button-primary");
    screen
        .until("the notice", |screen| {
            screen.text("[data-testid=notices]").contains("The lot is out of the pool.")
        })
        .await;
    screen.click("[data-testid=notices] button");
    screen.until("dismissed", |screen| screen.count("[data-testid=notices] .notice") == 0).await;
}
