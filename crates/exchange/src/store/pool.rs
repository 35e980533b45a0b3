//! The pool: its versions, what changed since one, and the lots that leave it because their time is over.
//!
//! A version names the newest event that it includes and the database it came from. Every change of a
//! lot writes one event, in the same transaction.

use domain::lot::{Lot, LotHash};
use domain::pool::{PoolAnswer, PoolVersion};
use domain::timestamp::Timestamp;

use super::lot::{self, lots};
use super::moment;
use crate::database::{Connection, Writing};
use crate::error::Error;

/// How many lots expire in one transaction.
pub(crate) const BATCH: usize = 500;

/// What can happen to a lot.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// It came.
    Delivered,
    /// It was bought.
    Sold,
    /// Its seller took it back.
    Revoked,
    /// Its time was over.
    Expired,
}

impl Event {
    const fn token(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Sold => "sold",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }
}

/// Writes the event with which a lot left the pool, and into the lot which one it was.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn leave(
    writing: &mut Writing,
    event: Event,
    lot: &LotHash,
    now: Timestamp,
) -> Result<(), Error> {
    let seq = record(writing, event, lot, now).await?;
    sqlx::query("UPDATE lots SET left_event = $1 WHERE hash = $2")
        .bind(seq)
        .bind(lot.0.as_slice())
        .execute(writing.connection())
        .await?;
    Ok(())
}

/// Writes an event and gives its number.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn record(
    writing: &mut Writing,
    event: Event,
    lot: &LotHash,
    now: Timestamp,
) -> Result<i64, Error> {
    let seq = sqlx::query_scalar("INSERT INTO pool_events (kind, lot, at) VALUES ($1, $2, $3) RETURNING seq")
        .bind(event.token())
        .bind(lot.0.as_slice())
        .bind(moment(now))
        .fetch_one(writing.connection())
        .await?;
    writing.note_event(seq);
    Ok(seq)
}

/// The version that includes all events up to that number.
pub(crate) fn version(identity: &str, newest_event: i64) -> PoolVersion {
    PoolVersion(format!("{identity}-{newest_event}"))
}

/// The number inside a version, if this database gave it.
pub(crate) fn event_of(identity: &str, version: &str) -> Option<i64> {
    let digits = version.strip_prefix(identity)?.strip_prefix('-')?;
    let seq: i64 = digits.parse().ok()?;
    // Only the one way of writing it that `version` has.
    (seq >= 0 && seq.to_string() == digits).then_some(seq)
}

/// The pool since an event, or all of it where that is not given or not known; and how many lots wait.
/// `snapshot` has to be a transaction.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn read(
    snapshot: &mut Connection,
    identity: &str,
    since: Option<i64>,
) -> Result<(PoolAnswer, u64), Error> {
    let newest: i64 =
        sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM pool_events").fetch_one(&mut *snapshot).await?;
    let version = version(identity, newest);
    let Some(since) = since.filter(|since| *since <= newest) else {
        let rows = sqlx::query(lots!("WHERE lots.status = 'waiting' ORDER BY lots.block_height DESC"))
            .fetch_all(snapshot)
            .await?;
        let lots: Vec<Lot> = rows.iter().map(lot::from_row).collect::<Result<_, _>>()?;
        let total = lots.len() as u64;
        return Ok((PoolAnswer::Full { version, lots }, total));
    };
    let rows = sqlx::query(lots!(
        "WHERE lots.status = 'waiting' AND lots.block_height > $1 ORDER BY lots.block_height DESC"
    ))
    .bind(since)
    .fetch_all(&mut *snapshot)
    .await?;
    let changed = rows.iter().map(lot::from_row).collect::<Result<_, _>>()?;
    let left: Vec<Vec<u8>> = sqlx::query_scalar(
        "SELECT lots.hash FROM pool_events JOIN lots ON lots.hash = pool_events.lot
         WHERE pool_events.seq > $1 AND pool_events.kind <> 'delivered' AND lots.block_height <= $1
         ORDER BY pool_events.seq DESC",
    )
    .bind(since)
    .fetch_all(&mut *snapshot)
    .await?;
    let removed = left.iter().map(|bytes| lot::hash(bytes)).collect::<Result<_, _>>()?;
    let total: i64 =
        sqlx::query_scalar("SELECT count(*) FROM lots WHERE status = 'waiting'").fetch_one(snapshot).await?;
    Ok((PoolAnswer::Difference { version, changed, removed }, super::from_column(total)?))
}

/// Whether the time of any waiting lot is over.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn has_expired(connection: &mut Connection, now: Timestamp) -> Result<bool, Error> {
    let one: Option<i64> = sqlx::query_scalar(
        "SELECT block_height FROM lots WHERE status = 'waiting' AND timestamp_expire <= $1 LIMIT 1",
    )
    .bind(moment(now))
    .fetch_optional(connection)
    .await?;
    Ok(one.is_some())
}

/// Takes lots whose time is over out of the pool, at most [`BATCH`], and says how many.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn expire(writing: &mut Writing, now: Timestamp) -> Result<usize, Error> {
    let hashes: Vec<Vec<u8>> = sqlx::query_scalar(
        "UPDATE lots SET status = 'expired' WHERE status = 'waiting' AND hash IN
           (SELECT hash FROM lots WHERE status = 'waiting' AND timestamp_expire <= $1
            ORDER BY timestamp_expire LIMIT 500)
         RETURNING hash",
    )
    .bind(moment(now))
    .fetch_all(writing.connection())
    .await?;
    for hash in &hashes {
        leave(writing, Event::Expired, &lot::hash(hash)?, now).await?;
    }
    Ok(hashes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_reads_back_in_its_own_database_only() {
        let PoolVersion(text) = version("abc", 42);
        assert_eq!(event_of("abc", &text), Some(42));
        for other in ["abd-42", "abc-", "abc--1", "abc-+42", "abc-042", "42", "", "abc-99999999999999999999"]
        {
            assert_eq!(event_of("abc", other), None, "{other}");
        }
    }
}
