//! The files of the global data: at most one that is being written, over all exchanges of a database, and what became
//! of the latest ones.
//!
//! Whoever writes one is heard of again and again. Once that is too long ago the file has failed, for everybody and for
//! good, whether or not anybody has written that down. What is written into a file is not in here.

use std::time::Duration;

use domain::global_data::{Checksum, PersistFailure, Persisted};
use domain::handshake::{Handshake, Progress};
use domain::timestamp::Timestamp;

use super::{from_column, moment, to_column};
use crate::database::{Connection, Row, Writing, query};
use crate::error::Error;

/// How long nothing may be heard of whoever writes a file.
pub(crate) const SILENCE: Duration = Duration::from_secs(15);
/// How many files are remembered beside the one that is being written.
const KEPT: i64 = 16;

/// Where one stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It goes on.
    GoingOn(Progress),
    /// The file is there.
    Done(Persisted),
    /// There is no file.
    Failed(PersistFailure),
}

/// What begins, or already goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begun {
    /// Nothing went on: this one begins.
    Now(Handshake),
    /// This one goes on.
    Before(Handshake, Progress),
}

/// Begins a file, unless one goes on.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn begin(writing: &mut Writing, now: Timestamp) -> Result<Begun, Error> {
    let going_on = query("SELECT * FROM global_data_files WHERE state = 'going_on'")
        .fetch_optional(writing.connection())
        .await?;
    if let Some(row) = going_on
        && let Standing::GoingOn(progress) = standing(&row, now)?
    {
        let handshake = row.try_get::<&str>("handshake")?.parse().map_err(|_| odd("handshake"))?;
        return Ok(Begun::Before(handshake, progress));
    }
    abandon(writing).await?;
    let handshake = Handshake(rand::random());
    query(
        "INSERT INTO global_data_files (handshake, state, started_at, heard_at, progress)
         VALUES ($1, 'going_on', $2, $2, 0)",
    )
    .bind(handshake.to_string())
    .bind(moment(now))
    .execute(writing.connection())
    .await?;
    query(
        "DELETE FROM global_data_files WHERE state <> 'going_on' AND handshake NOT IN
           (SELECT handshake FROM global_data_files WHERE state <> 'going_on'
            ORDER BY started_at DESC, handshake LIMIT $1)",
    )
    .bind(KEPT)
    .execute(writing.connection())
    .await?;
    Ok(Begun::Now(handshake))
}

/// Fails whatever goes on: nobody writes it any more.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn abandon(writing: &mut Writing) -> Result<(), Error> {
    query("UPDATE global_data_files SET state = 'failed', reason = $1 WHERE state = 'going_on'")
        .bind(PersistFailure::Other.token())
        .execute(writing.connection())
        .await?;
    Ok(())
}

/// Notes that whoever writes the file is there, and how far it is. Says whether it still goes on: whoever was not heard
/// of in time has to give up.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn hear(
    writing: &mut Writing,
    handshake: &Handshake,
    progress: Progress,
    now: Timestamp,
) -> Result<bool, Error> {
    let heard = query(
        "UPDATE global_data_files SET heard_at = $1, progress = $2
         WHERE handshake = $3 AND state = 'going_on' AND heard_at > $4",
    )
    .bind(moment(now))
    .bind(i64::from(progress.per_mille()))
    .bind(handshake.to_string())
    .bind(moment(now.before(SILENCE)))
    .execute(writing.connection())
    .await?;
    Ok(heard > 0)
}

/// Notes how it ended: with a file, or why there is none. Says whether that is how it ended for everybody: it is not
/// where its writer was silent for too long.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn end(
    writing: &mut Writing,
    handshake: &Handshake,
    outcome: &Result<Persisted, PersistFailure>,
    now: Timestamp,
) -> Result<bool, Error> {
    let ending = match outcome {
        Ok(Persisted { file, bytes, sha256 }) => query(
            "UPDATE global_data_files SET state = 'done', name = $3, bytes = $4, sha256 = $5
             WHERE handshake = $1 AND state = 'going_on' AND heard_at > $2",
        )
        .bind(handshake.to_string())
        .bind(moment(now.before(SILENCE)))
        .bind(file)
        .bind(to_column(*bytes))
        .bind(sha256.0.as_slice()),
        Err(reason) => query(
            "UPDATE global_data_files SET state = 'failed', reason = $3
             WHERE handshake = $1 AND state = 'going_on' AND heard_at > $2",
        )
        .bind(handshake.to_string())
        .bind(moment(now.before(SILENCE)))
        .bind(reason.token()),
    };
    ending.execute(writing.connection()).await?;
    // Not by counting rows: an end whose commit nobody heard of may be there already.
    let ended = match outcome {
        Ok(persisted) => Standing::Done(persisted.clone()),
        Err(reason) => Standing::Failed(*reason),
    };
    Ok(find(writing.connection(), handshake, now).await? == Some(ended))
}

/// Where one stands; nothing for a handshake that was never given or is forgotten.
///
/// # Errors
/// [`Error::Database`]; [`Error::Fault`] for a row that breaks a rule.
pub(crate) async fn find(
    connection: &mut Connection,
    handshake: &Handshake,
    now: Timestamp,
) -> Result<Option<Standing>, Error> {
    let row = query("SELECT * FROM global_data_files WHERE handshake = $1")
        .bind(handshake.to_string())
        .fetch_optional(connection)
        .await?;
    row.map(|row| standing(&row, now)).transpose()
}

fn standing(row: &Row, now: Timestamp) -> Result<Standing, Error> {
    let name: Option<String> = row.try_get("name")?;
    let reason: Option<&str> = row.try_get("reason")?;
    match (row.try_get("state")?, name, reason) {
        ("done", Some(file), None) => Ok(Standing::Done(Persisted {
            file,
            bytes: from_column(row.try_get("bytes")?)?,
            sha256: row.try_get::<&[u8]>("sha256")?.try_into().map(Checksum).map_err(|_| odd("sha256"))?,
        })),
        ("failed", None, Some(reason)) => Ok(Standing::Failed(PersistFailure::from_token(reason))),
        ("going_on", None, None) => {
            let heard_at = Timestamp(from_column(row.try_get("heard_at")?)?);
            if heard_at.after(SILENCE) <= now {
                return Ok(Standing::Failed(PersistFailure::Other));
            }
            let per_mille = u16::try_from(row.try_get::<i64>("progress")?).map_err(|_| odd("progress"))?;
            Ok(Standing::GoingOn(Progress::from_per_mille(per_mille)))
        }
        _ => Err(odd("state")),
    }
}

fn odd(column: &str) -> Error {
    Error::Fault(format!("{column} of a file of the global data breaks its rule in the database"))
}
