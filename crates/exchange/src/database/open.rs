//! Opening a database file: never one that is not ours or that a later version wrote.
//!
//! A file that is refused is left as it was. A missing one is made for an exchange, and for nobody else.

use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::{Database, migrate};
use crate::error::Error;

/// How long a connection waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a request waits for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(20);
/// Connections that read.
const READERS: u32 = 8;

impl Database {
    /// Opens the database of that address, `sqlite://FILE`, and brings it up to date.
    ///
    /// # Errors
    /// [`Error::DatabaseUnavailable`] with the reason.
    pub(crate) async fn open(url: &str) -> Result<Self, Error> {
        let options = options(url)?;
        if has_content(options.get_filename()) {
            migrate::check(&options).await?;
        }
        Self::connect(options, true).await
    }

    /// Opens a database that is there, as it is: an exchange of another version may be using it.
    ///
    /// # Errors
    /// [`Error::DatabaseUnavailable`] with the reason.
    pub(crate) async fn open_existing(url: &str) -> Result<Self, Error> {
        let options = options(url)?;
        if !has_content(options.get_filename()) {
            return Err(Error::DatabaseUnavailable("there is no database".to_owned()));
        }
        migrate::check(&options).await?;
        Self::connect(options, false).await
    }

    async fn connect(options: SqliteConnectOptions, is_exchange: bool) -> Result<Self, Error> {
        let unavailable = |error: sqlx::Error| Error::DatabaseUnavailable(error.to_string());
        let for_writing = options
            .clone()
            .create_if_missing(is_exchange)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let writer = SqlitePoolOptions::new()
            .min_connections(1)
            .max_connections(1)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(for_writing)
            .await
            .map_err(unavailable)?;
        if is_exchange {
            migrate::run(&writer).await?;
        }
        let identity =
            sqlx::query_scalar("SELECT token FROM identity").fetch_one(&writer).await.map_err(unavailable)?;
        let newest_event: i64 = sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM pool_events")
            .fetch_one(&writer)
            .await
            .map_err(unavailable)?;
        let file = options.get_filename().to_owned();
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .test_before_acquire(false)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(unavailable)?;
        Ok(Self { writer, readers, file, identity, newest_event: AtomicI64::new(newest_event) })
    }
}

fn options(url: &str) -> Result<SqliteConnectOptions, Error> {
    if !url.starts_with("sqlite:") {
        return Err(Error::DatabaseUnavailable("the address does not start with sqlite:".to_owned()));
    }
    SqliteConnectOptions::from_str(url)
        .map(|options| options.busy_timeout(BUSY_TIMEOUT))
        .map_err(|error| Error::DatabaseUnavailable(error.to_string()))
}

fn has_content(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|file| file.len() > 0)
}
