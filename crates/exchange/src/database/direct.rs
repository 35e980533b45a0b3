//! A file's connection that is asked on the very thread that asks: the writer's.
//!
//! sqlx hands each statement for a file to a thread and waits for its answer, which takes longer than most statements
//! do. The writer has a thread to itself and may wait for the file. Everybody else asks over sqlx, and how the file is
//! opened before that is `sqlite`'s matter.

use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::types::Value as Content;
use rusqlite::{CachedStatement, OpenFlags};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::direct_row::{self, DirectRow};
use super::refused::refused;
use super::sqlite::BUSY_TIMEOUT;
use super::value::Value;

/// How many statements are kept prepared: more than the writer has.
const STATEMENTS: usize = 256;

/// Where the connection is while no transaction needs it.
#[derive(Debug)]
pub(super) struct Home(Arc<Mutex<Place>>);

#[derive(Debug)]
struct Place {
    file: PathBuf,
    pragmas: &'static [(&'static str, &'static str)],
    state: State,
}

/// What there is of the connection.
#[derive(Debug)]
enum State {
    Open(rusqlite::Connection),
    /// Its last transaction could not be ended. The next one gets another connection.
    Lost,
    /// Nobody writes any more.
    Closed,
}

impl Home {
    /// Opens a file that is there, and tells the connection that.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn open(
        file: PathBuf,
        pragmas: &'static [(&'static str, &'static str)],
    ) -> Result<Self, sqlx::Error> {
        let mut place = Place { file, pragmas, state: State::Lost };
        place.connection()?;
        Ok(Self(Arc::new(Mutex::new(place))))
    }

    /// Begins a transaction that writes. One that reads first and writes later would fail at once if another process
    /// wrote in between.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn begin(&self) -> Result<Direct, sqlx::Error> {
        let mut direct = Direct(Arc::clone(&self.0).lock_owned().await);
        direct.execute("BEGIN IMMEDIATE", &[])?;
        Ok(direct)
    }

    /// Ends the connection, once nobody is in a transaction.
    pub(super) async fn close(&self) {
        let state = std::mem::replace(&mut self.0.lock().await.state, State::Closed);
        // The last one brings the log into the file, which takes its time.
        drop(tokio::task::spawn_blocking(move || drop(state)).await);
    }
}

impl Place {
    fn connection(&mut self) -> Result<&mut rusqlite::Connection, sqlx::Error> {
        if matches!(self.state, State::Lost) {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = rusqlite::Connection::open_with_flags(&self.file, flags).map_err(refused)?;
            connection.busy_timeout(BUSY_TIMEOUT).map_err(refused)?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            for (pragma, value) in self.pragmas {
                connection.pragma_update(None, pragma, value).map_err(refused)?;
            }
            self.state = State::Open(connection);
        }
        match &mut self.state {
            State::Open(connection) => Ok(connection),
            State::Lost | State::Closed => Err(sqlx::Error::PoolClosed),
        }
    }
}

/// The connection in a transaction, which is undone where this is dropped without a commit.
#[derive(Debug)]
pub(crate) struct Direct(OwnedMutexGuard<Place>);

impl Direct {
    /// Commits.
    ///
    /// # Errors
    /// Those of the database. What was written may be there all the same.
    pub(super) fn commit(mut self) -> Result<(), sqlx::Error> {
        self.execute("COMMIT", &[]).map(drop)
    }

    /// Undoes everything; nothing is to be done where the database has done so by itself.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn roll_back(mut self) -> Result<(), sqlx::Error> {
        self.end()
    }

    /// The rows that a statement answers, that many at most.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn fetch(
        &mut self,
        text: &'static str,
        values: &[Value<'_>],
        at_most: usize,
    ) -> Result<Vec<DirectRow>, sqlx::Error> {
        let mut statement = self.prepared(text, values)?;
        let names = direct_row::names(&statement);
        let mut rows = statement.raw_query();
        let mut fetched = Vec::new();
        while fetched.len() < at_most
            && let Some(row) = rows.next().map_err(refused)?
        {
            fetched.push(DirectRow::read(Arc::clone(&names), row).map_err(refused)?);
        }
        Ok(fetched)
    }

    /// Makes a change and says how many rows it concerned.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn execute(&mut self, text: &'static str, values: &[Value<'_>]) -> Result<u64, sqlx::Error> {
        let mut statement = self.prepared(text, values)?;
        let mut rows = statement.raw_query();
        while rows.next().map_err(refused)?.is_some() {}
        drop(rows);
        drop(statement);
        Ok(self.0.connection()?.changes())
    }

    /// A statement with its parameters. SQLite numbers `$3` by where it stands; what it is called is what counts.
    fn prepared(&mut self, text: &str, values: &[Value<'_>]) -> Result<CachedStatement<'_>, sqlx::Error> {
        let mut statement = self.0.connection()?.prepare_cached(text).map_err(refused)?;
        for index in 1..=statement.parameter_count() {
            let number =
                statement.parameter_name(index).and_then(|name| name.strip_prefix('$')?.parse().ok());
            let value = number.and_then(|number: usize| values.get(number.checked_sub(1)?));
            let value =
                value.ok_or_else(|| sqlx::Error::Protocol(format!("no parameter {index}: {text}")))?;
            statement.raw_bind_parameter(index, value).map_err(refused)?;
        }
        Ok(statement)
    }

    fn end(&mut self) -> Result<(), sqlx::Error> {
        let State::Open(connection) = &self.0.state else { return Ok(()) };
        if connection.is_autocommit() {
            return Ok(());
        }
        let ended = connection.execute_batch("ROLLBACK").map_err(refused);
        // One whose transaction could not be ended is not used again.
        if !connection.is_autocommit() {
            self.0.state = State::Lost;
        }
        ended
    }
}

impl Drop for Direct {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            tracing::warn!("undoing what was not committed: {error}");
        }
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(match self {
            Self::Number(number) => ToSqlOutput::Owned(Content::Integer(*number)),
            Self::Text(Some(text)) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Text(None) => ToSqlOutput::Owned(Content::Null),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}
