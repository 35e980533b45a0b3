//! The pool that was asked for before the app was there.

use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::early;
use wattpool::browser::storage::tab;

use crate::early_answer::{EarlyAnswer, beginning, quiet, rest};
use crate::screen::{BASKET, Screen, until};

async fn rows(screen: &Screen, count: u32) {
    screen.until("its rows", |screen| screen.count("[data-testid=pool-row]") == count).await;
}

#[wasm_bindgen_test]
async fn the_first_rows_stand_in_the_start_page_and_then_in_the_app() {
    let asked = EarlyAnswer::asked();
    let early = asked.read();
    asked.bring(&beginning(3, [3]));
    until(|| "a row".to_owned(), || asked.find("[data-testid=pool-row]").is_some()).await;
    let script = quiet(3);
    let screen = Screen::open_after(early, "/pool", &script).await;
    rows(&screen, 1).await;
    assert!(asked.find("[data-testid=pool-row]").is_none());
    asked.bring(&rest([2, 1]));
    asked.end();
    rows(&screen, 3).await;
    screen.until("fresh", |screen| screen.text("[data-testid=freshness]").starts_with("As of")).await;
    assert!(script.sent("GET /tx/pool").is_empty(), "nobody asks a second time");
}

/// Whoever closed the pool page while its lots were on the way went on fetching all of them, unlike any other
/// answer: nothing tied what was asked before the app to anybody who waits for it.
#[wasm_bindgen_test]
async fn what_was_asked_early_is_stopped_where_nobody_waits_for_it() {
    let asked = EarlyAnswer::asked();
    let early = asked.read();
    asked.bring(&beginning(2, [2]));
    until(|| "a row".to_owned(), || asked.find("[data-testid=pool-row]").is_some()).await;
    assert!(!asked.is_stopped());
    drop(early);
    until(|| "stopped".to_owned(), || asked.is_stopped()).await;
}

#[wasm_bindgen_test]
fn what_another_server_should_have_been_asked_is_stopped_unread() {
    let asked = EarlyAnswer::asked();
    early::forget();
    assert!(asked.is_stopped());
    assert!(!early::has("/tx/pool"));
}

/// Somebody logged out while the first answer was being read: the rest of it came all the same, and the lots
/// were there again for whoever sat down next.
#[wasm_bindgen_test]
async fn nothing_comes_for_somebody_who_has_logged_out() {
    let asked = EarlyAnswer::asked();
    let early = asked.read();
    asked.bring(&beginning(3, [3]));
    let screen = Screen::open_after(early, "/pool", &quiet(3)).await;
    rows(&screen, 1).await;
    screen.press("Log out");
    screen.until("stopped", |_| asked.is_stopped()).await;
    asked.bring(&rest([2, 1]));
    screen.until("out", |screen| screen.text("main").contains("You are logged out.")).await;
}

/// A picked lot was sold while the page was loaded anew. The whole pool was there before the app, so nothing
/// changed after that, and the tray said of the lot only minutes later that it was gone.
#[wasm_bindgen_test]
async fn a_kept_lot_that_is_gone_is_told_at_once_where_the_whole_pool_was_read() {
    tab::set(BASKET, &format!("mara\n{:064x}\n{:064x}", 2, 9));
    let asked = EarlyAnswer::asked();
    let early = asked.read();
    asked.bring(&beginning(3, [3, 2]));
    asked.bring(&rest([1]));
    asked.end();
    let script = quiet(3);
    script.hold("GET /usr/alive");
    let screen = Screen::open_after(early, "/pool", &script).await;
    until(|| "all rows".to_owned(), || asked.find("[aria-rowcount=\"4\"]").is_some()).await;
    script.release();
    screen.wait_for("[data-testid=gone]").await;
    assert!(
        screen.text("[data-testid=gone]").contains("One lot that you picked was just sold or taken back.")
    );
    assert_eq!(screen.text("[data-testid=selection-total]"), "2");
    assert!(script.sent("GET /tx/pool").is_empty());
}

/// The network died in the middle of the first answer.
#[wasm_bindgen_test]
async fn an_answer_that_breaks_off_is_asked_for_again() {
    let asked = EarlyAnswer::asked();
    let early = asked.read();
    asked.bring(&beginning(3, [3]));
    let script = quiet(3);
    let screen = Screen::open_after(early, "/pool", &script).await;
    rows(&screen, 1).await;
    asked.break_off();
    rows(&screen, 3).await;
    assert_eq!(script.sent("GET /tx/pool").len(), 1);
}
