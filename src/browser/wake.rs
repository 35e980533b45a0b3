//! Moments at which an answer is worth having at once: the tab is looked at again, the page comes out of the
//! browser's memory, the network is back, the device slept.
//!
//! What is asked then is not decided here.

use std::cell::Cell;
use std::time::Duration;

use domain::timestamp::Timestamp;
use leptos::ev;
use leptos::leptos_dom::helpers::{WindowListenerHandle, window_event_listener_untyped};
use leptos::prelude::{document, on_cleanup, window_event_listener};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::PageTransitionEvent;

use crate::browser::{clock, timer};

/// How often it is looked whether the clock has jumped.
const PERIOD: Duration = Duration::from_secs(5);
/// By how much it has if the device slept. A busy device is late too, but not by so much.
const JUMP: Duration = Duration::from_secs(30);

/// Such a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waking {
    /// The tab is looked at again.
    Seen,
    /// The network is back.
    Online,
    /// The browser had put the page away, and brought it back as it was.
    BroughtBack,
}

/// Calls back at each such moment until the current owner is gone.
pub fn on_wake(callback: impl Fn(Waking) + Clone + 'static) {
    let online = window_event_listener(ev::online, {
        let callback = callback.clone();
        move |_| callback(Waking::Online)
    });
    let brought_back = on_transition("pageshow", {
        let callback = callback.clone();
        move || callback(Waking::BroughtBack)
    });
    on_cleanup(move || {
        online.remove();
        brought_back.remove();
    });
    watch_sight(move || {
        if !is_hidden() {
            callback(Waking::Seen);
        }
    });
}

/// Calls back when the browser puts the page away to bring it back later as it was, until the current owner is
/// gone.
pub fn on_put_away(callback: impl Fn() + 'static) {
    let put_away = on_transition("pagehide", callback);
    on_cleanup(move || put_away.remove());
}

/// Calls back when the page is left, loaded anew or put away, until the current owner is gone.
pub fn on_leave(callback: impl Fn() + 'static) {
    let left = window_event_listener_untyped("pagehide", move |_| callback());
    on_cleanup(move || left.remove());
}

/// Calls back when nobody can see the page any more, which may be the last that it hears, until the current owner is
/// gone.
pub fn on_sight_lost(callback: impl Fn() + Clone + 'static) {
    let left = window_event_listener_untyped("pagehide", {
        let callback = callback.clone();
        move |_| callback()
    });
    on_cleanup(move || left.remove());
    watch_sight(move || {
        if is_hidden() {
            callback();
        }
    });
}

/// Calls back when the device has slept, or somebody has set its clock, until the current owner is gone: timers
/// stand still while a device sleeps, and its clock does not.
pub fn on_jump(callback: impl Fn() + 'static) {
    let last = Cell::new(clock::now());
    timer::every(PERIOD, move || {
        let now = clock::now();
        let before = last.replace(now);
        // Browsers slow the timers of pages that nobody sees, who are woken when somebody does.
        if !is_hidden() && has_jumped(before, now) {
            callback();
        }
    });
}

/// Whether nobody can see the page right now.
#[must_use]
pub fn is_hidden() -> bool {
    document().hidden()
}

/// A page that is only loaded or left makes the same events.
fn on_transition(name: &str, callback: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener_untyped(name, move |event| {
        if event.dyn_ref().is_some_and(PageTransitionEvent::persisted) {
            callback();
        }
    })
}

fn has_jumped(before: Timestamp, now: Timestamp) -> bool {
    now.until(before) > JUMP || before.until(now) > PERIOD + JUMP
}

/// Calls back when the page came into sight, or went out of it.
fn watch_sight(callback: impl Fn() + 'static) {
    let seen = Closure::<dyn Fn()>::new(callback);
    let document = document();
    let _ = document.add_event_listener_with_callback("visibilitychange", seen.as_ref().unchecked_ref());
    let listener = SendWrapper::new((document, seen));
    on_cleanup(move || {
        let (document, seen) = listener.take();
        let _ =
            document.remove_event_listener_with_callback("visibilitychange", seen.as_ref().unchecked_ref());
    });
}
