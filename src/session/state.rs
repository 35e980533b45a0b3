//! The states of a session. How one leads to another is in the context beside it.

use crate::api::Member;

/// Who is here.
#[derive(Clone)]
pub enum Session {
    /// Not known yet: the exchange is being asked whether a session lives.
    Restoring,
    /// Nobody is logged in.
    Guest {
        /// Whether somebody was and logged out by themselves.
        has_left: bool,
    },
    /// Somebody is logged in.
    Member(Member),
    /// Somebody was logged in; the page stays as it is until they log in again or leave.
    Lapsed(Member),
}

impl Session {
    /// The member who is here, or was until a moment ago and may come back.
    #[must_use]
    pub fn member(&self) -> Option<&Member> {
        match self {
            Self::Member(member) | Self::Lapsed(member) => Some(member),
            Self::Restoring | Self::Guest { .. } => None,
        }
    }
}
