//! Making the purchase, and finding out what became of it where an answer was lost.

use domain::lot::Lot;
use domain::purchase::{Purchase, Receipt};
use domain::status::{Action, Failure, Message, Remedy, Severity};
use leptos::prelude::{
    Effect, GetUntracked, GetValue, RwSignal, Set, StoredValue, Update, With, WithUntracked, expect_context,
    provide_context,
};

use words::{Label, Sentence, Value, phrase};

use crate::api::{IdempotencyKey, Member};
use crate::browser::task::TaskScope;
use crate::notices::{NoticesContext, use_notices};
use crate::session::SessionContext;

/// One decision to buy: the lots at the prices seen, under one key.
#[derive(Clone)]
pub struct Decision {
    /// What is asked for.
    pub purchase: Purchase,
    /// The lots as they were when the person decided.
    pub lots: Vec<Lot>,
    key: IdempotencyKey,
}

/// How far the decision is.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// The person looks at what they are about to buy.
    Reviewing,
    /// The purchase is on its way.
    Buying,
    /// The exchange refused all of it.
    NotBought(Message),
    /// It is not known whether the exchange acted.
    Unknown(Message),
    /// It answered for each lot.
    Bought(Receipt),
}

impl Stage {
    /// Whether nobody knows yet what becomes of the lots.
    fn is_unsettled(&self) -> bool {
        matches!(self, Self::Buying | Self::Unknown(_))
    }
}

/// The desk at which purchases are made; copies are the same desk.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The decision, once there is one.
    pub decision: RwSignal<Option<Decision>>,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// Whether the person looks at it.
    pub is_open: RwSignal<bool>,
    tasks: StoredValue<TaskScope>,
    notices: NoticesContext,
}

/// Puts up the desk in the current owner.
pub fn provide_desk(session: &SessionContext) -> Desk {
    let desk = Desk {
        decision: RwSignal::new(None),
        stage: RwSignal::new(Stage::Reviewing),
        is_open: RwSignal::new(false),
        tasks: StoredValue::new(TaskScope::new()),
        notices: use_notices(),
    };
    provide_context(desk);
    let session = session.clone();
    Effect::new(move |account: Option<Option<String>>| {
        let newest = session.account();
        // Whose decision it was is gone; nobody else may see or settle it.
        if account.is_some_and(|account| account != newest) {
            desk.decision.set(None);
            desk.stage.set(Stage::Reviewing);
            desk.is_open.set(false);
        }
        // A refusal for want of a session no longer stands once there is one again.
        if session.is_member() {
            desk.stage.update(|stage| {
                if matches!(stage, Stage::NotBought(message) if message.remedy == Remedy::SignInAgain) {
                    *stage = Stage::Reviewing;
                }
            });
        }
        newest
    });
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

    /// Opens a review of a new decision. While one is unsettled that one is shown instead.
    pub fn review(self, purchase: Purchase, lots: Vec<Lot>) {
        if !self.stage.with_untracked(Stage::is_unsettled) {
            self.decision.set(Some(Decision { purchase, lots, key: IdempotencyKey::new() }));
            self.stage.set(Stage::Reviewing);
        }
        self.is_open.set(true);
    }

    /// Buys, or asks again under the same key what became of it. Not while it is on its way.
    pub fn buy(self, member: Member, session: SessionContext) {
        let Some(Decision { purchase, key, .. }) = self.decision.get_untracked() else { return };
        if self.stage.with_untracked(|stage| *stage == Stage::Buying) {
            return;
        }
        self.stage.set(Stage::Buying);
        let notices = self.notices;
        let ticket = session.ticket();
        self.tasks.get_value().spawn(async move {
            let outcome = member.purchase(&purchase, &key).await;
            if let Err(failure) = &outcome {
                session.heed(failure, ticket);
            }
            let stage = stage_of(outcome);
            match &stage {
                Stage::Bought(receipt) => notices.say(Severity::Good, outcome_of(receipt)),
                Stage::Unknown(message) if !self.is_open.get_untracked() => {
                    let text = Sentence::from(message.consequence).then(Label::OpenPoolToCheck);
                    notices.say(Severity::Warning, text);
                }
                Stage::NotBought(message) if !self.is_open.get_untracked() => {
                    notices.say(Severity::Warning, phrase::headline_and_consequence(message));
                }
                Stage::Reviewing | Stage::Buying | Stage::NotBought(_) | Stage::Unknown(_) => {}
            }
            self.stage.set(stage);
        });
    }
}

fn stage_of(outcome: Result<Receipt, Failure>) -> Stage {
    match outcome {
        Ok(receipt) => Stage::Bought(receipt),
        Err(failure) => {
            let message = Message::of(&failure, Action::Purchase);
            if failure.leaves_outcome_unknown() { Stage::Unknown(message) } else { Stage::NotBought(message) }
        }
    }
}

/// What became of the lots, in one sentence.
fn outcome_of(receipt: &Receipt) -> Sentence {
    match (receipt.bought(), receipt.outcomes.len()) {
        (0, _) => Label::ToldNothingBought.into(),
        (bought, all) if bought == all => Label::ToldBought.into(),
        (bought, all) => Label::ToldBoughtOf
            .with("bought", Value::Integer(bought as u64))
            .with("all", Value::Integer(all as u64)),
    }
}
