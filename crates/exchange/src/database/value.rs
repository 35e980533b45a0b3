//! What goes into a query and comes out of it: whole numbers, texts and bytes, any of them maybe null.
//!
//! Both databases have these, and a store that keeps to them needs no other.

use std::borrow::Cow;

use sqlx::postgres::PgRow;
use sqlx::query::Query;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Encode, Postgres, Row as _, Sqlite, Type};

use super::direct_row::{DirectRow, Stored};

/// A value for a parameter.
#[derive(Debug)]
pub(crate) enum Value<'q> {
    /// A whole number.
    Number(i64),
    /// A text, or null.
    Text(Option<Cow<'q, str>>),
    /// Bytes.
    Bytes(&'q [u8]),
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'q> From<&'q str> for Value<'q> {
    fn from(text: &'q str) -> Self {
        Self::Text(Some(Cow::Borrowed(text)))
    }
}

impl<'q> From<&'q String> for Value<'q> {
    fn from(text: &'q String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Some(Cow::Owned(text)))
    }
}

impl<'q> From<Option<&'q str>> for Value<'q> {
    fn from(text: Option<&'q str>) -> Self {
        Self::Text(text.map(Cow::Borrowed))
    }
}

impl<'q> From<&'q [u8]> for Value<'q> {
    fn from(bytes: &'q [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl Value<'_> {
    /// Gives it to a query as its next parameter.
    pub(super) fn bind_to<'v, E>(
        &'v self,
        query: Query<'static, E, E::Arguments>,
    ) -> Query<'static, E, E::Arguments>
    where
        E: sqlx::Database,
        i64: Encode<'v, E> + Type<E>,
        Option<&'v str>: Encode<'v, E> + Type<E>,
        &'v [u8]: Encode<'v, E> + Type<E>,
    {
        match self {
            Self::Number(number) => query.bind(*number),
            Self::Text(text) => query.bind(text.as_deref()),
            Self::Bytes(bytes) => query.bind(*bytes),
        }
    }
}

/// What a column of either database can be read as.
pub(crate) trait Column<'r>:
    Decode<'r, Sqlite> + Type<Sqlite> + Stored<'r> + Decode<'r, Postgres> + Type<Postgres>
{
}

impl<'r, T> Column<'r> for T where
    T: Decode<'r, Sqlite> + Type<Sqlite> + Stored<'r> + Decode<'r, Postgres> + Type<Postgres>
{
}

/// A row of an answer.
pub(crate) enum Row {
    /// Of a file.
    Sqlite(SqliteRow),
    /// Of a file, to the thread that writes.
    Direct(DirectRow),
    /// Of a server.
    Postgres(PgRow),
}

impl Row {
    /// Reads the column of that name.
    ///
    /// # Errors
    /// [`sqlx::Error`] where there is none or it is of another type.
    pub(crate) fn try_get<'r, T: Column<'r>>(&'r self, column: &str) -> Result<T, sqlx::Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Direct(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
    }

    /// Reads the first column.
    ///
    /// # Errors
    /// As [`Row::try_get`].
    pub(super) fn first<'r, T: Column<'r>>(&'r self) -> Result<T, sqlx::Error> {
        match self {
            Self::Sqlite(row) => row.try_get(0),
            Self::Direct(row) => row.at(0),
            Self::Postgres(row) => row.try_get(0),
        }
    }
}
