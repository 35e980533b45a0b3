//! An app that is taken off the page leaves nothing behind: no timer, no listener, no lock, no request.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use domain::status::Misfortune;
use leptos::prelude::Owner;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::task::TaskScope;

use crate::ledger::Ledger;
use crate::pretence::{to_window, transition};
use crate::purchase::{pool_of_two, review};
use crate::screen::{Screen, until};
use crate::script::{Script, alive, answer, code, line, lot};

/// Opens the app, has it used, takes it away, and waits until everything is as it was.
async fn leave(what: &str, path: &str, script: &Arc<Script>, used: impl AsyncFnOnce(&Screen)) {
    let ledger = Ledger::open();
    let before = ledger.live();
    let mut screen = Screen::open(path, script).await;
    used(&screen).await;
    assert_ne!(ledger.live(), before, "{what}: nothing was written down");
    screen.close();
    until(|| format!("{what} is ended: {}", ledger.live()), || ledger.live() == before).await;
    until(|| format!("{what} gave up its requests"), || script.on_the_way() == 0).await;
    Ledger::until_no_lock_is_left().await;
}

fn usual() -> Arc<Script> {
    Script::new(|request| pool_of_two(request).map(Ok))
}

#[wasm_bindgen_test]
async fn whatever_page_it_shows_it_leaves_nothing_behind() {
    leave("the pool", "/pool", &usual(), async |screen| {
        review(screen).await;
    })
    .await;
    leave("a delivery", "/deliver", &usual(), async |screen| {
        screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
        screen.type_into("Energy in kWh", "12.5");
        screen.press("Deliver");
        screen.wait_for("[data-testid=problem-summary]").await;
    })
    .await;
    leave("the account", "/account", &with_a_lot(), async |screen| {
        screen.wait_for("[data-testid=account-lot]").await;
        screen.press("Take back");
        screen.wait_for("[data-testid=revoke][open]").await;
    })
    .await;
    for path in ["/service", "/", "/help/codes", "/help/codes/823", "/nowhere"] {
        leave(path, path, &usual(), async |screen| {
            screen.until("a heading", |screen| !screen.text("h1").is_empty()).await;
        })
        .await;
    }
    for path in ["/login", "/signup"] {
        let script =
            Script::new(|request| line(request).starts_with("GET /usr/alive").then(|| Ok(code(826))));
        leave(path, path, &script, async |screen| {
            screen.until("a form", |screen| screen.find("form").is_some()).await;
            screen.type_into("Account name", "mara");
        })
        .await;
    }
}

fn with_a_lot() -> Arc<Script> {
    Script::new(|request| {
        let account = serde_json::json!({
            "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 1234,
            "deliveryNum": 1, "purchaseNum": 0, "revokeNum": 0, "delivery": [lot(5, "wind")], "purchase": [],
            "revoke": []
        });
        line(request).starts_with("GET /usr/account").then(|| Ok(answer(200, &account)))
    })
}

#[wasm_bindgen_test]
async fn whatever_is_open_over_the_page_goes_with_it() {
    let expiring =
        Script::new(|request| line(request).starts_with("GET /usr/alive").then(|| Ok(alive("mara", 100))));
    leave("the question before the end", "/deliver", &expiring, async |screen| {
        screen.wait_for("[data-testid=stay][open]").await;
    })
    .await;
    let expired = Script::new({
        let mut beats = 0;
        move |request| {
            let is_beat = line(request).starts_with("GET /usr/alive");
            beats += u32::from(is_beat);
            (is_beat && beats > 2).then(|| Ok(code(826)))
        }
    });
    leave("the log-in over the page", "/pool", &expired, async |screen| {
        screen.wait_for("[data-testid=log-in-again][open]").await;
    })
    .await;
    let silent = Script::new(|request| {
        line(request).starts_with("GET /usr/account").then_some(Err(Misfortune::Unreachable))
    });
    leave("a countdown to the next try", "/account", &silent, async |screen| {
        screen.wait_for("[data-testid=countdown]").await;
        to_window("offline");
        screen.until("word", |screen| !screen.text("[data-testid=connection]").is_empty()).await;
    })
    .await;
    to_window("online");
}

#[wasm_bindgen_test]
async fn what_is_on_its_way_is_given_up() {
    for (path, held) in [("/pool", "GET /tx/pool"), ("/account", "GET /usr"), ("/service", "GET /serv")] {
        let script = usual();
        script.hold(held);
        leave(path, path, &script, async |screen| {
            screen.until("it is asked", |_| script.on_the_way() > 0).await;
            transition("pagehide", true);
            transition("pageshow", true);
        })
        .await;
    }
}

/// A look that began in the moment in which its page was left found its signals gone, and the whole app stopped.
#[wasm_bindgen_test]
async fn work_that_has_not_begun_when_its_owner_ends_never_begins() {
    let _screen = Screen::open("/", &usual()).await;
    let begun = Rc::new(RefCell::new(Vec::new()));
    let work = |name: &'static str| {
        let begun = Rc::clone(&begun);
        async move { begun.borrow_mut().push(name) }
    };
    let (ending, staying) = (Owner::new(), Owner::new());
    ending.with(TaskScope::new).spawn(work("of the one that ends"));
    ending.cleanup();
    staying.with(TaskScope::new).spawn(work("of the one that stays"));
    until(|| "what came after it".to_owned(), || !begun.borrow().is_empty()).await;
    assert_eq!(*begun.borrow(), ["of the one that stays"]);
}
