//! The database, SQLite's or PostgreSQL's: opening it, bringing it up to date, one way to read and one way to
//! write.
//!
//! Reads never wait for writes. Writes go through [`Database::write`] alone: one writer does them in turn, those that
//! have queued in one transaction; on PostgreSQL the writers of all exchanges that share it take turns. What is read or written is `store`'s matter, and which of the
//! two databases it is, nobody outside has to know.

mod alone;
mod batch;
#[cfg(test)]
mod batch_tests;
mod connection;
mod copy;
mod direct;
mod direct_row;
#[cfg(test)]
mod gate;
mod look;
mod migrate;
mod open;
mod pools;
mod postgres;
mod query;
mod queue;
mod refused;
mod sqlite;
mod under_way;
mod value;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;

use sqlx::{Pool, Postgres, Sqlite};
use tokio::runtime::Handle;

use crate::error::Error;
use alone::Alone;
use direct::Home;
use pools::Readers;
use queue::Writer;

pub(crate) use connection::Connection;
pub(crate) use copy::{copy, forget_identity};
pub(crate) use look::look;
pub(crate) use query::{query, query_scalar};
pub(crate) use under_way::UnderWay;
pub(crate) use value::{Column, Row};
pub(crate) use write::{Job, Writing};

/// The number of the newest event in the pool's history.
const NEWEST_EVENT: &str = "SELECT coalesce(max(seq), 0) FROM pool_events";

/// An open database.
#[derive(Debug)]
pub(crate) struct Database {
    engine: Arc<Engine>,
    identity: String,
    writer: Writer,
    /// Whoever waits for something to be written has a copy.
    waiting: Arc<()>,
}

/// Which database it is, with its connections.
#[derive(Debug)]
enum Engine {
    /// A file that is this exchange's alone.
    Sqlite {
        readers: Readers<Sqlite>,
        /// Where the connection that writes is.
        writer: Home,
        file: PathBuf,
        /// The number of the newest committed pool event. It is set after a commit and before the answer, so
        /// whoever was answered finds the own change in here.
        newest_event: AtomicI64,
        /// None for a visitor.
        alone: Option<Alone>,
    },
    /// A server that other exchanges may write to at any time.
    Postgres { readers: Readers<Postgres>, writer: Pool<Postgres> },
}

impl Database {
    /// One with a writer of its own, which ends with it. Who writes into a file waits for it, and so has a thread.
    ///
    /// # Errors
    /// [`Error::DatabaseUnavailable`] where there is no thread to be had.
    fn new(engine: Engine, identity: String) -> Result<Self, Error> {
        let engine = Arc::new(engine);
        let (writer, queue) = queue::queue();
        let writes = batch::run(Arc::clone(&engine), queue);
        match &*engine {
            Engine::Sqlite { .. } => {
                let runtime = Handle::current();
                let thread = thread::Builder::new().name("writer".to_owned());
                let spawned = thread.spawn(move || runtime.block_on(writes));
                spawned.map_err(|error| open::unavailable(error.into()))?;
            }
            Engine::Postgres { .. } => {
                tokio::spawn(writes);
            }
        }
        Ok(Self { engine, identity, writer, waiting: Arc::new(()) })
    }

    /// Whether nobody else writes to it, so that what memory holds of it is so as long as nothing was written here.
    pub(crate) fn is_alone(&self) -> bool {
        match &*self.engine {
            Engine::Sqlite { .. } => true,
            Engine::Postgres { .. } => false,
        }
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn read(&self) -> Result<Connection, Error> {
        Ok(match &*self.engine {
            Engine::Sqlite { readers, .. } => Connection::Sqlite(readers.read().await?),
            Engine::Postgres { readers, .. } => Connection::Postgres(readers.read().await?),
        })
    }

    /// A transaction in which everything is read from one and the same state.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn snapshot(&self) -> Result<Connection, Error> {
        Ok(match &*self.engine {
            Engine::Sqlite { readers, .. } => Connection::Sqlite(readers.snapshot().await?),
            Engine::Postgres { readers, .. } => Connection::Postgres(readers.snapshot().await?),
        })
    }

    /// A connection for one statement that changes one row, needs no turn, and may be forgotten by a server that
    /// loses its power. There is none where the database is this exchange's alone: it keeps such things in memory.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn aside(&self) -> Result<Option<Connection>, Error> {
        Ok(match &*self.engine {
            Engine::Sqlite { .. } => None,
            Engine::Postgres { readers, .. } => Some(Connection::Postgres(readers.read().await?)),
        })
    }

    /// The number of the newest pool event. A file's is known without asking; a server is asked, because an
    /// answer of another exchange may have told of a newer one.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn newest_event(&self) -> Result<i64, Error> {
        match &*self.engine {
            Engine::Sqlite { newest_event, .. } => Ok(newest_event.load(Ordering::SeqCst)),
            Engine::Postgres { .. } => {
                Ok(query_scalar(NEWEST_EVENT).fetch_one(&mut self.read().await?).await?)
            }
        }
    }

    /// Reads something, to see whether that can be done.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn try_reading(&self) -> Result<(), Error> {
        // A query without a table would be answered by a connection whose database is gone.
        query("SELECT token FROM identity").fetch_one(&mut self.read().await?).await?;
        Ok(())
    }

    /// How many wait for something to be written.
    pub(crate) fn waiting(&self) -> usize {
        Arc::strong_count(&self.waiting) - 1
    }

    /// What it is called for whoever runs the exchange.
    pub(crate) fn kind(&self) -> &'static str {
        match &*self.engine {
            Engine::Sqlite { .. } => "sqlite",
            Engine::Postgres { .. } => "postgres",
        }
    }

    /// A random name of this very database. A backup has none, so that each copy that is made of it gets its own.
    pub(crate) fn identity(&self) -> &str {
        &self.identity
    }

    /// The folder that it is in; the one where the exchange was started if it is a server's.
    pub(crate) fn folder(&self) -> &Path {
        match &*self.engine {
            Engine::Sqlite { file, .. } => file.parent().unwrap_or(Path::new("")),
            Engine::Postgres { .. } => Path::new(""),
        }
    }

    /// Lets go of it.
    pub(crate) async fn close(&self) {
        match &*self.engine {
            Engine::Sqlite { readers, writer, alone, .. } => {
                readers.close().await;
                writer.close().await;
                if let Some(alone) = alone {
                    alone.release();
                }
            }
            Engine::Postgres { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
        }
    }
}
