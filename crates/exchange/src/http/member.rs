//! The log-in requirement: a handler that asks for a [`Member`] is reached only with a living session.
//!
//! The number is the code that its route answers without one, so every route says its own. Being asked for
//! counts as use of the session; a [`Visitor`] is the same without that, for heartbeats. An [`Operator`] is a
//! member whose account is an operator's at this moment.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::status::{Code, Status};
use domain::timestamp::Timestamp;

use super::cookie;
use super::description::{Ending, Part, Told};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::account;
use crate::store::session::Session;
use crate::store::token::TokenHash;

/// Somebody with a living session, which is prolonged by this call.
pub(crate) struct Member<const NO_SESSION: u16>(pub(crate) Visitor<NO_SESSION>);

/// Somebody with a living session.
pub(crate) struct Visitor<const NO_SESSION: u16> {
    /// The session and its account.
    pub(crate) session: Session,
    /// The session's name in the database.
    pub(crate) token: TokenHash,
}

/// An operator with a living session, which is prolonged by this call. Anybody else is answered 811.
pub(crate) struct Operator;

impl<const NO_SESSION: u16> Visitor<NO_SESSION> {
    /// Prolongs the session.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn prolong(&mut self, exchange: &Exchange, now: Timestamp) -> Result<(), Error> {
        if self.session.last_active_at < now {
            exchange.note_use(self.token, now).await?;
            self.session.last_active_at = now;
        }
        Ok(())
    }
}

impl<const NO_SESSION: u16> FromRequestParts<Arc<Exchange>> for Member<NO_SESSION> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        let mut visitor = Visitor::from_request_parts(parts, exchange).await?;
        visitor.prolong(exchange, exchange.clock().now()).await?;
        Ok(Self(visitor))
    }
}

impl FromRequestParts<Arc<Exchange>> for Operator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        const NOT_AN_OPERATOR: u16 = Code::NotAnOperator.number();
        let Member(visitor) = Member::<NOT_AN_OPERATOR>::from_request_parts(parts, exchange).await?;
        let account = visitor.session.account;
        let is_operator = account::is_operator(&mut exchange.database.read().await?, account).await?;
        if is_operator { Ok(Self) } else { Err(refused::<NOT_AN_OPERATOR>()) }
    }
}

impl<const NO_SESSION: u16> FromRequestParts<Arc<Exchange>> for Visitor<NO_SESSION> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        let token = cookie::token(&parts.headers, exchange.settings.is_insecure_http)
            .ok_or_else(refused::<NO_SESSION>)?;
        let token = token.hash();
        let session = exchange.session(&token).await?.ok_or_else(refused::<NO_SESSION>)?;
        if session.remaining(exchange.clock().now()).is_zero() {
            return Err(refused::<NO_SESSION>());
        }
        Ok(Self { session, token })
    }
}

impl<const NO_SESSION: u16> Part for Visitor<NO_SESSION> {
    fn tell(told: &mut Told) {
        told.needs_session = true;
        told.endings.push(Ending::Error(refused::<NO_SESSION>));
    }
}

impl<const NO_SESSION: u16> Part for Member<NO_SESSION> {
    fn tell(told: &mut Told) {
        Visitor::<NO_SESSION>::tell(told);
    }
}

impl Part for Operator {
    fn tell(told: &mut Told) {
        Visitor::<{ Code::NotAnOperator.number() }>::tell(told);
    }
}

fn refused<const NO_SESSION: u16>() -> Error {
    match Status::from_number(NO_SESSION) {
        Some(Status::Known(code)) => Error::NoSession(code),
        _ => Error::NoSession(Code::AccountNoSession),
    }
}
