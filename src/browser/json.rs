//! A look into a short JSON text with the browser's own reader, for the part of the app that comes first and has
//! no other. Answers of an exchange are not read here.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

/// The members of those names, empty where there is none. Nothing where it is no object, or a member no text.
#[must_use]
pub fn text_members<const N: usize>(json: &str, names: [&str; N]) -> Option<[String; N]> {
    let object = JSON::parse(json).ok().filter(JsValue::is_object)?;
    let mut texts = [const { String::new() }; N];
    for (text, name) in texts.iter_mut().zip(names) {
        let member = Reflect::get(&object, &JsValue::from_str(name)).ok()?;
        if !member.is_undefined() {
            *text = member.as_string()?;
        }
    }
    Some(texts)
}
