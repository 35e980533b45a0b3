//! A rule: what is said of the rows that break it, and the question that finds them.
//!
//! The questions read every row once or twice and are plain SQL that SQLite and PostgreSQL both read. Which rules
//! there are is not in here.

use std::borrow::Cow;

use super::finding::{Finding, Subject};
use crate::database::{Column, Connection, query_scalar};

/// What the rows of an answer name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    /// Nothing: a row is one finding about everything together.
    Books,
    /// Accounts, by their numbers.
    Accounts,
    /// Lots, by the bytes of their names.
    Lots,
    /// Events, by their numbers.
    Events,
    /// Rows of the ledger, by their numbers.
    Entries,
    /// Holds, by their names.
    Holds,
    /// Columns, by their names.
    Columns,
}

/// A rule.
#[derive(Debug)]
pub(super) struct Rule {
    /// What the rows of the answer name.
    pub(super) of: Of,
    /// What is wrong with each of them.
    pub(super) says: &'static str,
    /// The question, whose answer has one column.
    pub(super) broken_by: &'static str,
}

impl Rule {
    /// Everything that breaks it.
    ///
    /// # Errors
    /// [`sqlx::Error`].
    pub(super) async fn broken(&self, snapshot: &mut Connection) -> Result<Vec<Finding>, sqlx::Error> {
        match self.of {
            Of::Books => self.ask(snapshot, |_: i64| Subject::Books).await,
            Of::Accounts => self.ask(snapshot, Subject::Account).await,
            Of::Lots => self.ask(snapshot, Subject::Lot).await,
            Of::Events => self.ask(snapshot, Subject::Event).await,
            Of::Entries => self.ask(snapshot, Subject::Entry).await,
            Of::Holds => self.ask(snapshot, Subject::Hold).await,
            Of::Columns => self.ask(snapshot, Subject::Column).await,
        }
    }

    async fn ask<T>(
        &self,
        snapshot: &mut Connection,
        subject: impl Fn(T) -> Subject,
    ) -> Result<Vec<Finding>, sqlx::Error>
    where
        T: for<'r> Column<'r>,
    {
        let rows: Vec<T> = query_scalar(self.broken_by).fetch_all(snapshot).await?;
        let finding = |row| Finding { subject: subject(row), says: Cow::Borrowed(self.says) };
        Ok(rows.into_iter().map(finding).collect())
    }
}
