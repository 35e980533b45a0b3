//! The one board of the app, and the clock that takes good news away.

use std::time::Duration;

use domain::notice::{Board, Notice};
use domain::status::Severity;
use leptos::prelude::{RwSignal, Update, With, WithUntracked, expect_context, provide_context};

use words::Sentence;

use crate::browser::{clock, timer};

const SECOND: Duration = Duration::from_secs(1);

/// A handle to the board; copies are the same board.
#[derive(Clone, Copy)]
pub struct NoticesContext {
    board: RwSignal<Board<Sentence>>,
    is_read: RwSignal<bool>,
}

/// Puts up a board in the current owner.
pub fn provide_notices() -> NoticesContext {
    let notices = NoticesContext { board: RwSignal::new(Board::default()), is_read: RwSignal::new(false) };
    provide_context(notices);
    timer::every(SECOND, move || {
        let is_counting = notices.board.with_untracked(Board::is_counting);
        if is_counting && !notices.is_read.with_untracked(|is_read| *is_read) {
            notices.board.update(Board::pass_second);
        }
    });
    notices
}

/// The board of the app.
#[must_use]
pub fn use_notices() -> NoticesContext {
    expect_context()
}

impl NoticesContext {
    /// Says something, once.
    pub fn say(&self, severity: Severity, text: impl Into<Sentence>) {
        // A late answer may find the app gone.
        let _ = self.board.try_update(|board| board.say(clock::now(), severity, text.into()));
    }

    /// What is in sight; tracks changes.
    #[must_use]
    pub fn shown(&self) -> Vec<Notice<Sentence>> {
        self.board.with(Board::shown)
    }

    /// What was said, the newest first; tracks changes.
    #[must_use]
    pub fn log(&self) -> Vec<Notice<Sentence>> {
        self.board.with(Board::log)
    }

    /// Takes a notice out of sight.
    pub fn dismiss(&self, number: u64) {
        self.board.update(|board| board.dismiss(number));
    }

    /// Nothing goes by itself while somebody points at a notice or has focus in one.
    pub fn read(&self, is_read: bool) {
        self.is_read.update(|state| *state = is_read);
    }

    /// Forgets everything that was said to the person who leaves.
    pub fn clear(&self) {
        let _ = self.board.try_update(Board::clear);
    }
}
