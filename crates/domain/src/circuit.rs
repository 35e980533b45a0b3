//! When to leave somebody alone who does not answer: after so many faults in a row nothing is sent for a while,
//! then one call goes ahead of the others to find out.
//!
//! A pure machine; it knows no clock and no randomness, both come in as values. Whoever obeys it says what is sent
//! instead: a call that is not let through was certainly not sent.

use std::time::Duration;

use crate::status::{Cause, Class, Misfortune};
use crate::timestamp::Timestamp;

/// After so many faults in a row nothing is sent.
pub const FAULTS_UNTIL_OPEN: u32 = 5;
/// How long nothing is sent at the least.
pub const SHORTEST_REST: Duration = Duration::from_secs(10);
/// How long nothing is sent at the most.
pub const LONGEST_REST: Duration = Duration::from_secs(30);
/// How long the others wait before they ask what became of the call that went ahead.
pub const PROBE_PATIENCE: Duration = Duration::from_secs(2);

/// The circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circuit {
    /// Everything is sent.
    Closed {
        /// Faults in a row.
        faults: u32,
    },
    /// Nothing is sent.
    Open {
        /// From then on one call is.
        until: Timestamp,
    },
    /// One call is on its way, and everything else waits for what becomes of it.
    HalfOpen,
}

/// What a call that went out turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Somebody answered, whatever it was that they said.
    Answered,
    /// Nobody answered, or whoever did is in trouble.
    Fault,
    /// Nobody waits for the answer any more.
    Abandoned,
}

impl Verdict {
    /// What the cause of a failure says of whoever was asked.
    #[must_use]
    pub const fn of(cause: Cause) -> Self {
        match cause {
            Cause::Misfortune(Misfortune::Offline | Misfortune::Unreachable | Misfortune::TimedOut)
            | Cause::Http(500..=599) => Self::Fault,
            Cause::Misfortune(Misfortune::Aborted | Misfortune::CircuitOpen) => Self::Abandoned,
            Cause::Misfortune(
                Misfortune::Unreadable
                | Misfortune::WrongContentType
                | Misfortune::TooLarge
                | Misfortune::Redirected,
            )
            | Cause::Http(_) => Self::Answered,
            Cause::Status(status) => match status.class() {
                Class::Fault => Self::Fault,
                Class::GoingOn | Class::Done | Class::Refused => Self::Answered,
            },
        }
    }
}

impl Circuit {
    /// Asks whether a call may be sent, and counts on it that it is. Otherwise how long to wait.
    ///
    /// # Errors
    /// How long it is worth waiting before the next call.
    pub fn admit(&mut self, now: Timestamp) -> Result<(), Duration> {
        match *self {
            Self::Closed { .. } => Ok(()),
            // A clock that was set back must not make it a rest for ever.
            Self::Open { until } if now < until && now.until(until) <= LONGEST_REST => Err(now.until(until)),
            Self::Open { .. } => {
                *self = Self::HalfOpen;
                Ok(())
            }
            Self::HalfOpen => Err(PROBE_PATIENCE),
        }
    }

    /// Takes in what became of a call. `unit` is random in 0..1, so that many who lost the same exchange do not
    /// come back to it together. True where whoever waits need wait no longer.
    pub fn take_in(&mut self, verdict: Verdict, now: Timestamp, unit: f64) -> bool {
        let rest = || {
            let spread = LONGEST_REST.saturating_sub(SHORTEST_REST).mul_f64(unit.clamp(0.0, 1.0));
            Self::Open { until: now.after(SHORTEST_REST.saturating_add(spread)) }
        };
        let (next, is_recovered) = match (*self, verdict) {
            (Self::Closed { .. }, Verdict::Answered) => (Self::default(), false),
            (Self::Open { .. } | Self::HalfOpen, Verdict::Answered) => (Self::default(), true),
            (Self::Closed { faults }, Verdict::Fault) if faults + 1 < FAULTS_UNTIL_OPEN => {
                (Self::Closed { faults: faults + 1 }, false)
            }
            (Self::Closed { .. } | Self::HalfOpen, Verdict::Fault) => (rest(), false),
            // The next one may go ahead in its place.
            (Self::HalfOpen, Verdict::Abandoned) => (Self::Open { until: now }, false),
            // It was sent before nothing was, or says nothing.
            (Self::Open { until }, Verdict::Fault | Verdict::Abandoned) => (Self::Open { until }, false),
            (Self::Closed { faults }, Verdict::Abandoned) => (Self::Closed { faults }, false),
        };
        *self = next;
        is_recovered
    }

    /// The next call may go ahead at once: the person wants it, or the network is back.
    pub const fn let_through(&mut self, now: Timestamp) {
        if !self.is_closed() {
            *self = Self::Open { until: now };
        }
    }

    /// When one call goes ahead, where nothing is sent until then.
    #[must_use]
    pub const fn opens_at(self) -> Option<Timestamp> {
        match self {
            Self::Open { until } => Some(until),
            Self::Closed { .. } | Self::HalfOpen => None,
        }
    }

    /// Whether whoever wants something has to wait.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Closed { .. })
    }
}

impl Default for Circuit {
    fn default() -> Self {
        Self::Closed { faults: 0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::status::{Code, Status};

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn opened() -> Circuit {
        let mut circuit = Circuit::default();
        for _ in 0..FAULTS_UNTIL_OPEN {
            circuit.take_in(Verdict::Fault, NOW, 0.0);
        }
        circuit
    }

    #[test]
    fn five_faults_in_a_row_open_it_and_four_do_not() {
        let mut circuit = Circuit::default();
        for _ in 0..3 {
            for _ in 1..FAULTS_UNTIL_OPEN {
                circuit.take_in(Verdict::Fault, NOW, 0.5);
            }
            assert_eq!(circuit.admit(NOW), Ok(()));
            circuit.take_in(Verdict::Answered, NOW, 0.5);
        }
        for _ in 0..FAULTS_UNTIL_OPEN {
            assert_eq!(circuit.admit(NOW), Ok(()));
            circuit.take_in(Verdict::Fault, NOW, 0.5);
        }
        assert_eq!(circuit.admit(NOW), Err(Duration::from_secs(20)));
    }

    #[test]
    fn after_the_rest_one_call_goes_ahead_and_decides_for_all() {
        let later = NOW.after(SHORTEST_REST);
        let mut circuit = opened();
        assert_eq!(circuit.admit(later), Ok(()));
        assert_eq!(circuit.admit(later), Err(PROBE_PATIENCE));
        assert!(circuit.take_in(Verdict::Answered, later, 0.0));
        assert_eq!(circuit.admit(later), Ok(()));

        let mut circuit = opened();
        assert_eq!(circuit.admit(later), Ok(()));
        assert!(!circuit.take_in(Verdict::Fault, later, 1.0));
        assert_eq!(circuit.admit(later), Err(LONGEST_REST));
    }

    #[test]
    fn a_call_that_goes_ahead_and_is_abandoned_leaves_its_place_to_the_next() {
        let later = NOW.after(SHORTEST_REST);
        let mut circuit = opened();
        assert_eq!(circuit.admit(later), Ok(()));
        circuit.take_in(Verdict::Abandoned, later, 0.0);
        assert_eq!(circuit.admit(later), Ok(()));
        assert_eq!(circuit.admit(later), Err(PROBE_PATIENCE));
    }

    #[test]
    fn whoever_does_not_want_to_wait_need_not() {
        let mut circuit = opened();
        assert!(circuit.admit(NOW).is_err());
        circuit.let_through(NOW);
        assert_eq!(circuit.admit(NOW), Ok(()));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_make_it_rest_for_ever() {
        let mut circuit = opened();
        assert_eq!(circuit.admit(NOW.before(Duration::from_secs(86_400))), Ok(()));
    }

    #[test]
    fn a_refusal_is_an_answer_and_trouble_is_none() {
        for (cause, verdict) in [
            (Cause::Status(Code::LotSold.into()), Verdict::Answered),
            (Cause::Status(Code::HeartbeatNoSession.into()), Verdict::Answered),
            (Cause::Status(Code::DatabaseUnavailable.into()), Verdict::Fault),
            (Cause::Status(Status::from_number(987).unwrap()), Verdict::Fault),
            (Cause::Http(404), Verdict::Answered),
            (Cause::Http(429), Verdict::Answered),
            (Cause::Http(500), Verdict::Fault),
            (Cause::Http(503), Verdict::Fault),
            (Cause::Misfortune(Misfortune::Unreachable), Verdict::Fault),
            (Cause::Misfortune(Misfortune::TimedOut), Verdict::Fault),
            (Cause::Misfortune(Misfortune::Unreadable), Verdict::Answered),
            (Cause::Misfortune(Misfortune::Aborted), Verdict::Abandoned),
        ] {
            assert_eq!(Verdict::of(cause), verdict, "{cause:?}");
        }
    }

    proptest! {
        /// Whatever becomes of the calls: never two go ahead at once, and nobody waits longer than the longest rest.
        #[test]
        fn one_call_at_most_goes_ahead_and_every_wait_is_bounded(
            steps in prop::collection::vec((0_u8..5, 0_u64..40, 0.0_f64..1.0), 0..300),
        ) {
            let mut circuit = Circuit::default();
            let mut now = NOW;
            let mut is_ahead = false;
            for (step, seconds, unit) in steps {
                now = now.after(Duration::from_secs(seconds));
                match step {
                    0 | 1 => {
                        let was_closed = circuit.is_closed();
                        match circuit.admit(now) {
                            Ok(()) if !was_closed => {
                                prop_assert!(!is_ahead);
                                is_ahead = true;
                            }
                            Ok(()) => {}
                            Err(wait) => prop_assert!(wait <= LONGEST_REST),
                        }
                    }
                    2..=4 => {
                        let verdict = [Verdict::Answered, Verdict::Fault, Verdict::Abandoned][usize::from(step) - 2];
                        circuit.take_in(verdict, now, unit);
                        is_ahead = is_ahead && circuit == Circuit::HalfOpen;
                    }
                    _ => unreachable!(),
                }
            }
        }
    }
}
