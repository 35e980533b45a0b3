//! Steps made up: answers, orders, filters and picks.

use std::collections::BTreeMap;

use domain::account::Address;
use domain::credits::{LotPrice, PricePerKwh};
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotHash, LotStatus, Note};
use domain::pool::{Column, Direction, PoolAnswer, PoolVersion, Range};
use domain::timestamp::Timestamp;
use proptest::prelude::*;
use wattpool_engine::Filter;

use crate::oracle::step::Step;

const NOTES: [&str; 6] = ["", "Roof south", "ROOF north", "Dach Süd ☀", "крыша", "hall 4"];

/// Few values of each kind, so that equal ones are common.
fn lot() -> impl Strategy<Value = Lot> {
    let numbers = (0..24_u8, 1..5_u64, 1..5_u64, 1..5_u64, 0..6_u64, 0..4_u64);
    (numbers, 0..3_usize, 0..4_u8, 0..NOTES.len(), any::<bool>()).prop_map(
        |((name, power, amount, value, height, moment), energy_type, seller, note, is_known)| Lot {
            hash: LotHash([name; 32]),
            status: LotStatus::Waiting,
            block_height: height,
            timestamp_sell: Timestamp(moment),
            timestamp_buy: None,
            timestamp_expire: if is_known { Timestamp(moment * 3) } else { Timestamp::UNKNOWN },
            power: Watts::new(power).unwrap(),
            amount: WattHours::new(amount * 1_000).unwrap(),
            value: LotPrice::new(value).unwrap(),
            energy_type: EnergyType::ALL[energy_type],
            seller: Address([seller * 0x1f; 20]),
            buyer: None,
            note: Note::parse(NOTES[note]).unwrap(),
        },
    )
}

/// Lots with a name of their own each, in any order or newest first.
fn lots(most: usize) -> impl Strategy<Value = Vec<Lot>> {
    (prop::collection::vec(lot(), 0..most), any::<bool>()).prop_map(|(lots, is_newest_first)| {
        let mut named = BTreeMap::new();
        for (place, lot) in lots.into_iter().enumerate() {
            named.entry(lot.hash).or_insert((place, lot));
        }
        let mut lots: Vec<_> = named.into_values().collect();
        lots.sort_by_key(|(place, _)| *place);
        let mut lots: Vec<Lot> = lots.into_iter().map(|(_, lot)| lot).collect();
        if is_newest_first {
            lots.sort_by_key(|lot| std::cmp::Reverse(lot.block_height));
        }
        lots
    })
}

fn range<T: Copy + std::fmt::Debug>(
    values: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Range<T>> {
    (prop::option::weighted(0.3, values.clone()), prop::option::weighted(0.3, values))
        .prop_map(|(from, to)| Range { from, to })
}

fn filter() -> impl Strategy<Value = Filter> {
    let text = prop::sample::select(vec!["", "", "", " roof ", "SÜD", "Крыша", "1f1", "4", "nothing"]);
    (
        prop::collection::vec(prop::sample::select(EnergyType::ALL.to_vec()), 0..3),
        range((0..4_000_u64).prop_map(PricePerKwh)),
        range((1..5_000_u64).prop_map(|amount| WattHours::new(amount).unwrap())),
        range((0..12_u64).prop_map(Timestamp)),
        (text.clone(), text),
    )
        .prop_map(|(energy_types, price_per_kwh, amount, timestamp_expire, (seller, note))| Filter {
            energy_types: energy_types.into_iter().collect(),
            price_per_kwh,
            amount,
            timestamp_expire,
            seller: seller.to_owned(),
            note: note.to_owned(),
        })
}

pub fn step() -> impl Strategy<Value = Step> {
    let version = || PoolVersion("a".into());
    let sort = (prop::sample::select(Column::ALL.to_vec()), any::<bool>());
    prop_oneof![
        2 => lots(30).prop_map(move |lots| Step::Answer(PoolAnswer::Full { version: version(), lots })),
        6 => (lots(6), prop::collection::vec(0..24_u8, 0..5)).prop_map(move |(changed, removed)| {
            let removed = removed.into_iter().map(|name| LotHash([name; 32])).collect();
            Step::Answer(PoolAnswer::Difference { version: version(), changed, removed })
        }),
        4 => prop::option::weighted(0.9, sort).prop_map(|sort| {
            let direction = |down| if down { Direction::Descending } else { Direction::Ascending };
            Step::Sort(sort.map(|(column, down)| (column, direction(down))))
        }),
        2 => filter().prop_map(Step::Filter),
        4 => (any::<u8>(), prop::bool::weighted(0.8)).prop_map(|(place, is_picked)| Step::Pick(place, is_picked)),
        1 => Just(Step::PutAllBack),
    ]
}
