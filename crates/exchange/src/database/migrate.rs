//! The steps that bring a database up to date, embedded, and the check that an existing one is ours.
//!
//! Each step is written once for each database, under the same version and name, and leaves the same tables behind.
//! A step that has been released is never changed; a later one follows it.

use std::borrow::Cow;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

use super::open::unavailable;
use super::{Connection, query, query_scalar};
use crate::error::Error;

/// A step.
struct Step {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// The step of that version and name.
macro_rules! step {
    ($version:literal, $name:literal, $file:literal) => {
        Step {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../../migrations/postgres/", $file)),
        }
    };
}

const STEPS: [Step; 6] = [
    step!(1, "start", "0001_start.sql"),
    step!(2, "left", "0002_left.sql"),
    step!(3, "hold", "0003_hold.sql"),
    step!(4, "open_session", "0004_open_session.sql"),
    step!(5, "global_data_file", "0005_global_data_file.sql"),
    step!(6, "event_lot", "0006_event_lot.sql"),
];

/// What there is in a database that may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// No table.
    Nothing,
    /// The tables of an exchange of an earlier version.
    Earlier,
    /// The tables of an exchange.
    Exchange,
}

/// Looks at a database without changing it.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] where it is damaged, of another program or of a later version.
pub(super) async fn check(connection: &mut Connection) -> Result<Found, Error> {
    let tables = match connection {
        Connection::Sqlite(_) | Connection::Direct(_) => {
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        }
        Connection::Postgres(_) => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()"
        }
    };
    let tables: Vec<String> = query_scalar(tables).fetch_all(connection).await.map_err(unavailable)?;
    if tables.is_empty() {
        return Ok(Found::Nothing);
    }
    if !tables.iter().any(|table| table == "_sqlx_migrations") {
        return Err(Error::DatabaseUnavailable("it belongs to another program".to_owned()));
    }
    let newest: Option<i64> = query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(connection)
        .await
        .map_err(unavailable)?;
    let ours = STEPS.last().map_or(0, |step| step.version);
    if newest.is_some_and(|newest| newest > ours) {
        return Err(Error::DatabaseUnavailable("a later version of the exchange wrote it".to_owned()));
    }
    Ok(if newest == Some(ours) { Found::Exchange } else { Found::Earlier })
}

/// Brings the database up to date and makes sure that it has an identity. Exchanges that start at the same time
/// wait for each other.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] with the reason.
pub(super) async fn run(connection: &mut Connection) -> Result<(), Error> {
    // `Migrator::run` is this call; the compiler does not see that its future may move to another thread.
    let ran = match connection {
        Connection::Sqlite(held) => migrator(|step| step.sqlite).run_direct(None, held.get(), false).await,
        Connection::Postgres(held) => {
            migrator(|step| step.postgres).run_direct(None, held.get(), false).await
        }
        // Who writes does not bring up to date.
        Connection::Direct(_) => return Err(Error::Fault("migrating while writing".to_owned())),
    };
    ran.map_err(|error| Error::DatabaseUnavailable(error.to_string()))?;
    query("INSERT INTO identity (id, token) VALUES (1, $1) ON CONFLICT (id) DO NOTHING")
        .bind(format!("{:016x}", rand::random::<u64>()))
        .execute(connection)
        .await
        .map_err(unavailable)?;
    Ok(())
}

fn migrator(text: impl Fn(&Step) -> &'static str) -> Migrator {
    let migration = |step: &Step| {
        let name = Cow::Borrowed(step.name);
        Migration::new(step.version, name, MigrationType::Simple, text(step).into_sql_str(), false)
    };
    Migrator::with_migrations(STEPS.iter().map(migration).collect())
}
