//! The one circuit of the app: it obeys the domain's machine, and says when it is worth trying again.

use std::time::Duration;

use domain::circuit::{Circuit, Verdict};
use domain::retry::NextTry;
use leptos::ev;
use leptos::prelude::{
    Callback, Get, GetUntracked, RwSignal, Set, Signal, expect_context, on_cleanup, provide_context,
    window_event_listener,
};

use crate::browser::timer::Alarm;
use crate::browser::{clock, random};

/// A handle to the circuit; copies are the same one.
#[derive(Clone, Copy)]
pub struct CircuitContext {
    state: RwSignal<Circuit>,
    turns: RwSignal<u64>,
    alarm: Alarm,
}

/// Puts up the circuit in the current owner.
pub fn provide_circuit() -> CircuitContext {
    let circuit = CircuitContext {
        state: RwSignal::new(Circuit::default()),
        turns: RwSignal::new(0),
        alarm: Alarm::new(),
    };
    provide_context(circuit);
    // That the device has a network proves nothing, but it is worth finding out.
    let online = window_event_listener(ev::online, move |_| circuit.try_now());
    on_cleanup(move || online.remove());
    circuit
}

/// The circuit of the app.
#[must_use]
pub fn use_circuit() -> CircuitContext {
    expect_context()
}

impl CircuitContext {
    /// Whether nothing is sent but what goes ahead; tracks changes.
    #[must_use]
    pub fn is_open(self) -> bool {
        !self.state.get().is_closed()
    }

    /// When something is sent again.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        Signal::derive(move || match self.state.get() {
            Circuit::Closed { .. } => NextTry::ByHand,
            Circuit::Open { until } => NextTry::At(until),
            Circuit::HalfOpen => NextTry::Now,
        })
    }

    /// How often it became worth trying at once whatever waits; tracks changes.
    #[must_use]
    pub fn turns(self) -> u64 {
        self.turns.get()
    }

    /// The person does not want to wait, or the network is back.
    pub fn try_now(self) {
        self.let_through();
        self.take_turns();
    }

    /// For a button.
    #[must_use]
    pub fn by_hand(self) -> Callback<()> {
        Callback::new(move |()| self.try_now())
    }

    /// The next request is sent, whatever became of those before.
    pub(super) fn let_through(self) {
        self.change(|circuit| circuit.let_through(clock::now()));
    }

    /// Whether a request may be sent; otherwise how long to wait.
    pub(super) fn admit(self) -> Result<(), Duration> {
        self.change(|circuit| circuit.admit(clock::now())).unwrap_or(Ok(()))
    }

    /// What became of a request.
    pub(super) fn take_in(self, verdict: Verdict) {
        let has_recovered = self.change(|circuit| circuit.take_in(verdict, clock::now(), random::unit()));
        if has_recovered.unwrap_or_default() {
            self.take_turns();
        }
    }

    fn take_turns(self) {
        if let Some(turns) = self.turns.try_get_untracked() {
            self.turns.set(turns + 1);
        }
    }

    /// Nothing where the app is gone.
    fn change<T>(self, change: impl FnOnce(&mut Circuit) -> T) -> Option<T> {
        let before = self.state.try_get_untracked()?;
        let mut circuit = before;
        let told = change(&mut circuit);
        if circuit != before {
            self.state.set(circuit);
            match circuit.opens_at() {
                Some(until) => self.alarm.set(clock::now().until(until), move || self.take_turns()),
                None => self.alarm.cancel(),
            }
        }
        Some(told)
    }
}
