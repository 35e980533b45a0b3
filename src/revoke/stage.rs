//! One lot to take back, how far that is, and the form in which the tab keeps it.

use domain::account::AccountName;
use domain::lot::Lot;
use domain::pending::{Intent, Wish};
use domain::status::Message;
use domain::timestamp::Timestamp;

use crate::inquiry::Tries;

/// One lot to take back.
#[derive(Clone)]
pub struct Revoke {
    /// The lot.
    pub lot: Lot,
    pub(super) tries: Tries,
}

/// How far it is.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// The person is asked, or nothing is under way.
    Asking,
    /// The revoke is on its way.
    Sending,
    /// It may have been done, and is being asked for without a word from the exchange yet.
    Checking,
    /// It is not known whether the exchange acted.
    Unknown(Message),
    /// The exchange did not do it.
    Refused(Message),
    /// It is known what became of it, and was said.
    Settled,
}

impl Revoke {
    /// A new one. It is sent without its key, which only tells it from others.
    pub(super) fn new(lot: Lot, now: Timestamp) -> Self {
        Self { lot, tries: Tries::none(now) }
    }

    /// The one that was kept; nothing where another kind of wish was.
    pub(super) fn recalled(Intent { sending, wish, account: _ }: Intent) -> Option<Self> {
        match wish {
            Wish::Revoke { lot } => Some(Self { lot, tries: Tries::recalled(sending, true) }),
            Wish::Purchase { .. } | Wish::Delivery { .. } => None,
        }
    }

    /// The same to be kept.
    pub(super) fn intent(&self, account: AccountName) -> Intent {
        let wish = Wish::Revoke { lot: self.lot.clone() };
        Intent { account, sending: self.tries.sending.clone(), wish }
    }
}

impl Stage {
    /// Whether nobody knows yet what becomes of the lot.
    #[must_use]
    pub const fn is_unsettled(&self) -> bool {
        match self {
            Self::Sending | Self::Checking | Self::Unknown(_) => true,
            Self::Asking | Self::Refused(_) | Self::Settled => false,
        }
    }

    /// What is wrong, where anything is.
    #[must_use]
    pub const fn message(&self) -> Option<&Message> {
        match self {
            Self::Unknown(message) | Self::Refused(message) => Some(message),
            Self::Asking | Self::Sending | Self::Checking | Self::Settled => None,
        }
    }
}
