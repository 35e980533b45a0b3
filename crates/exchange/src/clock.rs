//! The exchange's only clock: the system's, or one that stands still until somebody sets it ahead.
//!
//! Everything that depends on time asks here, so a test makes hours pass without waiting. It measures no
//! durations; log lines use the monotonic clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use domain::timestamp::Timestamp;

/// Tells the time. Copies share how far they are set ahead.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    standing_at: Option<Timestamp>,
    ahead_ms: Arc<AtomicU64>,
}

impl Clock {
    /// A clock that shows that moment until it is set ahead.
    #[must_use]
    pub fn standing_at(moment: Timestamp) -> Self {
        Self { standing_at: Some(moment), ahead_ms: Arc::default() }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let ahead = Duration::from_millis(self.ahead_ms.load(Ordering::SeqCst));
        self.standing_at.unwrap_or_else(system).after(ahead)
    }

    /// Sets this clock and its copies ahead.
    pub fn advance(&self, by: Duration) {
        let by_ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.ahead_ms.fetch_add(by_ms, Ordering::SeqCst);
    }
}

fn system() -> Timestamp {
    Timestamp(0).after(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_that_is_set_ahead_takes_the_others_along() {
        let clock = Clock::default();
        let before = clock.now();
        clock.clone().advance(Duration::from_secs(3600));
        assert!(before.until(clock.now()) >= Duration::from_secs(3600));
    }

    #[test]
    fn a_standing_clock_moves_only_when_it_is_set_ahead() {
        let clock = Clock::standing_at(Timestamp(5));
        assert_eq!(clock.now(), Timestamp(5));
        clock.advance(Duration::from_millis(2));
        assert_eq!(clock.now(), Timestamp(7));
    }
}
