//! The address bar: what stands in it, and writing into it without leaving the page.
//!
//! Browsers refuse to write too often, some with an exception. That is passed over: the page is right then
//! and only its address is behind, until it is written the next time.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The path alone.
#[must_use]
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// What stands behind the name of the host, without the part behind `#`.
#[must_use]
pub fn path_and_search() -> String {
    format!("{}{}", path(), window().location().search().unwrap_or_default())
}

/// Writes a path into the address bar, as a step that Back undoes.
pub fn push(path: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Writes a path into the address bar, in place of the step before.
pub fn replace(path: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
}
