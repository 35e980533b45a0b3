//! Whether the device says that it has no network. That it says to have one proves nothing.

use leptos::ev;
use leptos::prelude::{RwSignal, Set, Signal, on_cleanup, window_event_listener};

/// Whether the device is offline, until the current owner is gone.
#[must_use]
pub fn is_offline() -> Signal<bool> {
    let offline = RwSignal::new(web_sys::window().is_some_and(|window| !window.navigator().on_line()));
    let lost = window_event_listener(ev::offline, move |_| offline.set(true));
    let found = window_event_listener(ev::online, move |_| offline.set(false));
    on_cleanup(move || {
        lost.remove();
        found.remove();
    });
    offline.into()
}
