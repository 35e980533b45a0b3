//! What to say of a file of lots: why it cannot be read, and what is wrong with a cell of it.
//!
//! A cell is spoken of as its field in the form is, except where the file counts in other units.

use domain::form::{Field, Problem};
use domain::shipment::{FileProblem, MAX_BYTES, MAX_LOTS};

use crate::label::Label;
use crate::problem;
use crate::sentence::{Sentence, Value};

/// Why a file cannot be read at all, and so what to do about it.
#[must_use]
pub fn of_file(problem: &FileProblem) -> Sentence {
    match problem {
        FileProblem::TooLarge => Label::FileTooLarge.with("megabytes", megabytes()),
        FileProblem::NotText => Label::FileNotText.into(),
        FileProblem::Empty => Label::FileEmpty.into(),
        FileProblem::NoColumns(columns) => Label::FileNoColumns.with("columns", names(columns)),
        FileProblem::TooManyRows => Label::FileTooLong.with("lots", Value::Integer(MAX_LOTS as u64)),
        FileProblem::UnclosedQuote(row) => Label::FileUnclosedQuote.with("row", Value::Integer(*row as u64)),
    }
}

/// What is wrong with a cell. What is wrong with a row as a whole is said of [`Field::Request`].
#[must_use]
pub fn of_cell(field: Field, problem: Problem) -> Sentence {
    let is_limit = matches!(problem, Problem::TooSmall | Problem::TooLarge | Problem::Past | Problem::TooFar);
    match field {
        Field::Amount if !is_limit => Label::RowAmountNotWhole.into(),
        Field::Power if !is_limit => Label::RowPowerNotWhole.into(),
        Field::TimestampExpire if !is_limit => Label::RowEndUnread.into(),
        Field::Request => Label::RowTooLong.into(),
        Field::Account
        | Field::Password
        | Field::EnergyType
        | Field::Power
        | Field::Amount
        | Field::Value
        | Field::TimestampExpire
        | Field::InputData
        | Field::Lots
        | Field::LotHash
        | Field::IdempotencyKey
        | Field::Handshake
        | Field::SessionId => problem::of(field, problem),
    }
}

/// How much a file may hold.
#[must_use]
pub fn limit() -> Sentence {
    Label::ManyLotsLimit.with("lots", Value::Integer(MAX_LOTS as u64)).with("megabytes", megabytes())
}

/// Columns by their names.
#[must_use]
pub fn names(columns: &[Field]) -> Value {
    Value::Text(columns.iter().map(|column| column.token()).collect::<Vec<_>>().join(", "))
}

const fn megabytes() -> Value {
    Value::Integer(MAX_BYTES as u64 / 1_000_000)
}
