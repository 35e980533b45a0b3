//! The database: opening it, bringing it up to date, one way to read and one way to write.
//!
//! Reads go to a pool of connections that cannot write. Writes go through [`Database::write`] alone,
//! which one connection does one after the other. What is read or written is `store`'s matter.

mod migrate;
mod open;
mod under_way;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sqlx::SqlitePool;

use crate::error::Error;

pub(crate) use under_way::UnderWay;
pub(crate) use write::{Job, Writing};

/// The kind of database that queries are written for.
pub(crate) type Engine = sqlx::Sqlite;
/// A connection to it.
pub(crate) type Connection = sqlx::SqliteConnection;

/// An open database.
#[derive(Debug)]
pub(crate) struct Database {
    writer: SqlitePool,
    readers: SqlitePool,
    file: PathBuf,
    identity: String,
    /// The number of the newest committed pool event. It is set after a commit and before the answer, so
    /// whoever was answered finds the own change in here.
    newest_event: AtomicI64,
}

impl Database {
    /// A connection to read with.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn read(&self) -> Result<sqlx::pool::PoolConnection<Engine>, Error> {
        Ok(self.readers.acquire().await?)
    }

    /// A transaction in which everything is read from one and the same state.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn snapshot(&self) -> Result<sqlx::Transaction<'static, Engine>, Error> {
        Ok(self.readers.begin().await?)
    }

    /// Does the job in a transaction of its own: committed where it gives `Ok`, undone where it gives `Err`.
    /// A job that has begun is finished even if nobody waits for it any more; [`UnderWay`] tells whoever
    /// watches the caller until then.
    ///
    /// # Errors
    /// Those of the job, and [`Error::Database`].
    pub(crate) async fn write<T, F>(self: &Arc<Self>, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Writing) -> Job<'c, T> + Send + 'static,
    {
        let _under_way = UnderWay::begin();
        let database = Arc::clone(self);
        let writing = tokio::spawn(async move { database.write_now(work).await });
        writing.await.map_err(|failed| Error::Fault(format!("a write job: {failed}")))?
    }

    /// The file that it is in.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// A random name of this very database; a copy of it has the same.
    pub(crate) fn identity(&self) -> &str {
        &self.identity
    }

    /// The number of the newest pool event, known without asking the database.
    pub(crate) fn newest_event(&self) -> i64 {
        self.newest_event.load(Ordering::SeqCst)
    }

    /// Lets go of the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
