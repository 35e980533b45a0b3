//! Delivering, and finding out what became of it where an answer was lost or the app was loaded anew meanwhile.

use domain::account::AccountName;
use domain::credits::LotPrice;
use domain::delivery::{Delivery, DeliveryDraft};
use domain::form::Problems;
use domain::idempotency::IdempotencyKey;
use domain::retry::NextTry;
use domain::status::{Action, Code, Failure, Message, Reason, Remedy, Severity};
use leptos::prelude::{GetUntracked, RwSignal, Set, Signal, WithUntracked, expect_context, provide_context};
use words::{Label, Phrase, phrase};

use crate::api::{Delivered, Member};
use crate::browser::clock;
use crate::delivery::attempt::{Attempt, Stage};
use crate::inquiry::{Inquiry, Outcome, Tries};
use crate::notices::{NoticesContext, use_notices};
use crate::pending;
use crate::session::SessionContext;

/// The dock at which lots are delivered; copies are the same dock.
#[derive(Clone, Copy)]
pub struct Dock {
    /// The decision, once there is one.
    pub attempt: RwSignal<Option<Attempt>>,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// Whether the page is there on which it can be looked at.
    pub has_place: RwSignal<bool>,
    inquiry: Inquiry,
    notices: NoticesContext,
}

/// Puts up the dock in the current owner.
pub fn provide_dock(session: &SessionContext) -> Dock {
    let dock = Dock {
        attempt: RwSignal::new(None),
        stage: RwSignal::new(Stage::Free),
        has_place: RwSignal::new(false),
        inquiry: Inquiry::new(Action::Deliver, session),
        notices: use_notices(),
    };
    provide_context(dock);
    dock.inquiry.follow(move |newest, _| dock.change_hands(newest), move || dock.go_on());
    dock
}

/// The dock of the app.
#[must_use]
pub fn use_dock() -> Dock {
    expect_context()
}

impl Dock {
    /// When it is asked again what became of a delivery.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        self.inquiry.next_try()
    }

    /// Puts a lot into the pool, because the person wants it. While it is not known what became of the last one,
    /// that is asked for if this is the same, and else comes first: two that nobody knows of help nobody.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn deliver(self, draft: DeliveryDraft) -> Result<(), Problems> {
        if self.stage.with_untracked(Stage::is_unsettled) {
            let same = |attempt: &Option<Attempt>| attempt.as_ref().is_some_and(|last| last.draft == draft);
            if self.attempt.with_untracked(same) {
                self.check();
            } else {
                self.notices.say(Severity::Warning, Label::CheckLastDelivery);
            }
            return Ok(());
        }
        let now = clock::now();
        let delivery = Delivery::validate(&draft, now)?;
        self.attempt.set(Some(Attempt::new(draft, delivery, now)));
        self.stage.set(Stage::Sending);
        self.inquiry.by_hand(move || self.ask());
        Ok(())
    }

    /// Asks again what became of a delivery, because the person wants it.
    pub fn check(self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        if !self.inquiry.is_asking(attempt.tries.key()) {
            self.stage.set(Stage::Checking);
            self.inquiry.by_hand(move || self.ask());
        }
    }

    /// The person looks elsewhere or types something else. What is on its way or unknown goes on; what was
    /// refused is not tried again.
    pub fn turn_away(self) {
        if self.stage.with_untracked(|stage| matches!(stage, Stage::Refused(_))) {
            self.inquiry.end();
        }
    }

    /// Somebody else sits here now, or nobody. Whose delivery it was finds it again as long as it is not known
    /// what became of it; nobody else sees or settles it.
    fn change_hands(self, newest: Option<AccountName>) {
        self.attempt.set(None);
        self.stage.set(Stage::Free);
        self.inquiry.end();
        let kept = newest.iter().flat_map(pending::of);
        if let Some(attempt) = kept.filter_map(Attempt::recalled).next() {
            self.attempt.set(Some(attempt));
            self.stage.set(Stage::Checking);
            self.ask();
        }
    }

    /// There is a session again, or an exchange that answers.
    fn go_on(self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        match self.stage.get_untracked() {
            Stage::Unknown(_) if self.inquiry.rests(attempt.tries.key()) => self.ask(),
            // What kept it from being sent for want of a session no longer stands.
            Stage::Refused(failure) if message_of(&failure).remedy == Remedy::SignInAgain => {
                self.stage.set(Stage::Free);
            }
            Stage::Free
            | Stage::Sending
            | Stage::Checking
            | Stage::Unknown(_)
            | Stage::Refused(_)
            | Stage::Missing
            | Stage::Delivered(_) => {}
        }
    }

    /// Not while it is on its way: then its answer is the answer.
    fn ask(self) {
        let (Some(mut attempt), Some(account)) = (self.attempt.get_untracked(), self.inquiry.account())
        else {
            return;
        };
        if self.inquiry.is_asking(attempt.tries.key()) {
            return;
        }
        attempt.tries.begin(clock::now());
        pending::keep(attempt.intent(account));
        let Attempt { delivery, tries: Tries { sending, is_lost, is_recalled }, draft: _ } = attempt;
        let key = sending.key.clone();
        let work = move |member: Member| async move {
            let delivered = if is_recalled {
                member.recall_delivery(&delivery, &sending).await?
            } else {
                Some(member.deliver(&delivery, &sending.key).await?)
            };
            delivered.map(price_of).transpose()
        };
        self.inquiry.ask(key.clone(), is_lost, work, move |outcome| {
            // Whoever sits here now may be somebody else.
            if self.is_about(&key) {
                self.take_in(outcome);
            }
        });
    }

    /// Takes in what became of the delivery, and says it to whoever does not look.
    fn take_in(self, outcome: Outcome<Option<LotPrice>>) {
        let is_seen = self.has_place.get_untracked();
        let ask = move || self.ask();
        match &outcome {
            Outcome::Unknown(message) => self.inquiry.again(message, ask),
            // Whoever still looks wants it; whoever turned away has to ask anew.
            Outcome::Refused(failure) if is_seen => self.inquiry.again(&message_of(failure), ask),
            Outcome::Answered(_) | Outcome::Refused(_) => self.inquiry.end(),
        }
        let Some(mut attempt) = self.attempt.get_untracked() else { return };
        attempt.tries.is_lost = matches!(outcome, Outcome::Unknown(_));
        if !attempt.tries.is_lost {
            pending::forget(attempt.tries.key());
        }
        self.attempt.set(Some(attempt));
        let stage = match outcome {
            Outcome::Answered(Some(price)) => {
                self.notices.say(Severity::Good, Phrase::Headline(Reason::Code(Code::Delivered)));
                Stage::Delivered(price)
            }
            Outcome::Answered(None) => {
                self.notices.say(Severity::Warning, Label::DeliveryMissing);
                Stage::Missing
            }
            Outcome::Refused(failure) => {
                if !is_seen {
                    let text = phrase::headline_and_consequence(&message_of(&failure));
                    self.notices.say(Severity::Warning, text);
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
        self.attempt
            .with_untracked(|attempt| attempt.as_ref().is_some_and(|attempt| attempt.tries.key() == key))
    }
}

fn message_of(failure: &Failure) -> Message {
    Message::of(failure, Action::Deliver)
}

/// The price at which a lot is in the pool.
fn price_of(delivered: Delivered) -> Result<LotPrice, Failure> {
    match delivered {
        Delivered::InPool { value, .. } => Ok(value),
        Delivered::Refused { status, problems } => Err(Failure { problems, ..status.into() }),
    }
}
