//! The last lots, for when the app is opened and nobody answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::status::Misfortune;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::storage;

use crate::purchase::{hash, pool_of_two};
use crate::screen::{KEPT_POOL, Screen};
use crate::script::{Script, code, line};

const PAGE: &str = "[data-testid=kept-pool]";
const ROW: &str = "[data-testid=pool-row]";

/// An exchange with two lots that falls silent when it is told to.
fn silent_at_times() -> (Arc<Script>, Arc<AtomicBool>) {
    let is_silent = Arc::new(AtomicBool::new(false));
    let silence = Arc::clone(&is_silent);
    let script = Script::new(move |request| match silence.load(Ordering::Relaxed) {
        true => Some(Err(Misfortune::Unreachable)),
        false => pool_of_two(request).map(Ok),
    });
    (script, is_silent)
}

/// Opens the pool, looks at its lots, and loads the page anew when nobody answers any more.
async fn opened_in_silence() -> (Screen, Arc<Script>, Arc<AtomicBool>) {
    let (script, is_silent) = silent_at_times();
    let screen = Screen::open("/pool", &script).await;
    screen.until("its lots", |screen| screen.count(ROW) == 2).await;
    screen.until("kept", |_| storage::get(KEPT_POOL).is_some()).await;
    is_silent.store(true, Ordering::Relaxed);
    let screen = screen.reload("/pool", &script).await;
    (screen, script, is_silent)
}

#[wasm_bindgen_test]
async fn where_nobody_answers_the_last_lots_are_shown_and_none_can_be_picked() {
    let (screen, _script, is_silent) = opened_in_silence().await;
    screen.until("the last lots", |screen| screen.count(&format!("{PAGE} {ROW}")) == 2).await;
    assert!(screen.text("[data-testid=freshness]").contains("May be old: as of"));
    assert!(screen.text(PAGE).contains("Not possible while the exchange cannot be reached."));
    assert!(screen.text("main").contains("The exchange cannot be reached."));
    assert_eq!(screen.count(&format!("{ROW} input:disabled")), 2);
    assert!(screen.button("Review purchase").unwrap().has_attribute("disabled"));

    is_silent.store(false, Ordering::Relaxed);
    screen.press("Try now");
    screen.until("the pool of now", |screen| screen.find(PAGE).is_none() && screen.count(ROW) == 2).await;
    screen.until("fresh", |screen| screen.text("[data-testid=freshness]").starts_with("As of")).await;
    assert_eq!(screen.count(&format!("{ROW} input:disabled")), 0);
}

#[wasm_bindgen_test]
async fn the_last_lots_can_be_ordered() {
    let (screen, _script, _) = opened_in_silence().await;
    screen.until("the last lots", |screen| screen.count(&format!("{PAGE} {ROW}")) == 2).await;
    screen.click("[data-testid=sort-value]");
    screen.until("the cheapest first", |screen| first_hash(screen) == hash(1)).await;
    assert_eq!(screen.count(&format!("{PAGE} th[aria-sort=ascending]")), 1);
    screen.click("[data-testid=sort-value]");
    screen.until("the dearest first", |screen| first_hash(screen) == hash(2)).await;
}

/// The lot in the first row.
fn first_hash(screen: &Screen) -> String {
    let row = screen.find(&format!("{ROW}[aria-rowindex=\"2\"]"));
    row.and_then(|row| row.get_attribute("data-hash")).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn the_last_lots_are_forgotten_with_the_first_word_that_nobody_is_here() {
    let (script, _) = silent_at_times();
    let screen = Screen::open("/pool", &script).await;
    screen.until("kept", |_| storage::get(KEPT_POOL).is_some()).await;
    let nobody = Script::new(|request| line(request).starts_with("GET /usr/alive").then(|| Ok(code(826))));
    let screen = screen.reload("/pool", &nobody).await;
    screen.until("the log-in", |screen| screen.text("h1").contains("Log in")).await;
    screen.until("forgotten", |_| storage::get(KEPT_POOL).is_none()).await;
}

#[wasm_bindgen_test]
async fn the_last_lots_are_forgotten_with_whoever_logs_out() {
    let (script, _) = silent_at_times();
    let screen = Screen::open("/pool", &script).await;
    screen.until("kept", |_| storage::get(KEPT_POOL).is_some()).await;
    screen.press("Log out");
    screen.until("out", |screen| screen.text("main").contains("You are logged out.")).await;
    assert_eq!(storage::get(KEPT_POOL), None);
}

/// What was kept long ago would show lots that nobody who is here may have seen.
#[wasm_bindgen_test]
async fn lots_that_are_older_than_any_session_are_not_shown_and_not_kept_any_longer() {
    let (script, is_silent) = silent_at_times();
    let screen = Screen::open("/pool", &script).await;
    screen.until("kept", |_| storage::get(KEPT_POOL).is_some()).await;
    is_silent.store(true, Ordering::Relaxed);
    let screen = screen.reload("/account", &script).await;
    let kept = storage::get(KEPT_POOL).unwrap();
    let (_, lots) = kept.split_once('\n').unwrap();
    storage::set(KEPT_POOL, &format!("1000\n{lots}"));
    let screen = screen.reload("/pool", &script).await;
    screen.until("trouble", |screen| screen.text("main").contains("The exchange cannot be reached.")).await;
    assert!(screen.find(PAGE).is_none());
    assert_eq!(storage::get(KEPT_POOL), None);
}
