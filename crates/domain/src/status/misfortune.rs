//! What can happen on the way, where no answer could be read. Whether the exchange acted all the same
//! is not known then, unless nothing was sent.

/// A misfortune on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum Misfortune {
    /// The browser says that it has no network.
    #[error("no answer: the browser is offline")]
    Offline,
    /// The name was not found, the connection refused or broken.
    #[error("no answer: the server is unreachable")]
    Unreachable,
    /// No answer within the time limit.
    #[error("no answer within the time limit")]
    TimedOut,
    /// The page that asked is gone; nobody needs to hear of it.
    #[error("aborted by leaving the page")]
    Aborted,
    /// The answer is JSON in name, but not what was agreed.
    #[error("unreadable answer")]
    Unreadable,
    /// The answer is of another media type than JSON.
    #[error("answer of the wrong content type")]
    WrongContentType,
    /// The answer is larger than any that was agreed.
    #[error("answer too large")]
    TooLarge,
    /// The answer leads to another address, where it is not followed.
    #[error("redirect not followed")]
    Redirected,
    /// Nobody answered again and again, so it was not sent.
    #[error("not sent: the circuit is open")]
    CircuitOpen,
}

impl Misfortune {
    /// Every misfortune.
    pub const ALL: [Self; 9] = [
        Self::Offline,
        Self::Unreachable,
        Self::TimedOut,
        Self::Aborted,
        Self::Unreadable,
        Self::WrongContentType,
        Self::TooLarge,
        Self::Redirected,
        Self::CircuitOpen,
    ];
}
