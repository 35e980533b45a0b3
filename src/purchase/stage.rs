//! How far a decision to buy is, and what an answer makes of it.
//!
//! It asks nobody; that is the desk's work.

use domain::hold::Hold;
use domain::purchase::{PurchaseAnswer, Receipt};
use domain::status::{Action, Failure, Message};
use domain::timestamp::Timestamp;
use words::{Label, Sentence, Value};

/// How far the decision is.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// The person looks at what they are about to buy.
    Reviewing,
    /// The purchase, or its confirmation, is on its way.
    Buying,
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

/// What is held, and until when by this browser's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What is held.
    pub hold: Hold,
    /// When the time is over. The exchange's clock decides.
    pub until: Timestamp,
}

impl Stage {
    /// Whether nobody knows yet what becomes of the lots.
    pub(super) fn is_unsettled(&self) -> bool {
        match self {
            Self::Buying | Self::Held | Self::Releasing | Self::Unknown(_) => true,
            Self::Reviewing | Self::Released | Self::NotBought(_) | Self::Bought(_) => false,
        }
    }
}

/// How far an answer, or the want of one, brings the decision.
pub(super) fn stage_of(outcome: Result<PurchaseAnswer, Failure>, now: Timestamp) -> (Stage, Option<Held>) {
    match outcome {
        Ok(PurchaseAnswer::Bought(receipt)) => (Stage::Bought(receipt), None),
        Ok(PurchaseAnswer::Held(hold)) => {
            let until = now.after(hold.expires_in);
            (Stage::Held, Some(Held { hold, until }))
        }
        Err(failure) => {
            let message = Message::of(&failure, Action::Purchase);
            let is_unknown = failure.leaves_outcome_unknown();
            (if is_unknown { Stage::Unknown(message) } else { Stage::NotBought(message) }, None)
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
