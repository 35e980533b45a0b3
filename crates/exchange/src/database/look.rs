//! Looking at a database from outside: one connection that can change nothing, in one transaction.
//!
//! Exchanges go on meanwhile, and everything is read from the state in which the database was at the first question.
//! Nothing is left beside a file that nobody uses. Beside one that a crash left there stay the `-wal` and a `-shm`, as
//! any reader of SQLite's leaves them: bringing the one into the other is for who runs on it. What is asked is not
//! decided in here.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Postgres, Sqlite};
use tokio::time::timeout;

use super::connection::Held;
use super::migrate::{self, Found};
use super::open::{self, unavailable};
use super::pools::{ACQUIRE_TIMEOUT, Transactions};
use super::sqlite::{self, BUSY_TIMEOUT};
use super::{Connection, query, query_scalar};
use crate::error::Error;

/// A snapshot of the database of that address, which has to be there and as this version leaves it.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] with the reason.
pub(crate) async fn look(url: &str) -> Result<Connection, Error> {
    let (mut connection, begin) = match open::kind(url)? {
        open::Kind::Sqlite => (file(url).await?, <Sqlite as Transactions>::SNAPSHOT),
        open::Kind::Postgres => (server(url).await?, <Postgres as Transactions>::SNAPSHOT),
    };
    match begin_looking(&mut connection, begin).await {
        Ok(()) => Ok(connection),
        Err(error) => {
            // Closed in any case: only then nothing is left beside a file.
            connection.close().await.map_err(unavailable)?;
            Err(error)
        }
    }
}

async fn begin_looking(connection: &mut Connection, begin: &'static str) -> Result<(), Error> {
    query(begin).execute(connection).await.map_err(unavailable)?;
    match migrate::check(connection).await? {
        Found::Exchange => Ok(()),
        Found::Earlier => Err(Error::DatabaseUnavailable(
            "an earlier version of the exchange wrote it; start this one on it first".to_owned(),
        )),
        Found::Nothing => Err(Error::DatabaseUnavailable("there is no database of an exchange".to_owned())),
    }
}

/// A connection to the file of that address, which has to be there.
///
/// # Errors
/// [`Error::DatabaseUnavailable`].
pub(super) async fn file(url: &str) -> Result<Connection, Error> {
    let options = unchanging(sqlite::options(url)?)?.busy_timeout(BUSY_TIMEOUT);
    Ok(Connection::Sqlite(Held::Alone(Box::new(options.connect().await.map_err(unavailable)?))))
}

/// A connection that changes nothing in the file, nor what lies beside it.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] for a file that was cut off in the middle of a page, which SQLite would take for one
/// that ends in noughts.
pub(super) fn unchanging(options: SqliteConnectOptions) -> Result<SqliteConnectOptions, Error> {
    let file = options.get_filename().to_owned();
    let options = options.create_if_missing(false);
    if !is_at_rest(&file) {
        return Ok(options.read_only(true));
    }
    if !is_whole(&file).map_err(|error| unavailable(error.into()))? {
        return Err(Error::DatabaseUnavailable("it was cut off".to_owned()));
    }
    // Only who may write removes what SQLite puts beside a file while it is read.
    Ok(options.pragma("query_only", "ON"))
}

/// Whether nobody uses the file, and nothing is left to be brought into it.
fn is_at_rest(file: &Path) -> bool {
    let beside = |suffix: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name).exists()
    };
    // Looked at first: where somebody uses it, its file must not be opened and closed past SQLite.
    !beside("-wal") && !beside("-journal") && is_logged_ahead(file).unwrap_or(false)
}

/// Whether the file says that changes of it go into a write-ahead log.
fn is_logged_ahead(file: &Path) -> io::Result<bool> {
    let header = header(file)?;
    Ok(header.starts_with(b"SQLite format 3\0") && header[18..] == [2, 2])
}

/// Whether the file ends with a page.
fn is_whole(file: &Path) -> io::Result<bool> {
    let header = header(file)?;
    // Two bytes, in which the largest size stands as 1.
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        page => u64::from(page.max(1)),
    };
    Ok(std::fs::metadata(file)?.len() % page == 0)
}

fn header(file: &Path) -> io::Result<[u8; 20]> {
    let mut header = [0; 20];
    File::open(file)?.read_exact(&mut header)?;
    Ok(header)
}

async fn server(url: &str) -> Result<Connection, Error> {
    let options = PgConnectOptions::from_str(url).map_err(unavailable)?.application_name("exchange audit");
    let connecting = timeout(ACQUIRE_TIMEOUT, options.connect()).await;
    let connection = connecting
        .map_err(|_| Error::DatabaseUnavailable("the server does not answer".to_owned()))?
        .map_err(unavailable)?;
    Ok(Connection::Postgres(Held::Alone(Box::new(connection))))
}

impl Connection {
    /// What is damaged in the file itself. A server looks after its own.
    ///
    /// # Errors
    /// [`sqlx::Error`].
    pub(crate) async fn damages(&mut self) -> Result<Vec<String>, sqlx::Error> {
        match self {
            Self::Sqlite(_) | Self::Direct(_) => {
                let mut lines: Vec<String> = query_scalar("PRAGMA integrity_check").fetch_all(self).await?;
                lines.retain(|line| line != "ok");
                Ok(lines)
            }
            Self::Postgres(_) => Ok(Vec::new()),
        }
    }
}
