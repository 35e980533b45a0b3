//! Opening a database that is a file.

use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Acquire, ConnectOptions};

use super::alone::Alone;
use super::connection::Held;
use super::look;
use super::open::{self, Purpose, unavailable};
use super::pools::{self, Pools};
use super::{Connection, Database, Engine, NEWEST_EVENT, migrate, query_scalar};
use crate::error::Error;

/// How long a connection waits for another process that writes.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How much of the file the connection that writes keeps in memory, in SQLite's own way of saying 16 MiB: lots have
/// random names, so each of a million stands on a page of its own.
const WRITER_CACHE: &str = "-16384";

/// After how many pages of 4 KiB the log is brought into the file. A purchase changes a dozen of them all over the file,
/// many of which the next one changes too; by SQLite's own 1000 they would be brought over after every hundred purchases.
const CHECKPOINT_AFTER: &str = "16384";

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
    let for_writing = options
        .clone()
        .create_if_missing(purpose == Purpose::Exchange)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        // What a job may have to undo is noted in memory: in a file it is ten times what is written for good.
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", WRITER_CACHE)
        .pragma("wal_autocheckpoint", CHECKPOINT_AFTER);
    let writer = pools::writer().connect_with(for_writing).await.map_err(unavailable)?;
    let acquired = Acquire::acquire(&writer).await.map_err(unavailable)?;
    let mut connection = Connection::Sqlite(Held::Pooled(acquired));
    let prepared = prepare(&mut connection, purpose).await;
    drop(connection);
    if prepared.is_err() {
        // Closed in any case: only then nothing is left beside the file.
        writer.close().await;
    }
    let (identity, newest_event) = prepared?;
    let file = options.get_filename().to_owned();
    let for_reading = options.pragma("query_only", "ON");
    let readers = pools::readers().connect_with(for_reading).await.map_err(unavailable)?;
    let pools = Pools { writer, readers };
    let newest_event = AtomicI64::new(newest_event);
    Ok(Database::new(Engine::Sqlite { pools, file, newest_event, alone }, identity))
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
