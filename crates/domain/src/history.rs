//! All lots of an account in one table, for whoever wants to take them along: what was sold, bought and taken back,
//! and what that comes to.
//!
//! It fetches nothing. The sums are those of the rows that are written, so that they can be checked against each
//! other.

use std::collections::HashSet;

use crate::account::Address;
use crate::calendar;
use crate::credits::Credits;
use crate::csv::Table;
use crate::lot::{Lot, LotHash, LotStatus};
use crate::timestamp::Timestamp;

/// The columns, by their names on the wire.
const COLUMNS: [&str; 14] = [
    "list",
    "status",
    "type",
    "amount",
    "power",
    "value",
    "timestampSell",
    "timestampBuy",
    "timestampExpire",
    "to",
    "from",
    "txHash",
    "blockHeight",
    "inputData",
];

/// Which side of a lot the account was on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// It delivered the lot.
    Delivery,
    /// It bought the lot.
    Purchase,
    /// It delivered the lot and took it back.
    Revoke,
}

impl Side {
    /// The name of the list on the wire.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::Purchase => "purchase",
            Self::Revoke => "revoke",
        }
    }
}

/// A span of time, of which either end may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// From that moment on.
    pub from: Option<Timestamp>,
    /// Before that moment.
    pub until: Option<Timestamp>,
}

impl Period {
    /// Whether a moment lies in it.
    #[must_use]
    pub fn contains(self, moment: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.until.is_none_or(|until| moment < until)
    }
}

/// What the rows come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many rows there are.
    pub rows: u64,
    /// Credits for lots that were sold.
    pub sold: Credits,
    /// The energy of these in watt-hours.
    pub energy_out: u64,
    /// Credits for lots that were bought.
    pub bought: Credits,
    /// The energy of these in watt-hours.
    pub energy_in: u64,
}

/// The lots of an account, the newest first on each side, each once.
#[derive(Clone, Debug, Default)]
pub struct History {
    lots: Vec<(Side, Lot)>,
}

impl History {
    /// The lots of the three lists in that period. A lot that changed lists while they were read is in the one that
    /// was read last.
    #[must_use]
    pub fn of(lists: impl IntoIterator<Item = (Side, Vec<Lot>)>, period: Period) -> Self {
        let mut lots: Vec<(Side, Lot)> =
            lists.into_iter().flat_map(|(side, lots)| lots.into_iter().map(move |lot| (side, lot))).collect();
        let mut known: HashSet<(bool, LotHash)> = HashSet::new();
        lots.reverse();
        lots.retain(|(side, lot)| known.insert((*side == Side::Purchase, lot.hash)));
        lots.reverse();
        lots.retain(|(side, lot)| period.contains(moment_of(*side, lot)));
        Self { lots }
    }

    /// What they come to.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let mut sums = Sums { rows: self.lots.len() as u64, ..Sums::default() };
        for (side, lot) in &self.lots {
            match (side, lot.status) {
                (Side::Purchase, _) => {
                    sums.bought.0 = sums.bought.0.saturating_add(lot.value.get());
                    sums.energy_in = sums.energy_in.saturating_add(lot.amount.get());
                }
                (Side::Delivery, LotStatus::Succeeded) => {
                    sums.sold.0 = sums.sold.0.saturating_add(lot.value.get());
                    sums.energy_out = sums.energy_out.saturating_add(lot.amount.get());
                }
                (
                    Side::Delivery | Side::Revoke,
                    LotStatus::Succeeded | LotStatus::Waiting | LotStatus::Revoked | LotStatus::Expired,
                ) => {}
            }
        }
        sums
    }

    /// What sales brought and purchases took, with their moments, in no order.
    pub(crate) fn changes(&self) -> Vec<(Timestamp, i128)> {
        let change = |(side, lot): &(Side, Lot)| match (side, lot.status) {
            (Side::Purchase, _) => Some((moment_of(*side, lot), -i128::from(lot.value.get()))),
            (Side::Delivery, LotStatus::Succeeded) => {
                Some((moment_of(*side, lot), i128::from(lot.value.get())))
            }
            (
                Side::Delivery | Side::Revoke,
                LotStatus::Succeeded | LotStatus::Waiting | LotStatus::Revoked | LotStatus::Expired,
            ) => None,
        };
        self.lots.iter().filter_map(change).collect()
    }

    /// The table: whole watts, watt-hours and credits, times in the zone of Greenwich.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = Table::headed(&COLUMNS);
        for (side, lot) in &self.lots {
            let numbers = [lot.amount.get(), lot.power.get(), lot.value.get(), lot.block_height];
            let [amount, power, value, block_height] = numbers.map(|number| number.to_string());
            let moments = [Some(lot.timestamp_sell), lot.timestamp_buy, Some(lot.timestamp_expire)];
            let [sell, buy, expire] =
                moments.map(|moment| moment.and_then(calendar::write).unwrap_or_default());
            let (seller, buyer) = (lot.seller.to_string(), lot.buyer.as_ref().map(Address::to_string));
            table.push(&[
                side.token(),
                lot.status.token(),
                lot.energy_type.token(),
                &amount,
                &power,
                &value,
                &sell,
                &buy,
                &expire,
                &seller,
                buyer.as_deref().unwrap_or_default(),
                &lot.hash.to_string(),
                &block_height,
                lot.note.as_str(),
            ]);
        }
        table.into_text()
    }
}

/// When it happened: a lot was bought, sold, or else delivered.
fn moment_of(side: Side, lot: &Lot) -> Timestamp {
    match (side, lot.status) {
        (Side::Purchase, _) | (Side::Delivery, LotStatus::Succeeded) => {
            lot.timestamp_buy.unwrap_or(lot.timestamp_sell)
        }
        (
            Side::Delivery | Side::Revoke,
            LotStatus::Succeeded | LotStatus::Waiting | LotStatus::Revoked | LotStatus::Expired,
        ) => lot.timestamp_sell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::{Records, Separator};
    use crate::energy::EnergyType;
    use crate::lot::Note;
    use crate::lot::tests::lot;

    fn sold(number: u8, credits: u64, at: u64) -> Lot {
        let timestamp_buy = Some(Timestamp(at));
        Lot { status: LotStatus::Succeeded, timestamp_buy, ..lot(number, EnergyType::Wind, credits) }
    }

    fn column(table: &str, name: &str) -> Vec<String> {
        let records: Vec<_> = Records::of(table, Separator::Comma).map(Result::unwrap).collect();
        let place = records[0].iter().position(|it| it == name).unwrap();
        records[1..].iter().map(|record| record[place].clone()).collect()
    }

    #[test]
    fn the_sums_are_those_of_the_rows_that_are_written() {
        let lists = [
            (Side::Delivery, vec![sold(1, 7, 50), lot(2, EnergyType::Solar, 9), sold(3, 5, 10)]),
            (Side::Purchase, vec![sold(4, 11, 60)]),
            (Side::Revoke, vec![]),
        ];
        let history = History::of(lists, Period { from: Some(Timestamp(20)), until: None });
        let table = history.table();
        let sums = history.sums();
        assert_eq!((sums.sold, sums.bought), (Credits(7), Credits(11)));
        let rows = column(&table, "value").len();
        assert_eq!(sums.rows, rows as u64);
        let values = column(&table, "value").into_iter().map(|value| value.parse::<u64>().unwrap());
        let lists = column(&table, "list").into_iter().zip(column(&table, "status"));
        let both = lists.zip(values).filter(|((_, status), _)| status == "succeeded");
        assert_eq!(both.map(|(_, value)| value).sum::<u64>(), sums.sold.0 + sums.bought.0);
    }

    #[test]
    fn a_lot_that_was_taken_back_meanwhile_is_there_once() {
        let before = lot(1, EnergyType::Wind, 7);
        let after = Lot { status: LotStatus::Revoked, ..before.clone() };
        let lists = [(Side::Delivery, vec![before]), (Side::Revoke, vec![after])];
        let table = History::of(lists, Period::default()).table();
        assert_eq!(column(&table, "list"), ["revoke"]);
        assert_eq!(column(&table, "status"), ["revoked"]);
    }

    #[test]
    fn what_is_one_s_own_on_both_sides_stays_on_both() {
        let lists = [(Side::Delivery, vec![sold(1, 7, 50)]), (Side::Purchase, vec![sold(1, 7, 50)])];
        assert_eq!(History::of(lists, Period::default()).sums().rows, 2);
    }

    #[test]
    fn a_note_is_no_formula() {
        let odd = Lot { note: Note::parse("=1+1,\"x\"").unwrap(), ..lot(1, EnergyType::Wind, 7) };
        let table = History::of([(Side::Delivery, vec![odd])], Period::default()).table();
        assert_eq!(column(&table, "inputData"), ["'=1+1,\"x\""]);
    }
}
