//! The steps of the tour in their order.

/// What a step points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The pool, where lots are picked.
    Pool,
    /// The page on which lots are delivered.
    Deliver,
    /// The sign of the session.
    Pulse,
}

impl Step {
    /// Every step, the first one first.
    pub const ALL: [Self; 3] = [Self::Pool, Self::Deliver, Self::Pulse];

    /// The name in markup and storage.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Pool => "pool",
            Self::Deliver => "deliver",
            Self::Pulse => "pulse",
        }
    }

    /// The step of that name.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.token() == token)
    }

    /// Which one it is, counted from 1.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Self::Pool => 1,
            Self::Deliver => 2,
            Self::Pulse => 3,
        }
    }

    /// The step after it.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Pool => Some(Self::Deliver),
            Self::Deliver => Some(Self::Pulse),
            Self::Pulse => None,
        }
    }

    /// The step before it.
    #[must_use]
    pub const fn previous(self) -> Option<Self> {
        match self {
            Self::Pool => None,
            Self::Deliver => Some(Self::Pool),
            Self::Pulse => Some(Self::Deliver),
        }
    }
}
