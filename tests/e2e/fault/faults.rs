//! The faults, and what each of them is to whoever waits for the answer.
//!
//! That is worked out here from what happens on the wire, and not by the app's own reading of answers, so
//! that one can be held against the other.

use std::time::Duration;

use domain::form::Problems;
use domain::status::{Cause, Class, Code, Failure, Misfortune, Status};
use protocol::Envelope;

use super::asks::Asks;

/// What goes wrong with one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing but the time that it takes.
    Late,
    /// Somebody on the way answers with that HTTP status, which may be a custom code, and no content.
    Status {
        /// 500, 503, or 600 to 999.
        number: u16,
        /// The seconds of a `Retry-After`.
        retry_after: Option<u64>,
        /// Whether the exchange was asked all the same.
        has_reached: bool,
    },
    /// The connection is closed in the middle of the answer.
    CutOff,
    /// The answer is whole by its length, but its JSON ends in the middle.
    Truncated,
    /// A page of HTML, and 200.
    Page {
        /// Whether the exchange was asked all the same.
        has_reached: bool,
    },
    /// The connection is reset, and the exchange never hears of it.
    ResetBefore,
    /// The connection is reset when the exchange has done what it was asked.
    ResetAfter,
}

/// What the exchange answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heard {
    /// The HTTP status.
    pub(super) http: u16,
    /// `Retry-After`, in seconds.
    pub(super) retry_after: Option<u64>,
    /// What stands in every body, where there is one.
    pub(super) envelope: Option<Envelope>,
}

impl Fault {
    /// Its name in counts.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Status { number: 500, .. } => "HTTP 500",
            Self::Status { number: 503, retry_after: None, .. } => "HTTP 503",
            Self::Status { number: 503, .. } => "HTTP 503 with Retry-After",
            Self::Status { .. } => "custom code as HTTP status",
            Self::CutOff => "connection closed midway",
            Self::Truncated => "truncated JSON",
            Self::Page { .. } => "HTML with 200",
            Self::ResetBefore => "reset before the exchange acted",
            Self::ResetAfter => "reset after the exchange acted",
        }
    }

    /// Whether the exchange hears of the call.
    pub(super) const fn reaches_exchange(self) -> bool {
        match self {
            Self::Late | Self::CutOff | Self::Truncated | Self::ResetAfter => true,
            Self::Status { has_reached, .. } | Self::Page { has_reached } => has_reached,
            Self::ResetBefore => false,
        }
    }

    /// Why the call is not done, as far as anybody in front of the page can know.
    pub(super) fn failure(self, asks: Asks, heard: Option<&Heard>) -> Option<Failure> {
        match self {
            Self::Late => heard.and_then(Heard::failure),
            Self::Status { number, retry_after, .. } => {
                let cause = cause_of(number, asks)?;
                Some(Failure { retry_after: retry_after.map(Duration::from_secs), ..Failure::new(cause) })
            }
            Self::CutOff | Self::ResetBefore | Self::ResetAfter => Some(Misfortune::Unreachable.into()),
            Self::Truncated => match heard {
                Some(Heard { http, .. }) if *http >= 400 => Some(Failure::new(Cause::Http(*http))),
                Some(_) | None => Some(Misfortune::Unreadable.into()),
            },
            Self::Page { .. } => Some(Misfortune::WrongContentType.into()),
        }
    }
}

/// What a status without content means to whoever asked for that; nothing where it says that all is done.
fn cause_of(number: u16, asks: Asks) -> Option<Cause> {
    let unreadable = Cause::Misfortune(Misfortune::Unreadable);
    let Some(status) = Status::from_number(number) else { return Some(Cause::Http(number)) };
    match status.class() {
        Class::Done if asks.wants_content() => Some(unreadable),
        Class::Done => None,
        // What goes on is followed by its content.
        Class::GoingOn if asks == Asks::Purchase => Some(unreadable),
        Class::GoingOn | Class::Refused | Class::Fault => Some(Cause::Status(status)),
    }
}

impl Heard {
    /// The code of the answer.
    pub(super) fn status(&self) -> Option<Status> {
        self.envelope.as_ref().and_then(|envelope| Status::from_number(envelope.status))
    }

    /// Whether the exchange has done what it was asked.
    pub(super) fn is_done(&self) -> bool {
        self.status().is_some_and(|status| status.class() == Class::Done)
    }

    /// Why the exchange has not done it.
    fn failure(&self) -> Option<Failure> {
        let status =
            self.status().filter(|status| matches!(status.class(), Class::Refused | Class::Fault))?;
        let problems: Problems =
            self.envelope.iter().flat_map(|envelope| &envelope.fields).map(Into::into).collect();
        let retry_after = self.retry_after.map(Duration::from_secs);
        Some(Failure { problems, retry_after, ..status.into() })
    }
}

/// Whether nobody who knows sends that status after the exchange has acted: it would be a lie, and no fault.
pub(super) fn says_that_nothing_was_done(number: u16) -> bool {
    Status::from_number(number).is_some_and(|status| {
        status.class() == Class::Refused
            || matches!(status, Status::Known(Code::PortInUse | Code::DatabaseUnavailable))
    })
}

#[test]
fn a_status_alone_is_read_by_its_class_and_by_what_was_asked_for() {
    let cause = |number, asks| cause_of(number, asks);
    let unreadable = Some(Cause::Misfortune(Misfortune::Unreadable));
    assert_eq!(cause(500, Asks::Pool), Some(Cause::Http(500)));
    assert_eq!(cause(735, Asks::Revoke), None);
    assert_eq!(cause(735, Asks::Purchase), unreadable);
    assert_eq!(cause(631, Asks::Purchase), unreadable);
    assert_eq!(cause(611, Asks::Pool), Status::from_number(611).map(Cause::Status));
    assert!(says_that_nothing_was_done(833) && says_that_nothing_was_done(912));
    assert!(!says_that_nothing_was_done(930) && !says_that_nothing_was_done(500));
}
