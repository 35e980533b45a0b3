//! A channel through the browser's storage: what is written there, the other tabs are told of.
//!
//! Nothing stays there. What is said is taken away in the same moment, which the others are told of too and
//! do not mind.

use leptos::ev;
use leptos::prelude::{on_cleanup, window_event_listener};
use web_sys::Storage;

/// One end of it; copies are the same end.
#[derive(Clone)]
pub struct Stored {
    storage: Storage,
    key: String,
}

impl Stored {
    /// Opens it until the current owner is gone; nothing where the storage is closed.
    pub fn open(key: &str, hear: impl Fn(String) + 'static) -> Option<Self> {
        let storage = web_sys::window()?.local_storage().ok().flatten()?;
        let channel = Self { storage, key: key.to_owned() };
        // A tab that died between the two may have left something.
        channel.clear();
        let key = key.to_owned();
        let listener = window_event_listener(ev::storage, move |event| {
            if event.key().as_ref() == Some(&key)
                && let Some(text) = event.new_value()
            {
                hear(text);
            }
        });
        on_cleanup(move || listener.remove());
        Some(channel)
    }

    /// Says something to the other tabs.
    pub fn say(&self, text: &str) {
        // A storage that is full reaches nobody.
        let _ = self.storage.set_item(&self.key, text);
        self.clear();
    }

    fn clear(&self) {
        // What cannot be reached cannot be read either.
        let _ = self.storage.remove_item(&self.key);
    }
}
