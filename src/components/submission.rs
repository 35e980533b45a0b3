//! What becomes of a form: on its way, or back with problems beside its fields or a message above them.

use domain::form::Problems;
use domain::status::{Action, Failure, Message};
use leptos::prelude::*;

use crate::components::show_message;

/// The state of one form's submission.
#[derive(Clone, Copy)]
pub struct Submission {
    /// Whether it is on its way.
    pub is_busy: RwSignal<bool>,
    /// What is wrong with the fields.
    pub problems: RwSignal<Problems>,
    /// What is wrong otherwise.
    pub message: RwSignal<Option<Message>>,
}

impl Submission {
    /// Nothing has been submitted.
    #[must_use]
    pub fn new() -> Self {
        Self {
            is_busy: RwSignal::new(false),
            problems: RwSignal::new(Problems::default()),
            message: RwSignal::new(None),
        }
    }

    /// Whether something has to be changed before it can be done.
    #[must_use]
    pub fn has_problem(self) -> Signal<bool> {
        Signal::derive(move || {
            self.problems.with(|problems| !problems.is_empty()) || self.message.with(Option::is_some)
        })
    }

    /// It is on its way; what was wrong before no longer counts.
    pub fn begin(self) {
        self.is_busy.set(true);
        self.problems.set(Problems::default());
        self.message.set(None);
    }

    /// It cannot be sent as it is.
    pub fn refuse(self, problems: Problems) {
        self.is_busy.set(false);
        self.message.set(None);
        self.problems.set(problems);
    }

    /// It came back. Problems of fields go beside the fields, anything else above them.
    pub fn fail(self, failure: &Failure, action: Action) {
        let problems = failure.form_problems();
        if problems.is_empty() {
            self.is_busy.set(false);
            show_message(self.message, Message::of(failure, action));
        } else {
            self.refuse(problems);
        }
    }

    /// It is done.
    pub fn finish(self) {
        self.is_busy.set(false);
        self.message.set(None);
    }
}

impl Default for Submission {
    fn default() -> Self {
        Self::new()
    }
}
