//! Asking either database with one text: plain SQL with `$1`, `$2`… for its parameters, which both read.
//!
//! It looks like sqlx, which does the work. sqlx's own `Any` would copy every value of every row once more, and
//! leaves no room for what only one of the databases can be told.

use sqlx::{Encode, Type};

use super::connection::Connection;
use super::direct::Direct;
use super::value::{Column, Row, Value};

/// Something to ask, with what its parameters are.
#[derive(Debug)]
#[must_use]
pub(crate) struct Query<'q> {
    text: &'static str,
    values: Vec<Value<'q>>,
}

/// Something to ask whose answer is one column.
#[derive(Debug)]
#[must_use]
pub(crate) struct ScalarQuery<'q>(Query<'q>);

/// Asks for rows, or for a change.
pub(crate) fn query<'q>(text: &'static str) -> Query<'q> {
    Query { text, values: Vec::new() }
}

/// Asks for one column.
pub(crate) fn query_scalar<'q>(text: &'static str) -> ScalarQuery<'q> {
    ScalarQuery(query(text))
}

/// Hands a query to whichever database it is.
macro_rules! ask {
    ($query:ident, $connection:ident, $method:ident, $sqlite:expr, $postgres:expr, $direct:expr) => {
        match $connection {
            Connection::Sqlite(held) => $query.bound().$method(held.get()).await.map($sqlite),
            Connection::Postgres(held) => $query.bound().$method(held.get()).await.map($postgres),
            Connection::Direct(direct) => $direct(direct),
        }
    };
}

impl<'q> Query<'q> {
    /// Says what the next parameter is.
    pub(crate) fn bind(mut self, value: impl Into<Value<'q>>) -> Self {
        self.values.push(value.into());
        self
    }

    /// It as sqlx takes it.
    fn bound<'v, E>(&'v self) -> sqlx::query::Query<'static, E, E::Arguments>
    where
        E: sqlx::Database,
        i64: Encode<'v, E> + Type<E>,
        Option<&'v str>: Encode<'v, E> + Type<E>,
        &'v [u8]: Encode<'v, E> + Type<E>,
    {
        self.values.iter().fold(sqlx::query(self.text), |query, value| value.bind_to(query))
    }

    /// Makes a change and says how many rows it concerned.
    ///
    /// # Errors
    /// [`sqlx::Error`].
    pub(crate) async fn execute(self, connection: &mut Connection) -> Result<u64, sqlx::Error> {
        ask!(
            self,
            connection,
            execute,
            |done| done.rows_affected(),
            |done| done.rows_affected(),
            |direct: &mut Direct| { direct.execute(self.text, &self.values) }
        )
    }

    /// The only row.
    ///
    /// # Errors
    /// [`sqlx::Error`], also where there is none.
    pub(crate) async fn fetch_one(self, connection: &mut Connection) -> Result<Row, sqlx::Error> {
        self.fetch_optional(connection).await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// The only row, if there is one.
    ///
    /// # Errors
    /// [`sqlx::Error`].
    pub(crate) async fn fetch_optional(
        self,
        connection: &mut Connection,
    ) -> Result<Option<Row>, sqlx::Error> {
        ask!(
            self,
            connection,
            fetch_optional,
            |row| row.map(Row::Sqlite),
            |row| row.map(Row::Postgres),
            |direct: &mut Direct| {
                let row = direct.fetch(self.text, &self.values, 1)?.pop();
                Ok(row.map(Row::Direct))
            }
        )
    }

    /// Every row.
    ///
    /// # Errors
    /// [`sqlx::Error`].
    pub(crate) async fn fetch_all(self, connection: &mut Connection) -> Result<Vec<Row>, sqlx::Error> {
        ask!(
            self,
            connection,
            fetch_all,
            |rows| rows.into_iter().map(Row::Sqlite).collect(),
            |rows| rows.into_iter().map(Row::Postgres).collect(),
            |direct: &mut Direct| {
                let rows = direct.fetch(self.text, &self.values, usize::MAX)?;
                Ok(rows.into_iter().map(Row::Direct).collect())
            }
        )
    }
}

impl<'q> ScalarQuery<'q> {
    /// Says what the next parameter is.
    pub(crate) fn bind(self, value: impl Into<Value<'q>>) -> Self {
        Self(self.0.bind(value))
    }

    /// The column of the only row.
    ///
    /// # Errors
    /// [`sqlx::Error`], also where there is no row.
    pub(crate) async fn fetch_one<T>(self, connection: &mut Connection) -> Result<T, sqlx::Error>
    where
        T: for<'r> Column<'r>,
    {
        self.0.fetch_one(connection).await?.first()
    }

    /// The column of the only row, if there is one.
    ///
    /// # Errors
    /// [`sqlx::Error`].
    pub(crate) async fn fetch_optional<T>(self, connection: &mut Connection) -> Result<Option<T>, sqlx::Error>
    where
        T: for<'r> Column<'r>,
    {
        self.0.fetch_optional(connection).await?.map(|row| row.first()).transpose()
    }

    /// The column of every row.
    ///
    /// # Errors
    /// [`sqlx::Error`].
    pub(crate) async fn fetch_all<T>(self, connection: &mut Connection) -> Result<Vec<T>, sqlx::Error>
    where
        T: for<'r> Column<'r>,
    {
        self.0.fetch_all(connection).await?.iter().map(Row::first).collect()
    }
}
