//! What the account answers (723). The keys that the server tells beside it are not read.

use domain::account::Address;
use domain::credits::Credits;
use domain::delivery::Delivery;
use domain::lot::LotHash;
use domain::timestamp::Timestamp;
use serde::Deserialize;

use crate::pec::list::{self, List};
use crate::pec::loose::Loose;
use crate::pec::lot::Lot;
use crate::rows::{self, Rows};

/// An account with its whole lists. The numbers of lots that it tells are not read: the lists say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Account {
    balance: Loose,
    address: Loose,
    #[serde(deserialize_with = "rows::or_default")]
    delivery: Rows<Lot>,
    #[serde(deserialize_with = "rows::or_default")]
    purchase: Rows<Lot>,
    #[serde(deserialize_with = "rows::or_default")]
    revoke: Rows<Lot>,
}

impl Account {
    /// Whole credits to spend.
    #[must_use]
    pub fn balance(&self) -> Option<Credits> {
        self.balance.floor().map(Credits)
    }

    /// The public address.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        self.address.parse()
    }

    /// Lots delivered.
    #[must_use]
    pub fn deliveries(&self, now: Timestamp) -> Rows<domain::lot::Lot> {
        list::lots(&self.delivery, List::Deliveries, self.address(), now)
    }

    /// Lots bought.
    #[must_use]
    pub fn purchases(&self, now: Timestamp) -> Rows<domain::lot::Lot> {
        list::lots(&self.purchase, List::Purchases, self.address(), now)
    }

    /// Lots taken back.
    #[must_use]
    pub fn revoked(&self, now: Timestamp) -> Rows<domain::lot::Lot> {
        list::lots(&self.revoke, List::Revoked, self.address(), now)
    }

    /// Whether the account paid for that lot: it stands among its purchases, whoever the row names as the
    /// buyer, because the server sells a lot more than once and names the last one.
    #[must_use]
    pub fn has_purchased(&self, hash: &LotHash) -> bool {
        is_in(&self.purchase, hash)
    }

    /// Whether that lot is the account's own.
    #[must_use]
    pub fn has_delivered(&self, hash: &LotHash) -> bool {
        is_in(&self.delivery, hash) || is_in(&self.revoke, hash)
    }

    /// Whether that lot was taken back.
    #[must_use]
    pub fn has_revoked(&self, hash: &LotHash) -> bool {
        let is_revoked = |row: &Lot| row.is_revoked() && row.hash() == Some(*hash);
        is_in(&self.revoke, hash) || self.delivery.good.iter().any(is_revoked)
    }

    /// The lot that a delivery became, sent once or more under these stamps.
    #[must_use]
    pub fn delivered(&self, delivery: &Delivery, stamps: &[u64]) -> Option<&Lot> {
        let mut rows = self.delivery.good.iter().chain(&self.revoke.good);
        rows.find(|row| {
            row.timestamp_gen.whole().is_some_and(|stamp| stamps.contains(&stamp)) || row.is_like(delivery)
        })
    }
}

fn is_in(rows: &Rows<Lot>, hash: &LotHash) -> bool {
    rows.good.iter().any(|row| row.hash() == Some(*hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::credits::LotPrice;
    use domain::energy::{EnergyType, WattHours, Watts};
    use domain::lot::Note;
    use serde_json::{Value, json};

    const EXPIRE: u64 = 1_556_703_600_123;

    fn account(members: &Value) -> Account {
        serde_json::from_value(members.clone()).unwrap()
    }

    fn delivery() -> Delivery {
        Delivery {
            energy_type: EnergyType::Wind,
            power: Watts::new(4_200).unwrap(),
            amount: WattHours::new(12_500).unwrap(),
            value: LotPrice::new(7).ok(),
            timestamp_expire: Timestamp(EXPIRE),
            note: Note::parse("ridge").unwrap(),
        }
    }

    fn row() -> Value {
        json!({
            "txHash": "0f".repeat(32), "status": "waiting", "power": "4200", "value": "7", "amount": "12500",
            "timestampExpire": EXPIRE.to_string(), "inputData": "ridge"
        })
    }

    fn is_found(row: &Value, stamps: &[u64]) -> bool {
        account(&json!({ "delivery": [null, row] })).delivered(&delivery(), stamps).is_some()
    }

    #[test]
    fn keys_are_neither_kept_nor_shown() {
        let account = account(&json!({
            "status": 723, "account": "mara", "balance": "10000", "sk": "canary", "pk": "canary", "storage": "canary",
            "address": "aa".repeat(20), "delivery": [{ "sk": "canary" }]
        }));
        assert!(!format!("{account:?}").contains("canary"));
        assert_eq!(
            (account.balance(), account.address()),
            (Some(Credits(10_000)), Some(Address([0xaa; 20])))
        );
    }

    #[test]
    fn an_account_of_rubbish_is_an_empty_one() {
        for rubbish in [json!("undefined"), json!("NaN"), json!(null), json!({}), json!([[]]), json!(-1)] {
            let account = account(&json!({
                "balance": rubbish, "address": rubbish, "delivery": rubbish, "purchase": rubbish, "revoke": rubbish
            }));
            assert_eq!((account.balance(), account.address()), (None, None), "{rubbish}");
            assert!(account.deliveries(Timestamp(0)).good.is_empty(), "{rubbish}");
        }
        assert_eq!(account(&json!({})), Account::default());
    }

    #[test]
    fn a_delivery_is_found_by_its_stamp_or_by_everything_that_was_said_of_it() {
        assert!(is_found(&row(), &[]));
        let mut in_seconds = row();
        in_seconds["timestampExpire"] = json!("1556703600");
        assert!(is_found(&in_seconds, &[]));
        assert!(is_found(&json!({ "timestampGen": "8" }), &[7, 8]));
        for (member, value) in [
            ("power", json!("4201")),
            ("amount", json!("undefined")),
            ("value", json!("8")),
            ("timestampExpire", json!((EXPIRE + 1).to_string())),
            ("timestampExpire", json!("")),
            ("inputData", json!("roof")),
        ] {
            let mut other = row();
            other[member] = value;
            assert!(!is_found(&other, &[7]), "{member}");
        }
    }

    #[test]
    fn a_lot_that_was_sold_to_two_was_paid_for_by_both() {
        let row = json!({ "txHash": "0f".repeat(32), "from": "bb".repeat(20) });
        let account = account(&json!({ "address": "aa".repeat(20), "purchase": [7, row] }));
        assert!(account.has_purchased(&LotHash([0x0f; 32])));
        assert!(!account.has_purchased(&LotHash([0x0e; 32])));
    }

    #[test]
    fn a_lot_is_revoked_by_its_list_or_by_its_status() {
        let hash = LotHash([0x0f; 32]);
        let row = |status: &str| json!({ "txHash": "0f".repeat(32), "status": status });
        assert!(account(&json!({ "revoke": [row("waiting")] })).has_revoked(&hash));
        assert!(account(&json!({ "delivery": [row("revoked")] })).has_revoked(&hash));
        assert!(!account(&json!({ "delivery": [row("waiting")] })).has_revoked(&hash));
    }
}
