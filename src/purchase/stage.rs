//! How far a decision to buy is.
//!
//! It asks nobody; that is the desk's work.

use domain::purchase::Receipt;
use domain::status::Message;
use words::{Label, Sentence, Value};

/// How far the decision is.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// The person looks at what they are about to buy.
    Reviewing,
    /// The purchase, or its confirmation, is on its way.
    Buying,
    /// It may have been done, and is being asked for without a word from the exchange yet.
    Checking,
    /// The lots are held; the person has to confirm or release them.
    Held,
    /// The person lets go of what is held.
    Releasing,
    /// What was held is free again.
    Released,
    /// The exchange refused all of it.
    NotBought(Message),
    /// It is not known whether the exchange acted.
    Unknown(Message),
    /// It answered for each lot.
    Bought(Receipt),
}

impl Stage {
    /// Whether nobody knows yet what becomes of the lots.
    pub(super) fn is_unsettled(&self) -> bool {
        match self {
            Self::Buying | Self::Checking | Self::Held | Self::Releasing | Self::Unknown(_) => true,
            Self::Reviewing | Self::Released | Self::NotBought(_) | Self::Bought(_) => false,
        }
    }

    /// What is wrong, where anything is.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::NotBought(message) | Self::Unknown(message) => Some(message),
            Self::Reviewing
            | Self::Buying
            | Self::Checking
            | Self::Held
            | Self::Releasing
            | Self::Released
            | Self::Bought(_) => None,
        }
    }
}

/// What became of the lots, in one sentence.
pub(super) fn outcome_of(receipt: &Receipt) -> Sentence {
    match (receipt.bought(), receipt.outcomes.len()) {
        (0, _) => Label::ToldNothingBought.into(),
        (bought, all) if bought == all => Label::ToldBought.into(),
        (bought, all) => Label::ToldBoughtOf
            .with("bought", Value::Integer(bought as u64))
            .with("all", Value::Integer(all as u64)),
    }
}
