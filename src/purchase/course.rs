//! How a decision goes on: sent or confirmed, found out about where an answer was lost or the app was loaded anew
//! meanwhile, and told to whoever does not look.

use domain::account::AccountName;
use domain::hold::Held;
use domain::idempotency::IdempotencyKey;
use domain::purchase::PurchaseAnswer;
use domain::status::{Action, Message, Remedy, Severity};
use leptos::prelude::{GetUntracked, Set, WithUntracked};
use words::{Label, phrase};

use crate::api::Member;
use crate::browser::clock;
use crate::inquiry::{Outcome, Tries};
use crate::pending;
use crate::purchase::decision::Decision;
use crate::purchase::desk::Desk;
use crate::purchase::stage::{Stage, outcome_of};

impl Desk {
    /// Somebody else sits here now, or nobody. Whose decision it was finds it again as long as it is not known
    /// what became of it; nobody else sees or settles it.
    pub(super) fn change_hands(self, newest: Option<AccountName>) {
        let is_known = self
            .stage
            .with_untracked(|stage| !matches!(stage, Stage::Buying | Stage::Checking | Stage::Unknown(_)));
        if newest.is_none() && is_known {
            self.forget();
        }
        self.decision.set(None);
        self.stage.set(Stage::Reviewing);
        self.is_open.set(false);
        self.inquiry.end();
        let kept = newest.iter().flat_map(pending::of);
        if let Some(decision) = kept.filter_map(Decision::recalled).next() {
            self.take_up(decision);
        }
    }

    /// Goes on with what was under way when the app was left.
    fn take_up(self, decision: Decision) {
        let is_lost = decision.tries.is_lost;
        if !is_lost && decision.held.as_ref().is_some_and(|held| held.until <= clock::now()) {
            pending::forget(decision.tries.key());
            self.notices.say(Severity::Warning, Label::HeldOver);
            return;
        }
        self.decision.set(Some(decision));
        self.stage.set(if is_lost { Stage::Checking } else { Stage::Held });
        self.is_open.set(true);
        if is_lost {
            self.ask();
        }
    }

    /// There is a session again, or an exchange that answers.
    pub(super) fn go_on(self) {
        let Some(decision) = self.decision.get_untracked() else { return };
        match self.stage.get_untracked() {
            Stage::Unknown(_) if self.inquiry.rests(decision.tries.key()) => self.ask(),
            // A refusal for want of a session no longer stands.
            Stage::NotBought(message) if message.remedy == Remedy::SignInAgain => {
                self.stage.set(if decision.held.is_some() { Stage::Held } else { Stage::Reviewing });
            }
            Stage::Reviewing
            | Stage::Buying
            | Stage::Checking
            | Stage::Held
            | Stage::Releasing
            | Stage::Released
            | Stage::NotBought(_)
            | Stage::Unknown(_)
            | Stage::Bought(_) => {}
        }
    }

    /// Not while it is on its way: then its answer is the answer.
    pub(super) fn ask(self) {
        let Some(mut decision) = self.decision.get_untracked() else { return };
        if self.inquiry.is_asking(decision.tries.key()) {
            return;
        }
        decision.tries.begin(clock::now());
        self.decision.set(Some(decision.clone()));
        // A confirmation is on its way where anything is held, else the purchase itself.
        let is_confirmed = decision.held.is_some();
        self.keep(&decision, is_confirmed);
        let Decision { purchase, held, tries: Tries { sending, is_lost, is_recalled }, lots: _ } = decision;
        let key = sending.key.clone();
        let work = move |member: Member| async move {
            match held.as_ref().map(|held| &held.hold.id) {
                hold if is_recalled => member.recall_purchase(&purchase, hold, &sending).await,
                Some(hold) => member.confirm(hold).await,
                None => member.purchase(&purchase, &sending.key).await,
            }
        };
        self.inquiry.ask(key.clone(), is_lost, work, move |outcome| {
            // Whoever sits here now may be somebody else.
            if self.is_about(&key) {
                self.take_in(outcome);
            }
        });
    }

    /// Takes in what became of the decision, and says it to whoever does not look.
    fn take_in(self, outcome: Outcome<PurchaseAnswer>) {
        let is_seen = self.is_open.get_untracked() && self.has_place.get_untracked();
        self.inquiry.plan(&outcome, is_seen, move || self.ask());
        let Some(mut decision) = self.decision.get_untracked() else { return };
        decision.tries.is_lost = matches!(outcome, Outcome::Unknown(_));
        let stage = match outcome {
            Outcome::Answered(PurchaseAnswer::Bought(receipt)) => {
                self.forget();
                self.notices.say(Severity::Good, outcome_of(&receipt));
                Stage::Bought(receipt)
            }
            Outcome::Answered(PurchaseAnswer::Held(hold)) => {
                let until = clock::now().after(hold.expires_in);
                decision.held = Some(Held { hold, until });
                self.keep(&decision, false);
                if !is_seen {
                    self.notices.say(Severity::Warning, Label::ToldHeld);
                }
                Stage::Held
            }
            Outcome::Refused(failure) => {
                let message = Message::of(&failure, Action::Purchase);
                let is_held_still =
                    matches!(message.remedy, Remedy::SignInAgain | Remedy::TryAgain | Remedy::Wait(_));
                if decision.held.is_some() && is_held_still {
                    self.keep(&decision, false);
                } else {
                    self.forget();
                }
                if !is_seen {
                    self.notices.say(Severity::Warning, phrase::headline_and_consequence(&message));
                }
                Stage::NotBought(message)
            }
            Outcome::Unknown(message) => Stage::Unknown(message),
        };
        self.decision.set(Some(decision));
        // What was said of an unknown outcome need not be said with every try.
        if self.stage.with_untracked(|known| *known != stage) {
            self.stage.set(stage);
        }
    }

    fn keep(self, decision: &Decision, is_confirmed: bool) {
        if let Some(account) = self.inquiry.account() {
            pending::keep(decision.intent(account, is_confirmed));
        }
    }

    pub(super) fn forget(self) {
        self.decision.with_untracked(|decision| {
            if let Some(decision) = decision {
                pending::forget(decision.tries.key());
            }
        });
    }

    pub(super) fn is_about(self, key: &IdempotencyKey) -> bool {
        self.decision
            .with_untracked(|decision| decision.as_ref().is_some_and(|decision| decision.tries.key() == key))
    }
}
