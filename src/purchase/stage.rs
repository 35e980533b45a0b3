//! How far a decision to buy is, and what an answer makes of it.
//!
//! It asks nobody; that is the desk's work.

use domain::hold::Hold;
use domain::purchase::{PurchaseAnswer, Receipt};
use domain::status::{Action, Failure, Message};

/// How far the decision is.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// The person looks at what they are about to buy.
    Reviewing,
    /// The purchase, or its confirmation, is on its way.
    Buying,
    /// The lots are held; the person has to confirm or release them.
    Held(Hold),
    /// The person let go of what was held.
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
        matches!(self, Self::Buying | Self::Held(_) | Self::Unknown(_))
    }
}

/// How far an answer, or the want of one, brings the decision.
pub(super) fn stage_of(outcome: Result<PurchaseAnswer, Failure>) -> Stage {
    match outcome {
        Ok(PurchaseAnswer::Bought(receipt)) => Stage::Bought(receipt),
        Ok(PurchaseAnswer::Held(hold)) => Stage::Held(hold),
        Err(failure) => {
            let message = Message::of(&failure, Action::Purchase);
            if failure.leaves_outcome_unknown() { Stage::Unknown(message) } else { Stage::NotBought(message) }
        }
    }
}

/// What became of the lots, in one sentence.
pub(super) fn told(receipt: &Receipt) -> String {
    let all = receipt.outcomes.len();
    match receipt.bought() {
        0 => "Nothing was bought.".to_owned(),
        bought if bought == all => "Bought; the lots are in your account.".to_owned(),
        bought => format!("{bought} of {all} lots were bought; they are in your account."),
    }
}
