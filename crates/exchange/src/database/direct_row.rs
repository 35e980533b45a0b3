//! A row that the writer's own connection answered: its columns' names and what stood in them.
//!
//! What can be read from it is what sqlx reads from a row; the trait says so for each type.

use std::sync::Arc;

use rusqlite::Statement;
use rusqlite::types::Value;

/// The names of a statement's columns, shared by its rows.
pub(super) type Names = Arc<[Box<str>]>;

/// A row, whole.
pub(crate) struct DirectRow {
    names: Names,
    values: Vec<Value>,
}

/// What the columns of that statement are called.
pub(super) fn names(statement: &Statement<'_>) -> Names {
    statement.column_names().into_iter().map(Box::from).collect()
}

impl DirectRow {
    /// Copies it.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn read(names: Names, row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let values = (0..names.len()).map(|column| row.get(column)).collect::<Result<_, _>>()?;
        Ok(Self { names, values })
    }

    /// What stands in the column of that name.
    ///
    /// # Errors
    /// [`sqlx::Error`] where there is none or it is of another type.
    pub(super) fn try_get<'r, T: Stored<'r>>(&'r self, column: &str) -> Result<T, sqlx::Error> {
        let place = self.names.iter().position(|name| **name == *column);
        self.at(place.ok_or_else(|| sqlx::Error::ColumnNotFound(column.to_owned()))?)
    }

    /// What stands in that column, counted from 0.
    ///
    /// # Errors
    /// As [`DirectRow::try_get`].
    pub(super) fn at<'r, T: Stored<'r>>(&'r self, place: usize) -> Result<T, sqlx::Error> {
        let value = self
            .values
            .get(place)
            .ok_or(sqlx::Error::ColumnIndexOutOfBounds { index: place, len: self.values.len() })?;
        T::stored(value).ok_or_else(|| sqlx::Error::ColumnDecode {
            index: place.to_string(),
            source: format!("it is of the type {}", value.data_type()).into(),
        })
    }
}

/// What a value can be read as.
pub(crate) trait Stored<'r>: Sized {
    /// Reads it, if it is of that type.
    fn stored(value: &'r Value) -> Option<Self>;
}

impl Stored<'_> for i64 {
    fn stored(value: &Value) -> Option<Self> {
        if let Value::Integer(number) = value { Some(*number) } else { None }
    }
}

impl<'r> Stored<'r> for &'r str {
    fn stored(value: &'r Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl<'r> Stored<'r> for String {
    fn stored(value: &'r Value) -> Option<Self> {
        <&str>::stored(value).map(str::to_owned)
    }
}

impl<'r> Stored<'r> for &'r [u8] {
    fn stored(value: &'r Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes) } else { None }
    }
}

impl<'r> Stored<'r> for Vec<u8> {
    fn stored(value: &'r Value) -> Option<Self> {
        <&[u8]>::stored(value).map(<[u8]>::to_vec)
    }
}

impl<'r, T: Stored<'r>> Stored<'r> for Option<T> {
    fn stored(value: &'r Value) -> Option<Self> {
        if matches!(value, Value::Null) { Some(None) } else { T::stored(value).map(Some) }
    }
}
