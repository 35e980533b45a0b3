//! `/tx/purchase`: buying lots, with an outcome for each. Holding lots for confirmation comes later.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::put;
use domain::credits::LotPrice;
use domain::form::{Field, Problem};
use domain::purchase::Pick;
use domain::status::Code;
use protocol::path;
use protocol::purchase::{PickOutcome, Purchase, Purchased};

use super::Shared;
use super::body::Json;
use super::keyed::{self, Key};
use super::member::Member;
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::idempotency::Keyed;
use crate::store::purchase;

/// The route.
pub(super) fn router() -> Router<Arc<Exchange>> {
    Router::new().route(path::PURCHASE, put(buy))
}

async fn buy(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::PurchaseNoSession.number() }>,
    Key(key): Key,
    Json { content, fingerprint }: Json<Purchase>,
) -> Result<Response, Error> {
    let wanted = check(&content)?;
    let now = exchange.clock().now();
    let account = visitor.session.account;
    let keyed = Keyed { account, key, fingerprint };
    keyed::once(&exchange, keyed, Code::Purchased, now, move |writing| {
        Box::pin(async move {
            let receipt = purchase::purchase(writing, &wanted, account, now).await?;
            let outcome = |outcome: &domain::purchase::LotOutcome| PickOutcome {
                tx_hash: outcome.hash.to_string(),
                status: outcome.status.number(),
            };
            Ok(Purchased {
                result: receipt.outcomes.iter().map(outcome).collect(),
                balance: receipt.balance.0,
            })
        })
    })
    .await
}

fn check(purchase: &Purchase) -> Result<domain::purchase::Purchase, Error> {
    let picks = purchase
        .tx
        .iter()
        .map(|pick| {
            let hash = pick.tx_hash.parse();
            Ok(Pick {
                hash: hash.map_err(|_| Error::field(Field::LotHash, Problem::Malformed))?,
                value: LotPrice::new(pick.value).map_err(|problem| Error::field(Field::Value, problem))?,
            })
        })
        .collect::<Result<_, Error>>()?;
    domain::purchase::Purchase::validate(picks).map_err(Error::Malformed)
}
