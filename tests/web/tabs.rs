//! Several tabs of one browser, a session that is about to end, and a device that loses its network.
//!
//! Two screens in one document stand for two tabs: they share nothing but what tabs share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::{Script, alive, code, line};

fn dispatch(name: &str) {
    web_sys::window().unwrap().dispatch_event(&web_sys::Event::new(name).unwrap()).unwrap();
}

fn beats(script: &Script) -> usize {
    script.sent("GET /usr/alive").len()
}

#[wasm_bindgen_test]
async fn one_tab_beats_for_all() {
    let (first, second) = (Script::new(|_| None), Script::new(|_| None));
    let leading = Screen::open("/account", &first).await;
    leading.wait_for("[data-testid=balance]").await;
    let following = Screen::open("/account", &second).await;
    following.wait_for("[data-testid=balance]").await;
    following.until("its own first beat", |_| beats(&second) >= 2).await;
    let (before, own) = (beats(&first), beats(&second));
    leading.until("more beats", |_| beats(&first) >= before + 4).await;
    assert_eq!(beats(&second), own, "what the leading tab hears is enough");
    assert!(following.find("[data-state=alive]").is_some());
}

#[wasm_bindgen_test]
async fn when_the_leading_tab_is_closed_the_next_one_leads() {
    let (first, second) = (Script::new(|_| None), Script::new(|_| None));
    let mut leading = Screen::open("/account", &first).await;
    leading.wait_for("[data-testid=balance]").await;
    let following = Screen::open("/account", &second).await;
    following.until("its own first beat", |_| beats(&second) >= 2).await;
    leading.close();
    let own = beats(&second);
    following.until("it beats", |_| beats(&second) >= own + 3).await;
}

#[wasm_bindgen_test]
async fn logging_out_reaches_every_tab() {
    let (first, second) = (Script::new(|_| None), Script::new(|_| None));
    let here = Screen::open("/account", &first).await;
    here.wait_for("[data-testid=balance]").await;
    let there = Screen::open("/account", &second).await;
    there.wait_for("[data-testid=balance]").await;
    here.press("Log out");
    there.until("it left too", |screen| screen.text("main").contains("You are logged out.")).await;
    assert!(there.find("[data-testid=balance]").is_none());
    assert!(second.sent("DELETE /usr/logout").is_empty());
}

#[wasm_bindgen_test]
async fn a_session_that_is_over_is_over_in_every_tab() {
    let is_over = Arc::new(AtomicBool::new(false));
    let script = || {
        let is_over = Arc::clone(&is_over);
        Script::new(move |request| {
            let is_beat = line(request).starts_with("GET /usr/alive");
            (is_beat && is_over.load(Ordering::Relaxed)).then(|| Ok(code(826)))
        })
    };
    let (first, second) = (script(), script());
    let here = Screen::open("/account", &first).await;
    here.wait_for("[data-testid=balance]").await;
    let there = Screen::open("/account", &second).await;
    there.wait_for("[data-testid=balance]").await;
    is_over.store(true, Ordering::Relaxed);
    here.wait_for("[data-testid=log-in-again][open]").await;
    there.wait_for("[data-testid=log-in-again][open]").await;
}

#[wasm_bindgen_test]
async fn whoever_is_about_to_lose_the_session_is_asked_and_one_press_keeps_it() {
    let script = Script::new(|request| match line(request).as_str() {
        "GET /usr/alive" => Some(Ok(alive("mara", 100))),
        "GET /usr/alive?active=true" => Some(Ok(alive("mara", 1_800))),
        _ => None,
    });
    let screen = Screen::open("/deliver", &script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.type_into("Energy in kWh", "12.5");
    screen.wait_for("[data-testid=stay][open]").await;
    screen.until("seconds", |screen| screen.text("[data-testid=ends-in]").contains("seconds")).await;
    assert!(script.sent("GET /usr/alive?active=true").is_empty());
    screen.press("Stay signed in");
    screen.until("it stays", |screen| screen.find("[data-testid=stay][open]").is_none()).await;
    assert_eq!(script.sent("GET /usr/alive?active=true").len(), 1);
    assert_eq!(screen.field("Energy in kWh").value(), "12.5");
}

#[wasm_bindgen_test]
async fn without_a_network_nothing_can_be_delivered_and_the_page_says_so() {
    let screen = Screen::open("/deliver", &Script::new(|_| None)).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    dispatch("offline");
    screen.until("word", |screen| screen.text("[data-testid=connection]").contains("You are offline.")).await;
    let button = screen.button("Deliver").unwrap();
    assert!(button.has_attribute("disabled"));
    assert!(screen.text("[data-testid=cut-off]").contains("Not possible"));
    dispatch("online");
    screen.until("back", |screen| screen.text("[data-testid=connection]").is_empty()).await;
    assert!(!screen.button("Deliver").unwrap().has_attribute("disabled"));
}
