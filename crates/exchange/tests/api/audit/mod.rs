//! The audit: it finds nothing wrong after any test, and each fault that is planted past the exchange.
//!
//! One file for the rules of each kind, as in the exchange; [`scene`] has the books that faults are planted in.

mod command;
mod history;
mod holds;
mod ledger;
mod lots;
mod orphans;
mod scene;

use crate::database::Database;

/// Fails where anything is wrong with the books.
pub(crate) async fn check(database: &Database) {
    let findings = findings(database).await;
    assert!(findings.is_empty(), "the books are wrong:\n{}", findings.join("\n"));
}

async fn findings(database: &Database) -> Vec<String> {
    let findings = exchange::audit::findings(&database.address).await.unwrap();
    findings.iter().map(ToString::to_string).collect()
}
