//! The question before a session ends: when it is asked, what it says aloud, and what answers it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::clock;

use crate::pretence::Pretence;
use crate::screen::Screen;
use crate::script::{Script, alive, code, line};

const STAY: &str = "[data-testid=stay][open]";
const ALOUD: &str = "[data-testid=ends-in-aloud]";

/// An exchange whose session ends in so many seconds, unless somebody says that they are there.
fn ending_in(seconds: u64) -> Arc<Script> {
    let mut ends_at = clock::now().after(Duration::from_secs(seconds));
    Script::new(move |request| {
        let line = line(request);
        if line == "GET /usr/alive?active=true" {
            ends_at = clock::now().after(Duration::from_secs(1_800));
        }
        let left = clock::now().until(ends_at).as_secs();
        line.starts_with("GET /usr/alive").then(|| Ok(alive("mara", left)))
    })
}

#[wasm_bindgen_test]
async fn the_question_comes_two_minutes_before_the_end_and_not_earlier() {
    let script = ending_in(123);
    let screen = Screen::open_unhurried("/account", &script).await;
    screen.wait_for("[data-testid=balance]").await;
    screen.until("alive", |screen| screen.find("[data-state=alive]").is_some()).await;
    assert!(screen.find(STAY).is_none());
    screen.wait_for(STAY).await;
    let beats = script.sent("GET /usr/alive").len();
    assert_eq!(beats, 3, "it was asked who is here, whether they live, and again before the warning");
    let dialog = screen.find(STAY).unwrap();
    assert_eq!(dialog.get_attribute("role").as_deref(), Some("alertdialog"));
    assert_eq!(screen.text(ALOUD), "Your session ends in 2 minutes.");
    let active = web_sys::window().unwrap().document().unwrap().active_element();
    assert_eq!(active.as_ref(), screen.button("Stay signed in").as_deref());
    assert_eq!(screen.elements("[data-testid=stay] button").len(), 1);
    screen.press("Stay signed in");
    screen.until("it stays", |screen| screen.find(STAY).is_none()).await;
    assert_eq!(script.sent("GET /usr/alive").len(), beats + 1);
}

#[wasm_bindgen_test]
async fn the_time_is_said_aloud_at_two_minutes_at_one_and_at_half_a_minute() {
    let script = ending_in(119);
    let screen = Screen::open_unhurried("/deliver", &script).await;
    screen.wait_for(STAY).await;
    // Nothing is heard any more, so that only the clock moves on.
    script.hold("GET /usr/alive");
    for (seconds, words) in [
        (0, "Your session ends in 2 minutes."),
        (30, "Your session ends in 2 minutes."),
        (61, "Your session ends in 1 minute."),
        (91, "Your session ends in 30 seconds."),
        (100, "Your session ends in 30 seconds."),
    ] {
        let _later = Pretence::clock(f64::from(seconds) * 1_000.0);
        let left = 119 - seconds;
        screen
            .until(words, |screen| {
                let told = screen.text("[data-testid=ends-in]");
                let told = told.split(' ').find_map(|word| word.parse::<i32>().ok());
                screen.text(ALOUD) == words && told.is_some_and(|told| (left - 20..=left).contains(&told))
            })
            .await;
    }
    let _later = Pretence::clock(3_600_000.0);
    screen
        .until("it is not known any more", |screen| {
            screen.text("[data-testid=ends-in]") == "It may have ended; the exchange is being asked."
        })
        .await;
    assert!(screen.find(STAY).is_some(), "time alone ends no session");
}

#[wasm_bindgen_test]
async fn a_session_that_ends_while_it_is_asked_leads_to_the_log_in_over_the_page() {
    let is_over = Arc::new(AtomicBool::new(false));
    let script = Script::new({
        let is_over = Arc::clone(&is_over);
        move |request| {
            let is_beat = line(request).starts_with("GET /usr/alive");
            is_beat.then(|| Ok(if is_over.load(Ordering::Relaxed) { code(826) } else { alive("mara", 100) }))
        }
    });
    let screen = Screen::open("/deliver", &script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.type_into("Energy in kWh", "12.5");
    screen.wait_for(STAY).await;
    is_over.store(true, Ordering::Relaxed);
    screen.wait_for("[data-testid=log-in-again][open]").await;
    assert!(screen.find(STAY).is_none());
    assert_eq!(screen.field("Energy in kWh").value(), "12.5");
}
