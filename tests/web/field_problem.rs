//! What is wrong with a field, for whoever cannot see its colour: the field says that something is wrong, and names
//! the words beside it, which are those of the summary.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, EventInit, HtmlTextAreaElement};

use crate::screen::Screen;
use crate::script::Script;

/// The note and the choice of a type told of a problem by colour and words alone.
#[wasm_bindgen_test]
async fn every_field_with_a_problem_says_so_and_names_the_words_beside_it() {
    let screen = Screen::open("/deliver", &Script::new(|_| None)).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.type_into("Energy in kWh", "much");
    screen.type_into("Power in kW", "0");
    screen.type_into("Price in credits", "half");
    let note: HtmlTextAreaElement = screen.find("#inputData").unwrap().unchecked_into();
    note.set_value(&"x".repeat(281));
    let init = EventInit::new();
    init.set_bubbles(true);
    note.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
    screen.press("Deliver");
    screen.wait_for("[data-testid=problem-summary]").await;
    let links = screen.elements("[data-testid=problem-summary] a");
    assert_eq!(links.len(), 5);
    for link in links {
        let words = link.text_content().unwrap();
        let field = screen.find(&link.get_attribute("href").unwrap()).unwrap();
        // Of a choice the group is what is wrong.
        let field: Element = match field.closest("[role=radiogroup]").unwrap() {
            Some(group) => group,
            None => field.unchecked_into(),
        };
        assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"), "{words}");
        let named = field.get_attribute("aria-describedby").unwrap_or_default();
        let said: Vec<_> = named.split(' ').map(|id| screen.text(&format!("#{id}"))).collect();
        assert!(said.contains(&words), "{said:?} lacks {words}");
    }
}
