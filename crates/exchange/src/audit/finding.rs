//! What is wrong, and with what: one line each.
//!
//! It is for whoever keeps the database, in English, like a line of the log.

use std::borrow::Cow;
use std::fmt;

/// What a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All accounts and lots together.
    Books,
    /// The file itself.
    File,
    /// An account, by its number.
    Account(i64),
    /// A lot, by the bytes of its name.
    Lot(Vec<u8>),
    /// An event in the pool's history, by its number.
    Event(i64),
    /// A row of the ledger, by its number.
    Entry(i64),
    /// A hold, by its name.
    Hold(String),
    /// A column whose value names a row.
    Column(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Books => formatter.write_str("the books"),
            Self::File => formatter.write_str("the file"),
            Self::Account(number) => write!(formatter, "account {number}"),
            Self::Lot(name) => {
                formatter.write_str("lot ")?;
                domain::hex::write(name, formatter)
            }
            Self::Event(number) => write!(formatter, "event {number}"),
            Self::Entry(number) => write!(formatter, "ledger entry {number}"),
            Self::Hold(name) => write!(formatter, "hold {name}"),
            Self::Column(name) => write!(formatter, "column {name}"),
        }
    }
}

/// A rule that is broken. Written out it is one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// By what.
    pub subject: Subject,
    /// What is wrong with it.
    pub says: Cow<'static, str>,
}

impl Finding {
    /// What the database says of its own file.
    pub(super) fn of_damage(damage: String) -> Self {
        let line = damage.replace(['\n', '\r'], " ");
        Self { subject: Subject::File, says: Cow::Owned(format!("is damaged: {line}")) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.subject, self.says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_that_names_what_is_wrong() {
        let finding = Finding { subject: Subject::Lot(vec![0xab, 1]), says: "is sold more than once".into() };
        assert_eq!(finding.to_string(), "lot ab01 is sold more than once");
        let damage = Finding::of_damage("Tree 4\nunused page".to_owned());
        assert_eq!(damage.to_string(), "the file is damaged: Tree 4 unused page");
    }
}
