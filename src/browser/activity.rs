//! Whether the person did something: pressed a key or a pointer since it was last asked.
//! It keeps one flag and no record of what was done.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev;
use leptos::prelude::{on_cleanup, window_event_listener};

/// A flag that any key or pointer press raises.
#[derive(Clone)]
pub struct Activity(Rc<Cell<bool>>);

impl Activity {
    /// Listens until the current owner is gone.
    #[must_use]
    pub fn watch() -> Self {
        let flag = Rc::new(Cell::new(false));
        let pressed = window_event_listener(ev::pointerdown, {
            let flag = Rc::clone(&flag);
            move |_| flag.set(true)
        });
        let typed = window_event_listener(ev::keydown, {
            let flag = Rc::clone(&flag);
            move |_| flag.set(true)
        });
        on_cleanup(move || {
            pressed.remove();
            typed.remove();
        });
        Self(flag)
    }

    /// Whether something was done since the last call.
    #[must_use]
    pub fn was_seen(&self) -> bool {
        self.0.take()
    }
}
