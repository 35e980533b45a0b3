//! When a lot leaves the pool, counted from the moment of looking: a link that says it lives on.

use std::time::Duration;

use crate::pool::Range;
use crate::timestamp::Timestamp;

const HOUR: Duration = Duration::from_secs(3_600);

/// When the lots that a person wants to see leave the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// Within the next 24 hours.
    WithinDay,
    /// Within the next seven days.
    WithinWeek,
    /// Within the next 30 days.
    WithinMonth,
    /// Not before 24 hours have passed.
    AfterDay,
}

impl Expiry {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::WithinDay, Self::WithinWeek, Self::WithinMonth, Self::AfterDay];

    /// The name in addresses and markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::WithinDay => "24h",
            Self::WithinWeek => "7d",
            Self::WithinMonth => "30d",
            Self::AfterDay => "24h-",
        }
    }

    /// The choice of that name.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|expiry| expiry.token() == token)
    }

    /// The moments that it means now. A lot of which nobody told when it leaves does so after all of them.
    #[must_use]
    pub fn range(self, now: Timestamp) -> Range<Timestamp> {
        let within = |hours: u32| Range { from: None, to: Some(now.after(HOUR * hours)) };
        match self {
            Self::WithinDay => within(24),
            Self::WithinWeek => within(7 * 24),
            Self::WithinMonth => within(30 * 24),
            Self::AfterDay => Range { from: Some(now.after(HOUR * 24)), to: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_means_other_moments_at_another_time() {
        const DAY: u64 = 24 * 3_600_000;
        let until = |moment| Range { from: None, to: Some(Timestamp(moment)) };
        assert_eq!(Expiry::WithinDay.range(Timestamp(5)), until(DAY + 5));
        assert_eq!(Expiry::WithinWeek.range(Timestamp(DAY)), until(8 * DAY));
        assert_eq!(Expiry::WithinMonth.range(Timestamp(0)), until(30 * DAY));
        let later = Expiry::AfterDay.range(Timestamp(7));
        assert_eq!(later, Range { from: Some(Timestamp(DAY + 7)), to: None });
    }
}
