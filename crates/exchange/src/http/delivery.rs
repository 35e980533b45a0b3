//! `/tx/delivery`: putting lots into the pool, each on its own merits, and taking one back.

use axum::extract::State;
use axum::response::Response;
use domain::credits::{LotPrice, PowerUnit};
use domain::delivery::{Delivered as Outcome, Delivery, MAX_LOTS, check_expiry};
use domain::energy::{EnergyType, WattHours, Watts};
use domain::form::{Field, Problem, Problems};
use domain::lot::Note;
use domain::status::Code;
use domain::timestamp::Timestamp;
use protocol::lot::{Delivered, DeliveryLot, DeliveryOutcome};
use protocol::{path, schema};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::{self, Json};
use super::description::{About, Ending, Lead, NOTHING, Routes, holds};
use super::keyed::{self, Key};
use super::lot::Named;
use super::member::Member;
use super::{Shared, answer, lot, purchase};
use crate::error::Error;
use crate::store::delivery;
use crate::store::idempotency::Keyed;

/// The longest body of a delivery, in bytes. JSON may need 12 bytes for one character of a note (an escaped
/// surrogate pair), so 500 lots with notes of 280 characters and their other members need up to 1.9 MB.
const LONGEST_BODY: usize = 2_500 * 1024;

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::default().post(path::DELIVERY, deliver, &DELIVER).with_bodies_up_to(LONGEST_BODY).delete(
        path::REVOKE_ROUTE,
        revoke,
        &REVOKE,
    )
}

static DELIVER: About = About {
    name: "deliver",
    summary: "Puts lots into the pool",
    description: "Each on its own merits: `result` tells in order what became of each. A lot without a price gets one from the exchange. A lot leaves the pool by itself at its `timestampExpire`, which is 60 seconds to 90 days ahead.",
    endings: &[Ending::Done(Code::Delivered, holds::<Delivered>)],
    leads: &[
        Lead {
            from: Code::Delivered,
            to: &lot::AVAILABLE,
            parameters: &[("tx_hash", "$response.body#/result/0/txHash")],
            body: None,
        },
        Lead {
            from: Code::Delivered,
            to: &REVOKE,
            parameters: &[("tx_hash", "$response.body#/result/0/txHash")],
            body: None,
        },
        Lead {
            from: Code::Delivered,
            to: &purchase::PURCHASE,
            parameters: &[],
            body: Some(
                r#"{"tx": [{"txHash": "$response.body#/result/0/txHash", "value": "$response.body#/result/0/value"}]}"#,
            ),
        },
    ],
};

/// What is told about taking a lot back.
pub(super) static REVOKE: About = About {
    name: "revoke",
    summary: "Takes a lot back",
    description: "A lot of one's own that still waits in the pool.",
    endings: &[
        Ending::Done(Code::LotRevoked, NOTHING),
        Ending::Error(|| Error::Refused(Code::RevokeTooLate)),
        Ending::Error(|| Error::Refused(Code::RevokeUnknown)),
    ],
    leads: &[],
};

/// [`protocol::lot::Delivery`] whose lots are read one by one, so that one bad lot does not keep the others.
#[derive(Deserialize, ToSchema)]
#[schema(as = Delivery)]
struct Lots {
    #[schema(value_type = schema::DeliveryLots)]
    tx: Vec<Value>,
}

async fn deliver(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::DeliveryNoSession.number() }>,
    Key(key): Key,
    Json { content: Lots { tx }, fingerprint }: Json<Lots>,
) -> Result<Response, Error> {
    if tx.is_empty() {
        return Err(Error::field(Field::Lots, Problem::Missing));
    }
    if tx.len() > MAX_LOTS {
        return Err(Error::field(Field::Lots, Problem::TooLong));
    }
    let power_unit = exchange.settings.power_unit;
    let account = visitor.session.account;
    let keyed = Keyed { account, key, fingerprint };
    keyed::once(&exchange, keyed, move |writing, now| {
        Box::pin(async move {
            let mut result = Vec::with_capacity(tx.len());
            for lot in &tx {
                let outcome = match check(lot, power_unit, now) {
                    Ok((good, value)) => {
                        let hash = delivery::deliver(writing, &good, value, account, now).await?;
                        Outcome::InPool { hash, value }
                    }
                    Err(problems) => Outcome::Refused { status: Code::LotRequestMalformed.into(), problems },
                };
                result.push(DeliveryOutcome::from(&outcome));
            }
            answer::bytes(Code::Delivered, &Delivered { result })
        })
    })
    .await
}

/// A good lot and its price, or everything that is wrong with it.
fn check(lot: &Value, power_unit: PowerUnit, now: Timestamp) -> Result<(Delivery, LotPrice), Problems> {
    let lot: DeliveryLot = body::read(lot)?;
    let mut problems = Problems::default();
    let energy_type = problems.check(Field::EnergyType, EnergyType::parse(&lot.energy_type));
    let power = problems.check(Field::Power, Watts::new(lot.power));
    let amount = problems.check(Field::Amount, WattHours::new(lot.amount));
    let named = problems.check(Field::Value, lot.value.map(LotPrice::new).transpose());
    let value = match (named, amount) {
        (Some(None), Some(amount)) => problems.check(Field::Value, power_unit.price(amount)),
        (named, _) => named.flatten(),
    };
    let expire = problems.check(Field::TimestampExpire, check_expiry(Timestamp(lot.timestamp_expire), now));
    let note = problems.check(Field::InputData, Note::parse(&lot.input_data));
    match (energy_type, power, amount, value, expire, note) {
        (Some(energy_type), Some(power), Some(amount), Some(value), Some(timestamp_expire), Some(note)) => {
            let named = named.flatten();
            Ok((Delivery { energy_type, power, amount, value: named, timestamp_expire, note }, value))
        }
        _ => Err(problems),
    }
}

async fn revoke(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::RevokeNoSession.number() }>,
    Named(hash): Named,
) -> Result<Response, Error> {
    let clock = exchange.clock().clone();
    let seller = visitor.session.account;
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move { delivery::revoke(writing, &hash, seller, clock.now()).await })
        })
        .await?;
    answer::done(Code::LotRevoked, &answer::Nothing {})
}
