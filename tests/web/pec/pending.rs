//! Over a reload, and in a tab that was duplicated: what may have been done is looked up and never sent again.

use std::sync::{Arc, Mutex};

use domain::status::Misfortune;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::storage::tab;

use super::server::{
    Server, hash, keep_session, losing_the_first, own_address, row, row_with, script, settings, told,
};
use crate::lost::{PURCHASE_UNKNOWN, aged, deliver, is_told, is_unknown, take_back};
use crate::screen::{PENDING, Screen};
use crate::script::{Script, line};

async fn open(path: &str, script: &Arc<Script>) -> Screen {
    keep_session(60);
    Screen::open_with(settings(), path, script).await
}

/// Opens the app in a tab that keeps that.
async fn open_keeping(kept: &str, path: &str, script: &Arc<Script>) -> Screen {
    keep_session(60);
    Screen::open_keeping(kept, settings(), path, script).await
}

/// Buys lot 1.
async fn buy(screen: &Screen) {
    let select = format!("[data-hash=\"{}\"] [data-testid=select-row]", hash(1));
    screen.wait_for(&select).await;
    screen.click(&select);
    screen.until("the total", |screen| screen.text("[data-testid=selection-total]") == "1").await;
    screen.press("Review purchase");
    screen.until("the review", |screen| screen.button("Buy now").is_some()).await;
    screen.press("Buy now");
}

/// What the tab keeps, as if it had been sent ten minutes ago: what did not arrive by now never will.
fn kept_for_long() -> String {
    aged(&tab::get(PENDING).unwrap(), 600_000)
}

/// The server, whose calls that begin so never arrive.
fn deaf_to(server: &Arc<Mutex<Server>>, beginning: &'static str) -> Arc<Script> {
    script(server, move |request, _| {
        line(request).starts_with(beginning).then_some(Err(Misfortune::TimedOut))
    })
}

/// A second purchase of the same lot is charged again there.
#[wasm_bindgen_test]
async fn a_purchase_that_went_through_before_the_reload_is_found_in_the_account_and_was_sent_once() {
    let server = Server::with(vec![row(1)]);
    let script = losing_the_first(&server, "PUT /tx/purchase");
    let screen = open("/pool", &script).await;
    script.hold("PUT /tx/purchase");
    buy(&screen).await;
    screen.until("sent", |_| !script.sent("PUT").is_empty()).await;
    let screen = screen.reload("/service", &script).await;
    is_told(&screen, "Bought; the lots are in your account.").await;
    assert_eq!(script.sent("PUT").len(), 1);
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn what_may_still_be_on_its_way_is_looked_for_until_it_is_there() {
    let server = Server::with(vec![row(1)]);
    let deaf = deaf_to(&server, "PUT /tx/purchase");
    let screen = open("/pool", &deaf).await;
    deaf.hold("PUT /tx/purchase");
    buy(&screen).await;
    screen.until("sent", |_| !deaf.sent("PUT").is_empty()).await;
    let script = script(&server, {
        let mut looks = 0;
        move |request, server| {
            let is_look = line(request).starts_with("GET /usr/account");
            looks += usize::from(is_look);
            if is_look && looks == 3 {
                server.account["purchase"] = json!([row(1)]);
            }
            None
        }
    });
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=checking]").await;
    screen.wait_for("[data-testid=new-balance]").await;
    assert!(screen.text("[data-code=\"732\"]").contains("Bought."));
    assert!(script.sent("PUT").is_empty());
}

#[wasm_bindgen_test]
async fn a_purchase_that_never_arrived_is_told_and_not_sent_by_a_tab_that_did_not_make_it() {
    let server = Server::with(vec![row(1)]);
    let deaf = deaf_to(&server, "PUT /tx/purchase");
    let screen = open("/pool", &deaf).await;
    deaf.hold("PUT /tx/purchase");
    buy(&screen).await;
    screen.until("sent", |_| !deaf.sent("PUT").is_empty()).await;
    let kept = kept_for_long();
    let script = script(&server, |_, _| None);
    let copy = open_keeping(&kept, "/pool", &script).await;
    copy.wait_for("[data-testid=lot-outcome]").await;
    assert_eq!(copy.text("#review-heading"), "Nothing was bought");
    let still = copy.text("[data-code=\"734\"]");
    assert!(still.contains("The lot can be bought.") && still.contains("You were not charged."), "{still}");
    assert!(script.sent("PUT").is_empty());
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn a_delivery_is_found_by_the_stamp_that_the_tab_kept() {
    for is_there in [true, false] {
        let server = Server::with(vec![]);
        let deaf = deaf_to(&server, "POST /tx/delivery");
        let screen = open("/deliver", &deaf).await;
        deaf.hold("POST /tx/delivery");
        deliver(&screen).await;
        screen.until("sent", |_| !deaf.sent("POST /tx/delivery").is_empty()).await;
        let kept = kept_for_long();
        let body: Value =
            serde_json::from_str(deaf.sent("POST /tx/delivery")[0].body.as_deref().unwrap()).unwrap();
        drop(screen);
        let stamp = body["timestampGen"].as_u64().unwrap() + u64::from(!is_there);
        // Nothing else of the row says that it is the one.
        let row = json!({ "txHash": hash(9), "timestampGen": stamp.to_string() });
        server.lock().unwrap().account["delivery"] = json!([row]);
        let script = script(&server, |_, _| None);
        let screen = open_keeping(&kept, "/account", &script).await;
        is_told(
            &screen,
            if is_there { "Your lot is in the pool." } else { "Your delivery did not reach the pool" },
        )
        .await;
        assert!(script.sent("POST").is_empty());
        assert_eq!(tab::get(PENDING), None);
    }
}

#[wasm_bindgen_test]
async fn a_lot_to_take_back_is_looked_up_first() {
    for is_done in [true, false] {
        let server = Server::with(vec![]);
        server.lock().unwrap().account["delivery"] = json!([row_with(1, "to", own_address())]);
        let deaf = deaf_to(&server, "GET /tx/revoke");
        let screen = open("/account", &deaf).await;
        deaf.hold("GET /tx/revoke");
        take_back(&screen).await;
        screen.until("sent", |_| !deaf.sent("GET /tx/revoke").is_empty()).await;
        let kept = kept_for_long();
        drop(screen);
        if is_done {
            server.lock().unwrap().account["revoke"] = json!([{ "txHash": hash(1) }]);
        }
        let script = script(&server, |_, _| None);
        let screen = open_keeping(&kept, "/service", &script).await;
        is_told(&screen, if is_done { "The lot is out of the pool." } else { "The lot was not taken back." })
            .await;
        assert!(script.sent("GET /tx/revoke").is_empty());
    }
}

#[wasm_bindgen_test]
async fn while_the_account_cannot_be_looked_at_it_is_not_known() {
    let server = Server::with(vec![row(1)]);
    let deaf = deaf_to(&server, "PUT /tx/purchase");
    let screen = open("/pool", &deaf).await;
    deaf.hold("PUT /tx/purchase");
    buy(&screen).await;
    screen.until("sent", |_| !deaf.sent("PUT").is_empty()).await;
    let kept = kept_for_long();
    drop(screen);
    let script = script(&server, |request, _| {
        line(request).starts_with("GET /usr/account").then(|| Ok(told(820, json!({}))))
    });
    let screen = open_keeping(&kept, "/service", &script).await;
    is_unknown(&screen, PURCHASE_UNKNOWN).await;
    assert_ne!(tab::get(PENDING), None);
    assert!(!screen.text("[data-testid=under-way]").contains("not charged"));
}
