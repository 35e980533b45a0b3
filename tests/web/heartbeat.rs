//! The heartbeat on the screen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::status::Misfortune;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::timer;

use crate::screen::Screen;
use crate::script::{Script, line};

fn state(screen: &Screen) -> Option<String> {
    screen.find("[data-testid=heartbeat]").and_then(|element| element.get_attribute("data-state"))
}

#[wasm_bindgen_test]
async fn silence_is_shown_and_signs_nobody_out() {
    let is_silent = Arc::new(AtomicBool::new(false));
    let script = Script::new({
        let is_silent = Arc::clone(&is_silent);
        move |_| is_silent.load(Ordering::Relaxed).then_some(Err(Misfortune::Unreachable))
    });
    let screen = Screen::open("/pool", &script).await;
    screen.until("alive", |screen| state(screen).as_deref() == Some("alive")).await;
    is_silent.store(true, Ordering::Relaxed);
    screen.until("unreachable", |screen| state(screen).as_deref() == Some("unreachable")).await;
    assert!(screen.button("Log out").is_some());
    assert!(screen.find("dialog[open]").is_none());
    is_silent.store(false, Ordering::Relaxed);
    screen.until("alive again", |screen| state(screen).as_deref() == Some("alive")).await;
    screen.until("the message is gone", |screen| screen.find("[data-testid=message]").is_none()).await;
}

#[wasm_bindgen_test]
async fn only_activity_prolongs_the_session() {
    let script = Script::new(|_| None);
    let screen = Screen::open("/pool", &script).await;
    screen.until("two beats", |_| script.sent("GET /usr/alive").len() >= 3).await;
    assert!(script.sent("GET /usr/alive?active=true").is_empty());
    let pressed = web_sys::Event::new("pointerdown").unwrap();
    web_sys::window().unwrap().dispatch_event(&pressed).unwrap();
    screen.until("an active beat", |_| script.sent("GET /usr/alive?active=true").len() == 1).await;
    let beats = script.sent("GET /usr/alive").len();
    screen.until("the next beat", |_| script.sent("GET /usr/alive").len() > beats).await;
    assert_eq!(script.sent("GET /usr/alive?active=true").len(), 1);
}

#[wasm_bindgen_test]
async fn when_the_app_is_gone_nothing_asks_any_more() {
    let script = Script::new(|_| None);
    let mut screen = Screen::open("/pool", &script).await;
    screen
        .until("beats and polls", |_| {
            script.sent("GET /usr/alive").len() >= 2 && script.sent("GET /tx/pool").len() >= 2
        })
        .await;
    screen.close();
    let sent = script.sent("").len();
    // Longer than either period: the one place where time itself is what is tested.
    timer::sleep(Duration::from_millis(2_500)).await;
    assert_eq!(script.sent("").len(), sent, "{:?}", script.sent("").iter().map(line).collect::<Vec<_>>());
}
