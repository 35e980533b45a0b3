//! When to try again without being asked: full jitter, few tries, and a budget over all that is tried.
//!
//! It knows no clock and no randomness; both come in as values. Which failures may be tried again at all is
//! decided by the [`Remedy`] and the [`Action`]: only what is safe, or carries a key, is repeated by itself.

use std::time::Duration;

use crate::status::message::LONGEST_WAIT;
use crate::status::{Action, Remedy};
use crate::timestamp::Timestamp;

/// The upper bound of the first wait; each later one doubles it.
pub const BASE: Duration = Duration::from_millis(500);
/// No wait is longer than that, unless an answer asks for more.
pub const CAP: Duration = Duration::from_secs(30);
/// How often something is tried in all, the first time included.
pub const MAX_TRIES: u32 = 5;
/// How long it goes on without a person, from the first failure.
pub const MAX_SPAN: Duration = Duration::from_secs(60);
/// How long to wait before asking how far something is that goes on.
pub const PROGRESS_PERIOD: Duration = Duration::from_secs(2);

/// A wait after so many failures in a row, anywhere between nothing and the doubled base. `unit` is random
/// in 0..1, so that many who failed together do not come back together.
#[must_use]
pub fn full_jitter(failures: u32, unit: f64) -> Duration {
    let doubled = BASE.saturating_mul(1_u32.checked_shl(failures).unwrap_or(u32::MAX));
    doubled.min(CAP).mul_f64(unit.clamp(0.0, 1.0))
}

/// Whether the app may repeat that by itself: what only looks, what carries a key, and what is the same however
/// often it is done.
///
/// Ending a session is, and taking a lot back. Where a second purchase, delivery or revoke would not be the same as
/// the first, the client looks before it asks.
#[must_use]
pub const fn is_repeatable(action: Action) -> bool {
    match action {
        Action::Look
        | Action::Deliver
        | Action::Ship
        | Action::Purchase
        | Action::Revoke
        | Action::EndSession => true,
        Action::SignUp | Action::LogIn | Action::LogOut => false,
    }
}

/// Whether and when something that failed is tried again by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextTry {
    /// It is the person's turn.
    #[default]
    ByHand,
    /// At that moment.
    At(Timestamp),
    /// It is being tried.
    Now,
}

/// The tries of one thing that is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backoff {
    failures: u32,
    began_at: Option<Timestamp>,
}

impl Backoff {
    /// The wait of something that nobody's turn can replace: tried for ever, ever more rarely.
    #[must_use]
    pub fn endless_wait(&self, unit: f64) -> Duration {
        full_jitter(self.failures, unit)
    }

    /// It failed: how long to wait until the next try, or nothing where it is the person's turn.
    pub fn after_failure(
        &mut self,
        action: Action,
        remedy: Remedy,
        now: Timestamp,
        unit: f64,
    ) -> Option<Duration> {
        let began_at = *self.began_at.get_or_insert(now);
        let failures = self.failures;
        self.failures = self.failures.saturating_add(1);
        if !is_repeatable(action) {
            return None;
        }
        let has_tries = failures + 1 < MAX_TRIES;
        match remedy {
            // It does go on; asking how far it is no try.
            Remedy::KeepGoing => {
                self.failures = failures;
                Some(PROGRESS_PERIOD)
            }
            Remedy::Wait(asked) => has_tries.then_some(asked.min(LONGEST_WAIT)),
            Remedy::TryAgain | Remedy::CheckOutcome => {
                let wait = full_jitter(failures, unit);
                let is_in_time = began_at.until(now).saturating_add(wait) <= MAX_SPAN;
                (has_tries && is_in_time).then_some(wait)
            }
            Remedy::Nothing
            | Remedy::FixInput
            | Remedy::SignInAgain
            | Remedy::Refresh
            | Remedy::Reload
            | Remedy::AskOperator => None,
        }
    }
}

/// How many tries all places together may add to what is asked anyway: one in ten, and a few for the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget {
    tenths: u32,
}

impl RetryBudget {
    /// The tries that are there before anything was asked, and the most that can be saved up.
    pub const RESERVE: u32 = 10;
    const TRY: u32 = 10;

    /// Something was asked.
    pub fn earn(&mut self) {
        self.tenths = (self.tenths + 1).min(Self::RESERVE * Self::TRY);
    }

    /// Whether there is a try left; then it is spent.
    pub fn spend(&mut self) -> bool {
        let left = self.tenths.checked_sub(Self::TRY);
        self.tenths = left.unwrap_or(self.tenths);
        left.is_some()
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self { tenths: Self::RESERVE * Self::TRY }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A sequence of numbers in 0..1 that is the same in every run (splitmix64).
    struct Units(u64);

    impl Units {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        fn next(&mut self) -> f64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
        }
    }

    proptest! {
        #[test]
        fn no_wait_is_longer_than_its_bound(failures in 0_u32..200, unit in 0.0_f64..1.0) {
            let bound = CAP.min(BASE.saturating_mul(2_u32.saturating_pow(failures)));
            prop_assert!(full_jitter(failures, unit) <= bound);
        }

        #[test]
        fn a_person_waits_a_minute_at_most_and_five_tries(
            units in proptest::collection::vec(0.0_f64..1.0, 30),
            answer_takes in 0_u64..20_000,
        ) {
            let mut backoff = Backoff::default();
            let start = Timestamp(1_000_000);
            let mut now = start;
            let mut tries = 1;
            for unit in units {
                let Some(wait) = backoff.after_failure(Action::Look, Remedy::TryAgain, now, unit) else { break };
                now = now.after(wait);
                prop_assert!(start.until(now) <= MAX_SPAN);
                now = now.after(Duration::from_millis(answer_takes));
                tries += 1;
            }
            prop_assert!(tries <= MAX_TRIES);
        }

        #[test]
        fn all_tries_together_are_one_in_ten_and_the_reserve(
            events in proptest::collection::vec(any::<bool>(), 0..2_000),
        ) {
            let mut budget = RetryBudget::default();
            let (mut asked, mut again) = (0, 0);
            for is_try in events {
                if is_try {
                    again += u32::from(budget.spend());
                } else {
                    budget.earn();
                    asked += 1;
                }
                prop_assert!(again * 10 <= asked + RetryBudget::RESERVE * 10);
            }
        }
    }

    #[test]
    fn the_mean_wait_is_half_its_bound() {
        let mut units = Units(1);
        let draws = 10_000;
        let total: f64 = (0..draws).map(|_| full_jitter(10, units.next()).as_secs_f64()).sum();
        let mean = total / f64::from(draws);
        let half = CAP.as_secs_f64() / 2.0;
        assert!((mean - half).abs() < half * 0.05, "{mean}");
    }

    /// After an outage a thousand browsers come back; no second sees half as many again as the mean second.
    #[test]
    fn a_thousand_browsers_come_back_spread_out() {
        let mut units = Units(7);
        let mut seconds = vec![0_u32; 30];
        for _ in 0..1_000 {
            let second = full_jitter(10, units.next()).as_secs();
            if let Some(count) = seconds.get_mut(usize::try_from(second).unwrap()) {
                *count += 1;
            }
        }
        let mean = 1_000.0 / 30.0;
        let peak = f64::from(seconds.into_iter().max().unwrap());
        assert!(peak <= mean * 1.5, "{peak} in one second, {mean} on average");
    }

    #[test]
    fn nothing_is_repeated_by_itself_that_is_neither_safe_nor_keyed() {
        for action in [Action::SignUp, Action::LogIn, Action::LogOut] {
            for remedy in Remedy::ALL {
                let wait = Backoff::default().after_failure(action, remedy, Timestamp(0), 0.5);
                assert_eq!(wait, None, "{action:?} {remedy:?}");
            }
        }
    }

    #[test]
    fn what_an_answer_asks_for_is_waited_and_progress_is_followed_without_end() {
        let mut backoff = Backoff::default();
        let asked = Remedy::Wait(Duration::from_secs(86_400));
        assert_eq!(backoff.after_failure(Action::Look, asked, Timestamp(0), 0.1), Some(LONGEST_WAIT));
        let mut backoff = Backoff::default();
        for second in 0..1_000 {
            let wait = backoff.after_failure(Action::Look, Remedy::KeepGoing, Timestamp(second * 2_000), 0.5);
            assert_eq!(wait, Some(PROGRESS_PERIOD));
        }
    }

    #[test]
    fn what_wants_another_request_is_never_repeated() {
        for remedy in
            [Remedy::FixInput, Remedy::SignInAgain, Remedy::Refresh, Remedy::Reload, Remedy::AskOperator]
        {
            assert_eq!(Backoff::default().after_failure(Action::Look, remedy, Timestamp(0), 0.5), None);
        }
    }
}
