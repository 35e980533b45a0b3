//! An exchange that does not answer anybody is left alone for a while, the page says until when, and whatever
//! waits goes on by itself once it answers again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::status::Misfortune;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::{Script, answer, line};

/// An exchange that is silent while the flag is up.
fn at_times_silent() -> (Arc<Script>, Arc<AtomicBool>) {
    let is_silent = Arc::new(AtomicBool::new(false));
    let script = Script::new({
        let is_silent = Arc::clone(&is_silent);
        move |_| is_silent.load(Ordering::Relaxed).then_some(Err(Misfortune::Unreachable))
    });
    (script, is_silent)
}

/// Looks at the service with the exchange silent, until nothing is sent any more.
async fn opened(script: &Arc<Script>) -> Screen {
    let screen = Screen::open("/service", script).await;
    screen
        .until("it is left alone", |screen| screen.text("[data-testid=message]").contains("nothing was sent"))
        .await;
    screen
}

/// The person turns to the tab, which is worth a look at everything.
fn look_again() {
    let document = web_sys::window().unwrap().document().unwrap();
    document.dispatch_event(&web_sys::Event::new("visibilitychange").unwrap()).unwrap();
}

#[wasm_bindgen_test]
async fn after_five_faults_nothing_is_sent_and_the_page_says_when_it_is() {
    let (script, is_silent) = at_times_silent();
    is_silent.store(true, Ordering::Relaxed);
    let screen = opened(&script).await;
    assert_eq!(script.sent("").len(), 5);
    assert!(screen.text("[data-testid=countdown]").contains("Trying again by itself in"));
    assert!(screen.text("[data-testid=connection]").contains("The exchange does not answer."));
    assert!(screen.text("[data-testid=connection] [data-testid=countdown]").contains("Trying again"));
}

#[wasm_bindgen_test]
async fn whoever_does_not_want_to_wait_tries_now() {
    let (script, is_silent) = at_times_silent();
    is_silent.store(true, Ordering::Relaxed);
    let screen = opened(&script).await;
    let sent = script.sent("").len();
    is_silent.store(false, Ordering::Relaxed);
    screen.find("[data-testid=connection] button").unwrap().click();
    screen.until("the service", |screen| screen.text("[data-testid=service-state]") == "Running").await;
    screen.until("who is here", |screen| screen.text(".who") == "mara").await;
    screen.until("no word of it", |screen| screen.text("[data-testid=connection]").is_empty()).await;
    assert!(script.sent("").len() > sent);
}

#[wasm_bindgen_test]
async fn whatever_waits_goes_on_by_itself_when_the_network_is_back() {
    let (script, is_silent) = at_times_silent();
    let screen = Screen::open("/account", &script).await;
    screen.wait_for("[data-testid=balance]").await;
    assert!(screen.find(".freshness.stale").is_none());
    is_silent.store(true, Ordering::Relaxed);
    let window = web_sys::window().unwrap();
    screen
        .until("it is left alone", |screen| {
            // Each look that fails is one fault; the person looks again and again.
            let focus = web_sys::Event::new("pageshow").unwrap();
            window.dispatch_event(&focus).unwrap();
            screen.text("[data-testid=message]").contains("nothing was sent")
        })
        .await;
    assert!(screen.text("[data-testid=freshness]").starts_with("May be old: as of"));
    assert!(screen.find("[data-testid=balance]").is_some(), "what was heard stays in sight");
    is_silent.store(false, Ordering::Relaxed);
    window.dispatch_event(&web_sys::Event::new("online").unwrap()).unwrap();
    screen.until("no message", |screen| screen.find("[data-testid=message]").is_none()).await;
    screen.until("fresh", |screen| screen.text("[data-testid=freshness]").starts_with("As of")).await;
}

#[wasm_bindgen_test]
async fn a_fault_now_and_then_keeps_nothing_back() {
    let mut asked = 0;
    let script = Script::new(move |request| {
        asked += 1;
        (line(request).starts_with("GET /serv") && asked % 2 == 0).then(|| Ok(answer(502, &json!(null))))
    });
    let screen = Screen::open("/service", &script).await;
    screen
        .until("many looks", |_| {
            look_again();
            script.sent("GET /serv").len() > 30
        })
        .await;
    assert!(!screen.text("main").contains("nothing was sent"));
}
