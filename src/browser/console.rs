//! Lines for developers in the browser's console. People never need to look there.

use wasm_bindgen::JsValue;

/// Something that a developer should know, such as a setting that could not be used.
pub fn warn(line: &str) {
    web_sys::console::warn_1(&JsValue::from_str(line));
}

/// A call that was not done, with its reference.
pub fn info(line: &str) {
    web_sys::console::info_1(&JsValue::from_str(line));
}
