//! Making the purchase, confirming it where it is held, and finding out what became of it where an answer was
//! lost.

use domain::lot::Lot;
use domain::purchase::Purchase;
use domain::retry::NextTry;
use domain::status::{Action, Code, Message, Reason, Remedy, Severity};
use leptos::prelude::{
    Callable, Callback, Effect, GetUntracked, GetValue, RwSignal, Set, SetValue, Signal, StoredValue, Update,
    UpdateValue, With, WithUntracked, expect_context, provide_context,
};
use words::{Label, Phrase, Sentence, phrase};

use crate::api::{IdempotencyKey, Member};
use crate::browser::clock;
use crate::browser::task::TaskScope;
use crate::notices::{NoticesContext, use_notices};
use crate::purchase::stage::{Held, Stage, outcome_of, stage_of};
use crate::retry::Retry;
use crate::session::SessionContext;

/// One decision to buy: the lots at the prices seen, under one key.
#[derive(Clone)]
pub struct Decision {
    /// What is asked for.
    pub purchase: Purchase,
    /// The lots as they were when the person decided.
    pub lots: Vec<Lot>,
    /// What is held of them, once something is.
    pub held: Option<Held>,
    key: IdempotencyKey,
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
    /// Whose answer is awaited. Another decision need not wait for it.
    asked: StoredValue<Option<IdempotencyKey>>,
    retry: Retry,
    tasks: StoredValue<TaskScope>,
    notices: NoticesContext,
}

/// Puts up the desk in the current owner.
pub fn provide_desk(session: &SessionContext) -> Desk {
    let desk = Desk {
        decision: RwSignal::new(None),
        stage: RwSignal::new(Stage::Reviewing),
        is_open: RwSignal::new(false),
        asked: StoredValue::new(None),
        retry: Retry::new(Action::Purchase),
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
            desk.retry.succeed();
        }
        // A refusal for want of a session no longer stands once there is one again.
        if session.is_member() {
            let has_held = desk
                .decision
                .with_untracked(|decision| decision.as_ref().is_some_and(|decision| decision.held.is_some()));
            desk.stage.update(|stage| {
                if matches!(stage, Stage::NotBought(message) if message.remedy == Remedy::SignInAgain) {
                    *stage = if has_held { Stage::Held } else { Stage::Reviewing };
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

    /// When it is asked again what became of a purchase.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        self.retry.next_try()
    }

    /// Opens a review of a new decision. While one is unsettled that one is shown instead.
    pub fn review(self, purchase: Purchase, lots: Vec<Lot>) {
        if !self.stage.with_untracked(Stage::is_unsettled) {
            self.decision.set(Some(Decision { purchase, lots, held: None, key: IdempotencyKey::new() }));
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
            self.retry.succeed();
        }
    }

    /// Buys, confirms what is held, or asks again what became of either, because the person wants it.
    pub fn buy(self, member: Member, session: SessionContext) {
        if !self.is_asking() {
            self.stage.set(Stage::Buying);
            let ask = Callback::new(move |()| self.ask(member.clone(), session.clone()));
            self.retry.by_hand(ask).run(());
        }
    }

    /// Not while it is on its way: then its answer is the answer.
    fn ask(self, member: Member, session: SessionContext) {
        let Some(Decision { purchase, key, held, .. }) = self.decision.get_untracked() else { return };
        if self.is_asking() {
            return;
        }
        self.asked.set_value(Some(key.clone()));
        self.retry.begin();
        let ticket = session.ticket();
        self.tasks.get_value().spawn(async move {
            let outcome = match &held {
                Some(held) => member.confirm(&held.hold.id).await,
                None => member.purchase(&purchase, &key).await,
            };
            let _ = self.asked.try_update_value(|asked| {
                if asked.as_ref() == Some(&key) {
                    *asked = None;
                }
            });
            if let Err(failure) = &outcome {
                session.heed(failure, ticket);
            }
            // Whoever sits here now may be somebody else.
            if !self.is_about(&key) {
                return;
            }
            let (stage, held) = stage_of(outcome, clock::now());
            if let Some(held) = held {
                self.decision.update(|decision| {
                    if let Some(decision) = decision {
                        decision.held = Some(held);
                    }
                });
            }
            match &stage {
                Stage::Unknown(message) => self.retry.fail(message, move || self.ask(member, session)),
                // Whoever still looks wants it; whoever turned away has to ask anew.
                Stage::NotBought(message) if self.is_open.get_untracked() => {
                    self.retry.fail(message, move || self.ask(member, session));
                }
                Stage::Reviewing
                | Stage::Buying
                | Stage::Held
                | Stage::Releasing
                | Stage::Released
                | Stage::NotBought(_)
                | Stage::Bought(_) => self.retry.succeed(),
            }
            self.settle(stage);
        });
    }

    /// Lets go of what is held.
    pub fn release(self, member: Member, session: SessionContext) {
        let Some(Decision { key, held: Some(held), .. }) = self.decision.get_untracked() else { return };
        if self.stage.with_untracked(|stage| *stage != Stage::Held) {
            return;
        }
        self.stage.set(Stage::Releasing);
        let ticket = session.ticket();
        self.tasks.get_value().spawn(async move {
            let outcome = member.release(&held.hold.id).await;
            if let Err(failure) = &outcome {
                session.heed(failure, ticket);
            }
            if !self.is_about(&key) {
                return;
            }
            match outcome {
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
            }
        });
    }

    /// What was held is free again: it was let go of, or the time ran out.
    pub fn give_up(self) {
        self.is_open.set(false);
        self.stage.set(Stage::Released);
    }

    /// Whether the answer to this very decision is on its way.
    fn is_asking(self) -> bool {
        self.asked.get_value().is_some_and(|key| self.is_about(&key))
    }

    fn is_about(self, key: &IdempotencyKey) -> bool {
        self.decision
            .with_untracked(|decision| decision.as_ref().is_some_and(|decision| decision.key == *key))
    }

    /// Takes in what became of the decision, and says it to whoever does not look.
    fn settle(self, stage: Stage) {
        let is_open = self.is_open.get_untracked();
        // What was said of an unknown outcome need not be said with every try.
        let is_news = self.stage.with_untracked(|known| *known != stage);
        match &stage {
            Stage::Bought(receipt) => self.notices.say(Severity::Good, outcome_of(receipt)),
            Stage::Held if !is_open => self.notices.say(Severity::Warning, Label::ToldHeld),
            Stage::Unknown(message) if !is_open && is_news => {
                let text = Sentence::from(message.consequence).then(Label::OpenPoolToCheck);
                self.notices.say(Severity::Warning, text);
            }
            Stage::NotBought(message) if !is_open => {
                self.notices.say(Severity::Warning, phrase::headline_and_consequence(message));
            }
            Stage::Reviewing
            | Stage::Buying
            | Stage::Held
            | Stage::Releasing
            | Stage::Released
            | Stage::NotBought(_)
            | Stage::Unknown(_) => {}
        }
        if is_news {
            self.stage.set(stage);
        }
    }
}
