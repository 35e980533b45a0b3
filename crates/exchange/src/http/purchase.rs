//! `/tx/purchase`: buying lots, or holding them where they cost a lot together, with an outcome for each.

use axum::extract::State;
use axum::response::Response;
use domain::credits::LotPrice;
use domain::form::{Field, Problem};
use domain::purchase::{Pick, PurchaseAnswer};
use domain::status::Code;
use protocol::path;
use protocol::purchase::{Held, Purchase, Purchased};

use super::body::Json;
use super::description::{About, Ending, Lead, Routes, holds};
use super::keyed::{self, Key};
use super::member::Member;
use super::{Shared, answer, hold};
use crate::error::Error;
use crate::store::idempotency::Keyed;
use crate::store::purchase::{self, Terms};

/// The route.
pub(super) fn routes() -> Routes {
    Routes::default().put(path::PURCHASE, buy, &PURCHASE)
}

/// What is told about buying.
pub(super) static PURCHASE: About = About {
    name: "purchase",
    summary: "Buys lots",
    description: "Each at the price that its buyer saw: `result` tells in order what became of each. Where they cost a lot together, they are held until the purchase is confirmed or released, or `expiresIn` has run out (631).",
    endings: &[
        Ending::Done(Code::Purchased, holds::<Purchased>),
        Ending::Done(Code::PurchaseHeld, holds::<Held>),
    ],
    leads: &[
        Lead {
            from: Code::PurchaseHeld,
            to: &hold::CONFIRM,
            parameters: &[("handshake_id", "$response.body#/handshakeId")],
            body: None,
        },
        Lead {
            from: Code::PurchaseHeld,
            to: &hold::RELEASE,
            parameters: &[("handshake_id", "$response.body#/handshakeId")],
            body: None,
        },
    ],
};

async fn buy(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::PurchaseNoSession.number() }>,
    Key(key): Key,
    Json { content, fingerprint }: Json<Purchase>,
) -> Result<Response, Error> {
    let wanted = check(&content)?;
    let account = visitor.session.account;
    let keyed = Keyed { account, key, fingerprint };
    let terms =
        Terms { confirm_above: exchange.settings.confirm_above, hold_for: exchange.settings.hold_for };
    keyed::once(&exchange, keyed, move |writing, now| {
        Box::pin(async move {
            match purchase::purchase(writing, &wanted, account, terms, now).await? {
                PurchaseAnswer::Bought(receipt) => answer::bytes(Code::Purchased, &Purchased::from(&receipt)),
                PurchaseAnswer::Held(hold) => answer::bytes(Code::PurchaseHeld, &Held::from(&hold)),
            }
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
