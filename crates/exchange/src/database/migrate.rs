//! The steps that bring a database up to date, embedded, and the check that an existing file is one of ours.
//!
//! A step that has been released is never changed; a later one follows it.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection as _, SqlSafeStr, SqlitePool};

use crate::error::Error;

/// Version, name and text of each step.
const STEPS: [(i64, &str, &str); 4] = [
    (1, "start", include_str!("../../migrations/sqlite/0001_start.sql")),
    (2, "left", include_str!("../../migrations/sqlite/0002_left.sql")),
    (3, "hold", include_str!("../../migrations/sqlite/0003_hold.sql")),
    (4, "open_session", include_str!("../../migrations/sqlite/0004_open_session.sql")),
];

/// Looks at a file that exists, without changing it.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] where it is damaged, of another program or of a later version.
pub(super) async fn check(options: &SqliteConnectOptions) -> Result<(), Error> {
    let unavailable = |error: sqlx::Error| Error::DatabaseUnavailable(error.to_string());
    let mut connection =
        options.clone().read_only(true).create_if_missing(false).connect().await.map_err(unavailable)?;
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .fetch_all(&mut connection)
        .await
        .map_err(unavailable)?;
    if tables.iter().any(|table| table == "_sqlx_migrations") {
        let newest: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
            .fetch_one(&mut connection)
            .await
            .map_err(unavailable)?;
        let ours = STEPS.last().map_or(0, |(version, ..)| *version);
        if newest.is_some_and(|newest| newest > ours) {
            return Err(Error::DatabaseUnavailable("a later version of the exchange wrote it".to_owned()));
        }
    } else if !tables.is_empty() {
        return Err(Error::DatabaseUnavailable("it belongs to another program".to_owned()));
    }
    connection.close().await.map_err(unavailable)
}

/// Brings the database up to date and makes sure that it has an identity.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] with the reason.
pub(super) async fn run(writer: &SqlitePool) -> Result<(), Error> {
    let steps = STEPS
        .into_iter()
        .map(|(version, name, text)| {
            Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, text.into_sql_str(), false)
        })
        .collect();
    Migrator::with_migrations(steps)
        .run(writer)
        .await
        .map_err(|error| Error::DatabaseUnavailable(error.to_string()))?;
    let unavailable = |error: sqlx::Error| Error::DatabaseUnavailable(error.to_string());
    sqlx::query("INSERT INTO identity (id, token) VALUES (1, $1) ON CONFLICT (id) DO NOTHING")
        .bind(format!("{:016x}", rand::random::<u64>()))
        .execute(writer)
        .await
        .map_err(unavailable)?;
    Ok(())
}
