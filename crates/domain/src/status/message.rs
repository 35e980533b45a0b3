//! What a person reads of a failure: what happened, what it means for them, what to do next, and a
//! small reference. The app acts on the [`Remedy`], never on a number.

use std::time::Duration;

use crate::status::words::{self, Words};
use crate::status::{Cause, Failure, Misfortune, Reason};

/// What the person was doing; it decides what a failure means for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Opening an account.
    SignUp,
    /// Logging in.
    LogIn,
    /// Logging out.
    LogOut,
    /// Looking at something: pool, account or service.
    Look,
    /// Putting lots into the pool.
    Deliver,
    /// Buying lots.
    Purchase,
    /// Taking a lot back.
    Revoke,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 7] =
        [Self::SignUp, Self::LogIn, Self::LogOut, Self::Look, Self::Deliver, Self::Purchase, Self::Revoke];
}

/// The next step, for a person or for the app itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// Nothing is to be done.
    Nothing,
    /// Change what was entered.
    FixInput,
    /// Log in again.
    SignInAgain,
    /// Load the newest state, then decide.
    Refresh,
    /// The same again, later or now.
    TryAgain,
    /// The same again after that long.
    Wait(Duration),
    /// It goes on; ask how far it is.
    KeepGoing,
    /// The outcome is unknown: ask again under the same key, or look at the account.
    CheckOutcome,
    /// Load a newer app.
    Reload,
    /// Give the reference to whoever runs the exchange.
    AskOperator,
}

/// How much a message wants to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// All is well.
    Good,
    /// Worth knowing.
    Notice,
    /// The person has to do something.
    Warning,
    /// Something is broken.
    Fault,
}

impl Severity {
    /// The name in markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Fault => "fault",
        }
    }
}

/// What a person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What there are words for; it leads to the entry of the catalogue.
    pub reason: Reason,
    /// What happened.
    pub headline: &'static str,
    /// What it means for the person.
    pub consequence: &'static str,
    /// What to do next.
    pub next_step: &'static str,
    /// The same for the app: which button to show.
    pub remedy: Remedy,
    /// How much it wants to be seen.
    pub severity: Severity,
    /// The custom code or HTTP status, for markup; the app never decides by it.
    pub code: Option<u16>,
    /// The request that it is about, for whoever has to look it up.
    pub request_id: Option<String>,
}

impl Message {
    /// The words for a failure of that action.
    #[must_use]
    pub fn of(failure: &Failure, action: Action) -> Self {
        let reason = failure.reason();
        let words = words::of(reason);
        let (remedy, next_step) = what_next(failure, action, words);
        Self {
            reason,
            headline: words.headline,
            consequence: words::consequence(failure, action),
            next_step,
            remedy,
            severity: words.severity,
            code: number_of(failure.cause),
            request_id: failure.request_id.clone(),
        }
    }

    /// Code and request, in small print.
    #[must_use]
    pub fn reference(&self) -> (String, Option<String>) {
        let cause = match (self.reason, self.code) {
            (Reason::Code(_) | Reason::Digits(..), Some(number)) => format!("Code {number}"),
            (Reason::Http(_) | Reason::HttpClass(_), Some(number)) => format!("HTTP {number}"),
            _ => "No answer".to_owned(),
        };
        (cause, self.request_id.clone())
    }

    /// Whether a person would read the same; only the request may differ.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let Self { reason: _, headline, consequence, next_step, remedy, severity, code, request_id: _ } =
            self;
        (*headline, *consequence, *next_step) == (other.headline, other.consequence, other.next_step)
            && (*remedy, *severity, *code) == (other.remedy, other.severity, other.code)
    }
}

/// The next step. While the outcome is unknown, a change to lots is asked for again under the same key;
/// opening an account and logging in carry no key, so they are tried again.
fn what_next(failure: &Failure, action: Action, words: Words) -> (Remedy, &'static str) {
    let reason = failure.reason();
    let is_heard_of = reason != Reason::Misfortune(Misfortune::Aborted);
    let is_unknown = is_heard_of && failure.leaves_outcome_unknown();
    if is_unknown && words::changes_lots(action) {
        return (Remedy::CheckOutcome, words::CHECK_OUTCOME);
    }
    let again = words::try_again(action).filter(|_| is_unknown);
    let is_dead_end = matches!(words.remedy, Remedy::Nothing | Remedy::KeepGoing);
    let remedy = if is_dead_end && again.is_some() { Remedy::TryAgain } else { words.remedy };
    match (after_wait(reason, remedy, failure.retry_after), again) {
        (remedy @ (Remedy::TryAgain | Remedy::Wait(_)), Some(again)) => (remedy, again),
        (remedy, _) => (remedy, words.next_step),
    }
}

/// The longest wait that an answer can impose.
pub const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// An answer that says when to come back may be repeated then, whatever it is; but a code that wants
/// another request wants it later too.
fn after_wait(reason: Reason, remedy: Remedy, retry_after: Option<Duration>) -> Remedy {
    match (reason, remedy, retry_after) {
        (Reason::Http(_) | Reason::HttpClass(_), _, Some(wait))
        | (_, Remedy::TryAgain | Remedy::Wait(_), Some(wait)) => Remedy::Wait(wait.min(LONGEST_WAIT)),
        (_, remedy, _) => remedy,
    }
}

const fn number_of(cause: Cause) -> Option<u16> {
    match cause {
        Cause::Status(status) => Some(status.number()),
        Cause::Http(number) => Some(number),
        Cause::Misfortune(_) => None,
    }
}
