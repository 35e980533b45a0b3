//! The pool: its history, its versions, and the lots in it. What changed since a version is in `difference`.
//!
//! A version names the newest event that it includes and the database it came from. Every change of a
//! lot writes one event, in the same transaction. The events of a lot take turns: one brings it into the
//! pool, the next one takes it out.

use domain::lot::{Lot, LotHash};
use domain::pool::PoolVersion;
use domain::timestamp::Timestamp;

use super::lot::{self, lots};
use super::{from_column, moment, to_column};
use crate::database::{Connection, Writing, query, query_scalar};
use crate::error::Error;

/// What can happen to a lot.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// It came.
    Delivered,
    /// It is held for a buyer.
    Held,
    /// It is no longer held; that it is sold or expired may follow at once.
    Freed,
    /// It was bought.
    Sold,
    /// Its seller took it back.
    Revoked,
    /// Its time was over.
    Expired,
}

impl Event {
    pub(super) const fn token(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Held => "held",
            Self::Freed => "freed",
            Self::Sold => "sold",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }
}

/// Writes the event with which a lot left the pool for good, and into the lot which one it was.
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
    query("UPDATE lots SET left_event = $1 WHERE hash = $2")
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
    let seq = query_scalar("INSERT INTO pool_events (kind, lot, at) VALUES ($1, $2, $3) RETURNING seq")
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

/// The number of the newest event.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn newest(connection: &mut Connection) -> Result<i64, Error> {
    Ok(query_scalar("SELECT coalesce(max(seq), 0) FROM pool_events").fetch_one(connection).await?)
}

/// How many lots wait.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn count(connection: &mut Connection) -> Result<u64, Error> {
    let waiting =
        "SELECT (SELECT count(*) FROM lots WHERE status = 'waiting') - (SELECT count(*) FROM held_lots)";
    from_column(query_scalar(waiting).fetch_one(connection).await?)
}

/// By how many more lots wait than did after that event.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn came_after(connection: &mut Connection, event: i64) -> Result<i64, Error> {
    let came =
        "SELECT CAST(coalesce(sum(CASE WHEN kind IN ('delivered', 'freed') THEN 1 ELSE -1 END), 0) AS BIGINT)
                FROM pool_events WHERE seq > $1";
    Ok(query_scalar(came).bind(event).fetch_one(connection).await?)
}

/// The lots that wait, the newest first: a page of them, below a block height if there is one.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn page(
    snapshot: &mut Connection,
    below: Option<u64>,
    limit: usize,
) -> Result<Vec<Lot>, Error> {
    let rows = query(lots!(
        "WHERE lots.status = 'waiting' AND NOT EXISTS (SELECT 1 FROM held_lots WHERE lot = lots.hash)
           AND lots.block_height < $1
         ORDER BY lots.block_height DESC LIMIT $2"
    ))
    .bind(to_column(below.unwrap_or(u64::MAX)))
    .bind(to_column(limit as u64))
    .fetch_all(snapshot)
    .await?;
    rows.iter().map(lot::from_row).collect()
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
