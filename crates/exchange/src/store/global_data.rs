//! The global data: its figures, and all of its rows in pages.
//!
//! Passwords, sessions, keys and failed attempts are no part of it. Every function wants a snapshot, so that
//! figures and pages speak of one and the same moment. What is made of the rows is not decided in here.

use domain::account::Address;
use domain::credits::{Credits, PowerUnit};
use domain::global_data::GlobalData;
use domain::lot::{Lot, LotHash};
use domain::timestamp::Timestamp;

use super::from_column;
use super::lot::{self, lots};
use crate::database::{Connection, query, query_scalar};
use crate::error::Error;

/// How many rows a page has.
const PAGE: i64 = 500;

/// An account as others may know it, and what it can spend.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    /// Its number in here, by which pages go on.
    pub(crate) id: i64,
    /// Its name.
    pub(crate) name: String,
    /// Its public address.
    pub(crate) address: Address,
    /// What it can spend.
    pub(crate) balance: Credits,
}

/// One row of the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its number, by which pages go on.
    pub(crate) id: i64,
    /// Whose balance it changed; none for the exchange's own side.
    pub(crate) account: Option<Address>,
    /// By how many credits.
    pub(crate) amount: i64,
    /// The lot that was paid.
    pub(crate) lot: Option<LotHash>,
    /// When.
    pub(crate) at: Timestamp,
}

/// The figures.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn figures(snapshot: &mut Connection, power_unit: PowerUnit) -> Result<GlobalData, Error> {
    // Lots are counted by conditions that an index answers: those that are sold are those with a buyer.
    let row = query(
        "SELECT (SELECT count(*) FROM accounts) AS accounts,
                (SELECT count(*) FROM lots WHERE status = 'waiting') - (SELECT count(*) FROM held_lots) AS waiting,
                (SELECT count(*) FROM lots) AS lots,
                (SELECT count(*) FROM lots WHERE buyer IS NOT NULL) AS sold,
                (SELECT count(*) FROM lots WHERE status = 'revoked') AS revoked,
                (SELECT coalesce(max(seq), 0) FROM pool_events) AS block_height,
                (SELECT CAST(coalesce(sum(balance), 0) AS BIGINT) FROM accounts) AS credits",
    )
    .fetch_one(snapshot)
    .await?;
    let number = |column: &str| from_column(row.try_get(column)?);
    Ok(GlobalData {
        accounts: number("accounts")?,
        waiting: number("waiting")?,
        lots: number("lots")?,
        sold: number("sold")?,
        revoked: number("revoked")?,
        block_height: number("block_height")?,
        power_unit,
        credits: Credits(number("credits")?),
    })
}

/// How many rows the ledger has.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn entry_count(snapshot: &mut Connection) -> Result<u64, Error> {
    from_column(query_scalar("SELECT count(*) FROM ledger").fetch_one(snapshot).await?)
}

/// The accounts that follow the one of that number.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn holders(snapshot: &mut Connection, after: i64) -> Result<Vec<Holder>, Error> {
    let rows = query("SELECT id, name, address, balance FROM accounts WHERE id > $1 ORDER BY id LIMIT $2")
        .bind(after)
        .bind(PAGE)
        .fetch_all(snapshot)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Holder {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                address: lot::address(row.try_get("address")?)?,
                balance: Credits(from_column(row.try_get("balance")?)?),
            })
        })
        .collect()
}

/// The lots that were delivered after the one of that block height.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn lots(snapshot: &mut Connection, after: i64) -> Result<Vec<Lot>, Error> {
    let rows = query(lots!("WHERE lots.block_height > $1 ORDER BY lots.block_height LIMIT $2"))
        .bind(after)
        .bind(PAGE)
        .fetch_all(snapshot)
        .await?;
    rows.iter().map(lot::from_row).collect()
}

/// The rows of the ledger that follow the one of that number.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn entries(snapshot: &mut Connection, after: i64) -> Result<Vec<Entry>, Error> {
    let rows = query(
        "SELECT ledger.id, ledger.amount, ledger.lot, ledger.at, accounts.address
         FROM ledger LEFT JOIN accounts ON accounts.id = ledger.account
         WHERE ledger.id > $1 ORDER BY ledger.id LIMIT $2",
    )
    .bind(after)
    .bind(PAGE)
    .fetch_all(snapshot)
    .await?;
    rows.iter()
        .map(|row| {
            let (account, lot): (Option<&[u8]>, Option<&[u8]>) =
                (row.try_get("address")?, row.try_get("lot")?);
            Ok(Entry {
                id: row.try_get("id")?,
                account: account.map(lot::address).transpose()?,
                amount: row.try_get("amount")?,
                lot: lot.map(lot::hash).transpose()?,
                at: Timestamp(from_column(row.try_get("at")?)?),
            })
        })
        .collect()
}
