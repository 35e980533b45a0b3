//! Opening a database on a PostgreSQL server, which any number of exchanges may share.
//!
//! What an exchange may not keep from the others is in the database, and nothing of that is known here beforehand.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection as _};
use tokio::time::timeout;

use super::connection::Held;
use super::migrate::{self, Found};
use super::open::{self, Purpose, unavailable};
use super::pools::{self, ACQUIRE_TIMEOUT, Readers};
use super::{Connection, Database, Engine};
use crate::error::Error;

/// What a connection that writes is told. A turn is waited for as long as a file's is; whoever has one and falls
/// silent loses it.
const FOR_WRITING: [(&str, &str); 2] =
    [("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "10s")];
/// What a connection that reads is told: what it writes aside waits for no disk.
const FOR_READING: [(&str, &str); 1] = [("synchronous_commit", "off")];
/// How long a request waits for a connection that reads: a server that has gone away is said before its caller gives up.
const READ_TIMEOUT: Duration = Duration::from_secs(5);
/// A connection that was not used for so long may have been cut, and is tried first.
const TRUSTED_FOR: Duration = Duration::from_secs(10);

/// Opens the database of that address, `postgres://USER@HOST/NAME`.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] with the reason.
pub(super) async fn open(url: &str, purpose: Purpose) -> Result<Database, Error> {
    let options = PgConnectOptions::from_str(url).map_err(unavailable)?.application_name("exchange");
    // Not by a pool: that would try again and again, and never tell why.
    let connecting = timeout(ACQUIRE_TIMEOUT, options.connect()).await;
    let connection = connecting
        .map_err(|_| Error::DatabaseUnavailable("the server does not answer".to_owned()))?
        .map_err(unavailable)?;
    let mut connection = Connection::Postgres(Held::Alone(Box::new(connection)));
    let found = migrate::check(&mut connection).await?;
    if found == Found::Nothing && purpose == Purpose::Visit {
        return Err(Error::DatabaseUnavailable("there is no database of an exchange".to_owned()));
    }
    let identity = open::prepare(&mut connection, purpose).await?;
    connection.close().await.map_err(unavailable)?;
    let writer = tried(pools::writer()).connect_with(options.clone().options(FOR_WRITING));
    let readers =
        tried(pools::readers()).acquire_timeout(READ_TIMEOUT).connect_with(options.options(FOR_READING));
    let writer = writer.await.map_err(unavailable)?;
    let readers = Readers(readers.await.map_err(unavailable)?);
    Database::new(Engine::Postgres { readers, writer }, identity)
}

/// Lets a pool try connections that nobody has heard of for a while.
fn tried(options: sqlx::postgres::PgPoolOptions) -> sqlx::postgres::PgPoolOptions {
    options.before_acquire(|connection, meta| {
        Box::pin(async move {
            if meta.idle_for > TRUSTED_FOR {
                connection.ping().await?;
            }
            Ok(true)
        })
    })
}
