//! The sessions of an account as their owner sees and ends them: by a name of their own, never by the token.

use std::sync::Arc;

use domain::open_session::{Browser, Device, SessionId, System};
use domain::timestamp::Timestamp;

use super::token::TokenHash;
use super::{from_column, session};
use crate::database::{Connection, Row, Writing, query};
use crate::error::Error;
use crate::sessions::Sessions;

/// A session as the database has it, over or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    /// What it is proved with.
    pub(crate) token: TokenHash,
    /// Names it.
    pub(crate) id: SessionId,
    /// What the log-in came from.
    pub(crate) device: Device,
    /// When it was opened.
    pub(crate) created_at: Timestamp,
    /// When it was last used, as far as that has been written down.
    pub(crate) last_active_at: Timestamp,
}

/// Every session of the account, the last opened first.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn of_account(connection: &mut Connection, account: i64) -> Result<Vec<Kept>, Error> {
    let rows = query(
        "SELECT token_hash, id, browser, system, created_at, last_active_at
         FROM sessions WHERE account = $1 ORDER BY created_at DESC",
    )
    .bind(account)
    .fetch_all(connection)
    .await?;
    rows.iter().map(from_row).collect()
}

/// Ends the session of that name, if it is one of the account's, and gives what it was proved with.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn end(
    writing: &mut Writing,
    sessions: &Arc<Sessions>,
    account: i64,
    id: &SessionId,
) -> Result<Option<TokenHash>, Error> {
    let row = query("DELETE FROM sessions WHERE id = $1 AND account = $2 RETURNING token_hash")
        .bind(id.0.as_slice())
        .bind(account)
        .fetch_optional(writing.connection())
        .await?;
    let token = row.map(|row| bytes(&row, "token_hash").map(TokenHash)).transpose()?;
    if let Some(token) = token {
        session::forget(writing, sessions, token);
    }
    Ok(token)
}

fn from_row(row: &Row) -> Result<Kept, Error> {
    let browser: Option<&str> = row.try_get("browser")?;
    let system: Option<&str> = row.try_get("system")?;
    Ok(Kept {
        token: TokenHash(bytes(row, "token_hash")?),
        id: SessionId(bytes(row, "id")?),
        // A later version may have known more families.
        device: Device {
            browser: browser.and_then(Browser::from_token),
            system: system.and_then(System::from_token),
        },
        created_at: Timestamp(from_column(row.try_get("created_at")?)?),
        last_active_at: Timestamp(from_column(row.try_get("last_active_at")?)?),
    })
}

fn bytes<const N: usize>(row: &Row, column: &str) -> Result<[u8; N], Error> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes
        .try_into()
        .map_err(|_| Error::Fault(format!("{column} of a session breaks its rule in the database")))
}
