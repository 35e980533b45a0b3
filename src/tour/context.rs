//! How far the tour is, in this tab and over a reload.
//!
//! It belongs to the browser and not to an account: whoever opens a second one here knows the way.

use leptos::prelude::{Get, RwSignal, Set, expect_context, provide_context};

use crate::browser::storage;
use crate::tour::step::Step;

/// The id of its heading, for whoever begins it.
pub const HEADING: &str = "tour-heading";
/// Where it is remembered.
const KEY: &str = "wattpool-tour";
/// What is remembered of a tour that is over.
const OVER: &str = "over";

/// The tour of the app; copies are the same tour.
#[derive(Clone, Copy)]
pub struct TourContext {
    step: RwSignal<Option<Step>>,
}

/// Makes the tour known in the current owner; one that was under way goes on.
pub fn provide_tour() -> TourContext {
    let under_way = storage::get(KEY).and_then(|token| Step::from_token(&token));
    let tour = TourContext { step: RwSignal::new(under_way) };
    provide_context(tour);
    tour
}

/// The tour of the app.
#[must_use]
pub fn use_tour() -> TourContext {
    expect_context()
}

impl TourContext {
    /// The step that it is at, while it is under way; tracks changes.
    #[must_use]
    pub fn step(self) -> Option<Step> {
        self.step.get()
    }

    /// Somebody just opened an account: they are shown around, unless somebody was in this browser before.
    pub fn welcome(self) {
        if storage::get(KEY).is_none() {
            self.begin();
        }
    }

    /// Begins at the first step, because the person wants it.
    pub fn begin(self) {
        self.go_to(Step::Pool);
    }

    /// Goes on, or back, to a step.
    pub fn go_to(self, step: Step) {
        storage::set(KEY, step.token());
        self.step.set(Some(step));
    }

    /// It is over, and does not begin by itself again.
    pub fn end(self) {
        storage::set(KEY, OVER);
        self.step.set(None);
    }
}
