//! Whether a browser remembers that somebody logged in, and what it asks when it does not.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::storage;

use crate::pretence::Pretence;
use crate::screen::{MARK, Screen};
use crate::script::{Script, code, line};

/// An exchange at which nobody is logged in until somebody does.
fn of_guests() -> Arc<Script> {
    let is_here = AtomicBool::new(false);
    Script::new(move |request| match line(request).as_str() {
        "POST /usr/login" => {
            is_here.store(true, Ordering::Relaxed);
            None
        }
        beat if beat.starts_with("GET /usr/alive") && !is_here.load(Ordering::Relaxed) => Some(Ok(code(826))),
        _ => None,
    })
}

fn questions(script: &Script) -> usize {
    script.sent("GET /usr/alive").len()
}

/// Every guest's first visit was answered with a refusal, which browsers write into their console as an error.
#[wasm_bindgen_test]
async fn nothing_is_asked_about_a_guest_before_a_page_is_for_members() {
    let script = of_guests();
    storage::remove(MARK);
    let screen = Screen::open("/", &script).await;
    screen.wait_for(".hero").await;
    for path in ["/help/codes", "/signup", "/login", "/service"] {
        screen.go(path).await;
        screen.wait_for("h1").await;
        screen.wait_for("header a[href='/signup']").await;
    }
    screen.wait_for("[data-testid=service-uptime]").await;
    assert_eq!(questions(&script), 0);
    screen.go("/account").await;
    screen.until("the log-in", |screen| screen.button("Log in").is_some()).await;
    assert_eq!(questions(&script), 1);
    screen
        .until("the address", |_| web_sys::window().unwrap().location().search().unwrap() == "?next=/account")
        .await;
}

#[wasm_bindgen_test]
async fn a_session_that_lives_is_found_though_nothing_is_remembered_of_it() {
    let script = Script::new(|_| None);
    storage::remove(MARK);
    let screen = Screen::open("/help/codes", &script).await;
    screen.wait_for("header a[href='/signup']").await;
    screen.go("/account").await;
    screen.wait_for("[data-testid=balance]").await;
    assert_eq!(storage::get(MARK).as_deref(), Some("1"), "it is remembered from now on");
    let screen = screen.reload("/help/codes", &script).await;
    screen.until("the account", |screen| screen.text("header").contains("mara")).await;
    storage::remove(MARK);
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=pool-table]").await;
}

#[wasm_bindgen_test]
async fn a_log_in_is_remembered_until_the_log_out_in_whichever_tab() {
    let script = of_guests();
    storage::remove(MARK);
    let here = Screen::open("/login", &script).await;
    let there = Screen::open("/service", &script).await;
    here.type_into("Account name", "mara");
    here.type_into("Password", "violet kettle orbits slowly");
    here.press("Log in");
    here.wait_for("[data-testid=pool-table]").await;
    assert_eq!(storage::get(MARK).as_deref(), Some("1"), "it says that somebody is here, and not who");
    there.until("the account", |screen| screen.text("header").contains("mara")).await;
    there.press("Log out");
    there.until("the log-in", |screen| screen.text("main").contains("You are logged out.")).await;
    assert_eq!(storage::get(MARK), None);
    here.until("it left too", |screen| screen.text("main").contains("You are logged out.")).await;
}

#[wasm_bindgen_test]
async fn a_mark_that_a_session_left_over_costs_one_question_and_is_gone() {
    let script = of_guests();
    let screen = Screen::open("/", &script).await;
    screen.until("the mark is gone", |_| storage::get(MARK).is_none()).await;
    screen.wait_for("header a[href='/signup']").await;
    let screen = screen.reload("/", &script).await;
    screen.wait_for("header a[href='/signup']").await;
    assert_eq!(questions(&script), 1);
}

#[wasm_bindgen_test]
async fn a_log_out_that_nobody_answers_is_not_taken_for_one() {
    let script =
        Script::new(|request| line(request).starts_with("DELETE /usr/logout").then(|| Ok(code(930))));
    let screen = Screen::open("/help/codes", &script).await;
    screen.until("the account", |screen| screen.text("header").contains("mara")).await;
    screen.press("Log out");
    screen.wait_for(".notice").await;
    assert_eq!(storage::get(MARK).as_deref(), Some("1"));
}

#[wasm_bindgen_test]
async fn where_a_browser_keeps_nothing_the_exchange_is_asked() {
    let script = Script::new(|_| None);
    storage::remove(MARK);
    let _closed = Pretence::without("localStorage");
    let screen = Screen::open("/help/codes", &script).await;
    screen.until("the account", |screen| screen.text("header").contains("mara")).await;
}
