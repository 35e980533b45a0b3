//! An axis of time: its ticks stand at whole minutes, hours or days of wherever the person lives.
//!
//! Which midnight is theirs they tell; how a moment is written is the browser's work.

use crate::chart::axis::{Place, round_step};
use crate::timestamp::Timestamp;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// The steps that people count time in.
const STEPS: [u64; 20] = [
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    28 * DAY,
    56 * DAY,
    91 * DAY,
    182 * DAY,
    364 * DAY,
];

/// What a tick is told as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A time of day.
    Hour,
    /// A date.
    Day,
}

/// From one moment to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeAxis {
    from: u64,
    until: u64,
    step: u64,
    midnight: u64,
}

impl TimeAxis {
    /// An axis that holds both moments and is a minute long at least, with about so many steps. `midnight` is one where
    /// the person lives.
    #[must_use]
    pub fn of(from: Timestamp, until: Timestamp, midnight: Timestamp, steps: u32) -> Self {
        let from = from.0.min(until.0);
        let until = until.0.max(from.saturating_add(MINUTE));
        let span = until - from;
        let fits = |step: &u64| step.saturating_mul(u64::from(steps.max(1))) >= span;
        let years = || round_step(span / (364 * DAY) + 1, steps.max(1)).saturating_mul(364 * DAY);
        let step = STEPS.into_iter().find(fits).unwrap_or_else(years);
        Self { from, until, step, midnight: midnight.0 }
    }

    /// What its ticks are told as.
    #[must_use]
    pub const fn grain(self) -> Grain {
        if self.step < DAY { Grain::Hour } else { Grain::Day }
    }

    /// Its ticks: all moments on it that are whole steps away from the midnight.
    pub fn ticks(self) -> impl Iterator<Item = Timestamp> {
        let behind = self.midnight % self.step;
        let before = self.from.saturating_sub(behind) / self.step * self.step + behind;
        let first = if before < self.from { before.saturating_add(self.step) } else { before };
        std::iter::successors(Some(first), move |tick| tick.checked_add(self.step))
            .take_while(move |tick| *tick <= self.until)
            .map(Timestamp)
    }

    /// Where a moment stands; what lies outside stands at the nearer end.
    #[must_use]
    pub fn place(self, moment: Timestamp) -> Place {
        Place::share(u128::from(moment.0.saturating_sub(self.from)), u128::from(self.until - self.from))
    }

    /// The moment after so many of so many equal parts.
    #[must_use]
    pub fn moment(self, part: usize, parts: usize) -> Timestamp {
        let span = u128::from(self.until - self.from);
        let gone = (span * part.min(parts) as u128).checked_div(parts as u128).unwrap_or(span);
        Timestamp(self.from.saturating_add(u64::try_from(gone).unwrap_or(u64::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The end of a day two hours east of Greenwich.
    const MIDNIGHT: Timestamp = Timestamp(20_000 * DAY - 2 * HOUR);

    fn ticks(from: u64, until: u64) -> Vec<u64> {
        let at = |millis: u64| Timestamp(MIDNIGHT.0 + millis);
        let axis = TimeAxis::of(at(from), at(until), MIDNIGHT, 4);
        axis.ticks().map(|tick| tick.0 - MIDNIGHT.0).collect()
    }

    #[test]
    fn ticks_stand_at_whole_hours_and_days_of_the_person() {
        assert_eq!(ticks(30 * MINUTE, 7 * HOUR), [2 * HOUR, 4 * HOUR, 6 * HOUR]);
        assert_eq!(ticks(DAY + 1, 4 * DAY + 1), [2 * DAY, 3 * DAY, 4 * DAY]);
        assert_eq!(ticks(10, 11), [MINUTE]);
        let day = TimeAxis::of(MIDNIGHT, Timestamp(MIDNIGHT.0 + 40 * DAY), MIDNIGHT, 4);
        assert_eq!(day.grain(), Grain::Day);
        assert_eq!(TimeAxis::of(MIDNIGHT, MIDNIGHT, MIDNIGHT, 4).grain(), Grain::Hour);
    }

    #[test]
    fn the_whole_of_time_has_an_axis_too() {
        let axis = TimeAxis::of(Timestamp(0), Timestamp::UNKNOWN, MIDNIGHT, 4);
        assert!((1..=6).contains(&axis.ticks().count()));
        assert_eq!(axis.place(Timestamp::UNKNOWN), Place::END);
        assert_eq!(axis.moment(3, 3), Timestamp::UNKNOWN);
        let last = TimeAxis::of(Timestamp::UNKNOWN, Timestamp::UNKNOWN, MIDNIGHT, 4);
        assert_eq!(last.place(Timestamp::UNKNOWN), Place::END);
    }
}
