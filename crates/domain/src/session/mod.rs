//! Who is here and for how long, as far as this page knows.
//!
//! The states stand here; what leads from one to the next is in `machine`. Neither holds a clock or a client.

mod machine;

use std::time::Duration;

use crate::account::AccountName;
use crate::timestamp::Timestamp;

pub use machine::{Command, Event};

/// How long before its end a session is warned of.
pub const WARNING: Duration = Duration::from_secs(120);
/// The shortest wait until the end of a session is asked about again.
pub const PAUSE: Duration = Duration::from_secs(2);

/// Who is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Session {
    /// Not known yet: the exchange is being asked whether a session lives.
    #[default]
    Restoring,
    /// Nobody was asked: as far as this browser remembers, nobody is logged in. They are a guest until a page
    /// wants to know better.
    Unasked,
    /// Nobody is logged in.
    Guest {
        /// Whether somebody was and logged out.
        has_left: bool,
    },
    /// Nobody is logged in, and a log-in is on its way.
    SigningIn {
        /// Whether somebody had logged out before.
        has_left: bool,
    },
    /// Somebody is logged in.
    Member(Life),
    /// The session ends soon, and the person is asked about it.
    Expiring(Life, Question),
    /// The session is over; the page stays as it is until the person logs in again or leaves.
    Expired {
        /// Whose session it was.
        account: AccountName,
    },
    /// A log-out is on its way.
    Leaving(Life),
    /// The browser had put the page away, so the session may be over: nothing of it is shown before the
    /// exchange has said that it lives.
    Returning(Life),
}

/// A session that lives, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// Whose session it is.
    pub account: AccountName,
    /// When it ends if nothing happens.
    pub ends_at: Timestamp,
    /// What keeps it alive.
    pub renewal: Renewal,
}

/// What keeps a session alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// Whatever the person does.
    ByUse,
    /// Nothing but a new log-in.
    ByLogIn {
        /// How long after the log-in it ends, whatever is done.
        after: Duration,
    },
}

/// What the person is asked while their session is about to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether they are still there: saying so keeps the session alive.
    StillThere,
    /// Whether they want to log in again before the end, because nothing else helps.
    LogInAgain,
    /// Nothing more: they want to log in later.
    Later,
    /// Name and password: they are logging in again while the session still lives.
    Credentials,
}

impl Session {
    /// The account of whoever is here, or was until a moment ago and may come back.
    #[must_use]
    pub const fn account(&self) -> Option<&AccountName> {
        match self {
            Self::Member(life) | Self::Expiring(life, _) | Self::Leaving(life) | Self::Returning(life) => {
                Some(&life.account)
            }
            Self::Expired { account } => Some(account),
            Self::Restoring | Self::Unasked | Self::Guest { .. } | Self::SigningIn { .. } => None,
        }
    }

    /// Whether somebody is logged in with a session that lives as far as is known.
    #[must_use]
    pub const fn is_alive(&self) -> bool {
        match self {
            Self::Member(_) | Self::Expiring(..) | Self::Leaving(_) | Self::Returning(_) => true,
            Self::Restoring
            | Self::Unasked
            | Self::Guest { .. }
            | Self::SigningIn { .. }
            | Self::Expired { .. } => false,
        }
    }

    /// Whether it is known who is here, so that what is theirs may be shown; whoever was not asked about is a
    /// guest.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Restoring | Self::Returning(_))
    }
}

impl Life {
    /// How much is left of a session that is about to end. A clock that was set back makes it no longer than
    /// the warning.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> Duration {
        now.until(self.ends_at).min(WARNING)
    }
}
