//! Whether the books are right: the ledger, the balances, where each lot stands, the pool's history, what is held.
//!
//! | file | its rules |
//! |---|---|
//! | `ledger` | credits are neither made nor lost, a sold lot is paid once |
//! | `lots` | what a lot says of itself, and when that may have happened |
//! | `history` | replayed, the pool's events give the pool of now |
//! | `holds` | what is held, by whom, and what was said about it |
//! | `orphans` | every row that is named is there |
//!
//! A rule is a question for the rows that break it, so a right database answers each with nothing. All of them are
//! asked of one state, over a connection that can change nothing, while exchanges go on. Nothing is mended in here.

mod finding;
mod history;
mod holds;
mod ledger;
mod lots;
mod orphans;
mod rule;

use crate::database::{self, Connection};
use crate::error::Error;

pub use finding::{Finding, Subject};

/// Looks at a database that is there, `sqlite://FILE` or `postgres://…`, and gives everything that is wrong with it.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] where it cannot be read, is not an exchange's, or another version wrote it.
pub async fn findings(database: &str) -> Result<Vec<Finding>, Error> {
    let mut snapshot = database::look(database).await?;
    let findings = broken(&mut snapshot).await;
    let closed = snapshot.close().await;
    findings
        .and_then(|findings| closed.map(|()| findings))
        .map_err(|error| Error::DatabaseUnavailable(error.to_string()))
}

async fn broken(snapshot: &mut Connection) -> Result<Vec<Finding>, sqlx::Error> {
    let mut findings: Vec<_> = snapshot.damages().await?.into_iter().map(Finding::of_damage).collect();
    let rules = [ledger::RULES, lots::RULES, history::RULES, holds::RULES, orphans::RULES];
    for rule in rules.into_iter().flatten() {
        findings.extend(rule.broken(snapshot).await?);
    }
    Ok(findings)
}
