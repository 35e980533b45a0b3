//! The channel that browsers have for this.

use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// One end of it; copies are the same end.
#[derive(Clone)]
pub struct Broadcast(BroadcastChannel);

impl Broadcast {
    /// Opens it until the current owner is gone; nothing where the browser has none.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                hear(text);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        let held = SendWrapper::new((channel.clone(), listener));
        on_cleanup(move || {
            let (channel, _listener) = held.take();
            channel.set_onmessage(None);
            channel.close();
        });
        Some(Self(channel))
    }

    /// Says something to the other tabs.
    pub fn say(&self, text: &str) {
        // A channel that was closed meanwhile reaches nobody.
        let _ = self.0.post_message(&JsValue::from_str(text));
    }
}
