//! A balance over time, counted back from what it is now by what was sold and bought.
//!
//! It jumps with each sale and purchase and is level in between. There are [`BalanceCourse::MOST_STEPS`] steps at most:
//! where more happened, equal spans of time stand for it, with the lowest and the highest balance of each.

use crate::chart::axis::Axis;
use crate::credits::Credits;
use crate::history::History;
use crate::timestamp::Timestamp;

/// A moment at which the balance changed, or the end of what changed it in a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The moment.
    pub at: Timestamp,
    /// The balance from then on.
    pub balance: Credits,
    /// The lowest of the span.
    pub low: Credits,
    /// The highest of the span.
    pub high: Credits,
}

/// What was sold and bought does not lead to the balance of now: it was read while something changed, or something else
/// changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("purchases and sales do not add up to the balance")]
pub struct NotFollowed;

/// A balance over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BalanceCourse {
    opening: Credits,
    steps: Vec<Step>,
    is_grouped: bool,
}

impl BalanceCourse {
    /// The most steps that there ever are.
    pub const MOST_STEPS: usize = 200;

    /// The course that ends with the balance of now.
    ///
    /// # Errors
    /// [`NotFollowed`] where the balance would have been less than nothing, or a moment is not known.
    pub fn of(history: &History, now: Credits) -> Result<Self, NotFollowed> {
        let mut changes = history.changes();
        changes.sort_by_key(|(at, _)| *at);
        if changes.last().is_some_and(|(at, _)| !at.is_known()) {
            return Err(NotFollowed);
        }
        let mut steps: Vec<Step> = Vec::new();
        let mut after = i128::from(now.0);
        for (at, change) in changes.into_iter().rev() {
            let balance = Credits(u64::try_from(after).map_err(|_| NotFollowed)?);
            // What happened at one moment is one step.
            if steps.last().is_none_or(|step| step.at != at) {
                steps.push(Step { at, balance, low: balance, high: balance });
            }
            after -= change;
        }
        let opening = Credits(u64::try_from(after).map_err(|_| NotFollowed)?);
        steps.reverse();
        let is_grouped = steps.len() > Self::MOST_STEPS;
        Ok(Self { opening, steps: if is_grouped { grouped(&steps) } else { steps }, is_grouped })
    }

    /// The balance before anything was sold or bought.
    #[must_use]
    pub const fn opening(&self) -> Credits {
        self.opening
    }

    /// Its steps, the first one first; none where it never changed.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether a step stands for a span of time.
    #[must_use]
    pub const fn is_grouped(&self) -> bool {
        self.is_grouped
    }

    /// The balance at a moment.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> Credits {
        let passed = self.steps.partition_point(|step| step.at <= moment);
        passed.checked_sub(1).and_then(|last| self.steps.get(last)).map_or(self.opening, |step| step.balance)
    }

    /// The lowest and the highest balance.
    #[must_use]
    pub fn ends(&self) -> (Credits, Credits) {
        self.steps
            .iter()
            .fold((self.opening, self.opening), |(low, high), step| (low.min(step.low), high.max(step.high)))
    }

    /// An axis for the balances.
    #[must_use]
    pub fn axis(&self) -> Axis {
        let (low, high) = self.ends();
        Axis::of(low.0, high.0, 4)
    }
}

/// The last step of each of equal spans of time, with the extremes of the span.
fn grouped(steps: &[Step]) -> Vec<Step> {
    let first = steps.first().map_or(0, |step| step.at.0);
    let span = u128::from(steps.last().map_or(0, |step| step.at.0) - first) + 1;
    let group = |step: &Step| u128::from(step.at.0 - first) * BalanceCourse::MOST_STEPS as u128 / span;
    steps
        .chunk_by(|one, next| group(one) == group(next))
        .filter_map(|steps| {
            let low = steps.iter().map(|step| step.low).min()?;
            let high = steps.iter().map(|step| step.high).max()?;
            steps.last().map(|last| Step { low, high, ..*last })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::energy::EnergyType;
    use crate::history::{Period, Side};
    use crate::lot::tests::lot;
    use crate::lot::{Lot, LotHash, LotStatus};

    fn done(number: u64, credits: u64, at: u64) -> Lot {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&number.to_le_bytes());
        Lot {
            hash: LotHash(hash),
            status: LotStatus::Succeeded,
            timestamp_buy: Some(Timestamp(at)),
            ..lot(1, EnergyType::Wind, credits)
        }
    }

    fn course(sold: Vec<Lot>, bought: Vec<Lot>, now: u64) -> Result<BalanceCourse, NotFollowed> {
        let history = History::of([(Side::Delivery, sold), (Side::Purchase, bought)], Period::default());
        BalanceCourse::of(&history, Credits(now))
    }

    #[test]
    fn a_balance_is_counted_back_and_what_happens_at_once_is_one_step() {
        let waiting = lot(9, EnergyType::Solar, 70);
        let sold = vec![done(1, 30, 500), waiting];
        let course = course(sold, vec![done(2, 100, 700), done(3, 5, 700)], 925).unwrap();
        assert_eq!(course.opening(), Credits(1_000));
        let steps: Vec<_> = course.steps().iter().map(|step| (step.at.0, step.balance.0)).collect();
        assert_eq!(steps, [(500, 1_030), (700, 925)]);
        for (moment, balance) in [(499, 1_000), (500, 1_030), (699, 1_030), (700, 925), (u64::MAX, 925)] {
            assert_eq!(course.at(Timestamp(moment)), Credits(balance), "{moment}");
        }
        assert_eq!(course.ends(), (Credits(925), Credits(1_030)));
    }

    #[test]
    fn what_does_not_add_up_is_not_drawn() {
        assert_eq!(course(vec![done(1, 30, 500)], vec![], 29), Err(NotFollowed));
        assert_eq!(course(vec![], vec![done(1, 30, u64::MAX)], 29), Err(NotFollowed));
        assert_eq!(course(vec![], vec![done(1, 1, 5)], u64::MAX), Err(NotFollowed));
    }

    #[test]
    fn nothing_that_happened_is_no_step() {
        let course = course(vec![], vec![], 1_000).unwrap();
        assert_eq!((course.steps(), course.opening()), (&[][..], Credits(1_000)));
        assert_eq!(course.axis().end(), 1_000);
    }

    #[test]
    fn a_long_history_is_bounded_and_keeps_its_extremes_and_its_end() {
        let bought: Vec<_> = (0..5_000_u64).map(|at| done(at, 1, 10 * at)).collect();
        let mut sold: Vec<_> = (0..5_000_u64).map(|at| done(9_000 + at, 1, 10 * at + 5)).collect();
        sold.push(done(99_999, 700, 25_002));
        let course = course(sold, bought, 1_700).unwrap();
        assert!(course.is_grouped() && course.steps().len() <= BalanceCourse::MOST_STEPS);
        assert_eq!(course.ends(), (Credits(999), Credits(1_700)));
        assert_eq!((course.opening(), course.at(Timestamp::UNKNOWN)), (Credits(1_000), Credits(1_700)));
    }
}
