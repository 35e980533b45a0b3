//! What is said aloud: a screen reader is told in a place that it knows from before, and nobody loses their place by
//! what they put away.

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::screen::Screen;
use crate::script::{Script, alive, code, line};
use crate::table::{Market, many};

/// The places in which something may be said.
fn places(screen: &Screen) -> Vec<HtmlElement> {
    screen.elements("[role=status]")
}

/// Whether what a selector finds stands in one of those places.
fn stands_in(screen: &Screen, selector: &str, places: &[HtmlElement]) -> bool {
    let found = screen.find(selector);
    found.is_some_and(|found| places.iter().any(|place| place.contains(Some(&found))))
}

/// Word that picked lots were sold came in a place that came with it, which some screen readers do not tell.
#[wasm_bindgen_test]
async fn that_a_picked_lot_is_gone_is_said_in_a_place_that_was_there_before() {
    let market = Market::new(many([3, 2, 1].into_iter()), vec![], vec![3]);
    let screen = Screen::open("/pool", &market.script).await;
    screen.wait_for("[data-testid=select-row]").await.click();
    let before = places(&screen);
    market.turn();
    screen.wait_for("[data-testid=gone]").await;
    assert!(stands_in(&screen, "[data-testid=gone]", &before));
}

/// The button that dismisses a notice goes with it, and the focus went with the button: whoever uses the keyboard
/// began anew at the top of the page, and the notices that were left never went by themselves.
#[wasm_bindgen_test]
async fn whoever_dismisses_a_notice_comes_to_the_next_one_and_then_to_the_page() {
    let script = Script::new(|request| match line(request).as_str() {
        "DELETE /usr/logout" => Some(Ok(code(920))),
        _ => None,
    });
    let screen = Screen::open("/service", &script).await;
    for count in 1..=2 {
        screen.until("the header", |screen| screen.button("Log out").is_some()).await;
        screen.press("Log out");
        screen.until("said", |screen| screen.count(".notice") == count).await;
    }
    let active = || web_sys::window().unwrap().document().unwrap().active_element().unwrap();
    let last = screen.elements(".notice button").pop().unwrap();
    last.focus().unwrap();
    last.click();
    screen.until("one is left", |screen| screen.count(".notice") == 1).await;
    let left = screen.find(".notice button").unwrap();
    assert_eq!(active().id(), left.id());
    left.click();
    screen.until("none is left", |screen| screen.count(".notice") == 0).await;
    assert_eq!(active().id(), "main");
}

#[wasm_bindgen_test]
async fn a_dialog_that_comes_by_itself_says_what_it_is_about() {
    let screen = Screen::open(
        "/pool",
        &Script::new(|request| line(request).starts_with("GET /usr/alive").then(|| Ok(alive("mara", 100)))),
    )
    .await;
    let dialog = screen.wait_for("[data-testid=stay][open]").await;
    assert_eq!(dialog.get_attribute("role").as_deref(), Some("alertdialog"));
    for (attribute, words) in
        [("aria-labelledby", "Are you still there?"), ("aria-describedby", "your session is about to end")]
    {
        let id = dialog.get_attribute(attribute).unwrap_or_default();
        let said = screen.text(&format!("#{id}"));
        assert!(said.contains(words), "{attribute}: {said}");
    }
}
