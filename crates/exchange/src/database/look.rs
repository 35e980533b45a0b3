//! Looking at a database from outside: one connection that can change nothing, in one transaction.
//!
//! Exchanges go on meanwhile, and everything is read from the state in which the database was at the first question.
//! Whoever reads a file alone leaves an empty `-wal` and a `-shm` beside it, as any reader of SQLite's does. What is
//! asked is not decided in here.

use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Postgres, Sqlite};
use tokio::time::timeout;

use super::connection::Held;
use super::migrate::{self, Found};
use super::open::{self, unavailable};
use super::pools::{ACQUIRE_TIMEOUT, Transactions};
use super::sqlite::BUSY_TIMEOUT;
use super::{Connection, query, query_scalar};
use crate::error::Error;

/// A snapshot of the database of that address, which has to be there and as this version leaves it.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] with the reason.
pub(crate) async fn look(url: &str) -> Result<Connection, Error> {
    let (mut connection, begin) = match open::kind(url)? {
        open::Kind::Sqlite => (sqlite(url).await?, <Sqlite as Transactions>::SNAPSHOT),
        open::Kind::Postgres => (postgres(url).await?, <Postgres as Transactions>::SNAPSHOT),
    };
    query(begin).execute(&mut connection).await.map_err(unavailable)?;
    match migrate::check(&mut connection).await? {
        Found::Exchange => Ok(connection),
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
pub(super) async fn sqlite(url: &str) -> Result<Connection, Error> {
    let options = SqliteConnectOptions::from_str(url).map_err(unavailable)?;
    let options = options.read_only(true).create_if_missing(false).busy_timeout(BUSY_TIMEOUT);
    Ok(Connection::Sqlite(Held::Alone(Box::new(options.connect().await.map_err(unavailable)?))))
}

async fn postgres(url: &str) -> Result<Connection, Error> {
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
            Self::Sqlite(_) => {
                let mut lines: Vec<String> = query_scalar("PRAGMA integrity_check").fetch_all(self).await?;
                lines.retain(|line| line != "ok");
                Ok(lines)
            }
            Self::Postgres(_) => Ok(Vec::new()),
        }
    }
}
