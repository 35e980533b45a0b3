//! Notices: which are in sight, for how long, and which have been.
//!
//! It counts seconds that it is told of, and knows no timer. What a notice says is of a type that whoever
//! puts up the board chooses.

use std::collections::VecDeque;

use crate::status::Severity;
use crate::timestamp::Timestamp;

/// How many notices are in sight at once; older ones give way to newer ones.
pub const MAX_SHOWN: usize = 3;
/// How long good news stay in sight, in seconds. Anything else stays until it is dismissed.
pub const GOOD_NEWS_SECONDS: u32 = 8;
/// How many notices the log keeps.
pub const MAX_LOGGED: usize = 100;

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice<T> {
    /// Counts up; no two are the same.
    pub number: u64,
    /// When it was said.
    pub at: Timestamp,
    /// How much it wants to be seen.
    pub severity: Severity,
    /// What it says.
    pub text: T,
}

/// The notices in sight and the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board<T> {
    shown: VecDeque<(Notice<T>, Option<u32>)>,
    log: VecDeque<Notice<T>>,
    next_number: u64,
}

impl<T> Default for Board<T> {
    fn default() -> Self {
        Self { shown: VecDeque::new(), log: VecDeque::new(), next_number: 0 }
    }
}

impl<T: Clone> Board<T> {
    /// Says something.
    pub fn say(&mut self, at: Timestamp, severity: Severity, text: T) {
        let notice = Notice { number: self.next_number, at, severity, text };
        self.next_number += 1;
        let seconds = match severity {
            Severity::Good | Severity::Notice => Some(GOOD_NEWS_SECONDS),
            Severity::Warning | Severity::Fault => None,
        };
        self.log.push_front(notice.clone());
        self.log.truncate(MAX_LOGGED);
        self.shown.push_back((notice, seconds));
        while self.shown.len() > MAX_SHOWN {
            self.shown.pop_front();
        }
    }

    /// Takes a notice out of sight; it stays in the log.
    pub fn dismiss(&mut self, number: u64) {
        self.shown.retain(|(notice, _)| notice.number != number);
    }

    /// A second has passed in which nobody was reading on purpose.
    pub fn pass_second(&mut self) {
        for (_, seconds) in &mut self.shown {
            if let Some(seconds) = seconds {
                *seconds = seconds.saturating_sub(1);
            }
        }
        self.shown.retain(|(_, seconds)| *seconds != Some(0));
    }

    /// Whether anything in sight will go by itself.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.shown.iter().any(|(_, seconds)| seconds.is_some())
    }

    /// What is in sight, the oldest first.
    #[must_use]
    pub fn shown(&self) -> Vec<Notice<T>> {
        self.shown.iter().map(|(notice, _)| notice.clone()).collect()
    }

    /// What was said, the newest first.
    #[must_use]
    pub fn log(&self) -> Vec<Notice<T>> {
        self.log.iter().cloned().collect()
    }

    /// Forgets everything, as when another person takes the chair.
    pub fn clear(&mut self) {
        self.shown.clear();
        self.log.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(board: &mut Board<String>, severity: Severity, text: &str) {
        board.say(Timestamp(1), severity, text.to_owned());
    }

    fn texts(board: &Board<String>) -> Vec<String> {
        board.shown().into_iter().map(|notice| notice.text).collect()
    }

    #[test]
    fn good_news_go_by_themselves_and_trouble_stays() {
        let mut board = Board::default();
        say(&mut board, Severity::Good, "done");
        say(&mut board, Severity::Fault, "broken");
        for _ in 0..GOOD_NEWS_SECONDS {
            assert!(board.is_counting());
            board.pass_second();
        }
        assert_eq!(texts(&board), ["broken"]);
        assert!(!board.is_counting());
        for _ in 0..1_000 {
            board.pass_second();
        }
        board.dismiss(1);
        assert!(texts(&board).is_empty());
        assert_eq!(board.log().len(), 2);
    }

    #[test]
    fn three_are_in_sight_at_most_and_the_log_keeps_a_hundred() {
        let mut board = Board::default();
        for number in 0..150 {
            say(&mut board, Severity::Warning, &number.to_string());
        }
        assert_eq!(texts(&board), ["147", "148", "149"]);
        assert_eq!(board.log().len(), MAX_LOGGED);
        assert_eq!(board.log().first().map(|notice| notice.text.clone()).as_deref(), Some("149"));
    }
}
