//! One thing that is tried until it is done, it is the person's turn, or its owner is gone.

use std::time::Duration;

use domain::retry::{Backoff, NextTry, is_repeatable};
use domain::status::{Action, Message, Misfortune, Reason, Remedy};
use leptos::prelude::{
    Callable, Callback, Effect, GetUntracked, GetValue, RwSignal, Set, SetValue, Signal, StoredValue,
    UpdateValue, WithValue,
};
use send_wrapper::SendWrapper;

use crate::browser::timer::Alarm;
use crate::browser::{clock, random};
use crate::retry::budget::{Budget, use_retry_budget};
use crate::retry::circuit::{CircuitContext, use_circuit};

/// The tries of one thing; copies are the same.
#[derive(Clone, Copy)]
pub struct Retry {
    action: Action,
    backoff: StoredValue<Backoff>,
    next: RwSignal<NextTry>,
    alarm: Alarm,
    budget: StoredValue<Budget>,
    circuit: CircuitContext,
    waiting: StoredValue<Option<Waiting>>,
    is_endless: bool,
}

/// What is tried when its time comes.
struct Waiting {
    again: SendWrapper<Box<dyn FnOnce()>>,
    /// Whether that may be earlier; not where an answer named the time.
    is_in_haste: bool,
}

impl Retry {
    /// Tries of the current owner at something of that kind.
    #[must_use]
    pub fn new(action: Action) -> Self {
        let circuit = use_circuit();
        let retry = Self {
            action,
            backoff: StoredValue::new(Backoff::default()),
            next: RwSignal::new(NextTry::ByHand),
            alarm: Alarm::new(),
            budget: StoredValue::new(use_retry_budget()),
            circuit,
            waiting: StoredValue::new(None),
            is_endless: false,
        };
        // Whoever waits need not wait longer than the exchange is silent.
        Effect::new(move |before: Option<u64>| {
            let turns = circuit.turns();
            if before.is_some_and(|before| before != turns) {
                retry.hasten();
            }
            turns
        });
        retry
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
        self.forget();
        let _ = self.next.try_set(NextTry::Now);
    }

    /// It is done; the next failure is the first one again.
    pub fn succeed(self) {
        self.forget();
        let _ = self.backoff.try_update_value(|backoff| *backoff = Backoff::default());
        let _ = self.next.try_set(NextTry::ByHand);
    }

    /// It failed: tries `again` by itself, if that is allowed and there is a try left; at once where the exchange
    /// is found to answer again.
    pub fn fail(self, message: &Message, again: impl FnOnce() + 'static) {
        let wait = self.wait(message);
        let next = wait.map_or(NextTry::ByHand, |wait| NextTry::At(clock::now().after(wait)));
        self.forget();
        // A late answer may find the owner gone.
        let _ = self.next.try_set(next);
        let is_named = matches!(message.remedy, Remedy::Wait(_)) && !was_kept(message);
        // Who only looks wants it whenever it can be had.
        if wait.is_some() || (self.action == Action::Look && message.remedy == Remedy::TryAgain) {
            let again = SendWrapper::new(Box::new(again) as Box<dyn FnOnce()>);
            let _ = self.waiting.try_set_value(Some(Waiting { again, is_in_haste: !is_named }));
        }
        if let Some(wait) = wait {
            self.alarm.set(wait, move || self.run_again());
        }
    }

    /// For a button: the person wants it again, and may count on as many tries as at first.
    #[must_use]
    pub fn by_hand(self, again: Callback<()>) -> Callback<()> {
        Callback::new(move |()| {
            let _ = self.backoff.try_update_value(|backoff| *backoff = Backoff::default());
            self.circuit.let_through();
            again.run(());
        })
    }

    fn hasten(self) {
        let is_in_haste =
            |waiting: &Option<Waiting>| waiting.as_ref().is_some_and(|waiting| waiting.is_in_haste);
        if self.waiting.try_with_value(is_in_haste).unwrap_or_default() {
            self.run_again();
        }
    }

    fn run_again(self) {
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            waiting.again.take()();
        }
    }

    fn forget(self) {
        self.alarm.cancel();
        let _ = self.waiting.try_set_value(None);
    }

    fn wait(self, message: &Message) -> Option<Duration> {
        let remedy = message.remedy;
        // What was not sent was no try.
        if let Remedy::Wait(wait) = remedy
            && was_kept(message)
        {
            return is_repeatable(self.action).then_some(wait);
        }
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

/// Whether it was not sent at all.
fn was_kept(message: &Message) -> bool {
    message.reason == Reason::Misfortune(Misfortune::CircuitOpen)
}
