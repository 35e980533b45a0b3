//! The course of one errand at a time: sent, asked for until it is known, over a reload of the app too, and told.

use domain::account::AccountName;
use domain::idempotency::IdempotencyKey;
use domain::retry::NextTry;
use domain::status::{Message, Remedy, Severity};
use leptos::prelude::{GetUntracked, RwSignal, Set, Signal, WithUntracked};
use words::phrase;

use crate::browser::clock;
use crate::inquiry::context::{Inquiry, Outcome};
use crate::inquiry::errand::{Errand, Stage};
use crate::notices::{NoticesContext, use_notices};
use crate::pending;
use crate::session::SessionContext;

/// One errand at a time; copies are the same.
pub struct Course<E: Errand> {
    /// The errand, once there is one.
    pub errand: RwSignal<Option<E>>,
    /// How far it is.
    pub stage: RwSignal<Stage<E::Answer>>,
    /// Whether it can be seen.
    pub is_seen: Signal<bool>,
    inquiry: Inquiry,
    notices: NoticesContext,
}

impl<E: Errand> Clone for Course<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: Errand> Copy for Course<E> {}

impl<E: Errand> Course<E> {
    /// The course of the errands of the current owner; `is_seen` says whether the person looks at them.
    #[must_use]
    pub fn new(session: &SessionContext, is_seen: Signal<bool>) -> Self {
        let course = Self {
            errand: RwSignal::new(None),
            stage: RwSignal::new(Stage::Idle),
            is_seen,
            inquiry: Inquiry::new(E::ACTION, session),
            notices: use_notices(),
        };
        course.inquiry.follow(move |newest| course.change_hands(newest), move || course.go_on());
        course
    }

    /// When it is asked again.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        self.inquiry.next_try()
    }

    /// Whether nobody knows at this moment what becomes of the errand.
    #[must_use]
    pub fn is_unsettled(self) -> bool {
        self.stage.with_untracked(Stage::is_unsettled)
    }

    /// Takes up an errand that is not sent yet.
    pub fn prepare(self, errand: E) {
        self.errand.set(Some(errand));
        self.stage.set(Stage::Idle);
    }

    /// Sends it, or asks again what became of it, because the person wants it.
    pub fn run(self) {
        let Some(errand) = self.errand.get_untracked() else { return };
        if !self.inquiry.is_asking(errand.tries().key()) {
            self.stage.set(if errand.tries().is_lost { Stage::Checking } else { Stage::Sending });
            self.inquiry.by_hand(move || self.ask());
        }
    }

    /// The person looks elsewhere or wants something else. What is on its way or unknown goes on; what was refused
    /// is not tried again.
    pub fn turn_away(self) {
        if self.stage.with_untracked(|stage| matches!(stage, Stage::Refused(_))) {
            self.inquiry.end();
        }
    }

    /// Somebody else sits here now, or nobody. Whose errand it was finds it again as long as it is not known what
    /// became of it; nobody else sees or settles it.
    fn change_hands(self, newest: Option<AccountName>) {
        self.errand.set(None);
        self.stage.set(Stage::Idle);
        self.inquiry.end();
        let kept = newest.iter().flat_map(pending::of);
        if let Some(errand) = kept.filter_map(E::recalled).next() {
            self.errand.set(Some(errand));
            self.stage.set(Stage::Checking);
            self.ask();
        }
    }

    /// There is a session again, or an exchange that answers.
    fn go_on(self) {
        let Some(errand) = self.errand.get_untracked() else { return };
        match self.stage.get_untracked() {
            Stage::Unknown(_) if self.inquiry.rests(errand.tries().key()) => self.ask(),
            // A refusal for want of a session no longer stands.
            Stage::Refused(failure) if Message::of(&failure, E::ACTION).remedy == Remedy::SignInAgain => {
                self.stage.set(Stage::Idle);
            }
            Stage::Idle
            | Stage::Sending
            | Stage::Checking
            | Stage::Unknown(_)
            | Stage::Refused(_)
            | Stage::Answered(_) => {}
        }
    }

    /// Not while it is on its way: then its answer is the answer.
    fn ask(self) {
        let (Some(mut errand), Some(account)) = (self.errand.get_untracked(), self.inquiry.account()) else {
            return;
        };
        let key = errand.tries().key().clone();
        if self.inquiry.is_asking(&key) {
            return;
        }
        errand.tries_mut().begin(clock::now());
        pending::keep(errand.intent(account));
        self.errand.set(Some(errand.clone()));
        let is_lost = errand.tries().is_lost;
        self.inquiry.ask(
            key.clone(),
            is_lost,
            |member| errand.ask(member),
            move |outcome| {
                // Whoever sits here now may be somebody else.
                if self.is_about(&key) {
                    self.take_in(outcome);
                }
            },
        );
    }

    /// Takes in what became of it, and says it to whoever does not look.
    fn take_in(self, outcome: Outcome<E::Answer>) {
        let is_seen = self.is_seen.get_untracked();
        self.inquiry.plan(&outcome, is_seen, move || self.ask());
        let Some(mut errand) = self.errand.get_untracked() else { return };
        errand.tries_mut().is_lost = matches!(outcome, Outcome::Unknown(_));
        if !errand.tries().is_lost {
            pending::forget(errand.tries().key());
        }
        self.errand.set(Some(errand));
        let stage = match outcome {
            Outcome::Answered(answer) => {
                let (is_good, text) = E::tell(&answer);
                self.notices.say(if is_good { Severity::Good } else { Severity::Warning }, text);
                Stage::Answered(answer)
            }
            Outcome::Refused(failure) => {
                if !is_seen {
                    let message = Message::of(&failure, E::ACTION);
                    self.notices.say(Severity::Warning, phrase::headline_and_consequence(&message));
                }
                Stage::Refused(failure)
            }
            Outcome::Unknown(message) => Stage::Unknown(message),
        };
        // What was said of an unknown outcome need not be said with every try.
        if self.stage.with_untracked(|known| *known != stage) {
            self.stage.set(stage);
        }
    }

    fn is_about(self, key: &IdempotencyKey) -> bool {
        self.errand.with_untracked(|errand| errand.as_ref().is_some_and(|errand| errand.tries().key() == key))
    }
}
