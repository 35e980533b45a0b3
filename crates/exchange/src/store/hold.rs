//! Holds: taking lots out of the pool for one buyer, and letting them back when that is over.
//!
//! A hold is open until it is confirmed or released, and it is over for everybody once the clock has passed
//! its end, ended in here or not. What its buyer says about it is in `handshake`.

use domain::credits::Credits;
use domain::handshake::Handshake;
use domain::hold::Hold;
use domain::lot::LotHash;
use domain::purchase::LotOutcome;
use domain::timestamp::Timestamp;

use super::idempotency::KEPT;
use super::{expiry, lot, moment, pool, to_column};
use crate::database::{Connection, Writing, query, query_scalar};
use crate::error::Error;

/// How many holds end in one transaction; each has at most as many lots as a purchase.
pub(crate) const BATCH: usize = 20;

/// Holds lots for an account until that moment, in place of whatever it held before.
///
/// # Errors
/// [`Error::Database`], also for a lot that somebody holds already.
pub(super) async fn open(
    writing: &mut Writing,
    account: i64,
    total: Credits,
    outcomes: Vec<LotOutcome>,
    ends_at: Timestamp,
    now: Timestamp,
) -> Result<Hold, Error> {
    let earlier: Option<String> = query_scalar("SELECT id FROM holds WHERE account = $1 AND state = 'open'")
        .bind(account)
        .fetch_optional(writing.connection())
        .await?;
    if let Some(earlier) = earlier {
        end(writing, &earlier, now).await?;
    }
    let id = Handshake(rand::random());
    query("INSERT INTO holds (id, account, state, created_at, ends_at) VALUES ($1, $2, 'open', $3, $4)")
        .bind(id.to_string())
        .bind(account)
        .bind(moment(now))
        .bind(moment(ends_at))
        .execute(writing.connection())
        .await?;
    for (place, outcome) in (0_i64..).zip(&outcomes) {
        query("INSERT INTO hold_outcomes (hold, place, lot, code) VALUES ($1, $2, $3, $4)")
            .bind(id.to_string())
            .bind(place)
            .bind(outcome.hash.0.as_slice())
            .bind(i64::from(outcome.status.number()))
            .execute(writing.connection())
            .await?;
        if outcome.is_held() {
            query("INSERT INTO held_lots (lot, hold) VALUES ($1, $2)")
                .bind(outcome.hash.0.as_slice())
                .bind(id.to_string())
                .execute(writing.connection())
                .await?;
            pool::record(writing, pool::Event::Held, &outcome.hash, now).await?;
        }
    }
    Ok(Hold { id, total, expires_in: now.until(ends_at), outcomes })
}

/// Lets the lots of a hold go, back into the pool or, where their own time is over, out of it.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn free(writing: &mut Writing, id: &str, now: Timestamp) -> Result<(), Error> {
    let lots: Vec<Vec<u8>> = query_scalar("DELETE FROM held_lots WHERE hold = $1 RETURNING lot")
        .bind(id)
        .fetch_all(writing.connection())
        .await?;
    for hash in &lots {
        expiry::come_back(writing, &lot::hash(hash)?, now).await?;
    }
    Ok(())
}

/// Ends an open hold without a purchase.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn end(writing: &mut Writing, id: &str, now: Timestamp) -> Result<(), Error> {
    free(writing, id, now).await?;
    query("UPDATE holds SET state = 'released' WHERE id = $1 AND state = 'open'")
        .bind(id)
        .execute(writing.connection())
        .await?;
    Ok(())
}

/// Ends the hold that a lot is under where its time is over, so that nobody waits for the sweeper.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn make_way(writing: &mut Writing, lot: &LotHash, now: Timestamp) -> Result<(), Error> {
    let over: Option<String> = query_scalar(
        "SELECT holds.id FROM held_lots JOIN holds ON holds.id = held_lots.hold
         WHERE held_lots.lot = $1 AND holds.ends_at <= $2",
    )
    .bind(lot.0.as_slice())
    .bind(moment(now))
    .fetch_optional(writing.connection())
    .await?;
    match over {
        Some(id) => end(writing, &id, now).await,
        None => Ok(()),
    }
}

/// Whether the time of any open hold is over.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn has_lapsed(connection: &mut Connection, now: Timestamp) -> Result<bool, Error> {
    let one: Option<String> =
        query_scalar("SELECT id FROM holds WHERE state = 'open' AND ends_at <= $1 LIMIT 1")
            .bind(moment(now))
            .fetch_optional(connection)
            .await?;
    Ok(one.is_some())
}

/// Ends holds whose time is over, at most [`BATCH`], and says how many.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn lapse(writing: &mut Writing, now: Timestamp) -> Result<usize, Error> {
    let over: Vec<String> =
        query_scalar("SELECT id FROM holds WHERE state = 'open' AND ends_at <= $1 ORDER BY ends_at LIMIT $2")
            .bind(moment(now))
            .bind(to_column(BATCH as u64))
            .fetch_all(writing.connection())
            .await?;
    for id in &over {
        end(writing, id, now).await?;
    }
    Ok(over.len())
}

/// Forgets holds that are over, as late as the answers that named them.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn forget_old(writing: &mut Writing, now: Timestamp) -> Result<(), Error> {
    query("DELETE FROM holds WHERE state <> 'open' AND created_at < $1")
        .bind(moment(now) - to_column(KEPT.as_millis() as u64))
        .execute(writing.connection())
        .await?;
    Ok(())
}
