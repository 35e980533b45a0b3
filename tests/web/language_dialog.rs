//! Dialogs and what operators see, in every language: each is opened in English, and everything in it follows.

use domain::status::Misfortune;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use words::Label;

use crate::language::{exchange, speaks_all};
use crate::screen::Screen;
use crate::script::{answer, code};
use crate::{hold, operator};

#[wasm_bindgen_test]
async fn the_review_and_the_question_about_a_lot_follow_the_language() {
    let script = exchange();
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    screen.click("[data-testid=select-row]");
    screen.until("picked", |screen| screen.text("[data-testid=selection-total]") == "2,000").await;
    screen.press("Review purchase");
    screen.until("the review", |screen| screen.button("Buy now").is_some()).await;
    speaks_all(&screen, Label::Pool).await;
    // Nobody answers it: the outcome is unknown for the rest of this.
    screen.press("Buy now");
    screen.wait_for("[data-testid=review] [data-testid=message]").await;
    speaks_all(&screen, Label::Pool).await;
    drop(screen);

    let screen = Screen::open("/account", &script).await;
    screen.wait_for("[data-testid=account-lot]").await;
    screen.press("Take back");
    screen.wait_for("[data-testid=revoke][open]").await;
    speaks_all(&screen, Label::Account).await;
    screen.click("[data-testid=revoke] .button-primary");
    screen.wait_for("[data-testid=revoke] [data-testid=message]").await;
    speaks_all(&screen, Label::Account).await;
}

#[wasm_bindgen_test]
async fn a_held_purchase_and_the_log_in_over_it_follow_the_language() {
    let script = hold::exchange(60, [Err(Misfortune::TimedOut), Ok(code(832)), hold::bought()]);
    let screen = Screen::open("/pool", &script).await;
    hold::buy(&screen).await;
    speaks_all(&screen, Label::Pool).await;
    screen.press("Confirm and pay 1 credit");
    screen.wait_for("[data-testid=log-in-again][open]").await;
    speaks_all(&screen, Label::Pool).await;
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    // What became of the confirmation is asked by itself.
    screen.wait_for("[data-testid=new-balance]").await;
    speaks_all(&screen, Label::Pool).await;
}

#[wasm_bindgen_test]
async fn what_operators_see_follows_the_language() {
    let full = answer(400, &json!({ "status": 812, "msg": "for logs", "reason": "disk_full" }));
    let script = operator::exchange([operator::saving(&json!(0)), Ok(full)]);
    let screen = operator::open(&script).await;
    screen.click("[data-testid=persist]");
    screen.wait_for(".persist [data-testid=message]").await;
    speaks_all(&screen, Label::Service).await;
    drop(screen);
    let script = operator::exchange([operator::saving(&json!(0)), operator::saved()]);
    let screen = operator::open(&script).await;
    script.hold("GET /serv/persist");
    screen.click("[data-testid=persist]");
    screen.wait_for("[data-testid=persist-progress]").await;
    speaks_all(&screen, Label::Service).await;
    script.release();
    screen.wait_for("[data-testid=persisted]").await;
    speaks_all(&screen, Label::Service).await;
}
