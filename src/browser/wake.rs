//! Moments at which an answer is worth having at once: the tab is looked at again, the page comes
//! out of the back-forward cache, the network is back.

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::{document, on_cleanup, window_event_listener};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Calls back at each such moment until the current owner is gone.
pub fn on_wake(callback: impl Fn() + Clone + 'static) {
    let online = window_event_listener(ev::online, {
        let callback = callback.clone();
        move |_| callback()
    });
    let shown = window_event_listener_untyped("pageshow", {
        let callback = callback.clone();
        move |_| callback()
    });
    on_cleanup(move || {
        online.remove();
        shown.remove();
    });

    let visible = Closure::<dyn Fn()>::new(move || {
        if !document().hidden() {
            callback();
        }
    });
    let document = document();
    let _ = document.add_event_listener_with_callback("visibilitychange", visible.as_ref().unchecked_ref());
    let listener = SendWrapper::new((document, visible));
    on_cleanup(move || {
        let (document, visible) = listener.take();
        let _ = document
            .remove_event_listener_with_callback("visibilitychange", visible.as_ref().unchecked_ref());
    });
}

/// Whether nobody can see the page right now.
#[must_use]
pub fn is_hidden() -> bool {
    document().hidden()
}
