//! A copy of a database that exchanges may be running on: a file for a file.
//!
//! The copy is of one moment, and it is a database of nobody's yet: it has no identity and no session, so the exchange
//! that first runs on it gives it a name of its own. What it is put under is decided elsewhere. A server has its own
//! tools for that.

use std::path::Path;

use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use super::connection::Held;
use super::migrate::{self, Found};
use super::open::{self, unavailable};
use super::{Connection, look, query};
use crate::error::Error;

/// Copies the file of that address, `sqlite://FILE`, into an empty one.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] where it cannot be read or is not an exchange's, [`Error::Unusable`] for a server's,
/// [`Error::Database`] where the copy cannot be written.
pub(crate) async fn copy(url: &str, target: &Path) -> Result<(), Error> {
    if open::kind(url)? == open::Kind::Postgres {
        return Err(Error::Unusable(
            "a database on a server is copied by pg_dump; docs/DEPLOY.md says how".to_owned(),
        ));
    }
    let name = target.to_str().ok_or_else(|| Error::Unusable(format!("{}: no text", target.display())))?;
    let mut connection = look::file(url).await?;
    if migrate::check(&mut connection).await? == Found::Nothing {
        return Err(Error::DatabaseUnavailable("there is no database of an exchange".to_owned()));
    }
    query("VACUUM INTO $1").bind(name).execute(&mut connection).await?;
    connection.close().await?;
    let options = SqliteConnectOptions::new()
        .filename(target)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full);
    let mut copy = Connection::Sqlite(Held::Alone(Box::new(options.connect().await.map_err(unavailable)?)));
    forget_identity(&mut copy).await?;
    copy.close().await?;
    Ok(())
}

/// Makes a database that of nobody: the next exchange names it anew, so versions of its pool that were told before are
/// honoured no more, and whoever was logged in logs in again.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn forget_identity(connection: &mut Connection) -> Result<(), Error> {
    query("DELETE FROM sessions").execute(connection).await?;
    query("DELETE FROM identity").execute(connection).await?;
    Ok(())
}
