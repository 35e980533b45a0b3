//! A connection to one of the two databases, in a transaction or not.
//!
//! What is asked over it is `query`'s matter. One that is dropped goes back to where it came from; a transaction
//! that was not committed is undone then.

use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Postgres, Sqlite, Transaction};

/// A connection to whichever database it is.
#[derive(Debug)]
pub(crate) enum Connection {
    /// To a file.
    Sqlite(Held<Sqlite>),
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
            Self::Postgres(held) => held.commit().await,
        }
    }

    /// Undoes the transaction that it is in.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn roll_back(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(held) => held.roll_back().await,
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
            Self::Postgres(held) => held.close().await,
        }
    }
}
