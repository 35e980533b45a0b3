//! The ledger: every credit that ever moved, in double entry, and the balances that follow from it.
//!
//! The rows of one transfer sum to zero. Opening balances come from the exchange's own side, which has no
//! account. Whether somebody may pay is the caller's question.

use domain::credits::{Credits, LotPrice};
use domain::lot::LotHash;
use domain::timestamp::Timestamp;

use super::{moment, to_column};
use crate::database::{Writing, query, query_script, script};
use crate::error::Error;

/// Writes down the balance that an account was opened with.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn issue(
    writing: &mut Writing,
    account: i64,
    balance: Credits,
    now: Timestamp,
) -> Result<(), Error> {
    if balance == Credits(0) {
        return Ok(());
    }
    query("INSERT INTO ledger (account, amount, lot, at) VALUES (NULL, -$1, NULL, $3), ($2, $1, NULL, $3)")
        .bind(to_column(balance.0))
        .bind(account)
        .bind(moment(now))
        .execute(writing.connection())
        .await?;
    Ok(())
}

/// Moves the price of a lot from its buyer to its seller.
///
/// # Errors
/// [`Error::Database`], also where the buyer has too little: the table lets no balance below zero.
pub(crate) async fn pay(
    writing: &mut Writing,
    lot: &LotHash,
    price: LotPrice,
    buyer: i64,
    seller: i64,
    now: Timestamp,
) -> Result<(), Error> {
    query_script(script!(
        "UPDATE accounts SET balance = balance + CASE WHEN id = $2 THEN -$1 ELSE $1 END WHERE id IN ($2, $3)",
        "INSERT INTO ledger (account, amount, lot, at) VALUES ($2, -$1, $4, $5), ($3, $1, $4, $5)",
    ))
    .bind(to_column(price.get()))
    .bind(buyer)
    .bind(seller)
    .bind(lot.0.as_slice())
    .bind(moment(now))
    .execute(writing.connection())
    .await?;
    Ok(())
}
