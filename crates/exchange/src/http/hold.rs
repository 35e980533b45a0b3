//! `/tx/purchase/{handshakeId}`: confirming a held purchase, and releasing it. And the hold that a path names.
//!
//! Neither carries a key: a hold is bought once or not at all, however often that is asked.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::put;
use domain::handshake::Handshake;
use domain::status::Code;
use protocol::path;
use protocol::purchase::Purchased;

use super::member::Member;
use super::{Shared, answer};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::handshake;

/// The routes.
pub(super) fn router() -> Router<Arc<Exchange>> {
    Router::new().route(path::HOLD_ROUTE, put(confirm).delete(release))
}

/// The hold that a path names. A text that cannot be a handshake is the name of no hold.
struct Named(Handshake);

impl FromRequestParts<Arc<Exchange>> for Named {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        let unknown = || Error::Refused(Code::LotUnknown);
        let Path(text) = Path::<String>::from_request_parts(parts, exchange).await.map_err(|_| unknown())?;
        text.parse().map(Self).map_err(|_| unknown())
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
