//! What leads from one state of the session to the next, and what is to be done then.
//!
//! A pure machine: events go in, the next state and one command come out. The time comes with the event, and
//! may be wrong: a wait that is over makes the machine ask, and only the exchange ends a session. Being
//! unreachable is no event in here, so it cannot sign anybody out: only an answer that says so does, or the
//! person.

use std::time::Duration;

use super::{Life, PAUSE, Question, Renewal, Session, WARNING};
use crate::account::AccountName;
use crate::timestamp::Timestamp;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Nobody logged in in this browser, as far as it remembers.
    NobodyRemembered,
    /// A page is opened that is for members only.
    MemberWanted,
    /// The exchange said that nobody is logged in.
    NobodyFound,
    /// The form of a log-in was sent.
    LogInSent,
    /// The log-in was refused, or nobody answered.
    LogInFailed,
    /// A session was found, or opened here or in another tab.
    Entered {
        /// Whose it is.
        account: AccountName,
        /// How long it lasts if nothing happens.
        lasts: Duration,
        /// What keeps it alive.
        renewal: Renewal,
    },
    /// A beat was answered, in this tab or the one that beats for it.
    Heard {
        /// Whose session it is; another account's where somebody else logged in in this browser.
        account: AccountName,
        /// How long it lasts if nothing happens.
        lasts: Duration,
    },
    /// A call was answered by a code that says that its session is over.
    RefusedForSession,
    /// Another tab was answered so.
    OverElsewhere,
    /// The person wants to log in again before the session ends.
    LogInWanted,
    /// The person wants to log in later.
    PutOff,
    /// The person wants to log out.
    LogOutSent,
    /// The exchange did not answer, so the person may still be logged in.
    LogOutFailed,
    /// The person logged out, in this tab or another one.
    Left,
    /// The browser puts the page away and may bring it back as it is.
    PutAway,
    /// The browser brought the page back as it was.
    BroughtBack,
    /// The last wait that was commanded is over, whatever the clock says.
    TimePassed,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Nothing.
    Nothing,
    /// Report [`Event::TimePassed`] at that moment.
    WakeAt(Timestamp),
    /// Ask the exchange whether the session lives: its clock decides.
    Ask,
    /// Drop what belongs to the session that is over for good.
    Forget,
    /// Drop it, and ask the exchange who is here now.
    Resume,
}

impl Session {
    /// The next state and what to do.
    #[must_use]
    pub fn on(self, event: Event, now: Timestamp) -> (Self, Command) {
        match (self, event) {
            (_, Event::Entered { account, lasts, renewal }) => {
                alive(Life { account, ends_at: now.after(lasts), renewal }, None, now)
            }
            // What was on its way while the person decided to leave does not undo it.
            (Self::Leaving(life), Event::Heard { account, lasts }) if life.account == account => {
                (Self::Leaving(Life { ends_at: now.after(lasts), ..life }), Command::Nothing)
            }
            (Self::Expiring(life, asked), Event::Heard { account, lasts }) => {
                let asked = Some(asked).filter(|_| life.account == account);
                alive(Life { account, ends_at: now.after(lasts), ..life }, asked, now)
            }
            (
                Self::Member(life) | Self::Leaving(life) | Self::Returning(life),
                Event::Heard { account, lasts },
            ) => alive(Life { account, ends_at: now.after(lasts), ..life }, None, now),
            (Self::Restoring, Event::NobodyFound) => (Self::Guest { has_left: false }, Command::Nothing),
            (Self::Restoring, Event::NobodyRemembered) => (Self::Unasked, Command::Nothing),
            // What a browser remembers may have been cleared away while the session lives.
            (Self::Unasked, Event::MemberWanted) => (Self::Restoring, Command::Resume),
            (Self::Unasked, Event::LogInSent) => (Self::SigningIn { has_left: false }, Command::Nothing),
            (Self::Guest { has_left }, Event::LogInSent) => (Self::SigningIn { has_left }, Command::Nothing),
            (Self::SigningIn { has_left }, Event::LogInFailed) => {
                (Self::Guest { has_left }, Command::Nothing)
            }
            (Self::Expiring(life, Question::LogInAgain | Question::Later), Event::LogInWanted) => {
                (Self::Expiring(life, Question::Credentials), Command::Nothing)
            }
            (Self::Expiring(life, Question::LogInAgain | Question::Credentials), Event::PutOff) => {
                (Self::Expiring(life, Question::Later), Command::Nothing)
            }
            (
                Self::Member(Life { account, .. })
                | Self::Expiring(Life { account, .. }, _)
                | Self::Leaving(Life { account, .. }),
                Event::RefusedForSession,
            ) => (Self::Expired { account }, Command::Nothing),
            (Self::Member(life) | Self::Expiring(life, _), Event::LogOutSent) => {
                (Self::Leaving(life), Command::Nothing)
            }
            // It may have been done all the same.
            (Self::Leaving(life), Event::LogOutFailed) => (alive(life, None, now).0, Command::Ask),
            // Nobody has looked at the page since; what is on it is not shown any more.
            (Self::Returning(_), Event::RefusedForSession)
            | (
                Self::Restoring
                | Self::Member(_)
                | Self::Expiring(..)
                | Self::Expired { .. }
                | Self::Leaving(_)
                | Self::Returning(_),
                Event::Left,
            ) => (Self::Guest { has_left: true }, Command::Forget),
            (
                Self::Member(life) | Self::Expiring(life, _) | Self::Leaving(life) | Self::Returning(life),
                Event::PutAway,
            ) => (Self::Returning(life), Command::Nothing),
            (
                Self::Member(life) | Self::Expiring(life, _) | Self::Leaving(life) | Self::Returning(life),
                Event::BroughtBack,
            ) => (Self::Returning(life), Command::Ask),
            (Self::Expired { .. }, Event::PutAway) => (Self::Restoring, Command::Forget),
            (Self::Expired { .. } | Self::Restoring, Event::BroughtBack) => {
                (Self::Restoring, Command::Resume)
            }
            // What was asked since the last beat has prolonged it; only the exchange knows.
            (Self::Member(life), Event::TimePassed) => {
                let ends_at = life.ends_at.min(now.after(WARNING));
                (Self::Member(Life { ends_at, ..life }), Command::Ask)
            }
            (Self::Expiring(life, asked), Event::TimePassed) => {
                let ends_at = life.ends_at.min(now);
                (Self::Expiring(Life { ends_at, ..life }, asked), Command::Ask)
            }
            (state @ Self::Returning(_), Event::TimePassed)
            | (
                state @ (Self::Member(_) | Self::Expiring(..) | Self::Leaving(_) | Self::Returning(_)),
                Event::OverElsewhere,
            ) => (state, Command::Ask),
            (state, _) => (state, Command::Nothing),
        }
    }
}

/// A session that lives, with what the person was asked about its end before.
fn alive(life: Life, asked: Option<Question>, now: Timestamp) -> (Session, Command) {
    // An end that is told again and again must not be asked about without a pause.
    let wake_at = |moment: Timestamp| Command::WakeAt(moment.max(now.after(PAUSE)));
    if now.until(life.ends_at) > WARNING {
        let warned_at = life.ends_at.before(WARNING);
        return (Session::Member(life), wake_at(warned_at));
    }
    let question = match (life.renewal, asked) {
        (Renewal::ByUse, _) => Question::StillThere,
        (Renewal::ByLogIn { .. }, asked) => asked.unwrap_or(Question::LogInAgain),
    };
    let command = wake_at(life.ends_at);
    (Session::Expiring(life, question), command)
}
