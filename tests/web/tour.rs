//! The tour: for whoever just opened an account, once in a browser, and whenever somebody wants it.

use std::sync::Arc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::storage;

use crate::screen::{Screen, TOUR};
use crate::script::{Script, code, line};

const PASSWORD: &str = "violet kettle orbits slowly";

/// Nobody is here until somebody opens an account.
fn nobody_yet() -> Arc<Script> {
    let mut is_known = false;
    Script::new(move |request| match line(request).as_str() {
        "POST /usr/login" => {
            is_known = true;
            None
        }
        line if line.starts_with("GET /usr/alive") && !is_known => Some(Ok(code(826))),
        _ => None,
    })
}

/// Opens an account in a browser that nobody was shown around in.
async fn sign_up(script: &Arc<Script>) -> Screen {
    let screen = Screen::open("/signup", script).await;
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.remove_item(TOUR).unwrap();
    open_account(&screen).await;
    screen
}

async fn open_account(screen: &Screen) {
    screen.until("the form", |screen| screen.button("Sign up").is_some()).await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", PASSWORD);
    screen.press("Sign up");
    screen.until("the pool", |screen| screen.text("h1") == "Pool").await;
}

fn step(screen: &Screen) -> Option<String> {
    screen.find("[data-testid=tour]").and_then(|tour| tour.get_attribute("data-step"))
}

#[wasm_bindgen_test]
async fn whoever_opens_an_account_is_shown_around_in_three_steps_and_never_again() {
    let script = nobody_yet();
    let screen = sign_up(&script).await;
    screen.wait_for("[data-testid=tour]").await;
    assert!(screen.text("[data-testid=tour] [role=status]").contains("Step 1 of 3"), "it is announced");
    assert!(screen.find("[data-testid=tour] button:not([hidden])").is_some());
    screen.press("Next");
    screen.until("delivering", |screen| step(screen).as_deref() == Some("deliver")).await;
    screen.press("Back");
    screen.until("the pool", |screen| step(screen).as_deref() == Some("pool")).await;
    screen.press("Next");
    screen.press("Next");
    screen.until("the dot", |screen| step(screen).as_deref() == Some("pulse")).await;
    screen.press("End the tour");
    screen.until("no tour", |screen| step(screen).is_none()).await;
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("h1").await;
    assert_eq!(step(&screen), None);
    assert_eq!(storage::get(TOUR).as_deref(), Some("over"));
}

#[wasm_bindgen_test]
async fn a_tour_goes_on_over_a_reload_and_ends_by_the_escape_key() {
    let script = nobody_yet();
    let screen = sign_up(&script).await;
    screen.wait_for("[data-testid=tour]").await;
    screen.press("Next");
    screen.until("delivering", |screen| step(screen).as_deref() == Some("deliver")).await;
    let screen = screen.reload("/account", &script).await;
    let tour = screen.wait_for("[data-testid=tour]").await;
    assert_eq!(step(&screen).as_deref(), Some("deliver"));
    let press = Function::new_with_args(
        "target",
        "target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))",
    );
    press.call1(&JsValue::NULL, &tour).unwrap();
    screen.until("no tour", |screen| step(screen).is_none()).await;
}

#[wasm_bindgen_test]
async fn whoever_skips_the_tour_and_opens_another_account_is_left_alone() {
    let script = nobody_yet();
    let screen = sign_up(&script).await;
    screen.wait_for("[data-testid=tour]").await;
    screen.button("Skip the tour").unwrap().focus().unwrap();
    screen.press("Skip the tour");
    screen.until("no tour", |screen| step(screen).is_none()).await;
    let active =
        || web_sys::window().unwrap().document().unwrap().active_element().map(|element| element.id());
    screen.until("focus on the page", |_| active().as_deref() == Some("main")).await;
    screen.go("/signup").await;
    open_account(&screen).await;
    assert_eq!(step(&screen), None);
}

#[wasm_bindgen_test]
async fn the_service_page_shows_the_tour_again_and_it_covers_nothing() {
    let screen = Screen::open("/service", &Script::new(|_| None)).await;
    screen.until("the button", |screen| screen.button("Show the tour again").is_some()).await;
    assert_eq!(step(&screen), None, "logging in shows nobody around");
    screen.press("Show the tour again");
    let tour = screen.wait_for("[data-testid=tour]").await;
    let position = web_sys::window().unwrap().get_computed_style(&tour).unwrap().unwrap();
    assert_eq!(position.get_property_value("position").unwrap(), "static");
    screen.press("Skip the tour");
    screen.until("no tour", |screen| step(screen).is_none()).await;
}
