//! The lists that lots stand in: what can be shown of them, in order, and how much could not.

use std::cmp::Reverse;
use std::collections::HashSet;

use domain::account::Address;
use domain::lot::LotStatus;
use domain::timestamp::Timestamp;

use crate::pec::lot::Lot;
use crate::rows::Rows;

/// The list that a row stands in. It says of a lot what the row itself may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The lots that wait for a buyer.
    Pool,
    /// Lots that the account delivered.
    Deliveries,
    /// Lots that the account bought.
    Purchases,
    /// Lots that the account took back.
    Revoked,
}

/// The lots of a list, newest first and each of them once, and how many rows could not be used.
///
/// What waits no longer is no part of the pool and not counted. `own` is the address of the account whose lists are read.
#[must_use]
pub fn lots(rows: &Rows<Lot>, list: List, own: Option<Address>, now: Timestamp) -> Rows<domain::lot::Lot> {
    let mut known = HashSet::new();
    let mut read: Rows<_> = rows.good.iter().filter_map(|row| row.read(list, own, now)).collect();
    read.good.retain(|lot| known.insert(lot.hash));
    read.skipped = rows.skipped + rows.good.len() - read.good.len();
    if list == List::Pool {
        read.good.retain(|lot| lot.status == LotStatus::Waiting);
    }
    read.good.sort_by_key(|lot| {
        let moment = match list {
            List::Purchases => lot.timestamp_buy.unwrap_or(lot.timestamp_sell),
            List::Pool | List::Deliveries | List::Revoked => lot.timestamp_sell,
        };
        Reverse((moment.is_known().then_some(moment), lot.block_height, lot.hash))
    });
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const NOW: Timestamp = Timestamp(1_556_700_000_000);

    fn row(number: u8, sold_at: Value, status: &str) -> Value {
        json!({
            "txHash": format!("{number:02x}").repeat(32), "status": status, "timestampSell": sold_at,
            "timestampExpire": "1556703600000", "power": "4200", "value": "7", "amount": "12500", "type": "wind",
            "to": "aa".repeat(20)
        })
    }

    fn read(rows: Value, list: List) -> (Vec<u8>, usize) {
        let rows: Rows<Lot> = serde_json::from_value(rows).unwrap();
        let lots = lots(&rows, list, None, NOW);
        (lots.good.iter().map(|lot| lot.hash.0[0]).collect(), lots.skipped)
    }

    #[test]
    fn lists_come_in_any_order_and_are_shown_newest_first() {
        let rows = json!([
            row(1, json!("1556600000000"), "waiting"),
            row(2, json!("undefined"), "waiting"),
            row(3, json!("1556690000"), "waiting"),
            row(4, json!(1_556_650_000_000_u64), "waiting"),
        ]);
        assert_eq!(read(rows, List::Pool), (vec![3, 4, 1, 2], 0));
    }

    #[test]
    fn one_bad_row_never_takes_a_list_away() {
        let good = row(1, json!("1556600000000"), "waiting");
        let rows = json!([
            null, 7, "undefined", [], {}, { "status": "succeeded", "timestampBuy": "1556600000000", "from": "" },
            good, good
        ]);
        assert_eq!(read(rows, List::Deliveries), (vec![1], 7));
    }

    #[test]
    fn only_what_waits_and_has_not_expired_is_in_the_pool() {
        let mut expired = row(2, json!("1556600000000"), "waiting");
        expired["timestampExpire"] = json!("1556600000001");
        let rows = json!([
            row(1, json!("1556600000000"), "waiting"),
            expired,
            row(3, json!("1556600000000"), "succeed"),
            row(4, json!("1556600000000"), "revoked"),
        ]);
        assert_eq!(read(rows, List::Pool), (vec![1], 0));
    }
}
