//! A lot as pec-server tells it, and what the domain's lot is made of it.

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::form::has_unprintable;
use domain::lot::{LotHash, LotStatus, Note};
use domain::timestamp::Timestamp;
use serde::Deserialize;

use crate::pec::list::List;
use crate::pec::loose::Loose;
use crate::rows::Row;

/// A row of a list. Members that nobody needs, and those that nobody may keep, are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Lot {
    tx_hash: Loose,
    status: Loose,
    block_height: Loose,
    pub(super) timestamp_gen: Loose,
    timestamp_sell: Loose,
    timestamp_buy: Loose,
    timestamp_expire: Loose,
    power: Loose,
    value: Loose,
    amount: Loose,
    #[serde(rename = "type")]
    energy_type: Loose,
    to: Loose,
    from: Loose,
    input_data: Loose,
}

/// What it is worth is decided where it is shown.
impl Row for Lot {
    fn is_usable(&self) -> bool {
        true
    }
}

impl Lot {
    /// Its name.
    #[must_use]
    pub fn hash(&self) -> Option<LotHash> {
        self.tx_hash.parse()
    }

    /// Whether the row itself says that the lot was taken back.
    #[must_use]
    pub fn is_revoked(&self) -> bool {
        self.status() == Some(LotStatus::Revoked)
    }

    /// Whether it is the lot that this delivery asked for, by what both say of it. A row that says less than
    /// energy, power, price and end is not taken for it.
    #[must_use]
    pub fn is_like(&self, delivery: &domain::delivery::Delivery) -> bool {
        let note = self.note();
        self.power.whole() == Some(delivery.power.get())
            && self.amount.whole() == Some(delivery.amount.get())
            && self.value.whole() == delivery.value.map(LotPrice::get)
            && is_same_moment(self.timestamp_expire.moment(), delivery.timestamp_expire)
            && (self.input_data.text().is_none() || note.as_str().trim() == delivery.note.as_str().trim())
    }

    /// The lot of that list, where the row says enough of it: a name, a type, and energy, power and price in
    /// whole units. `own` is the address of the account whose lists are read.
    pub(super) fn read(&self, list: List, own: Option<Address>, now: Timestamp) -> Option<domain::lot::Lot> {
        let timestamp_expire = self.timestamp_expire.moment();
        let (status, seller) = match list {
            List::Pool => (self.status()?, self.to.parse()?),
            List::Deliveries => (self.status()?, self.to.parse().or(own)?),
            List::Purchases => (LotStatus::Succeeded, self.to.parse()?),
            List::Revoked => (LotStatus::Revoked, self.to.parse().or(own)?),
        };
        let is_over = status == LotStatus::Waiting && timestamp_expire <= now;
        Some(domain::lot::Lot {
            hash: self.hash()?,
            status: if is_over { LotStatus::Expired } else { status },
            block_height: self.block_height.whole().unwrap_or(0),
            timestamp_sell: self.timestamp_sell.moment(),
            timestamp_buy: Some(self.timestamp_buy.moment()).filter(|moment| moment.is_known()),
            timestamp_expire,
            power: Watts::new(self.power.whole()?).ok()?,
            amount: WattHours::new(self.amount.whole()?).ok()?,
            value: LotPrice::new(self.value.whole()?).ok()?,
            energy_type: EnergyType::parse(&self.energy_type.text()?.to_ascii_lowercase()).ok()?,
            seller,
            buyer: self.from.parse(),
            note: self.note(),
        })
    }

    /// Older servers end a sale as `succeed`.
    fn status(&self) -> Option<LotStatus> {
        match self.status.text()?.to_ascii_lowercase().as_str() {
            "succeed" => Some(LotStatus::Succeeded),
            token => LotStatus::from_token(token),
        }
    }

    /// The note without what nobody can see, cut where it is longer than a note may be.
    fn note(&self) -> Note {
        let text = self.input_data.text().unwrap_or_default();
        let is_seen = |character: &char| {
            matches!(character, '\n' | '\t') || !has_unprintable(character.encode_utf8(&mut [0; 4]))
        };
        let seen: String = text.chars().filter(is_seen).take(Note::MAX_CHARACTERS).collect();
        Note::parse(&seen).unwrap_or_default()
    }
}

/// Whether a moment that was told is the one that was sent; a server may have told it in seconds.
fn is_same_moment(told: Timestamp, sent: Timestamp) -> bool {
    told == sent || (told.is_known() && told.0.is_multiple_of(1_000) && told.0 / 1_000 == sent.0 / 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const NOW: Timestamp = Timestamp(1_556_700_000_000);

    fn row() -> Value {
        json!({
            "txHash": "0f".repeat(32), "status": "waiting", "blockHeight": "7", "timestampGen": "1556699999999",
            "timestampSell": "1556699999", "timestampBuy": "undefined", "timestampExpire": "1556703600000",
            "power": "4200", "value": "7", "amount": "12500", "type": "wind", "to": "aa".repeat(20), "from": "null",
            "inputData": "<b>ridge</b>"
        })
    }

    fn read(row: &Value, list: List) -> Option<domain::lot::Lot> {
        let row: Lot = serde_json::from_value(row.clone()).unwrap();
        row.read(list, Some(Address([0xbb; 20])), NOW)
    }

    fn with(member: &str, value: Value) -> Value {
        let mut row = row();
        row[member] = value;
        row
    }

    #[test]
    fn a_row_of_texts_is_a_lot_in_whole_units() {
        let lot = read(&row(), List::Pool).unwrap();
        assert_eq!((lot.power.get(), lot.amount.get(), lot.value.get()), (4_200, 12_500, 7));
        assert_eq!((lot.status, lot.block_height), (LotStatus::Waiting, 7));
        assert_eq!((lot.timestamp_sell, lot.timestamp_buy), (Timestamp(1_556_699_999_000), None));
        assert_eq!((lot.seller, lot.buyer), (Address([0xaa; 20]), None));
        assert_eq!(lot.note.as_str(), "<b>ridge</b>");
    }

    #[test]
    fn a_lot_whose_price_is_not_a_whole_number_of_credits_is_not_for_sale() {
        for value in ["0.5", "0", "-3", "NaN", "undefined", "", "seven", "1e3", "99999999999999999999"] {
            assert_eq!(read(&with("value", json!(value)), List::Pool), None, "{value}");
        }
        assert!(read(&with("value", json!("7.0")), List::Pool).is_some());
    }

    #[test]
    fn what_nobody_needs_may_be_missing() {
        let mut row = row();
        for member in
            ["blockHeight", "timestampGen", "timestampSell", "timestampBuy", "timestampExpire", "from"]
        {
            row.as_object_mut().unwrap().remove(member);
        }
        row["inputData"] = json!(null);
        let lot = read(&row, List::Pool).unwrap();
        assert_eq!((lot.timestamp_sell, lot.timestamp_expire), (Timestamp::UNKNOWN, Timestamp::UNKNOWN));
        assert_eq!(lot.note, Note::default());
    }

    #[test]
    fn a_lot_past_its_end_has_expired_whatever_the_server_says() {
        for (expire, status) in [
            (json!("1556699999999"), LotStatus::Expired),
            (json!("1556700"), LotStatus::Waiting),
            (json!("1556700000"), LotStatus::Expired),
            (json!("soon"), LotStatus::Waiting),
        ] {
            let lot = read(&with("timestampExpire", expire.clone()), List::Pool).unwrap();
            assert_eq!(lot.status, status, "{expire}");
        }
    }

    #[test]
    fn older_servers_end_a_sale_as_succeed() {
        for (token, status) in [
            ("succeed", Some(LotStatus::Succeeded)),
            ("succeeded", Some(LotStatus::Succeeded)),
            ("revoked", Some(LotStatus::Revoked)),
            ("gone", None),
        ] {
            let lot = read(&with("status", json!(token)), List::Deliveries);
            assert_eq!(lot.map(|lot| lot.status), status, "{token}");
        }
    }

    #[test]
    fn the_list_says_of_a_lot_what_the_row_does_not() {
        let row = with("status", json!("undefined"));
        assert_eq!(read(&row, List::Pool), None);
        assert_eq!(read(&row, List::Purchases).unwrap().status, LotStatus::Succeeded);
        let row = with("to", json!(""));
        assert_eq!(read(&row, List::Revoked).unwrap().seller, Address([0xbb; 20]));
        assert_eq!(read(&row, List::Pool), None, "whose it is decides whether it may be bought");
    }

    #[test]
    fn a_note_keeps_its_markup_and_loses_what_nobody_can_see() {
        let note = |text: &str| read(&with("inputData", json!(text)), List::Pool).unwrap().note;
        assert_eq!(note("a\u{202e}b\0c\n<script>☀️").as_str(), "abc\n<script>☀️");
        assert_eq!(note(&"☀".repeat(400)).as_str().chars().count(), Note::MAX_CHARACTERS);
    }
}
