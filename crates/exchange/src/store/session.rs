//! Sessions: a random token that only its owner has, kept here as its SHA-256.
//!
//! A session ends after 30 minutes without use and after 12 hours in any case. How the token travels is
//! `http`'s matter.

use std::fmt;
use std::time::Duration;

use domain::account::Address;
use domain::timestamp::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::Row;

use super::{from_column, lot, moment};
use crate::database::{Connection, Writing};
use crate::error::Error;

/// A session that is not used for so long is over.
pub(crate) const IDLE_LIMIT: Duration = Duration::from_secs(30 * 60);
/// A session is over so long after its log-in.
pub(crate) const TOTAL_LIMIT: Duration = Duration::from_secs(12 * 60 * 60);

/// What its owner proves the session with. It never appears in debug output.
#[derive(Clone)]
pub(crate) struct Token([u8; 32]);

impl Token {
    /// A new one, from the system's randomness.
    pub(crate) fn generate() -> Self {
        Self(rand::random())
    }

    /// Reads 64 hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        domain::hex::parse(text).ok().map(Self)
    }

    /// The token itself, for the one cookie that holds it.
    pub(crate) fn expose(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What is kept of it.
    pub(crate) fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// The SHA-256 of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokenHash(pub(crate) [u8; 32]);

/// A session with the account that it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// The account's number.
    pub(crate) account: i64,
    /// The account's name.
    pub(crate) name: String,
    /// The account's address.
    pub(crate) address: Address,
    /// Whether the account is an operator's now.
    pub(crate) is_operator: bool,
    /// When it was opened.
    pub(crate) created_at: Timestamp,
    /// When it was last used.
    pub(crate) last_active_at: Timestamp,
}

impl Session {
    /// How long it still lives if nothing happens; zero once it is over.
    pub(crate) fn remaining(&self, now: Timestamp) -> Duration {
        let end = self.last_active_at.after(IDLE_LIMIT).min(self.created_at.after(TOTAL_LIMIT));
        now.until(end)
    }
}

/// Opens a session.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn open(
    writing: &mut Writing,
    token: &TokenHash,
    account: i64,
    now: Timestamp,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO sessions (token_hash, account, created_at, last_active_at) VALUES ($1, $2, $3, $3)",
    )
    .bind(token.0.as_slice())
    .bind(account)
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
    let row = sqlx::query(
        "SELECT sessions.account, sessions.created_at, sessions.last_active_at, accounts.name,
                accounts.address, accounts.operator
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
            is_operator: row.try_get::<i64, _>("operator")? != 0,
            created_at: Timestamp(from_column(row.try_get("created_at")?)?),
            last_active_at: Timestamp(from_column(row.try_get("last_active_at")?)?),
        })
    })
    .transpose()
}

/// Ends a session.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn end(writing: &mut Writing, token: &TokenHash) -> Result<(), Error> {
    sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
        .bind(token.0.as_slice())
        .execute(writing.connection())
        .await?;
    Ok(())
}

/// Writes down when sessions were used; the later moment stays.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn touch(writing: &mut Writing, used: &[(TokenHash, Timestamp)]) -> Result<(), Error> {
    for (token, at) in used {
        sqlx::query("UPDATE sessions SET last_active_at = $1 WHERE token_hash = $2 AND last_active_at < $1")
            .bind(moment(*at))
            .bind(token.0.as_slice())
            .execute(writing.connection())
            .await?;
    }
    Ok(())
}

/// Forgets sessions that are over.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn forget_ended(writing: &mut Writing, now: Timestamp) -> Result<(), Error> {
    let before = |limit: Duration| moment(Timestamp(now.0.saturating_sub(limit.as_millis() as u64)));
    sqlx::query("DELETE FROM sessions WHERE last_active_at < $1 OR created_at < $2")
        .bind(before(IDLE_LIMIT))
        .bind(before(TOTAL_LIMIT))
        .execute(writing.connection())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_never_shows() {
        let token = Token::generate();
        let text = token.expose();
        assert_eq!(text.len(), 64);
        assert_eq!(Token::parse(&text).unwrap().hash(), token.hash());
        assert!(!format!("{token:?}").contains(&text[..8]));
    }

    #[test]
    fn the_nearer_limit_ends_a_session() {
        let mut session = Session {
            account: 1,
            name: String::new(),
            address: Address([0; 20]),
            is_operator: false,
            created_at: Timestamp(0),
            last_active_at: Timestamp(0),
        };
        assert_eq!(session.remaining(Timestamp(1000)), IDLE_LIMIT - Duration::from_secs(1));
        assert_eq!(session.remaining(Timestamp(0).after(IDLE_LIMIT)), Duration::ZERO);
        session.last_active_at = Timestamp(0).after(TOTAL_LIMIT - Duration::from_secs(60));
        assert_eq!(session.remaining(session.last_active_at), Duration::from_secs(60));
    }
}
