//! Keys that make a repeated purchase or delivery safe: the first answer is kept and given again.
//!
//! Key and effect are written in one transaction, so there is never one without the other.

use std::time::Duration;

use domain::form::{Field, Problem};
use domain::timestamp::Timestamp;

use super::moment;
use crate::database::{Writing, query};
use crate::error::Error;

/// How long an answer is kept.
pub(crate) const KEPT: Duration = Duration::from_secs(48 * 60 * 60);

/// A key with what it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Keyed {
    /// The account that uses it.
    pub(crate) account: i64,
    /// The key.
    pub(crate) key: String,
    /// The SHA-256 of the request.
    pub(crate) fingerprint: [u8; 32],
}

/// The answer that was given to this very request before.
///
/// # Errors
/// [`Error::Malformed`] where the key was used for another request; [`Error::Database`].
pub(crate) async fn answered(writing: &mut Writing, keyed: &Keyed) -> Result<Option<Vec<u8>>, Error> {
    let row = query("SELECT fingerprint, answer FROM idempotency_keys WHERE account = $1 AND key = $2")
        .bind(keyed.account)
        .bind(&keyed.key)
        .fetch_optional(writing.connection())
        .await?;
    let Some(row) = row else { return Ok(None) };
    if row.try_get::<&[u8]>("fingerprint")? == keyed.fingerprint.as_slice() {
        Ok(Some(row.try_get("answer")?))
    } else {
        Err(Error::field(Field::IdempotencyKey, Problem::Reused))
    }
}

/// Keeps an answer.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn keep(
    writing: &mut Writing,
    keyed: &Keyed,
    answer: &[u8],
    now: Timestamp,
) -> Result<(), Error> {
    query(
        "INSERT INTO idempotency_keys (account, key, fingerprint, answer, created_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(keyed.account)
    .bind(&keyed.key)
    .bind(keyed.fingerprint.as_slice())
    .bind(answer)
    .bind(moment(now))
    .execute(writing.connection())
    .await?;
    Ok(())
}

/// Forgets answers that were kept long enough.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn forget_old(writing: &mut Writing, now: Timestamp) -> Result<(), Error> {
    query("DELETE FROM idempotency_keys WHERE created_at < $1")
        .bind(moment(now) - super::to_column(KEPT.as_millis() as u64))
        .execute(writing.connection())
        .await?;
    Ok(())
}
