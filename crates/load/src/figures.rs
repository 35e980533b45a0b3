//! What a round measured: how many answers in how long, and how long each took.

use std::time::Duration;

/// A round's figures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// How long each right answer took, in microseconds.
    times: Vec<u32>,
    /// How many answers were not right.
    pub(crate) errors: u64,
    /// How long all of it took.
    lasted: Duration,
    /// How much of the processors the exchange had meanwhile.
    cpu: Duration,
}

impl Figures {
    /// Counts an answer.
    pub(crate) fn count(&mut self, is_right: bool, took: Duration) {
        if is_right {
            self.times.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
        } else {
            self.errors += 1;
        }
    }

    /// Takes the answers of another connection in.
    pub(crate) fn add(&mut self, other: Self) {
        self.times.extend(other.times);
        self.errors += other.errors;
    }

    /// Makes it ready to be asked.
    pub(crate) fn close(&mut self, lasted: Duration, cpu: Duration) {
        (self.lasted, self.cpu) = (lasted, cpu);
        self.times.sort_unstable();
    }

    /// How many answers were right.
    pub(crate) fn count_right(&self) -> u64 {
        self.times.len() as u64
    }

    /// Right answers a second.
    pub(crate) fn rate(&self) -> f64 {
        self.times.len() as f64 / self.lasted.as_secs_f64().max(1e-9)
    }

    /// How long an answer kept a processor busy in the exchange, in microseconds.
    pub(crate) fn cpu(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / (self.times.len() as u64 + self.errors).max(1) as f64
    }

    /// The time, in milliseconds, within which that share of the answers came.
    pub(crate) fn within(&self, share: f64) -> f64 {
        let place = (share * self.times.len() as f64) as usize;
        let time = self.times.get(place.min(self.times.len().saturating_sub(1)));
        time.map_or(0.0, |time| f64::from(*time) / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_answers_came_within_the_median() {
        let mut figures = Figures::default();
        for time in (1..=100).rev() {
            figures.count(true, Duration::from_millis(time));
        }
        figures.count(false, Duration::ZERO);
        figures.close(Duration::from_secs(2), Duration::from_millis(1));
        assert_eq!((figures.within(0.5), figures.within(0.99), figures.within(1.0)), (51.0, 100.0, 100.0));
        assert_eq!((figures.rate(), figures.errors), (50.0, 1));
        assert!((figures.cpu() - 9.9).abs() < 0.1);
    }
}
