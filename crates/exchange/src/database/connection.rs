//! A connection to one of the two databases, in a transaction or not.
//!
//! What is asked over it is `query`'s matter. One that is dropped goes back to where it came from; a transaction
//! that was not committed is undone then.

use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Postgres, Sqlite, Transaction};

use super::direct::Direct;
use super::query;

/// Marks the place that [`UNDO`] goes back to.
const MARK: &[&str] = &["SAVEPOINT job"];
/// Keeps what was done since the mark, and marks the place anew.
const KEEP: &[&str] = &["RELEASE SAVEPOINT job", "SAVEPOINT job"];
/// Undoes what was done since the mark, which stays.
const UNDO: &[&str] = &["ROLLBACK TO SAVEPOINT job"];

/// A connection to whichever database it is.
#[derive(Debug)]
pub(crate) enum Connection {
    /// To a file.
    Sqlite(Held<Sqlite>),
    /// To a file, on the thread that writes, in a transaction.
    Direct(Direct),
    /// To a server.
    Postgres(Held<Postgres>),
}

/// How a connection is held.
#[derive(Debug)]
pub(crate) enum Held<E: sqlx::Database> {
    /// It belongs to nobody else, and ends with this value.
    Alone(Box<E::Connection>),
    /// It goes back to its pool.
    Pooled(PoolConnection<E>),
    /// It is in a transaction, and goes back to its pool.
    InTransaction(Transaction<'static, E>),
}

impl<E: sqlx::Database> Held<E> {
    /// The connection itself.
    pub(super) fn get(&mut self) -> &mut E::Connection {
        match self {
            Self::Alone(connection) => connection,
            Self::Pooled(connection) => connection,
            Self::InTransaction(transaction) => transaction,
        }
    }

    async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::InTransaction(transaction) => transaction.commit().await,
            Self::Alone(_) | Self::Pooled(_) => Ok(()),
        }
    }

    async fn roll_back(self) -> Result<(), sqlx::Error> {
        match self {
            Self::InTransaction(transaction) => transaction.rollback().await,
            Self::Alone(_) | Self::Pooled(_) => Ok(()),
        }
    }

    async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Alone(connection) => connection.close().await,
            Self::Pooled(_) | Self::InTransaction(_) => Ok(()),
        }
    }
}

impl Connection {
    /// Commits the transaction that it is in.
    ///
    /// # Errors
    /// Those of the database. What was written may be there all the same.
    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(held) => held.commit().await,
            Self::Direct(direct) => direct.commit(),
            Self::Postgres(held) => held.commit().await,
        }
    }

    /// Marks a place in the transaction, so that what follows can be undone alone.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn mark(&mut self) -> Result<(), sqlx::Error> {
        self.tell(MARK).await
    }

    /// Keeps what was done since the mark, and marks the place anew.
    ///
    /// # Errors
    /// Those of the database, also where the transaction is not sound any more.
    pub(super) async fn keep(&mut self) -> Result<(), sqlx::Error> {
        self.tell(KEEP).await
    }

    /// Undoes what was done since the mark, which stays.
    ///
    /// # Errors
    /// As [`Connection::keep`].
    pub(super) async fn undo(&mut self) -> Result<(), sqlx::Error> {
        self.tell(UNDO).await
    }

    async fn tell(&mut self, statements: &'static [&'static str]) -> Result<(), sqlx::Error> {
        for statement in statements {
            query(statement).execute(self).await?;
        }
        Ok(())
    }

    /// Undoes the transaction that it is in.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn roll_back(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(held) => held.roll_back().await,
            Self::Direct(direct) => direct.roll_back(),
            Self::Postgres(held) => held.roll_back().await,
        }
    }

    /// Ends one that belongs to no pool.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(held) => held.close().await,
            Self::Direct(direct) => direct.roll_back(),
            Self::Postgres(held) => held.close().await,
        }
    }
}
