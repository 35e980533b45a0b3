//! One decision to deliver, as typed and as sent, under one key.

use domain::account::AccountName;
use domain::credits::LotPrice;
use domain::delivery::{Delivered, Delivery, DeliveryDraft};
use domain::form::Problems;
use domain::pending::{Intent, Wish};
use domain::status::{Action, Code, Failure, Reason};
use domain::timestamp::Timestamp;
use words::{Label, Phrase, Sentence};

use crate::api::Member;
use crate::inquiry::{Errand, Tries};

/// One decision to deliver.
#[derive(Clone)]
pub struct Attempt {
    /// What was typed.
    pub draft: DeliveryDraft,
    /// What was made of it.
    pub delivery: Delivery,
    tries: Tries,
}

impl Attempt {
    /// A new one.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn validate(draft: DeliveryDraft, now: Timestamp) -> Result<Self, Problems> {
        Ok(Self { delivery: Delivery::validate(&draft, now)?, draft, tries: Tries::none(now) })
    }
}

impl Errand for Attempt {
    /// The price at which it is in the pool; nothing where it never reached the exchange.
    type Answer = Option<LotPrice>;

    const ACTION: Action = Action::Deliver;

    fn recalled(Intent { sending, wish, account: _ }: Intent) -> Option<Self> {
        match wish {
            Wish::Delivery { draft, delivery } => {
                Some(Self { draft, delivery, tries: Tries::recalled(sending, true) })
            }
            Wish::Purchase { .. } | Wish::Revoke { .. } => None,
        }
    }

    fn intent(&self, account: AccountName) -> Intent {
        let wish = Wish::Delivery { draft: self.draft.clone(), delivery: self.delivery.clone() };
        Intent { account, sending: self.tries.sending.clone(), wish }
    }

    fn tries(&self) -> &Tries {
        &self.tries
    }

    fn tries_mut(&mut self) -> &mut Tries {
        &mut self.tries
    }

    async fn ask(self, member: Member) -> Result<Option<LotPrice>, Failure> {
        let Self { delivery, tries: Tries { sending, is_recalled, is_lost: _ }, draft: _ } = self;
        let delivered = if is_recalled {
            member.recall_delivery(&delivery, &sending).await?
        } else {
            Some(member.deliver(&delivery, &sending.key).await?)
        };
        delivered.map(price_of).transpose()
    }

    fn tell(answer: &Option<LotPrice>) -> (bool, Sentence) {
        match answer {
            Some(_) => (true, Phrase::Headline(Reason::Code(Code::Delivered)).into()),
            None => (false, Label::DeliveryMissing.into()),
        }
    }
}

/// The price at which a lot is in the pool.
fn price_of(delivered: Delivered) -> Result<LotPrice, Failure> {
    match delivered {
        Delivered::InPool { value, .. } => Ok(value),
        Delivered::Refused { status, problems } => Err(Failure { problems, ..status.into() }),
    }
}
