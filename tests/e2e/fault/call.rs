//! One call as the proxy saw it: what was asked, what went wrong, whether the exchange acted, what was answered.

use std::fmt;
use std::time::Duration;

use domain::circuit::Verdict;
use domain::status::Failure;

use super::asks::Asks;
use super::faults::{Fault, Heard};
use crate::device::now;

/// One call.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// What was asked for.
    pub(super) asks: Asks,
    /// Method and path.
    pub(super) line: String,
    /// The key under which it may be repeated.
    pub(super) key: Option<String>,
    /// When it came, in Unix milliseconds.
    pub(super) asked_at: u64,
    /// Whether it was told to spoil it.
    pub(super) is_spoilt: bool,
    /// What went wrong.
    pub(super) fault: Fault,
    /// How long it was kept before that.
    pub(super) delay: Duration,
    /// What the exchange answered, where it was asked.
    pub(super) heard: Option<Heard>,
    /// When it did.
    pub(super) acted_at: Option<u64>,
    /// When the browser was answered, or the connection reset; never where the browser hung up before.
    pub(super) answered_at: Option<u64>,
    /// Why it is not done, as far as anybody in front of the page can know.
    pub(super) failure: Option<Failure>,
}

impl Call {
    /// Takes down what the exchange did.
    pub(super) fn acted(&mut self, heard: Option<Heard>) {
        self.acted_at = heard.is_some().then(now);
        self.heard = heard;
    }

    /// Takes down what that means.
    pub(super) fn answered(&mut self, failure: Option<Failure>) {
        self.answered_at = Some(now());
        self.failure = failure;
    }

    /// Whether the exchange has done what it was asked.
    pub(super) fn is_done(&self) -> bool {
        self.heard.as_ref().is_some_and(Heard::is_done)
    }

    /// Whether it asks for the very same.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        (&self.line, &self.key) == (&other.line, &other.key)
    }

    /// Whether it looks as if nobody was there, or nobody well.
    pub(super) fn is_outage(&self) -> bool {
        self.failure.as_ref().is_some_and(|failure| Verdict::of(failure.cause) == Verdict::Fault)
    }
}

impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.asked_at, self.line)?;
        if let Some(key) = &self.key {
            write!(formatter, " key {key}")?;
        }
        if self.is_spoilt {
            write!(formatter, ", spoilt: {:?} after {:?}", self.fault, self.delay)?;
        }
        match (&self.heard, self.acted_at) {
            (Some(heard), Some(at)) => {
                let code = heard.status().map_or_else(|| "no code".to_owned(), |status| status.to_string());
                write!(formatter, ", the exchange said {code} (HTTP {}) at {at}", heard.http)?;
            }
            _ => formatter.write_str(", the exchange was not asked")?,
        }
        match (self.answered_at, &self.failure) {
            (Some(at), Some(failure)) => write!(formatter, ", failed at {at}: {failure}"),
            (Some(at), None) => write!(formatter, ", answered at {at}"),
            (None, _) => formatter.write_str(", not answered"),
        }
    }
}
