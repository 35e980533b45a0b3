//! A channel between the tabs of one browser: what one says, all others hear, each of them once.
//!
//! It knows no meaning of what is said. Where the browser has no channels, nobody hears anything.

use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// One end of a channel; copies are the same end.
#[derive(Clone)]
pub struct Channel {
    channel: Option<SendWrapper<BroadcastChannel>>,
}

impl Channel {
    /// Opens a channel of that name and hears what others say until the current owner is gone.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(name) else { return Self { channel: None } };
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
        Self { channel: Some(SendWrapper::new(channel)) }
    }

    /// Says something to the other tabs.
    pub fn say(&self, text: &str) {
        if let Some(channel) = &self.channel {
            // A channel that was closed meanwhile reaches nobody.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }
}
