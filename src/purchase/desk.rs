//! Making the purchase, confirming it where it is held, and finding out what became of it where an answer was
//! lost.

use domain::hold::HandshakeId;
use domain::lot::Lot;
use domain::purchase::Purchase;
use domain::status::{Action, Message, Remedy, Severity};
use leptos::prelude::{
    Effect, GetUntracked, GetValue, RwSignal, Set, StoredValue, Update, With, WithUntracked, expect_context,
    provide_context,
};

use crate::api::{IdempotencyKey, Member};
use crate::browser::task::TaskScope;
use crate::notices::{NoticesContext, use_notices};
use crate::purchase::stage::{Stage, stage_of, told};
use crate::session::SessionContext;

/// One decision to buy: the lots at the prices seen, under one key.
#[derive(Clone)]
pub struct Decision {
    /// What is asked for.
    pub purchase: Purchase,
    /// The lots as they were when the person decided.
    pub lots: Vec<Lot>,
    key: IdempotencyKey,
    /// The hold by which it goes on, once there is one.
    hold: Option<HandshakeId>,
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
            self.decision.set(Some(Decision { purchase, lots, key: IdempotencyKey::new(), hold: None }));
            self.stage.set(Stage::Reviewing);
        }
        self.is_open.set(true);
    }

    /// Buys, confirms what is held, or asks again what became of either. Not while it is on its way.
    pub fn buy(self, member: Member, session: SessionContext) {
        let Some(Decision { purchase, key, hold, .. }) = self.decision.get_untracked() else { return };
        if self.stage.with_untracked(|stage| *stage == Stage::Buying) {
            return;
        }
        self.stage.set(Stage::Buying);
        let ticket = session.ticket();
        self.tasks.get_value().spawn(async move {
            let outcome = match &hold {
                Some(hold) => member.confirm(hold).await,
                None => member.purchase(&purchase, &key).await,
            };
            if let Err(failure) = &outcome {
                session.heed(failure, ticket);
            }
            // Whoever sits here now may be somebody else.
            if self.is_about(&key) {
                self.settle(stage_of(outcome));
            }
        });
    }

    /// Lets go of what is held.
    pub fn release(self, member: Member, session: SessionContext) {
        let Some(Decision { key, hold: Some(hold), .. }) = self.decision.get_untracked() else { return };
        let ticket = session.ticket();
        self.tasks.get_value().spawn(async move {
            let outcome = member.release(&hold).await;
            if let Err(failure) = &outcome {
                session.heed(failure, ticket);
            }
            let is_held = self.stage.with_untracked(|stage| matches!(stage, Stage::Held(_)));
            if !self.is_about(&key) || !is_held {
                return;
            }
            match outcome {
                Ok(()) => {
                    self.is_open.set(false);
                    self.stage.set(Stage::Released);
                }
                Err(failure) => {
                    let message = Message::of(&failure, Action::Look);
                    let text = format!("{} {}", message.headline, message.next_step);
                    self.notices.say(Severity::Warning, text);
                }
            }
        });
    }

    fn is_about(self, key: &IdempotencyKey) -> bool {
        self.decision
            .with_untracked(|decision| decision.as_ref().is_some_and(|decision| decision.key == *key))
    }

    /// Takes in what became of the decision, and says it to whoever does not look.
    fn settle(self, stage: Stage) {
        let is_open = self.is_open.get_untracked();
        match &stage {
            Stage::Bought(receipt) => self.notices.say(Severity::Good, told(receipt)),
            Stage::Held(hold) => {
                let id = hold.id.clone();
                self.decision.update(|decision| {
                    if let Some(decision) = decision {
                        decision.hold = Some(id);
                    }
                });
                if !is_open {
                    let text = "Your lots are held for you. Open the pool to confirm the purchase.";
                    self.notices.say(Severity::Warning, text.to_owned());
                }
            }
            Stage::Unknown(message) if !is_open => {
                let text = format!("{} Open the pool to check it.", message.consequence);
                self.notices.say(Severity::Warning, text);
            }
            Stage::NotBought(message) if !is_open => {
                let text = format!("{} {}", message.headline, message.consequence);
                self.notices.say(Severity::Warning, text);
            }
            Stage::Reviewing | Stage::Buying | Stage::Released | Stage::NotBought(_) | Stage::Unknown(_) => {}
        }
        self.stage.set(stage);
    }
}
