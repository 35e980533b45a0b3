//! The connections of an open database: some that read, and one that writes, so that the writes of one exchange
//! wait for each other here and not in the database.
//!
//! How a connection is made is not decided here.

use std::time::Duration;

use sqlx::pool::PoolOptions;
use sqlx::{Connection as _, Database, Executor, IntoArguments, Pool, Postgres, Sqlite};

use super::connection::Held;

/// How long a request waits for a connection.
pub(super) const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(20);
/// Connections that read.
const READERS: u32 = 8;

/// How a database is told what a transaction is for.
pub(super) trait Transactions: Database {
    /// Begins one in which everything is read from one and the same state.
    const SNAPSHOT: &'static str;
    /// Begins one that writes.
    const WRITE: &'static str;
    /// Waits until nobody else writes, where beginning does not.
    const TURN: Option<&'static str>;
}

impl Transactions for Sqlite {
    const SNAPSHOT: &'static str = "BEGIN";
    /// A transaction that reads first and writes later would fail at once if somebody wrote in between.
    const WRITE: &'static str = "BEGIN IMMEDIATE";
    const TURN: Option<&'static str> = None;
}

impl Transactions for Postgres {
    const SNAPSHOT: &'static str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    /// Each statement sees what is committed, which nobody else changes meanwhile.
    const WRITE: &'static str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
    /// Reading goes on all the while. The table has one row that never changes, so nothing else wants this lock.
    const TURN: Option<&'static str> = Some("LOCK TABLE identity IN EXCLUSIVE MODE");
}

/// Connections that read, and one that writes. Copies share them.
#[derive(Clone, Debug)]
pub(super) struct Pools<E: Database> {
    /// The one that writes.
    pub(super) writer: Pool<E>,
    /// Those that read.
    pub(super) readers: Pool<E>,
}

/// What the connection that writes is kept by: one, for good. One whose transaction could not be ended is not used
/// again: a disk that is full makes SQLite undo a transaction by itself, and what was told to undo it then fails.
pub(super) fn writer<E: Database>() -> PoolOptions<E> {
    let one = readers().min_connections(1).max_connections(1).idle_timeout(None).max_lifetime(None);
    one.after_release(|connection: &mut E::Connection, _| {
        Box::pin(async move { Ok(!connection.is_in_transaction()) })
    })
}

/// What the connections that read are kept by.
pub(super) fn readers<E: Database>() -> PoolOptions<E> {
    PoolOptions::new().max_connections(READERS).test_before_acquire(false).acquire_timeout(ACQUIRE_TIMEOUT)
}

impl<E> Pools<E>
where
    E: Transactions,
    E::Arguments: IntoArguments<E>,
    for<'c> &'c mut E::Connection: Executor<'c, Database = E>,
{
    pub(super) async fn read(&self) -> Result<Held<E>, sqlx::Error> {
        Ok(Held::Pooled(self.readers.acquire().await?))
    }

    pub(super) async fn snapshot(&self) -> Result<Held<E>, sqlx::Error> {
        let readers = self.readers.clone();
        // In a task that nobody can end: a transaction whose begin is given up half-way is not known to have begun, so
        // its connection would go back with it, and show whoever reads next a state that grows old.
        let beginning = tokio::spawn(async move { readers.begin_with(E::SNAPSHOT).await });
        Ok(Held::InTransaction(beginning.await.map_err(|_| sqlx::Error::WorkerCrashed)??))
    }

    pub(super) async fn write(&self) -> Result<Held<E>, sqlx::Error> {
        // In two steps: a transaction that did not get its turn is undone, whatever became of its connection.
        let mut transaction = self.writer.begin_with(E::WRITE).await?;
        if let Some(turn) = E::TURN {
            sqlx::query(turn).execute(&mut *transaction).await?;
        }
        Ok(Held::InTransaction(transaction))
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
