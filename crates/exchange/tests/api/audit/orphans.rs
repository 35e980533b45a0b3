//! Rows that name rows which are not there.

use super::scene::Books;

#[tokio::test]
async fn a_row_that_names_one_that_is_not_there_is_found() {
    for (fault, columns) in [
        ("DELETE FROM accounts WHERE id = 1", &["sessions.account", "ledger.account", "lots.seller"][..]),
        ("DELETE FROM accounts WHERE id = 2", &["idempotency_keys.account", "lots.buyer", "holds.account"]),
        ("DELETE FROM lots WHERE value = 11", &["ledger.lot", "pool_events.lot"]),
        ("DELETE FROM lots WHERE value = 600", &["held_lots.lot"]),
        ("DELETE FROM pool_events", &["lots.block_height", "lots.left_event"]),
        ("DELETE FROM holds", &["hold_outcomes.hold", "held_lots.hold"]),
    ] {
        let findings = Books::kept().await.spoil(&[fault]).await;
        for column in columns {
            let start = format!("column {column} names rows of ");
            let is_told =
                findings.iter().any(|line| line.starts_with(&start) && line.ends_with(" that are not there"));
            assert!(is_told, "{column} after {fault} is not among:\n{}", findings.join("\n"));
        }
    }
}
