//! One decision to deliver, how far it is, and the form in which the tab keeps it.

use domain::account::AccountName;
use domain::credits::LotPrice;
use domain::delivery::{Delivery, DeliveryDraft};
use domain::pending::{Intent, Wish};
use domain::status::{Failure, Message};
use domain::timestamp::Timestamp;

use crate::inquiry::Tries;

/// One decision to deliver, as typed and as sent, under one key.
#[derive(Clone)]
pub struct Attempt {
    /// What was typed.
    pub draft: DeliveryDraft,
    /// What was made of it.
    pub delivery: Delivery,
    pub(super) tries: Tries,
}

/// How far it is.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// Nothing is under way.
    Free,
    /// The delivery is on its way.
    Sending,
    /// It may have been done, and is being asked for without a word from the exchange yet.
    Checking,
    /// It is not known whether the exchange acted.
    Unknown(Message),
    /// The exchange did not take it.
    Refused(Failure),
    /// It never reached the exchange.
    Missing,
    /// It is in the pool at that price.
    Delivered(LotPrice),
}

impl Attempt {
    /// A new one.
    pub(super) fn new(draft: DeliveryDraft, delivery: Delivery, now: Timestamp) -> Self {
        Self { draft, delivery, tries: Tries::none(now) }
    }

    /// The one that was kept; nothing where another kind of wish was.
    pub(super) fn recalled(Intent { sending, wish, account: _ }: Intent) -> Option<Self> {
        match wish {
            Wish::Delivery { draft, delivery } => {
                Some(Self { draft, delivery, tries: Tries::recalled(sending, true) })
            }
            Wish::Purchase { .. } | Wish::Revoke { .. } => None,
        }
    }

    /// The same to be kept.
    pub(super) fn intent(&self, account: AccountName) -> Intent {
        let wish = Wish::Delivery { draft: self.draft.clone(), delivery: self.delivery.clone() };
        Intent { account, sending: self.tries.sending.clone(), wish }
    }
}

impl Stage {
    /// Whether nobody knows yet what becomes of the lot.
    #[must_use]
    pub const fn is_unsettled(&self) -> bool {
        match self {
            Self::Sending | Self::Checking | Self::Unknown(_) => true,
            Self::Free | Self::Refused(_) | Self::Missing | Self::Delivered(_) => false,
        }
    }
}
