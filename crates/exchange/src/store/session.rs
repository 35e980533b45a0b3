//! Sessions: opening one, finding the one of a token, ending it.
//!
//! A session ends after 30 minutes without use and after 12 hours in any case. As their owner sees them,
//! sessions are in `open_session`.

use std::sync::Arc;
use std::time::Duration;

use domain::account::Address;
use domain::open_session::{Browser, Device, System};
use domain::timestamp::Timestamp;

use super::token::TokenHash;
use super::{from_column, lot, moment};
use crate::database::{Connection, Writing, query, query_scalar};
use crate::error::Error;
use crate::sessions::Sessions;

/// A session that is not used for so long is over.
pub(crate) const IDLE_LIMIT: Duration = Duration::from_secs(30 * 60);
/// A session is over so long after its log-in.
pub(crate) const TOTAL_LIMIT: Duration = Duration::from_secs(12 * 60 * 60);

/// A session with the account that it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// The account's number.
    pub(crate) account: i64,
    /// The account's name.
    pub(crate) name: String,
    /// The account's address.
    pub(crate) address: Address,
    /// When it was opened.
    pub(crate) created_at: Timestamp,
    /// When it was last used.
    pub(crate) last_active_at: Timestamp,
}

impl Session {
    /// How long it still lives if nothing happens; zero once it is over.
    pub(crate) fn remaining(&self, now: Timestamp) -> Duration {
        remaining(self.created_at, self.last_active_at, now)
    }
}

/// How long a session still lives that was opened and last used then, if nothing happens; zero once it is
/// over.
pub(crate) fn remaining(created_at: Timestamp, last_active_at: Timestamp, now: Timestamp) -> Duration {
    now.until(last_active_at.after(IDLE_LIMIT).min(created_at.after(TOTAL_LIMIT)))
}

/// A log-in that was let in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    /// What the session will be proved with.
    pub(crate) token: TokenHash,
    /// Whose session it is.
    pub(crate) account: i64,
    /// What the log-in came from.
    pub(crate) device: Device,
}

/// Opens a session and gives it a name that nobody had before.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn open(writing: &mut Writing, opening: &Opening, now: Timestamp) -> Result<(), Error> {
    let id: [u8; 16] = rand::random();
    query(
        "INSERT INTO sessions (token_hash, id, account, browser, system, created_at, last_active_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
    )
    .bind(opening.token.0.as_slice())
    .bind(id.as_slice())
    .bind(opening.account)
    .bind(opening.device.browser.map(Browser::token))
    .bind(opening.device.system.map(System::token))
    .bind(moment(now))
    .execute(writing.connection())
    .await?;
    Ok(())
}

/// The session of that token, over or not.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn find(connection: &mut Connection, token: &TokenHash) -> Result<Option<Session>, Error> {
    let row = query(
        "SELECT sessions.account, sessions.created_at, sessions.last_active_at, accounts.name,
                accounts.address
         FROM sessions JOIN accounts ON accounts.id = sessions.account WHERE sessions.token_hash = $1",
    )
    .bind(token.0.as_slice())
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(Session {
            account: row.try_get("account")?,
            name: row.try_get("name")?,
            address: lot::address(row.try_get("address")?)?,
            created_at: Timestamp(from_column(row.try_get("created_at")?)?),
            last_active_at: Timestamp(from_column(row.try_get("last_active_at")?)?),
        })
    })
    .transpose()
}

/// Ends a session, for whoever remembers it too.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn end(
    writing: &mut Writing,
    sessions: &Arc<Sessions>,
    token: &TokenHash,
) -> Result<(), Error> {
    query("DELETE FROM sessions WHERE token_hash = $1")
        .bind(token.0.as_slice())
        .execute(writing.connection())
        .await?;
    forget(writing, sessions, *token);
    Ok(())
}

/// Has a session forgotten that this job has deleted.
pub(super) fn forget(writing: &mut Writing, sessions: &Arc<Sessions>, token: TokenHash) {
    let sessions = Arc::clone(sessions);
    writing.afterwards(move || sessions.forget(&token));
}

/// Writes down when sessions were used; the later moment stays.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn touch(connection: &mut Connection, used: &[(TokenHash, Timestamp)]) -> Result<(), Error> {
    for (token, at) in used {
        query("UPDATE sessions SET last_active_at = $1 WHERE token_hash = $2 AND last_active_at < $1")
            .bind(moment(*at))
            .bind(token.0.as_slice())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Forgets sessions that are over.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn forget_ended(
    writing: &mut Writing,
    sessions: &Arc<Sessions>,
    now: Timestamp,
) -> Result<(), Error> {
    let before = |limit: Duration| moment(Timestamp(now.0.saturating_sub(limit.as_millis() as u64)));
    let over = "DELETE FROM sessions WHERE last_active_at < $1 OR created_at < $2 RETURNING token_hash";
    let tokens: Vec<Vec<u8>> = query_scalar(over)
        .bind(before(IDLE_LIMIT))
        .bind(before(TOTAL_LIMIT))
        .fetch_all(writing.connection())
        .await?;
    for token in tokens.iter().filter_map(|bytes| bytes.as_slice().try_into().ok()) {
        forget(writing, sessions, TokenHash(token));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_limit_ends_a_session() {
        let mut session = Session {
            account: 1,
            name: String::new(),
            address: Address([0; 20]),
            created_at: Timestamp(0),
            last_active_at: Timestamp(0),
        };
        assert_eq!(session.remaining(Timestamp(1000)), IDLE_LIMIT - Duration::from_secs(1));
        assert_eq!(session.remaining(Timestamp(0).after(IDLE_LIMIT)), Duration::ZERO);
        session.last_active_at = Timestamp(0).after(TOTAL_LIMIT - Duration::from_secs(60));
        assert_eq!(session.remaining(session.last_active_at), Duration::from_secs(60));
    }
}
