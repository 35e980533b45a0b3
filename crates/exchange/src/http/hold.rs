//! `/tx/purchase/{handshakeId}`: confirming a held purchase, and releasing it. And the hold that a path names.
//!
//! Neither carries a key: a hold is bought once or not at all, however often that is asked.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::handshake::Handshake;
use domain::status::Code;
use protocol::purchase::Purchased;
use protocol::{path, schema};

use super::description::{About, Ending, NOTHING, Part, Routes, Told, holds, path_parameter};
use super::member::Member;
use super::{Shared, answer, body};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::handshake;

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::default().put(path::HOLD_ROUTE, confirm, &CONFIRM).delete(path::HOLD_ROUTE, release, &RELEASE)
}

/// What is told about confirming.
pub(super) static CONFIRM: About = About {
    name: "confirmPurchase",
    summary: "Confirms a held purchase",
    description: "Asked again, it is answered again; a hold that ran out or was released is 833.",
    endings: &[
        Ending::Done(Code::Purchased, holds::<Purchased>),
        Ending::Error(|| Error::Refused(Code::LotNotForSale)),
    ],
    leads: &[],
};

/// What is told about releasing.
pub(super) static RELEASE: About = About {
    name: "releasePurchase",
    summary: "Releases a held purchase",
    description: "Its lots are back in the pool. Asked again, it is answered again; one that was confirmed is 836.",
    endings: &[Ending::Done(Code::HoldReleased, NOTHING)],
    leads: &[],
};

/// The hold that a path names. A text that cannot be a handshake is the name of no hold.
struct Named(Handshake);

impl FromRequestParts<Arc<Exchange>> for Named {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        body::named(parts, exchange, || Error::Refused(Code::LotUnknown)).await.map(Self)
    }
}

impl Part for Named {
    fn tell(told: &mut Told) {
        told.parameters.push(path_parameter::<schema::HandshakeId>("handshake_id"));
        told.endings.push(Ending::Error(|| Error::Refused(Code::LotUnknown)));
    }
}

async fn confirm(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::PurchaseNoSession.number() }>,
    Named(id): Named,
) -> Result<Response, Error> {
    let clock = exchange.clock().clone();
    let buyer = visitor.session.account;
    let receipt = exchange
        .database
        .write(move |writing| {
            Box::pin(async move { handshake::confirm(writing, &id, buyer, clock.now()).await })
        })
        .await?;
    answer::done(Code::Purchased, &Purchased::from(&receipt))
}

async fn release(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::PurchaseNoSession.number() }>,
    Named(id): Named,
) -> Result<Response, Error> {
    let clock = exchange.clock().clone();
    let buyer = visitor.session.account;
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move { handshake::release(writing, &id, buyer, clock.now()).await })
        })
        .await?;
    answer::done(Code::HoldReleased, &answer::Nothing {})
}
