//! The paths of pec-server that hold more than those of the exchange: the session, or a lot.

use domain::lot::LotHash;

use crate::path;
use crate::pec::session::Token;

/// GET: balance, address and lots of the account.
#[must_use]
pub fn account(session: &Token) -> String {
    format!("{}/{session}", path::ACCOUNT)
}

/// GET: whether the session lives.
#[must_use]
pub fn alive(session: &Token) -> String {
    format!("{}/{session}", path::ALIVE)
}

/// GET: the lots that wait for a buyer.
#[must_use]
pub fn pool(session: &Token) -> String {
    format!("{}/{session}", path::POOL)
}

/// GET: whether that lot can be bought. It needs no session.
#[must_use]
pub fn available(hash: &LotHash) -> String {
    format!("/tx/available/{hash}")
}

/// GET, although it changes the pool: takes that lot back.
#[must_use]
pub fn revoke(session: &Token, hash: &LotHash) -> String {
    format!("/tx/revoke/{session}/{hash}")
}
