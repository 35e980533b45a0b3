//! Word of a new version of the app: it waits for the person, and never comes between them and a purchase.

use std::cell::Cell;
use std::rc::Rc;

use leptos::task::tick;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::listener::Listener;

use crate::pretence::to_window;
use crate::purchase::{pool_of_two, review};
use crate::screen::Screen;
use crate::script::Script;

const PLACE: &str = "[data-testid=new-version]";

/// Tells the page, as the script beside the app does, that another edition waits.
fn one_waits() {
    to_window("wattpool-edition-waits");
}

async fn is_told(screen: &Screen) {
    screen
        .until("word of it", |screen| screen.text(PLACE).contains("A new version of Wattpool is ready."))
        .await;
}

#[wasm_bindgen_test]
async fn a_new_version_is_told_once_and_taken_only_by_a_press() {
    let script = Script::new(|request| pool_of_two(request).map(Ok));
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("h1").await;
    assert_eq!(screen.text(PLACE), "");
    let wanted = Rc::new(Cell::new(0));
    let count = Rc::clone(&wanted);
    let window = web_sys::window().unwrap();
    let _listener = Listener::new(&window, "wattpool-edition-wanted", move |_| count.set(count.get() + 1));
    one_waits();
    is_told(&screen).await;
    assert_eq!(wanted.get(), 0);
    screen.press("Use the new version");
    assert_eq!(wanted.get(), 1);
    screen.press("Later");
    screen.until("silence", |screen| screen.text(PLACE).is_empty()).await;
}

#[wasm_bindgen_test]
async fn nobody_is_asked_about_a_new_version_while_they_buy() {
    let script = Script::new(|request| pool_of_two(request).map(Ok));
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    one_waits();
    tick().await;
    assert_eq!(screen.text(PLACE), "");
    screen.press("Cancel");
    is_told(&screen).await;
}
