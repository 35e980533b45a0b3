//! Where a lot stands, as far as that decides who may have it.
//!
//! It changes nothing, and trusts no sweeper: what is over is over by the clock.

use domain::credits::{Credits, LotPrice};
use domain::lot::{LotHash, LotStatus};
use domain::timestamp::Timestamp;

use super::{from_column, lot};
use crate::database::{Connection, Row, query};
use crate::error::Error;

/// What a purchase and a revocation look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    /// Where the lot stands.
    pub(crate) status: LotStatus,
    /// What it costs.
    pub(crate) value: LotPrice,
    /// The account that sells it.
    pub(crate) seller: i64,
    /// When it leaves the pool unsold.
    pub(crate) expire: Timestamp,
    /// Until when it is held, where it is; that may have passed.
    pub(crate) held_until: Option<Timestamp>,
}

impl Standing {
    /// Whether it waits for a buyer, its time is not over, and nobody holds it, swept or not.
    pub(crate) fn is_for_sale(&self, now: Timestamp) -> bool {
        match self.status {
            LotStatus::Waiting => self.expire > now && self.held_until.is_none_or(|until| until <= now),
            LotStatus::Succeeded | LotStatus::Revoked | LotStatus::Expired => false,
        }
    }
}

/// Where a lot stands.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn of(connection: &mut Connection, hash: &LotHash) -> Result<Option<Standing>, Error> {
    let row = query(
        "SELECT lots.status, lots.value, lots.seller, lots.timestamp_expire, holds.ends_at
         FROM lots LEFT JOIN held_lots ON held_lots.lot = lots.hash
                   LEFT JOIN holds ON holds.id = held_lots.hold WHERE lots.hash = $1",
    )
    .bind(hash.0.as_slice())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map_or(Ok(None), from_row)
}

/// Where a lot stands, and what somebody can spend who wants it.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn before(
    connection: &mut Connection,
    hash: &LotHash,
    buyer: i64,
) -> Result<(Option<Standing>, Credits), Error> {
    let row = query(
        "SELECT accounts.balance, lots.status, lots.value, lots.seller, lots.timestamp_expire, holds.ends_at
         FROM accounts LEFT JOIN lots ON lots.hash = $1
                       LEFT JOIN held_lots ON held_lots.lot = lots.hash
                       LEFT JOIN holds ON holds.id = held_lots.hold WHERE accounts.id = $2",
    )
    .bind(hash.0.as_slice())
    .bind(buyer)
    .fetch_one(connection)
    .await?;
    Ok((from_row(&row)?, Credits(from_column(row.try_get("balance")?)?)))
}

/// Reads a row; nothing where it has no lot.
fn from_row(row: &Row) -> Result<Option<Standing>, Error> {
    let Some(status) = row.try_get("status")? else { return Ok(None) };
    let held_until: Option<i64> = row.try_get("ends_at")?;
    Ok(Some(Standing {
        status: lot::status(status)?,
        value: LotPrice::new(from_column(row.try_get("value")?)?).map_err(|_| lot::odd("value"))?,
        seller: row.try_get("seller")?,
        expire: Timestamp(from_column(row.try_get("timestamp_expire")?)?),
        held_until: held_until.map(from_column).transpose()?.map(Timestamp),
    }))
}
