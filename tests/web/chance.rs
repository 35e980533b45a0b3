//! Chance that is no chance: the jitter of every wait is known beforehand.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;

/// `Math.random` gives one and the same number until this is dropped.
pub struct Chance {
    math: JsValue,
    random: JsValue,
}

impl Chance {
    /// Chance that always gives that number of 0..1.
    pub fn always(unit: f64) -> Self {
        let math = Reflect::get(&js_sys::global(), &"Math".into()).unwrap();
        let random = Reflect::get(&math, &"random".into()).unwrap();
        let known = Function::new_no_args(&format!("return {unit}"));
        Reflect::set(&math, &"random".into(), &known).unwrap();
        Self { math, random }
    }
}

impl Drop for Chance {
    fn drop(&mut self) {
        let _ = Reflect::set(&self.math, &"random".into(), &self.random);
    }
}
