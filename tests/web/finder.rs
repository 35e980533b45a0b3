//! Looking for lots as a person does, with fields, keys and the browser's own buttons.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use web_sys::{Event, EventInit, HtmlElement, HtmlInputElement};

use crate::screen::{Screen, until};
use crate::script::{Script, answer, line, lot, pool};

/// Lots of 12.5 kWh each for 1 credit, 2 credits and so on; every third one of each type.
fn with_lots(count: u64) -> Arc<Script> {
    Script::new(move |request| {
        line(request).starts_with("GET /tx/pool").then(|| {
            let types = ["solar", "water", "wind"];
            let lots: Vec<_> =
                (1..=count).map(|number| lot(number, types[usize::try_from(number % 3).unwrap()])).collect();
            Ok(if request.url.contains("since") {
                answer(304, &serde_json::json!(null))
            } else {
                pool("v1", &lots)
            })
        })
    })
}

/// The app at a path of the pool, as soon as it shows how many lots there are.
pub async fn open(path: &str, count: u64) -> Screen {
    let screen = Screen::open(path, &with_lots(count)).await;
    screen.until("the lots", |screen| screen.count("[data-testid=pool-row], .pool-none") > 0).await;
    screen
}

/// How many lots pass, as the page says it.
pub fn shown(screen: &Screen) -> String {
    screen.text("[data-testid=pool-count]")
}

/// Waits until so many lots pass.
pub async fn until_shown(screen: &Screen, count: &str) {
    screen.until(&format!("{count} lots"), |screen| shown(screen) == count).await;
}

/// What stands in the address bar, without the host.
pub fn address() -> String {
    let location = web_sys::window().unwrap().location();
    location.pathname().unwrap() + &location.search().unwrap()
}

/// Waits until that stands in the address bar.
pub async fn until_at(screen: &Screen, path: &str) {
    until(
        || format!("{path}, not {}; on the screen: {}", address(), screen.text("main")),
        || address() == path,
    )
    .await;
}

/// Where the person has been.
pub fn history() -> web_sys::History {
    web_sys::window().unwrap().history().unwrap()
}

/// Something happens to an element.
pub fn send(element: &HtmlElement, event: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&Event::new_with_event_init_dict(event, &init).unwrap()).unwrap();
}

/// Types into a field, key by key.
pub fn type_keys(screen: &Screen, test_id: &str, text: &str) {
    let field: HtmlInputElement = screen.find(&by(test_id)).unwrap().unchecked_into();
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        field.set_value(&text[..end]);
        send(&field, "input");
    }
}

/// Chooses an entry of a list.
pub fn choose(screen: &Screen, test_id: &str, choice: &str) {
    let select = screen.find(&by(test_id)).unwrap();
    js_sys::Reflect::set(&select, &"value".into(), &choice.into()).unwrap();
    send(&select, "change");
}

/// The selector of a test id.
pub fn by(test_id: &str) -> String {
    format!("[data-testid={test_id}]")
}

/// What a field or a list holds.
pub fn value(screen: &Screen, test_id: &str) -> String {
    screen.find(&by(test_id)).unwrap().unchecked_into::<HtmlInputElement>().value()
}

/// The id of what has the focus.
pub fn focused() -> String {
    let active = web_sys::window().unwrap().document().unwrap().active_element();
    active.map(|element| element.id()).unwrap_or_default()
}
