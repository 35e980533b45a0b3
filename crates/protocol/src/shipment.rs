//! What a tab keeps of the shipments of its accounts, as it stands in the tab's storage.
//!
//! As with [`pending`](crate::pending), what cannot be read as it was meant is nothing.

use domain::account::AccountName;
use domain::delivery;
use domain::idempotency::IdempotencyKey;
use domain::shipment::{Item as Kept, ItemOutcome, MAX_LOTS, Shipment};
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

use crate::OffTheWire;
use crate::lot::{DeliveryLot, DeliveryOutcome};

/// The form in which it is kept. Another one is not read.
const VERSION: u16 = 1;
/// So many are kept; the oldest gives way.
const MAX_KEPT: usize = 3;
/// What stands for an outcome that nobody knows: no code is that number.
const UNKNOWN: u16 = 0;

/// The shipments that a tab keeps, one for each account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptShipments {
    version: u16,
    shipments: Vec<KeptShipment>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptShipment {
    account: String,
    key: String,
    parcel: usize,
    sent_at: Option<u64>,
    is_stopped: bool,
    items: Vec<Item>,
}

/// One lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Item {
    row: usize,
    lot: DeliveryLot,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<DeliveryOutcome>,
}

impl Default for KeptShipments {
    fn default() -> Self {
        Self { version: VERSION, shipments: Vec::new() }
    }
}

impl KeptShipments {
    /// The shipment of an account; nothing where it cannot be read.
    #[must_use]
    pub fn of(&self, account: &AccountName) -> Option<Shipment> {
        let known = self.shipments.iter().filter(|_| self.version == VERSION);
        let mut known = known.filter(|kept| kept.account == account.as_str());
        known.next().and_then(|kept| Shipment::try_from(kept).ok())
    }

    /// Whether of any of them a parcel may have been done that nobody heard of.
    #[must_use]
    pub fn is_any_sent(&self) -> bool {
        self.version == VERSION && self.shipments.iter().any(|kept| kept.sent_at.is_some())
    }

    /// Whether nothing is kept.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.shipments.is_empty()
    }

    /// Keeps the shipment of an account in place of the one before, or none.
    pub fn keep(&mut self, account: &AccountName, shipment: Option<&Shipment>) {
        if self.version != VERSION {
            *self = Self::default();
        }
        self.shipments.retain(|kept| kept.account != account.as_str());
        self.shipments.extend(shipment.map(|shipment| KeptShipment::new(account, shipment)));
        let surplus = self.shipments.len().saturating_sub(MAX_KEPT);
        self.shipments.drain(..surplus);
    }
}

impl KeptShipment {
    fn new(account: &AccountName, shipment: &Shipment) -> Self {
        let Shipment { key, parcel, items, sent_at, is_stopped } = shipment;
        Self {
            account: account.to_string(),
            key: key.to_string(),
            parcel: *parcel,
            sent_at: sent_at.map(|moment| moment.0),
            is_stopped: *is_stopped,
            items: items.iter().map(Item::from).collect(),
        }
    }
}

impl TryFrom<&KeptShipment> for Shipment {
    type Error = OffTheWire;

    fn try_from(kept: &KeptShipment) -> Result<Self, OffTheWire> {
        if !(1..=delivery::MAX_LOTS).contains(&kept.parcel) || !(1..=MAX_LOTS).contains(&kept.items.len()) {
            return Err(OffTheWire("parcel"));
        }
        Ok(Self {
            key: IdempotencyKey::parse(&kept.key).map_err(|_| OffTheWire("key"))?,
            parcel: kept.parcel,
            items: kept.items.iter().map(Kept::try_from).collect::<Result<_, OffTheWire>>()?,
            sent_at: kept.sent_at.map(Timestamp),
            is_stopped: kept.is_stopped,
        })
    }
}

impl From<&Kept> for Item {
    fn from(Kept { row, delivery, outcome }: &Kept) -> Self {
        Self { row: *row, lot: delivery.into(), outcome: outcome.as_ref().map(DeliveryOutcome::from) }
    }
}

impl TryFrom<&Item> for Kept {
    type Error = OffTheWire;

    fn try_from(Item { row, lot, outcome }: &Item) -> Result<Self, OffTheWire> {
        let outcome = outcome.as_ref().map(ItemOutcome::try_from).transpose()?;
        Ok(Self { row: *row, delivery: lot.try_into()?, outcome })
    }
}

impl From<&ItemOutcome> for DeliveryOutcome {
    fn from(outcome: &ItemOutcome) -> Self {
        match outcome {
            ItemOutcome::Told(delivered) => delivered.into(),
            ItemOutcome::Unknown => Self { status: UNKNOWN, tx_hash: None, value: None, fields: Vec::new() },
        }
    }
}

impl TryFrom<&DeliveryOutcome> for ItemOutcome {
    type Error = OffTheWire;

    fn try_from(outcome: &DeliveryOutcome) -> Result<Self, OffTheWire> {
        if outcome.status == UNKNOWN {
            return Ok(Self::Unknown);
        }
        outcome.try_into().map(Self::Told)
    }
}

#[cfg(test)]
mod tests {
    use domain::credits::LotPrice;
    use domain::delivery::{Delivered, Delivery};
    use domain::energy::{EnergyType, WattHours, Watts};
    use domain::form::{Field, Problem, Problems};
    use domain::lot::{LotHash, Note};
    use domain::status::Code;

    use super::*;

    fn name(name: &str) -> AccountName {
        AccountName::parse(name).unwrap()
    }

    fn shipment(lots: usize) -> Shipment {
        let delivery = Delivery {
            energy_type: EnergyType::Wind,
            power: Watts::new(4_200).unwrap(),
            amount: WattHours::new(12_500).unwrap(),
            value: None,
            timestamp_expire: Timestamp(4_000_000_000_000),
            note: Note::parse("\"ridge\"\n☀️").unwrap(),
        };
        let lots = (0..lots).map(|lot| (lot + 2, delivery.clone()));
        let mut shipment = Shipment::new(IdempotencyKey::of([7; 16]), lots);
        let value = LotPrice::new(7).unwrap();
        let mut outcomes =
            vec![ItemOutcome::Told(Delivered::InPool { hash: LotHash([1; 32]), value }); shipment.parcel];
        let problems = Problems::one(Field::TimestampExpire, Problem::Past);
        outcomes[3] =
            ItemOutcome::Told(Delivered::Refused { status: Code::LotRequestMalformed.into(), problems });
        outcomes[4] = ItemOutcome::Unknown;
        shipment.settle(outcomes);
        shipment.sent_at = Some(Timestamp(9));
        shipment
    }

    #[test]
    fn a_shipment_is_kept_with_all_that_is_known_of_it() {
        let mut kept = KeptShipments::default();
        kept.keep(&name("Ada"), Some(&shipment(25)));
        let text = serde_json::to_string(&kept).unwrap();
        let kept: KeptShipments = serde_json::from_str(&text).unwrap();
        assert_eq!(kept.of(&name("Ada")), Some(shipment(25)));
        assert_eq!(kept.of(&name("Grace")), None, "it is nobody else's");
        assert!(kept.is_any_sent());
    }

    #[test]
    fn each_account_has_one_and_the_oldest_gives_way() {
        let mut kept = KeptShipments::default();
        for account in ["Ada", "Grace", "Ada", "Mary", "Joan"] {
            kept.keep(&name(account), Some(&shipment(12)));
        }
        assert_eq!(kept.of(&name("Grace")), None);
        assert!(["Ada", "Mary", "Joan"].iter().all(|account| kept.of(&name(account)).is_some()));
        for account in ["Ada", "Mary", "Joan"] {
            kept.keep(&name(account), None);
        }
        assert!(kept.is_empty());
    }

    #[test]
    fn what_was_not_kept_so_is_nothing() {
        let mut kept = KeptShipments::default();
        kept.keep(&name("Ada"), Some(&shipment(12)));
        let good = serde_json::to_value(&kept).unwrap();
        for (place, odd) in [
            ("/version", serde_json::json!(2)),
            ("/shipments/0/parcel", serde_json::json!(0)),
            ("/shipments/0/items", serde_json::json!([])),
            ("/shipments/0/key", serde_json::json!("")),
            ("/shipments/0/items/0/lot/power", serde_json::json!(0)),
        ] {
            let mut value = good.clone();
            *value.pointer_mut(place).unwrap() = odd;
            let kept: KeptShipments = serde_json::from_value(value).unwrap();
            assert_eq!(kept.of(&name("Ada")), None, "{place}");
        }
    }
}
