//! Opening a database that is a file.

use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use super::alone::Alone;
use super::connection::Held;
use super::direct::Home;
use super::look;
use super::open::{self, Purpose, unavailable};
use super::pools::{self, Readers};
use super::{Connection, Database, Engine, NEWEST_EVENT, migrate, query_scalar};
use crate::error::Error;

/// How long a connection waits for another process that writes.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What the connection that writes is told.
///
/// - Lots have random names, so each of a million stands on a page of its own: it keeps 16 MiB of the file in memory, which
///   SQLite writes as a negative number of KiB.
/// - A purchase changes a dozen pages all over the file, many of which the next one changes too. They are brought from the
///   log into the file after 16384 pages of 4 KiB; by SQLite's own 1000 that would be after every hundred purchases.
const FOR_WRITING: &[(&str, &str)] = &[
    ("foreign_keys", "ON"),
    ("synchronous", "FULL"),
    ("cache_size", "-16384"),
    ("wal_autocheckpoint", "16384"),
];

/// Opens the file of that address, `sqlite://FILE`.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] with the reason.
pub(super) async fn open(url: &str, purpose: Purpose) -> Result<Database, Error> {
    let options = options(url)?.busy_timeout(BUSY_TIMEOUT);
    if has_content(options.get_filename()) {
        check(&options).await?;
    } else if purpose == Purpose::Visit {
        return Err(Error::DatabaseUnavailable("there is no database".to_owned()));
    }
    let alone = match purpose {
        Purpose::Exchange => Some(Alone::with(options.get_filename())?),
        Purpose::Visit => None,
    };
    let for_preparing = options
        .clone()
        .create_if_missing(purpose == Purpose::Exchange)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let connection = Box::new(for_preparing.connect().await.map_err(unavailable)?);
    let mut connection = Connection::Sqlite(Held::Alone(connection));
    let prepared = prepare(&mut connection, purpose).await;
    // Closed in any case: only then nothing is left beside the file.
    connection.close().await.map_err(unavailable)?;
    let (identity, newest_event) = prepared?;
    let file = options.get_filename().to_owned();
    let writer = Home::open(file.clone(), FOR_WRITING).map_err(unavailable)?;
    let for_reading = options.pragma("query_only", "ON");
    let readers = Readers(pools::readers().connect_with(for_reading).await.map_err(unavailable)?);
    let newest_event = AtomicI64::new(newest_event);
    Database::new(Engine::Sqlite { readers, writer, file, newest_event, alone }, identity)
}

/// Its identity and its newest event, once it is up to date.
async fn prepare(connection: &mut Connection, purpose: Purpose) -> Result<(String, i64), Error> {
    let identity = open::prepare(connection, purpose).await?;
    let newest_event = query_scalar(NEWEST_EVENT).fetch_one(connection).await.map_err(unavailable)?;
    Ok((identity, newest_event))
}

/// What the address says of its file. There has to be one: what is in memory each connection has to itself.
///
/// # Errors
/// [`Error::DatabaseUnavailable`].
pub(super) fn options(url: &str) -> Result<SqliteConnectOptions, Error> {
    let options = SqliteConnectOptions::from_str(url).map_err(unavailable)?;
    let is_in_memory = url.contains(":memory:") || url.contains("mode=memory");
    if is_in_memory || options.get_filename().as_os_str().is_empty() {
        return Err(Error::DatabaseUnavailable("the address names no file".to_owned()));
    }
    Ok(options)
}

/// Fewer bytes than any database has. SQLite takes a file of one byte for an empty one.
const TOO_FEW: u64 = 512;

/// Looks at a file that exists, without changing it.
async fn check(options: &SqliteConnectOptions) -> Result<(), Error> {
    let file = std::fs::metadata(options.get_filename()).map_err(|error| unavailable(error.into()))?;
    if !file.is_file() || file.len() < TOO_FEW {
        return Err(Error::DatabaseUnavailable("it is no file of a database".to_owned()));
    }
    let options = look::unchanging(options.clone())?;
    let connection = Box::new(options.connect().await.map_err(unavailable)?);
    let mut connection = Connection::Sqlite(Held::Alone(connection));
    let found = migrate::check(&mut connection).await;
    // Closed in any case: only then nothing is left beside the file.
    connection.close().await.map_err(unavailable)?;
    found.map(drop)
}

fn has_content(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|file| file.len() > 0)
}
