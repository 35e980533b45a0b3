//! Opening a database by its address: never one that is not ours or that a later version wrote.
//!
//! One that is refused is left as it was. A missing file, and the tables of an empty server's database, are made for
//! an exchange and for nobody else.

use super::{Connection, Database, migrate, postgres, query_scalar, sqlite};
use crate::error::Error;

/// What a database is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// An exchange runs on it, so it is made and brought up to date.
    Exchange,
    /// Something is changed in it as it is: an exchange of another version may be using it.
    Visit,
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file.
    Sqlite,
    /// One on a server.
    Postgres,
}

impl Database {
    /// Opens the database of that address, `sqlite://FILE` or `postgres://…`, and brings it up to date.
    ///
    /// # Errors
    /// [`Error::DatabaseUnavailable`] with the reason.
    pub(crate) async fn open(url: &str) -> Result<Self, Error> {
        Self::open_for(url, Purpose::Exchange).await
    }

    /// Opens a database that is there, as it is.
    ///
    /// # Errors
    /// [`Error::DatabaseUnavailable`] with the reason.
    pub(crate) async fn open_existing(url: &str) -> Result<Self, Error> {
        Self::open_for(url, Purpose::Visit).await
    }

    async fn open_for(url: &str, purpose: Purpose) -> Result<Self, Error> {
        match kind(url)? {
            Kind::Sqlite => sqlite::open(url, purpose).await,
            Kind::Postgres => postgres::open(url, purpose).await,
        }
    }
}

/// Which of the two databases has that address.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] where neither has.
pub(super) fn kind(url: &str) -> Result<Kind, Error> {
    match url.split_once(':') {
        Some(("sqlite", _)) => Ok(Kind::Sqlite),
        Some(("postgres" | "postgresql", _)) => Ok(Kind::Postgres),
        _ => Err(Error::DatabaseUnavailable(
            "the address starts neither with sqlite: nor with postgres:".to_owned(),
        )),
    }
}

/// Brings the database up to date where an exchange runs on it, and gives its identity.
///
/// # Errors
/// [`Error::DatabaseUnavailable`].
pub(super) async fn prepare(connection: &mut Connection, purpose: Purpose) -> Result<String, Error> {
    if purpose == Purpose::Exchange {
        migrate::run(connection).await?;
    }
    let identity: Option<String> =
        query_scalar("SELECT token FROM identity").fetch_optional(connection).await.map_err(unavailable)?;
    // A backup that no exchange has run on yet has none; whoever only visits it needs none.
    Ok(identity.unwrap_or_default())
}

/// Why a database cannot be opened.
pub(super) fn unavailable(error: sqlx::Error) -> Error {
    Error::DatabaseUnavailable(error.to_string())
}
