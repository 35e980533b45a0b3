//! A ledger of what the app has begun in the browser and not ended: timers, listeners, channels, locks.
//!
//! It counts from the moment at which it is opened; what is there before is not written down.

use std::time::Duration;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wattpool::browser::{clock, timer};

use crate::screen::PATIENCE;

/// The ledger; the browser is itself again when it is dropped.
pub struct Ledger(Object);

impl Ledger {
    /// Begins to write down.
    pub fn open() -> Self {
        let begin = Function::new_no_args(include_str!("ledger.js"));
        Self(begin.call0(&JsValue::NULL).unwrap().unchecked_into())
    }

    /// What is begun and not ended, one thing a line.
    pub fn live(&self) -> String {
        self.call("list").as_string().unwrap()
    }

    /// Waits until no lock of the browser is held or waited for.
    pub async fn until_no_lock_is_left() {
        let end = clock::now().after(PATIENCE);
        loop {
            let locks = Self::locks().await;
            if locks.is_empty() {
                return;
            }
            assert!(clock::now() < end, "never given back: {locks:?}");
            timer::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn locks() -> Vec<String> {
        let navigator = web_sys::window().unwrap().navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).unwrap();
        let query: Function = Reflect::get(&locks, &"query".into()).unwrap().unchecked_into();
        let asked: Promise = query.call0(&locks).unwrap().unchecked_into();
        let answer = JsFuture::from(asked).await.unwrap();
        let named = |kind: &str| {
            let list: Array = Reflect::get(&answer, &kind.into()).unwrap().unchecked_into();
            let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).unwrap().as_string().unwrap();
            list.iter().map(name).collect::<Vec<_>>()
        };
        [named("held"), named("pending")].concat()
    }

    fn call(&self, name: &str) -> JsValue {
        let function: Function = Reflect::get(&self.0, &name.into()).unwrap().unchecked_into();
        function.call0(&self.0).unwrap()
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        self.call("close");
    }
}
