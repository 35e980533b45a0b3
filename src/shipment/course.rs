//! How a shipment goes on: part after part, each asked for until it is known what became of it, over a session that
//! ends and a reload of the app too.

use domain::account::AccountName;
use domain::idempotency::IdempotencyKey;
use domain::shipment::{ItemOutcome, Parcel, Shipment};
use domain::status::{Action, Failure, Message, Remedy, Severity};
use leptos::prelude::{GetUntracked, GetValue, Set, SetValue, Update, WithUntracked};
use words::{Label, Value};

use crate::api::Member;
use crate::browser::clock;
use crate::inquiry::Outcome;
use crate::pending;
use crate::shipment::pier::Pier;
use crate::shipment::stage::Stage;

impl Pier {
    /// Somebody else sits here now, or nobody. Whose shipment it was finds it again as long as it is not known what
    /// became of a part of it; nobody else sees or settles it.
    pub(super) fn change_hands(self, newest: Option<AccountName>) {
        if newest.is_none() && !self.stage.with_untracked(Stage::is_unsettled) {
            self.forget();
        }
        self.inquiry.end();
        let kept = newest.as_ref().and_then(pending::shipment_of);
        self.is_recalled.set_value(kept.is_some());
        self.owner.set_value(newest);
        self.stage.set(match &kept {
            None => Stage::Idle,
            Some(shipment) if shipment.is_over() => Stage::Over,
            Some(shipment) if shipment.sent_at.is_some() => Stage::Checking,
            Some(_) => Stage::Interrupted,
        });
        self.shipment.set(kept);
        if self.stage.with_untracked(|stage| *stage == Stage::Checking) {
            self.ask();
        }
    }

    /// There is a session again, or an exchange that answers.
    pub(super) fn go_on(self) {
        let next = self.shipment.with_untracked(|shipment| shipment.as_ref().and_then(Shipment::next));
        let Some(Parcel { key, .. }) = next else { return };
        match self.stage.get_untracked() {
            Stage::Unknown(_) if self.inquiry.rests(&key) => self.ask(),
            // The person has said that all of it is to be delivered; only the session was missing.
            Stage::Halted(message) if message.remedy == Remedy::SignInAgain => {
                self.stage.set(Stage::Sending);
                self.ask();
            }
            Stage::Idle
            | Stage::Sending
            | Stage::Checking
            | Stage::Unknown(_)
            | Stage::Halted(_)
            | Stage::Interrupted
            | Stage::Over => {}
        }
    }

    /// Sends the next part, or the last one again under its key. Not while it is on its way: then its answer is the
    /// answer.
    pub(super) fn ask(self) {
        let now = clock::now();
        let Some(shipment) = self.shipment.get_untracked() else { return };
        let Some(Parcel { key, deliveries }) = shipment.next() else { return self.go_further() };
        if self.inquiry.is_asking(&key) {
            return;
        }
        if !shipment.is_repeatable(now) {
            self.change(Shipment::give_up);
            return self.go_further();
        }
        let is_lost = shipment.sent_at.is_some();
        self.change(|shipment| shipment.sent_at = shipment.sent_at.or(Some(now)));
        let asked = key.clone();
        let work = move |member: Member| async move {
            match member.deliver_many(&deliveries, &key).await {
                Ok(delivered) => Ok(delivered.into_iter().map(ItemOutcome::Told).collect()),
                // It knows the key for a request that reads otherwise, so it will never say what became of this one.
                Err(failure) if failure.is_about_key() => Ok(vec![ItemOutcome::Unknown; deliveries.len()]),
                Err(failure) => Err(failure),
            }
        };
        self.inquiry.ask(asked.clone(), is_lost, work, move |outcome| {
            // Whoever sits here now may be somebody else.
            if self.is_about(&asked) {
                self.take_in(outcome);
            }
        });
    }

    fn take_in(self, outcome: Outcome<Vec<ItemOutcome>>) {
        // The person wants all of it delivered, whether they look or not.
        self.inquiry.plan(&outcome, true, move || self.ask());
        match outcome {
            Outcome::Answered(outcomes) => {
                self.change(|shipment| shipment.settle(outcomes));
                self.go_further();
            }
            Outcome::Refused(failure) => self.halt(&failure),
            // What was said of an unknown outcome need not be said with every try.
            Outcome::Unknown(message) => self.set_stage(Stage::Unknown(message)),
        }
    }

    /// Nothing of the last part was done.
    fn halt(self, failure: &Failure) {
        self.change(|shipment| shipment.sent_at = None);
        if self.is_over() {
            self.inquiry.end();
            self.be_over();
        } else {
            self.set_stage(Stage::Halted(Message::of(failure, Action::Ship)));
        }
    }

    /// It is known what became of the last part.
    fn go_further(self) {
        if self.is_over() {
            self.be_over();
        } else if self.is_recalled.get_value() {
            self.stage.set(Stage::Interrupted);
        } else {
            self.set_stage(Stage::Sending);
            self.ask();
        }
    }

    /// There is nothing to wait for any more, and the person is told.
    pub(super) fn be_over(self) {
        self.stage.set(Stage::Over);
        let tally = self.shipment.with_untracked(|shipment| shipment.as_ref().map(Shipment::tally));
        let tally = tally.unwrap_or_default();
        let is_good = tally.in_pool == tally.all;
        let [done, all] = [tally.in_pool, tally.all].map(|count| Value::Integer(count as u64));
        let severity = if is_good { Severity::Good } else { Severity::Warning };
        self.notices.say(severity, Label::ToldShipped.with("done", done).with("all", all));
    }

    fn set_stage(self, stage: Stage) {
        if self.stage.with_untracked(|known| *known != stage) {
            self.stage.set(stage);
        }
    }

    fn is_over(self) -> bool {
        self.shipment.with_untracked(|shipment| shipment.as_ref().is_some_and(Shipment::is_over))
    }

    fn is_about(self, key: &IdempotencyKey) -> bool {
        self.shipment.with_untracked(|shipment| {
            shipment.as_ref().and_then(Shipment::next).is_some_and(|parcel| parcel.key == *key)
        })
    }

    /// Changes the shipment, and what the tab keeps of it.
    fn change(self, change: impl FnOnce(&mut Shipment)) {
        self.shipment.update(|shipment| {
            if let Some(shipment) = shipment {
                change(shipment);
            }
        });
        self.keep();
    }

    pub(super) fn keep(self) {
        if let Some(owner) = self.owner.get_value() {
            self.shipment.with_untracked(|shipment| pending::keep_shipment(&owner, shipment.as_ref()));
        }
    }

    pub(super) fn forget(self) {
        if let Some(owner) = self.owner.get_value() {
            pending::keep_shipment(&owner, None);
        }
    }
}
