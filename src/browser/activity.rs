//! Whether the person did something since it was last asked: pressed a key or a pointer, touched the page or
//! turned the wheel. That a page scrolls, is looked at or gets focus is nobody's doing.
//!
//! It keeps one flag and no record of what was done.

use std::cell::Cell;
use std::rc::Rc;

use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::on_cleanup;

/// What only a person makes. A finger that moves the page has touched it, which is a press of a pointer.
const DEEDS: [&str; 3] = ["pointerdown", "keydown", "wheel"];

/// A flag that anything the person does raises.
#[derive(Clone)]
pub struct Activity(Rc<Cell<bool>>);

impl Activity {
    /// Listens until the current owner is gone.
    #[must_use]
    pub fn watch() -> Self {
        let flag = Rc::new(Cell::new(false));
        for deed in DEEDS {
            let flag = Rc::clone(&flag);
            let listener = window_event_listener_untyped(deed, move |_| flag.set(true));
            on_cleanup(move || listener.remove());
        }
        Self(flag)
    }

    /// Whether something was done since the last call.
    #[must_use]
    pub fn was_seen(&self) -> bool {
        self.0.take()
    }
}
