//! One lot to take back.

use domain::account::AccountName;
use domain::lot::Lot;
use domain::pending::{Intent, Wish};
use domain::status::{Action, Code, Consequence, Failure, Reason};
use domain::timestamp::Timestamp;
use words::{Phrase, Sentence};

use crate::api::Member;
use crate::inquiry::{Errand, Tries};

/// One lot to take back.
#[derive(Clone)]
pub struct Revoke {
    /// The lot.
    pub lot: Lot,
    tries: Tries,
}

impl Revoke {
    /// A new one. It is sent without its key, which only tells it from others.
    pub(super) fn new(lot: Lot, now: Timestamp) -> Self {
        Self { lot, tries: Tries::none(now) }
    }
}

impl Errand for Revoke {
    /// Whether it was taken back.
    type Answer = bool;

    const ACTION: Action = Action::Revoke;

    fn recalled(Intent { sending, wish, account: _ }: Intent) -> Option<Self> {
        match wish {
            Wish::Revoke { lot } => Some(Self { lot, tries: Tries::recalled(sending, true) }),
            Wish::Purchase { .. } | Wish::Delivery { .. } => None,
        }
    }

    fn intent(&self, account: AccountName) -> Intent {
        let wish = Wish::Revoke { lot: self.lot.clone() };
        Intent { account, sending: self.tries.sending.clone(), wish }
    }

    fn tries(&self) -> &Tries {
        &self.tries
    }

    fn tries_mut(&mut self) -> &mut Tries {
        &mut self.tries
    }

    async fn ask(self, member: Member) -> Result<bool, Failure> {
        let Self { lot, tries: Tries { sending, is_lost, is_recalled } } = self;
        match (is_recalled, is_lost) {
            (true, _) => member.recall_revoke(&lot.hash, &sending).await,
            (false, true) => member.revoke_again(&lot.hash).await.map(|()| true),
            (false, false) => member.revoke(&lot.hash).await.map(|()| true),
        }
    }

    fn tell(is_revoked: &bool) -> (bool, Sentence) {
        let text = if *is_revoked {
            Phrase::Headline(Reason::Code(Code::LotRevoked))
        } else {
            Consequence::NotRevoked.into()
        };
        (*is_revoked, text.into())
    }
}
