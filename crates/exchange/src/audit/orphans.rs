//! Rules of the rows that name others: whatever is named is there.
//!
//! Both databases keep these themselves, as long as nobody writes past their checks.

use super::rule::{Of, Rule};

/// The columns of a table that name rows of another one.
macro_rules! named {
    ($($column:literal in $table:literal names $key:literal of $other:literal;)*) => {
        &[$(Rule {
            of: Of::Columns,
            says: concat!("names rows of ", $other, " that are not there"),
            broken_by: concat!(
                "SELECT CAST('", $table, ".", $column, "' AS TEXT) FROM ", $table,
                " WHERE ", $table, ".", $column, " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ", $other, " AS named",
                " WHERE named.", $key, " = ", $table, ".", $column, ") LIMIT 1"
            ),
        }),*]
    };
}

/// The rules.
pub(super) const RULES: &[Rule] = named! {
    "account" in "sessions" names "id" of "accounts";
    "account" in "idempotency_keys" names "id" of "accounts";
    "account" in "ledger" names "id" of "accounts";
    "lot" in "ledger" names "hash" of "lots";
    "lot" in "pool_events" names "hash" of "lots";
    "block_height" in "lots" names "seq" of "pool_events";
    "left_event" in "lots" names "seq" of "pool_events";
    "seller" in "lots" names "id" of "accounts";
    "buyer" in "lots" names "id" of "accounts";
    "account" in "holds" names "id" of "accounts";
    "hold" in "hold_outcomes" names "id" of "holds";
    "hold" in "held_lots" names "id" of "holds";
    "lot" in "held_lots" names "hash" of "lots";
};
