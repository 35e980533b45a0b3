//! Opening a database file: never one that is not ours or that a later version wrote.
//!
//! A file that is refused is left as it was. A missing one is made.

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
        let unavailable = |error: sqlx::Error| Error::DatabaseUnavailable(error.to_string());
        if !url.starts_with("sqlite:") {
            return Err(Error::DatabaseUnavailable("the address does not start with sqlite:".to_owned()));
        }
        let options = SqliteConnectOptions::from_str(url).map_err(unavailable)?.busy_timeout(BUSY_TIMEOUT);
        if has_content(options.get_filename()) {
            migrate::check(&options).await?;
        }
        let for_writing = options
            .clone()
            .create_if_missing(true)
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
        let identity = migrate::run(&writer).await?;
        let newest_event: i64 = sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM pool_events")
            .fetch_one(&writer)
            .await
            .map_err(unavailable)?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .test_before_acquire(false)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(unavailable)?;
        Ok(Self { writer, readers, identity, newest_event: AtomicI64::new(newest_event) })
    }
}

fn has_content(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|file| file.len() > 0)
}
