//! The gate: one lot at a time is asked about and taken back.

use domain::lot::Lot;
use leptos::prelude::{Get, RwSignal, Set, Signal, expect_context, provide_context};

use crate::browser::clock;
use crate::inquiry::Course;
use crate::revoke::lot::Revoke;
use crate::session::SessionContext;

/// The gate through which lots come back; copies are the same gate.
#[derive(Clone, Copy)]
pub struct Gate {
    /// What becomes of the lot.
    pub course: Course<Revoke>,
    /// Whether the person wants to look at it.
    pub is_open: RwSignal<bool>,
    has_place: RwSignal<bool>,
}

/// Puts up the gate in the current owner.
pub fn provide_gate(session: &SessionContext) -> Gate {
    let (is_open, has_place) = (RwSignal::new(false), RwSignal::new(false));
    let is_seen = Signal::derive(move || is_open.get() && has_place.get());
    let gate = Gate { course: Course::new(session, is_seen), is_open, has_place };
    provide_context(gate);
    gate
}

/// The gate of the app.
#[must_use]
pub fn use_gate() -> Gate {
    expect_context()
}

impl Gate {
    /// Asks whether that lot is to be taken back. While it is not known of another one, that one is shown instead.
    pub fn question(self, lot: Lot) {
        if !self.course.is_unsettled() {
            self.course.prepare(Revoke::new(lot, clock::now()));
        }
        self.is_open.set(true);
    }

    /// The person closes it.
    pub fn close(self) {
        self.is_open.set(false);
        self.course.turn_away();
    }

    /// Whether the page is there on which it can be looked at; whoever leaves that closes it.
    pub fn has_place(self, has_place: bool) {
        // The app may be gone with the page.
        let _ = self.has_place.try_set(has_place);
        if !has_place {
            let _ = self.is_open.try_set(false);
            self.course.turn_away();
        }
    }
}
