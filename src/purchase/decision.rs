//! One decision to buy, and the form in which the tab keeps it.

use domain::account::AccountName;
use domain::hold::Held;
use domain::lot::Lot;
use domain::pending::{Intent, Wish};
use domain::purchase::Purchase;
use domain::timestamp::Timestamp;

use crate::inquiry::Tries;

/// One decision to buy: the lots at the prices seen, under one key.
#[derive(Clone)]
pub struct Decision {
    /// What is asked for.
    pub purchase: Purchase,
    /// The lots as they were when the person decided.
    pub lots: Vec<Lot>,
    /// What is held of them, once something is.
    pub held: Option<Held>,
    pub(super) tries: Tries,
}

impl Decision {
    /// A new one.
    pub(super) fn new(purchase: Purchase, lots: Vec<Lot>, now: Timestamp) -> Self {
        Self { purchase, lots, held: None, tries: Tries::none(now) }
    }

    /// The one that was kept; nothing where another kind of wish was.
    pub(super) fn recalled(Intent { sending, wish, account: _ }: Intent) -> Option<Self> {
        match wish {
            Wish::Purchase { lots, held, is_confirmed } => Some(Self {
                purchase: Purchase::of(&lots).ok()?,
                lots,
                // What is only held waits for the person.
                tries: Tries::recalled(sending, held.is_none() || is_confirmed),
                held,
            }),
            Wish::Delivery { .. } | Wish::Revoke { .. } => None,
        }
    }

    /// The same to be kept. `is_confirmed` says that what is held is not only held.
    pub(super) fn intent(&self, account: AccountName, is_confirmed: bool) -> Intent {
        let wish = Wish::Purchase { lots: self.lots.clone(), held: self.held.clone(), is_confirmed };
        Intent { account, sending: self.tries.sending.clone(), wish }
    }
}
