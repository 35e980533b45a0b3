//! One thing that is tried until it is done, it is the person's turn, or its owner is gone.

use std::time::Duration;

use domain::retry::{Backoff, NextTry};
use domain::status::{Action, Message, Remedy};
use leptos::prelude::{
    Callable, Callback, GetUntracked, GetValue, RwSignal, Set, Signal, StoredValue, UpdateValue,
};

use crate::browser::timer::Alarm;
use crate::browser::{clock, random};
use crate::retry::budget::{Budget, use_retry_budget};

/// The tries of one thing; copies are the same.
#[derive(Clone, Copy)]
pub struct Retry {
    action: Action,
    backoff: StoredValue<Backoff>,
    next: RwSignal<NextTry>,
    alarm: Alarm,
    budget: StoredValue<Budget>,
    is_endless: bool,
}

impl Retry {
    /// Tries of the current owner at something of that kind.
    #[must_use]
    pub fn new(action: Action) -> Self {
        Self {
            action,
            backoff: StoredValue::new(Backoff::default()),
            next: RwSignal::new(NextTry::ByHand),
            alarm: Alarm::new(),
            budget: StoredValue::new(use_retry_budget()),
            is_endless: false,
        }
    }

    /// The same, but it never becomes the person's turn: once it was tried often enough, it is tried rarely.
    #[must_use]
    pub const fn endless(self) -> Self {
        Self { is_endless: true, ..self }
    }

    /// When it is tried next; for a message to show.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        self.next.into()
    }

    /// Whether a try is planned; then nothing else needs to ask before.
    #[must_use]
    pub fn is_planned(self) -> bool {
        matches!(self.next.try_get_untracked(), Some(NextTry::At(_)))
    }

    /// A try begins, whoever began it.
    pub fn begin(self) {
        self.alarm.cancel();
        let _ = self.next.try_set(NextTry::Now);
    }

    /// It is done; the next failure is the first one again.
    pub fn succeed(self) {
        self.alarm.cancel();
        let _ = self.backoff.try_update_value(|backoff| *backoff = Backoff::default());
        let _ = self.next.try_set(NextTry::ByHand);
    }

    /// It failed: tries `again` by itself, if that is allowed and there is a try left.
    pub fn fail(self, message: &Message, again: impl FnOnce() + 'static) {
        let wait = self.wait(message.remedy);
        let next = wait.map_or(NextTry::ByHand, |wait| NextTry::At(clock::now().after(wait)));
        // A late answer may find the owner gone.
        let _ = self.next.try_set(next);
        match wait {
            Some(wait) => self.alarm.set(wait, again),
            None => self.alarm.cancel(),
        }
    }

    /// For a button: the person wants it again, and may count on as many tries as at first.
    #[must_use]
    pub fn by_hand(self, again: Callback<()>) -> Callback<()> {
        Callback::new(move |()| {
            let _ = self.backoff.try_update_value(|backoff| *backoff = Backoff::default());
            again.run(());
        })
    }

    fn wait(self, remedy: Remedy) -> Option<Duration> {
        let unit = random::unit();
        let planned = self
            .backoff
            .try_update_value(|backoff| backoff.after_failure(self.action, remedy, clock::now(), unit))?;
        let is_progress = remedy == Remedy::KeepGoing;
        let has_budget = || self.budget.try_update_value(|budget| budget.spend()).unwrap_or_default();
        let rarely = || {
            let wait = self.backoff.try_get_value().map(|backoff| backoff.endless_wait(unit));
            wait.filter(|_| self.is_endless)
        };
        planned.filter(|_| is_progress || has_budget()).or_else(rarely)
    }
}
