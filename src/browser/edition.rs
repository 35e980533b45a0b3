//! The edition of the app that waits to be used: told by `edition.js`, which starts the worker that keeps the app.
//!
//! Nothing here loads the page anew; `edition.js` does when the person wants it.

use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::{RwSignal, Set, Signal, on_cleanup};

use crate::browser::document;

/// Whether another edition waits, from now until the current owner is gone.
#[must_use]
pub fn is_waiting() -> Signal<bool> {
    let is_waiting = RwSignal::new(false);
    let told = window_event_listener_untyped("wattpool-edition-waits", move |_| is_waiting.set(true));
    on_cleanup(move || told.remove());
    is_waiting.into()
}

/// The person wants to use it: the page is loaded anew as soon as it is in use.
pub fn take() {
    document::tell("wattpool-edition-wanted");
}
