//! Finding out what became of something that may have been done already: asked again where that is the same as
//! once, looked up in the account where it is not.

use domain::delivery::{Delivered, Delivery};
use domain::handshake::Handshake;
use domain::lot::{Lot, LotHash};
use domain::pending::Sending;
use domain::purchase::{LotOutcome, Pick, Purchase, PurchaseAnswer};
use domain::status::{Cause, Code, Failure, Misfortune};

use crate::api::member::{Line, Member};

impl Member {
    /// What became of a purchase that was sent before the app was loaded, or of the confirmation of its hold.
    ///
    /// # Errors
    /// Those of the purchase or the confirmation, and whatever keeps the account from being looked at.
    pub async fn recall_purchase(
        &self,
        purchase: &Purchase,
        hold: Option<&Handshake>,
        sending: &Sending,
    ) -> Result<PurchaseAnswer, Failure> {
        match self.line() {
            Line::Exchange(member) => member.recall_purchase(purchase, hold, sending).await,
            Line::Pec(member) => member.recall_purchase(purchase, sending).await.map(PurchaseAnswer::Bought),
        }
    }

    /// What became of a delivery that was sent before the app was loaded; nothing where it never arrived.
    ///
    /// # Errors
    /// Those of the delivery, and whatever keeps the account from being looked at.
    pub async fn recall_delivery(
        &self,
        delivery: &Delivery,
        sending: &Sending,
    ) -> Result<Option<Delivered>, Failure> {
        match self.line() {
            Line::Exchange(member) => member.recall_delivery(delivery, sending).await,
            Line::Pec(member) => member.recall_delivery(delivery, sending).await,
        }
    }

    /// Whether a lot was taken back, as was asked before the app was loaded.
    ///
    /// # Errors
    /// Those of the revoke, and whatever keeps the account from being looked at.
    pub async fn recall_revoke(&self, hash: &LotHash, sending: &Sending) -> Result<bool, Failure> {
        match self.line() {
            Line::Exchange(member) => member.recall_revoke(hash, sending).await,
            Line::Pec(member) => member.recall_revoke(hash, sending).await,
        }
    }

    /// Takes a lot back that may be taken back already. A refusal says that it is not.
    ///
    /// # Errors
    /// Those of the revoke, and whatever keeps the account from being looked at.
    pub async fn revoke_again(&self, hash: &LotHash) -> Result<(), Failure> {
        match self.line() {
            Line::Exchange(member) => member.revoke_again(hash).await,
            Line::Pec(member) => member.revoke(hash).await,
        }
    }
}

/// A failure to find out what became of something that may have been done. It settles nothing, whatever it
/// would prove of a first try.
pub(in crate::api) fn still_unknown(failure: Failure) -> Failure {
    if failure.ends_session() || failure.leaves_outcome_unknown() {
        failure
    } else {
        Failure { cause: Cause::Misfortune(Misfortune::Unreadable), ..failure }
    }
}

/// Whether a lot is not taken back because it no longer waits, which it does not either once it was.
pub(in crate::api) fn is_too_late(cause: Cause) -> bool {
    [Code::RevokeTooLate, Code::RevokeUnknown].iter().any(|code| cause == Cause::Status((*code).into()))
}

/// What became of a lot by what account and pool show: bought, still to be had at that price, or neither.
pub(in crate::api) fn outcome_of(pick: &Pick, is_bought: bool, in_pool: Option<&Lot>) -> LotOutcome {
    let is_for_sale = in_pool.is_some_and(|lot| Pick::from(lot) == *pick);
    let code = match is_bought {
        true => Code::Purchased,
        false if is_for_sale => Code::LotAvailable,
        false => Code::LotNotForSale,
    };
    LotOutcome { hash: pick.hash, status: code.into() }
}
