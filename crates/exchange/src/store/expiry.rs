//! Lots that leave the pool because their time is over, and lots that come back into it because nobody holds
//! them any more.
//!
//! Who decides that it is time is not here; the moment is given.

use domain::lot::LotHash;
use domain::timestamp::Timestamp;

use super::{lot, moment, pool};
use crate::database::{Connection, Writing, query, query_scalar};
use crate::error::Error;

/// How many lots expire in one transaction.
pub(crate) const BATCH: usize = 500;

/// Whether the time of any lot in the pool is over.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn has_expired(connection: &mut Connection, now: Timestamp) -> Result<bool, Error> {
    let one: Option<i64> = query_scalar(
        "SELECT block_height FROM lots WHERE status = 'waiting' AND timestamp_expire <= $1
           AND NOT EXISTS (SELECT 1 FROM held_lots WHERE lot = lots.hash) LIMIT 1",
    )
    .bind(moment(now))
    .fetch_optional(connection)
    .await?;
    Ok(one.is_some())
}

/// Takes lots whose time is over out of the pool, at most [`BATCH`], and says how many. Lots that are held
/// are not in the pool; they expire when they are freed.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn expire(writing: &mut Writing, now: Timestamp) -> Result<usize, Error> {
    let hashes: Vec<Vec<u8>> = query_scalar(
        "UPDATE lots SET status = 'expired' WHERE status = 'waiting' AND hash IN
           (SELECT hash FROM lots WHERE status = 'waiting' AND timestamp_expire <= $1
              AND NOT EXISTS (SELECT 1 FROM held_lots WHERE lot = lots.hash)
            ORDER BY timestamp_expire LIMIT 500)
         RETURNING hash",
    )
    .bind(moment(now))
    .fetch_all(writing.connection())
    .await?;
    for hash in &hashes {
        pool::leave(writing, pool::Event::Expired, &lot::hash(hash)?, now).await?;
    }
    Ok(hashes.len())
}

/// Brings a lot that was held back into the pool, or lets it expire where its time is over too.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn come_back(writing: &mut Writing, lot: &LotHash, now: Timestamp) -> Result<(), Error> {
    pool::record(writing, pool::Event::Freed, lot, now).await?;
    let expired = query(
        "UPDATE lots SET status = 'expired' WHERE hash = $1 AND status = 'waiting' AND timestamp_expire <= $2",
    )
    .bind(lot.0.as_slice())
    .bind(moment(now))
    .execute(writing.connection())
    .await?;
    if expired > 0 {
        pool::leave(writing, pool::Event::Expired, lot, now).await?;
    }
    Ok(())
}
