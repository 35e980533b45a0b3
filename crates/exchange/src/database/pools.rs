//! The connections of an open database: some that read, and a server's one that writes, so that the writes of one
//! exchange wait for each other here and not in the database.
//!
//! How a connection is made is not decided here, and a file's that writes is in `direct`.

use std::time::Duration;

use sqlx::pool::PoolOptions;
use sqlx::{Connection as _, Database, Executor, IntoArguments, Pool, Postgres, Sqlite};

use super::connection::Held;

/// How long a request waits for a connection.
pub(super) const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(20);
/// Connections that read.
const READERS: u32 = 8;
/// Begins a transaction of a server's that writes. Each statement sees what is committed, which nobody else changes
/// meanwhile.
const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
/// Waits until nobody else writes. Reading goes on all the while. The table has one row that never changes, so nothing
/// else wants this lock.
const TURN: &str = "LOCK TABLE identity IN EXCLUSIVE MODE";

/// How a database is told what a transaction is for.
pub(super) trait Transactions: Database {
    /// Begins one in which everything is read from one and the same state.
    const SNAPSHOT: &'static str;
}

impl Transactions for Sqlite {
    const SNAPSHOT: &'static str = "BEGIN";
}

impl Transactions for Postgres {
    const SNAPSHOT: &'static str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

/// Connections that read. Copies share them.
#[derive(Clone, Debug)]
pub(super) struct Readers<E: Database>(pub(super) Pool<E>);

/// What a server's connection that writes is kept by: one, for good. One whose transaction could not be ended is not
/// used again.
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

/// A transaction that writes, once nobody else does.
///
/// # Errors
/// Those of the database.
pub(super) async fn turn(writer: &Pool<Postgres>) -> Result<Held<Postgres>, sqlx::Error> {
    // In two steps: a transaction that did not get its turn is undone, whatever became of its connection.
    let mut transaction = writer.begin_with(WRITE).await?;
    sqlx::query(TURN).execute(&mut *transaction).await?;
    Ok(Held::InTransaction(transaction))
}

impl<E> Readers<E>
where
    E: Transactions,
    E::Arguments: IntoArguments<E>,
    for<'c> &'c mut E::Connection: Executor<'c, Database = E>,
{
    pub(super) async fn read(&self) -> Result<Held<E>, sqlx::Error> {
        Ok(Held::Pooled(self.0.acquire().await?))
    }

    pub(super) async fn snapshot(&self) -> Result<Held<E>, sqlx::Error> {
        let readers = self.0.clone();
        // In a task that nobody can end: a transaction whose begin is given up half-way is not known to have begun, so
        // its connection would go back with it, and show whoever reads next a state that grows old.
        let beginning = tokio::spawn(async move { readers.begin_with(E::SNAPSHOT).await });
        Ok(Held::InTransaction(beginning.await.map_err(|_| sqlx::Error::WorkerCrashed)??))
    }

    pub(super) async fn close(&self) {
        self.0.close().await;
    }
}
