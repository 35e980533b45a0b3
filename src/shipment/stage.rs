//! How far a shipment is. It moves nothing.

use domain::status::Message;

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// There is none.
    Idle,
    /// A part of it is on its way.
    Sending,
    /// A part may have been done before the app was loaded anew, and is being asked for.
    Checking,
    /// It is not known whether the exchange acted.
    Unknown(Message),
    /// The exchange did not take the last part; nothing of it was done.
    Halted(Message),
    /// The page was loaded anew; what was not sent by then waits for the person.
    Interrupted,
    /// There is nothing to wait for.
    Over,
}

impl Stage {
    /// Whether a part of it may have been done that nobody has heard of.
    #[must_use]
    pub const fn is_unsettled(&self) -> bool {
        match self {
            Self::Sending | Self::Checking | Self::Unknown(_) => true,
            Self::Idle | Self::Halted(_) | Self::Interrupted | Self::Over => false,
        }
    }
}
