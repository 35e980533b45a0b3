//! The desk: what a person does at it with the one decision to buy. How that goes on by itself stands in `course`.

use domain::lot::Lot;
use domain::purchase::Purchase;
use domain::retry::NextTry;
use domain::status::{Action, Code, Message, Reason, Severity};
use leptos::prelude::{
    GetUntracked, RwSignal, Set, Signal, With, WithUntracked, expect_context, provide_context,
};
use words::{Phrase, Sentence};

use crate::api::Member;
use crate::browser::clock;
use crate::inquiry::{Inquiry, Tries};
use crate::notices::{NoticesContext, use_notices};
use crate::purchase::decision::Decision;
use crate::purchase::stage::Stage;
use crate::session::SessionContext;

/// The desk at which purchases are made; copies are the same desk.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The decision, once there is one.
    pub decision: RwSignal<Option<Decision>>,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// Whether the person wants to look at it.
    pub is_open: RwSignal<bool>,
    /// Whether the page is there on which it can be looked at.
    pub has_place: RwSignal<bool>,
    pub(super) inquiry: Inquiry,
    pub(super) notices: NoticesContext,
}

/// Puts up the desk in the current owner.
pub fn provide_desk(session: &SessionContext) -> Desk {
    let desk = Desk {
        decision: RwSignal::new(None),
        stage: RwSignal::new(Stage::Reviewing),
        is_open: RwSignal::new(false),
        has_place: RwSignal::new(false),
        inquiry: Inquiry::new(Action::Purchase, session),
        notices: use_notices(),
    };
    provide_context(desk);
    desk.inquiry.follow(move |newest| desk.change_hands(newest), move || desk.go_on());
    desk
}

/// The desk of the app.
#[must_use]
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// Whether a purchase is on its way or its outcome unknown; tracks changes.
    #[must_use]
    pub fn is_unsettled(self) -> bool {
        self.stage.with(Stage::is_unsettled)
    }

    /// When it is asked again what became of a purchase.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        self.inquiry.next_try()
    }

    /// Opens a review of a new decision. While one is unsettled that one is shown instead.
    pub fn review(self, purchase: Purchase, lots: Vec<Lot>) {
        if !self.stage.with_untracked(Stage::is_unsettled) {
            self.decision.set(Some(Decision::new(purchase, lots, clock::now())));
            self.stage.set(Stage::Reviewing);
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
        if self.stage.with_untracked(|stage| matches!(stage, Stage::NotBought(_))) {
            self.inquiry.end();
        }
    }

    /// Buys, confirms what is held, or asks again what became of either, because the person wants it.
    pub fn buy(self) {
        let Some(decision) = self.decision.get_untracked() else { return };
        if !self.inquiry.is_asking(decision.tries.key()) {
            self.stage.set(if decision.tries.is_lost { Stage::Checking } else { Stage::Buying });
            self.inquiry.by_hand(move || self.ask());
        }
    }

    /// Lets go of what is held.
    pub fn release(self) {
        let Some(Decision { tries: Tries { sending, .. }, held: Some(held), .. }) =
            self.decision.get_untracked()
        else {
            return;
        };
        if self.stage.with_untracked(|stage| *stage != Stage::Held) {
            return;
        }
        self.stage.set(Stage::Releasing);
        let key = sending.key.clone();
        let work = move |member: Member| async move { member.release(&held.hold.id).await };
        self.inquiry.send(sending.key, work, move |answer| match answer {
            _ if !self.is_about(&key) => {}
            Ok(()) => {
                self.notices.say(Severity::Good, Phrase::Headline(Reason::Code(Code::HoldReleased)));
                self.give_up();
            }
            Err(failure) => {
                let message = Message::of(&failure, Action::Look);
                let text = Sentence::from(Phrase::Headline(message.reason)).then(message.next_step);
                self.notices.say(Severity::Warning, text);
                self.stage.set(Stage::Held);
            }
        });
    }

    /// What was held is free again: it was let go of, or the time ran out.
    pub fn give_up(self) {
        self.forget();
        self.is_open.set(false);
        self.stage.set(Stage::Released);
    }
}
