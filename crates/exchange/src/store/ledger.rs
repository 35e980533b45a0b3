//! The ledger: every credit that ever moved, in double entry, and the balances that follow from it.
//!
//! The rows of one transfer sum to zero. Opening balances come from the exchange's own side, which has no
//! account. What moves when a lot is bought stands in `purchase`, with everything else that happens then.

use domain::credits::Credits;
use domain::timestamp::Timestamp;

use super::{moment, to_column};
use crate::database::{Writing, query};
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
