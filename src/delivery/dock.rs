//! The dock: one delivery at a time, and none twice.

use domain::delivery::DeliveryDraft;
use domain::form::Problems;
use domain::status::Severity;
use leptos::prelude::{RwSignal, Set, WithUntracked, expect_context, provide_context};
use words::Label;

use crate::browser::clock;
use crate::delivery::attempt::Attempt;
use crate::inquiry::Course;
use crate::notices::{NoticesContext, use_notices};
use crate::session::SessionContext;

/// The dock at which lots are delivered; copies are the same dock.
#[derive(Clone, Copy)]
pub struct Dock {
    /// What becomes of the delivery.
    pub course: Course<Attempt>,
    has_place: RwSignal<bool>,
    notices: NoticesContext,
}

/// Puts up the dock in the current owner.
pub fn provide_dock(session: &SessionContext) -> Dock {
    let has_place = RwSignal::new(false);
    let dock = Dock { course: Course::new(session, has_place.into()), has_place, notices: use_notices() };
    provide_context(dock);
    dock
}

/// The dock of the app.
#[must_use]
pub fn use_dock() -> Dock {
    expect_context()
}

impl Dock {
    /// Puts a lot into the pool, because the person wants it. While it is not known what became of the last one,
    /// that is asked for if this is the same, and else comes first: two that nobody knows of help nobody.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn deliver(self, draft: DeliveryDraft) -> Result<(), Problems> {
        if !self.course.is_unsettled() {
            self.course.prepare(Attempt::validate(draft, clock::now())?);
        } else if !self.is_under_way(&draft) {
            self.notices.say(Severity::Warning, Label::CheckLastDelivery);
            return Ok(());
        }
        self.course.run();
        Ok(())
    }

    /// Whether that draft is the one that was sent last.
    #[must_use]
    pub fn is_under_way(self, draft: &DeliveryDraft) -> bool {
        self.course.errand.with_untracked(|last| last.as_ref().is_some_and(|last| last.draft == *draft))
    }

    /// Whether the page is there on which it can be looked at.
    pub fn has_place(self, has_place: bool) {
        // The app may be gone with the page.
        let _ = self.has_place.try_set(has_place);
        if !has_place {
            self.course.turn_away();
        }
    }
}
