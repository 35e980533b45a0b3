//! The same screens in this dialect: log in, look, buy, deliver, take back.

use std::sync::Arc;

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::storage::tab;

use super::server::{
    KEY, Server, hash, keep_session, losing_the_first, not_found, own_address, row, row_with, script,
    session, settings, told,
};
use crate::screen::Screen;
use crate::script::{Script, line};

/// The app of somebody whose session began a minute ago.
async fn open(path: &str, script: &Arc<Script>) -> Screen {
    keep_session(60);
    Screen::open_with(settings(), path, script).await
}

#[wasm_bindgen_test]
async fn somebody_signs_up_sees_the_pool_and_leaves_nothing_behind() {
    tab::remove(KEY);
    let script = script(&Server::with(vec![row(1)]), |_, _| None);
    let screen = Screen::open_with(settings(), "/signup", &script).await;
    screen.until("the form", |screen| screen.button("Sign up").is_some()).await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Sign up");
    screen.wait_for("[data-testid=pool-row]").await;
    screen.press("Log out");
    screen.until("the words", |screen| screen.text("main").contains("You are logged out.")).await;
    assert_eq!(tab::get(KEY), None);
}

#[wasm_bindgen_test]
async fn the_rule_for_passwords_stands_beside_the_field() {
    tab::remove(KEY);
    let script = script(&Server::with(vec![]), |request, _| {
        (line(request) == "POST /usr/signup").then(|| Ok(told(822, json!({ "text": "weak" }))))
    });
    let screen = Screen::open_with(settings(), "/signup", &script).await;
    screen.until("the form", |screen| screen.button("Sign up").is_some()).await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "12345678");
    screen.press("Sign up");
    screen.wait_for("[data-testid=problem-summary]").await;
    assert!(screen.text("#password-problem").contains("at least one letter from A to Z"));
}

#[wasm_bindgen_test]
async fn a_purchase_whose_answer_was_lost_is_found_out_and_charged_once() {
    let server = Server::with(vec![row(1), row_with(2, "to", own_address()), row_with(3, "value", "0.5")]);
    let script = losing_the_first(&server, "PUT /tx/purchase");
    let screen = open("/pool", &script).await;
    let select = |number| format!("[data-hash=\"{}\"] [data-testid=select-row]", hash(number));
    screen.wait_for(&select(1)).await;
    screen
        .until("an own lot cannot be picked", |screen| {
            screen.find(&select(2)).is_some_and(|input| input.has_attribute("disabled"))
        })
        .await;
    assert_eq!(screen.count("[data-testid=pool-row]"), 2, "half a credit is no price");
    screen.click(&select(1));
    screen.until("the total", |screen| screen.text("[data-testid=selection-total]") == "1").await;
    screen.press("Review purchase");
    screen.until("the review", |screen| screen.button("Buy now").is_some()).await;
    screen.press("Buy now");
    // It is looked up by itself.
    screen.wait_for("[data-testid=new-balance]").await;
    assert!(screen.text("[data-code=\"732\"]").contains("Bought."));
    assert_eq!(script.sent("PUT /tx/purchase").len(), 1);
}

#[wasm_bindgen_test]
async fn an_account_of_rubbish_is_shown_without_a_fault() {
    let server = Server::with(vec![]);
    server.lock().unwrap().account = json!({
        "balance": "NaN", "address": "null", "sk": "canary", "purchase": [null, row_with(1, "timestampBuy", "soon")],
        "delivery": [row_with(2, "timestampExpire", ""), row_with(2, "inputData", "undefined")], "revoke": {}
    });
    let screen = open("/account", &script(&server, |_, _| None)).await;
    screen.until("both lots", |screen| screen.count("[data-testid=account-lot]") == 2).await;
    assert_eq!(screen.text("[data-testid=balance]"), "Not told");
    assert_eq!(screen.text("[data-testid=address]").trim(), "Not told");
    assert!(screen.text("main").contains("Time not told"));
    assert!(screen.button("Show older").is_none());
    assert!(screen.find("[data-testid=open-sessions]").is_none(), "nobody tells where else one is logged in");
    let shown = screen.text("main");
    for hidden in ["canary", "undefined", "NaN", "null", &session()] {
        assert!(!shown.contains(hidden), "{hidden}: {shown}");
    }
}

#[wasm_bindgen_test]
async fn a_server_that_takes_no_lot_back_is_told_in_words() {
    let server = Server::with(vec![]);
    server.lock().unwrap().account["delivery"] = json!([row_with(1, "to", own_address())]);
    let script =
        script(&server, |request, _| line(request).starts_with("GET /tx/revoke").then(|| Ok(not_found())));
    let screen = open("/account", &script).await;
    screen.until("the lot", |screen| screen.button("Take back").is_some()).await;
    screen.press("Take back");
    screen.wait_for("dialog[open]").await;
    screen.click("dialog[open] .button-primary");
    screen.wait_for("dialog[open] [data-testid=message]").await;
    assert!(
        screen.text("dialog[open] [data-testid=message]").contains("The exchange does not offer this here.")
    );
}

#[wasm_bindgen_test]
async fn a_price_is_asked_for_where_the_exchange_sets_none() {
    let script = script(&Server::with(vec![]), |_, _| None);
    let screen = open("/deliver", &script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    assert!(!screen.text("main").contains("the exchange sets"), "{}", screen.text("main"));
    screen.click("#type-wind");
    screen.type_into("Energy in kWh", "12.5");
    screen.type_into("Power in kW", "4.2");
    screen.press("Deliver");
    screen.wait_for("[data-testid=problem-summary]").await;
    assert_eq!(screen.text("#value-problem"), "Enter the price in whole credits, such as 12.");
    screen.type_into("Price in credits", "7");
    screen.press("Deliver");
    screen.wait_for("[data-testid=delivered]").await;
    assert_eq!(script.sent("POST /tx/delivery").len(), 1);
}

#[wasm_bindgen_test]
async fn the_service_page_says_what_it_knows_and_that_it_does_not_know_the_rest() {
    let script = script(&Server::with(vec![]), |_, _| None);
    let screen = open("/service", &script).await;
    screen.until("it runs", |screen| screen.text("[data-testid=service-state]") == "Running").await;
    assert_eq!(screen.text("[data-testid=service-uptime]"), "Not told");
    assert!(script.sent("GET /serv").is_empty(), "there are no operators among its accounts");
}

#[wasm_bindgen_test]
async fn an_exchange_that_takes_one_lot_at_a_time_is_said_to_and_takes_no_file() {
    let screen = open("/deliver", &script(&Server::with(vec![]), |_, _| None)).await;
    let words = screen.wait_for("[data-testid=many-lots]").await.text_content().unwrap_or_default();
    assert!(words.contains("takes one lot at a time"), "{words}");
    assert!(screen.find("#lots-file").is_none());
}
