//! Taking a lot back, and finding out whether it was where an answer was lost or the app was loaded anew meanwhile.

use domain::account::AccountName;
use domain::idempotency::IdempotencyKey;
use domain::lot::Lot;
use domain::retry::NextTry;
use domain::status::{Action, Code, Consequence, Failure, Message, Reason, Remedy, Severity};
use leptos::prelude::{
    GetUntracked, RwSignal, Set, Signal, With, WithUntracked, expect_context, provide_context,
};
use words::{Phrase, phrase};

use crate::api::Member;
use crate::browser::clock;
use crate::inquiry::{Inquiry, Outcome, Tries};
use crate::notices::{NoticesContext, use_notices};
use crate::pending;
use crate::revoke::stage::{Revoke, Stage};
use crate::session::SessionContext;

/// The gate through which lots come back; copies are the same gate.
#[derive(Clone, Copy)]
pub struct Gate {
    /// The lot in question, once there is one.
    pub revoke: RwSignal<Option<Revoke>>,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// Whether the person wants to look at it.
    pub is_open: RwSignal<bool>,
    /// Whether the page is there on which it can be looked at.
    pub has_place: RwSignal<bool>,
    inquiry: Inquiry,
    notices: NoticesContext,
}

/// Puts up the gate in the current owner.
pub fn provide_gate(session: &SessionContext) -> Gate {
    let gate = Gate {
        revoke: RwSignal::new(None),
        stage: RwSignal::new(Stage::Asking),
        is_open: RwSignal::new(false),
        has_place: RwSignal::new(false),
        inquiry: Inquiry::new(Action::Revoke, session),
        notices: use_notices(),
    };
    provide_context(gate);
    gate.inquiry.follow(move |newest, _| gate.change_hands(newest), move || gate.go_on());
    gate
}

/// The gate of the app.
#[must_use]
pub fn use_gate() -> Gate {
    expect_context()
}

impl Gate {
    /// When it is asked again whether a lot was taken back.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        self.inquiry.next_try()
    }

    /// Whether it can be seen at this moment; tracks changes.
    #[must_use]
    pub fn is_seen(self) -> bool {
        self.is_open.with(|is_open| *is_open) && self.has_place.with(|has_place| *has_place)
    }

    /// Asks whether that lot is to be taken back. While it is not known of another one, that one is shown instead.
    pub fn question(self, lot: Lot) {
        if !self.stage.with_untracked(Stage::is_unsettled) {
            self.revoke.set(Some(Revoke::new(lot, clock::now())));
            self.stage.set(Stage::Asking);
        }
        self.is_open.set(true);
    }

    /// The person closes it.
    pub fn close(self) {
        self.is_open.set(false);
        self.turn_away();
    }

    /// The person looks elsewhere. What is on its way or unknown goes on; what was refused is not tried again.
    pub fn turn_away(self) {
        if self.stage.with_untracked(|stage| matches!(stage, Stage::Refused(_))) {
            self.inquiry.end();
        }
    }

    /// Takes the lot back, or asks again whether it was, because the person wants it.
    pub fn take_back(self) {
        let Some(revoke) = self.revoke.get_untracked() else { return };
        if !self.inquiry.is_asking(revoke.tries.key()) {
            self.stage.set(if revoke.tries.is_lost { Stage::Checking } else { Stage::Sending });
            self.inquiry.by_hand(move || self.ask());
        }
    }

    /// Somebody else sits here now, or nobody. Whose lot it was finds it again as long as it is not known whether
    /// it was taken back; nobody else sees or settles it.
    fn change_hands(self, newest: Option<AccountName>) {
        self.revoke.set(None);
        self.stage.set(Stage::Asking);
        self.is_open.set(false);
        self.inquiry.end();
        let kept = newest.iter().flat_map(pending::of);
        if let Some(revoke) = kept.filter_map(Revoke::recalled).next() {
            self.revoke.set(Some(revoke));
            self.stage.set(Stage::Checking);
            self.ask();
        }
    }

    /// There is a session again, or an exchange that answers.
    fn go_on(self) {
        let Some(revoke) = self.revoke.get_untracked() else { return };
        match self.stage.get_untracked() {
            Stage::Unknown(_) if self.inquiry.rests(revoke.tries.key()) => self.ask(),
            // A refusal for want of a session no longer stands.
            Stage::Refused(message) if message.remedy == Remedy::SignInAgain => self.stage.set(Stage::Asking),
            Stage::Asking
            | Stage::Sending
            | Stage::Checking
            | Stage::Unknown(_)
            | Stage::Refused(_)
            | Stage::Settled => {}
        }
    }

    /// Not while it is on its way: then its answer is the answer.
    fn ask(self) {
        let (Some(mut revoke), Some(account)) = (self.revoke.get_untracked(), self.inquiry.account()) else {
            return;
        };
        if self.inquiry.is_asking(revoke.tries.key()) {
            return;
        }
        revoke.tries.begin(clock::now());
        pending::keep(revoke.intent(account));
        let Revoke { lot, tries: Tries { sending, is_lost, is_recalled } } = revoke;
        let key = sending.key.clone();
        let work = move |member: Member| async move {
            match (is_recalled, is_lost) {
                (true, _) => member.recall_revoke(&lot.hash, &sending).await,
                (false, true) => member.revoke_again(&lot.hash).await.map(|()| true),
                (false, false) => member.revoke(&lot.hash).await.map(|()| true),
            }
        };
        self.inquiry.ask(key.clone(), is_lost, work, move |outcome| {
            // Whoever sits here now may be somebody else.
            if self.is_about(&key) {
                self.take_in(outcome);
            }
        });
    }

    /// Takes in whether the lot was taken back, and says it to whoever does not look.
    fn take_in(self, outcome: Outcome<bool>) {
        let is_seen = self.is_open.get_untracked() && self.has_place.get_untracked();
        let ask = move || self.ask();
        match &outcome {
            Outcome::Unknown(message) => self.inquiry.again(message, ask),
            // Whoever still looks wants it; whoever turned away has to ask anew.
            Outcome::Refused(failure) if is_seen => self.inquiry.again(&message_of(failure), ask),
            Outcome::Answered(_) | Outcome::Refused(_) => self.inquiry.end(),
        }
        let Some(mut revoke) = self.revoke.get_untracked() else { return };
        revoke.tries.is_lost = matches!(outcome, Outcome::Unknown(_));
        if !revoke.tries.is_lost {
            pending::forget(revoke.tries.key());
        }
        self.revoke.set(Some(revoke));
        let stage = match outcome {
            Outcome::Answered(is_revoked) => {
                if is_revoked {
                    self.notices.say(Severity::Good, Phrase::Headline(Reason::Code(Code::LotRevoked)));
                } else {
                    self.notices.say(Severity::Warning, Phrase::from(Consequence::NotRevoked));
                }
                self.is_open.set(false);
                Stage::Settled
            }
            Outcome::Refused(failure) => {
                let message = message_of(&failure);
                if !is_seen {
                    self.notices.say(Severity::Warning, phrase::headline_and_consequence(&message));
                }
                Stage::Refused(message)
            }
            Outcome::Unknown(message) => Stage::Unknown(message),
        };
        // What was said of an unknown outcome need not be said with every try.
        if self.stage.with_untracked(|known| *known != stage) {
            self.stage.set(stage);
        }
    }

    fn is_about(self, key: &IdempotencyKey) -> bool {
        self.revoke.with_untracked(|revoke| revoke.as_ref().is_some_and(|revoke| revoke.tries.key() == key))
    }
}

fn message_of(failure: &Failure) -> Message {
    Message::of(failure, Action::Revoke)
}
