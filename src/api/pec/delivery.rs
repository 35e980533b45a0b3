//! Delivering to a server that takes the same lot twice and overwrites one of the same stamp.

use domain::delivery::{Delivered, Delivery};
use domain::form::{Field, Problem, Problems};
use domain::status::{Code, Failure, Misfortune};
use protocol::path;
use protocol::pec::account::Account;
use protocol::pec::delivery::Delivery as Body;
use protocol::pec::told::Answer;

use crate::api::idempotency::IdempotencyKey;
use crate::api::pec::Member;
use crate::api::recall::still_unknown;
use crate::api::wire::Call;
use crate::browser::clock;
use crate::browser::fetch::Method;

impl Member {
    /// One lot a call. What may have been delivered is looked for among the deliveries before it is sent anew.
    pub async fn deliver(&self, delivery: &Delivery, key: &IdempotencyKey) -> Result<Delivered, Failure> {
        // No price is derived there, and an odd one would move no money.
        let Some(value) = delivery.value else {
            return Ok(refused(Problems::one(Field::Value, Problem::Missing)));
        };
        let is_unknown = !self.unsettled.stamps(key).is_empty();
        if is_unknown && let Some(delivered) = self.look_for(delivery, key).await? {
            return Ok(delivered);
        }
        let stamp = self.unsettled.deliver(key, clock::now());
        let body = Body::of(&self.session.token, delivery, value, stamp);
        match self.ask(Call::change(Method::POST, path::DELIVERY).with_body(&body)).await {
            Err(failure) => {
                if !failure.leaves_outcome_unknown() {
                    self.unsettled.not_delivered(key, stamp);
                }
                Err(failure)
            }
            Ok(done) => {
                let told: Answer = done.read().unwrap_or_default();
                match told.hash() {
                    _ if told.has_failed() => {
                        self.unsettled.not_delivered(key, stamp);
                        Ok(refused(Problems::default()))
                    }
                    Some(hash) => Ok(Delivered::InPool { hash, value }),
                    None => self.look_for(delivery, key).await?.ok_or_else(|| done.unreadable()),
                }
            }
        }
    }

    /// The lot that an earlier try became, if it became one.
    async fn look_for(
        &self,
        delivery: &Delivery,
        key: &IdempotencyKey,
    ) -> Result<Option<Delivered>, Failure> {
        let account = self.account().await.map_err(still_unknown)?;
        lot_of(&account, delivery, &self.unsettled.stamps(key))
    }
}

/// The lot that a delivery became, where the account shows it.
pub(super) fn lot_of(
    account: &Account,
    delivery: &Delivery,
    stamps: &[u64],
) -> Result<Option<Delivered>, Failure> {
    let lot = account.delivered(delivery, stamps);
    // A row without a name proves that it is there, and does not say what is needed of it.
    lot.map(|lot| match (lot.hash(), delivery.value) {
        (Some(hash), Some(value)) => Ok(Delivered::InPool { hash, value }),
        (None, _) | (_, None) => Err(Failure::from(Misfortune::Unreadable)),
    })
    .transpose()
}

fn refused(problems: Problems) -> Delivered {
    Delivered::Refused { status: Code::LotRequestMalformed.into(), problems }
}
