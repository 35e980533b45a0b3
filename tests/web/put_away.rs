//! Pages that the browser puts away and brings back as they were, such as by Back after somebody left.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::status::Misfortune;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::chance::Chance;
use crate::pretence::transition;
use crate::screen::Screen;
use crate::script::{Script, code, line};

/// A script whose session ends when the flag says so.
fn ending(is_over: &Arc<AtomicBool>) -> Arc<Script> {
    let is_over = Arc::clone(is_over);
    Script::new(move |request| {
        let is_beat = line(request).starts_with("GET /usr/alive");
        (is_beat && is_over.load(Ordering::Relaxed)).then(|| Ok(code(826)))
    })
}

fn beats(script: &Script) -> usize {
    script.sent("GET /usr/alive").len()
}

/// Whether a person can see what a selector finds.
fn shows(screen: &Screen, selector: &str) -> bool {
    screen.find(selector).is_some_and(|element| element.offset_parent().is_some())
}

/// The app at a page, after its first beat.
async fn open(path: &str, script: &Arc<Script>) -> Screen {
    let screen = Screen::open_unhurried(path, script).await;
    screen.until("alive", |screen| screen.find("[data-state=alive]").is_some()).await;
    screen
}

fn is_blank(screen: &Screen) -> bool {
    !shows(screen, "[data-testid=balance]") && !screen.text("header").contains("mara")
}

#[wasm_bindgen_test]
async fn a_page_that_is_put_away_shows_nothing_until_the_exchange_has_answered() {
    let script = Script::new(|_| None);
    let screen = open("/account", &script).await;
    screen.until("the balance", |screen| shows(screen, "[data-testid=balance]")).await;
    transition("pagehide", true);
    screen.until("nothing of the account", is_blank).await;
    script.hold("GET /usr/alive");
    let before = beats(&script);
    transition("pageshow", true);
    screen.until("it asks at once", |_| beats(&script) == before + 1).await;
    assert!(is_blank(&screen));
    script.release();
    screen.until("the balance again", |screen| shows(screen, "[data-testid=balance]")).await;
    assert_eq!(screen.text(".who"), "mara");
    assert_eq!(beats(&script), before + 1);
    assert!(script.sent("GET /usr/alive?active=true").is_empty());
}

#[wasm_bindgen_test]
async fn what_was_typed_is_there_again_if_the_session_lives() {
    let script = Script::new(|_| None);
    let screen = open("/deliver", &script).await;
    screen.type_into("Energy in kWh", "12.5");
    script.hold("GET /usr/alive");
    transition("pageshow", true);
    screen.until("not shown", |screen| !shows(screen, "form")).await;
    script.release();
    screen.until("shown", |screen| shows(screen, "form")).await;
    assert_eq!(screen.field("Energy in kWh").value(), "12.5");
}

#[wasm_bindgen_test]
async fn a_page_of_a_session_that_is_over_is_gone_when_it_comes_back() {
    for path in ["/account", "/pool", "/deliver"] {
        let is_over = Arc::new(AtomicBool::new(false));
        let script = ending(&is_over);
        let screen = open(path, &script).await;
        transition("pagehide", true);
        is_over.store(true, Ordering::Relaxed);
        transition("pageshow", true);
        screen.until("the log-in page", |screen| screen.text("main").contains("You are logged out.")).await;
        assert!(screen.find("dialog[open]").is_none(), "{path}");
        assert!(!screen.text("header").contains("mara") && !screen.text("main").contains("mara"), "{path}");
        for selector in ["[data-testid=balance]", "[data-testid=pool-table]", "#inputData"] {
            assert!(screen.find(selector).is_none(), "{path} {selector}");
        }
    }
}

/// The log-in stood over a page whose data were behind it, for whoever pressed Back.
#[wasm_bindgen_test]
async fn a_page_whose_session_was_over_before_comes_back_without_its_data() {
    let is_over = Arc::new(AtomicBool::new(false));
    let script = ending(&is_over);
    let screen = Screen::open("/account", &script).await;
    screen.wait_for("[data-testid=balance]").await;
    is_over.store(true, Ordering::Relaxed);
    screen.wait_for("[data-testid=log-in-again][open]").await;
    transition("pageshow", true);
    screen.until("the log-in page", |screen| screen.find("[data-testid=log-in-again][open]").is_none()).await;
    screen.until("its form", |screen| screen.button("Log in").is_some()).await;
    assert!(screen.find("[data-testid=balance]").is_none());
}

#[wasm_bindgen_test]
async fn without_an_answer_nothing_is_shown_and_nobody_is_signed_out() {
    // Everything that looks at once opens the circuit; it rests as briefly as it can.
    let _chance = Chance::always(0.0);
    let is_silent = Arc::new(AtomicBool::new(false));
    let script = Script::new({
        let is_silent = Arc::clone(&is_silent);
        move |_| is_silent.load(Ordering::Relaxed).then_some(Err(Misfortune::Unreachable))
    });
    let screen = open("/account", &script).await;
    screen.wait_for("[data-testid=balance]").await;
    is_silent.store(true, Ordering::Relaxed);
    let before = beats(&script);
    transition("pageshow", true);
    screen.until("a try", |_| beats(&script) > before).await;
    assert!(is_blank(&screen));
    is_silent.store(false, Ordering::Relaxed);
    screen.until("the balance again", |screen| shows(screen, "[data-testid=balance]")).await;
}

#[wasm_bindgen_test]
async fn a_page_that_is_loaded_or_left_for_good_is_not_put_away() {
    let script = Script::new(|_| None);
    let screen = open("/account", &script).await;
    screen.wait_for("[data-testid=balance]").await;
    let before = beats(&script);
    transition("pagehide", false);
    transition("pageshow", false);
    // What follows is asked for in turn, so an answer to what came before would be there too.
    transition("pageshow", true);
    screen.until("one beat", |_| beats(&script) == before + 1).await;
    screen.until("the balance", |screen| shows(screen, "[data-testid=balance]")).await;
    assert_eq!(beats(&script), before + 1);
}
