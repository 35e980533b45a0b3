//! Whatever happens to a pool, it shows what a plain one would show that was told the same: after any row of
//! answers, orders, filters and picks, in any order.

mod plain;

use std::collections::BTreeMap;

use domain::account::Address;
use domain::credits::{LotPrice, PricePerKwh};
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotHash, LotStatus, Note};
use domain::pool::{Direction, PoolAnswer, PoolVersion};
use domain::timestamp::Timestamp;
use plain::Plain;
use proptest::prelude::*;
use wattpool_engine::{Changes, Column, Filter, Pool, Range};

#[derive(Clone, Debug)]
enum Step {
    Answer(PoolAnswer),
    Sort(Option<(Column, Direction)>),
    Filter(Filter),
    Pick(u8, bool),
    PutAllBack,
    Clear,
}

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
        .prop_map(|(energy_types, price_per_kwh, amount, timestamp_expire, (seller, text))| Filter {
            energy_types,
            price_per_kwh,
            amount,
            timestamp_expire,
            seller: seller.to_owned(),
            text: text.to_owned(),
        })
}

fn step() -> impl Strategy<Value = Step> {
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
        4 => (0..24_u8, prop::bool::weighted(0.8)).prop_map(|(name, is_picked)| Step::Pick(name, is_picked)),
        1 => Just(Step::PutAllBack),
        1 => Just(Step::Clear),
    ]
}

fn shown(pool: &Pool) -> Vec<Lot> {
    pool.rows(0, usize::MAX).map(wattpool_engine::Row::to_lot).collect()
}

/// What the changes say, by the lots themselves.
fn check_changes(pool: &Pool, changes: &Changes, before: &Plain, after: &Plain) {
    let names = |slots: &[wattpool_engine::Slot]| {
        let mut names: Vec<_> = slots.iter().map(|slot| *pool.row(*slot).unwrap().hash()).collect();
        names.sort();
        names
    };
    let (mut arrived, mut changed) = (Vec::new(), Vec::new());
    for lot in after.lots() {
        match before.lot(&lot.hash) {
            None => arrived.push(lot.hash),
            Some(known) if known != lot => changed.push(lot.hash),
            Some(_) => {}
        }
    }
    arrived.sort();
    changed.sort();
    assert_eq!((names(&changes.arrived), names(&changes.changed)), (arrived, changed));
    let removed = before.lots().iter().filter(|lot| after.lot(&lot.hash).is_none());
    assert_eq!(changes.removed, removed.count());
    let mut gone = changes.gone.clone();
    gone.sort_by_key(|lot| lot.hash);
    assert_eq!(gone, before.picked_and_gone(after));
    let mut repriced: Vec<_> = changes.repriced.iter().map(|repriced| repriced.before.clone()).collect();
    repriced.sort_by_key(|lot| lot.hash);
    assert_eq!(repriced, before.picked_and_repriced(after));
    for repriced in &changes.repriced {
        assert_eq!(pool.row(repriced.slot).map(|row| *row.hash()), Some(repriced.before.hash));
    }
}

fn check(pool: &Pool, plain: &Plain) {
    let expected = plain.shown();
    assert_eq!(shown(pool), expected);
    assert_eq!(
        (pool.len(), pool.shown(), pool.counts()),
        (plain.lots().len(), expected.len(), plain.counts())
    );
    assert_eq!(pool.mix(), plain.mix());
    let window: Vec<Lot> = pool.rows(2, 3).map(wattpool_engine::Row::to_lot).collect();
    assert_eq!(window, expected.iter().skip(2).take(3).cloned().collect::<Vec<_>>());
    assert_eq!(pool.rows(1_000, 3).len(), 0);
    let selection = pool.selection();
    assert_eq!((selection.len(), selection.value().0, selection.amount_wh()), plain.totals());
    let mut picked: Vec<_> = selection.slots().map(|slot| *pool.row(slot).unwrap().hash()).collect();
    picked.sort();
    assert_eq!(picked, plain.picked());
    for name in 0..24 {
        let hash = LotHash([name; 32]);
        assert_eq!(
            pool.find(&hash).and_then(|slot| pool.row(slot)).map(|row| row.to_lot()).as_ref(),
            plain.lot(&hash)
        );
    }
    for seller in 0..4 {
        let seller = Address([seller * 0x1f; 20]);
        assert_eq!(pool.lots_of(&seller), plain.lots().iter().filter(|lot| lot.seller == seller).count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_pool_shows_what_a_plain_one_would(steps in prop::collection::vec(step(), 1..25)) {
        let (mut pool, mut plain) = (Pool::default(), Plain::default());
        for step in steps {
            match step {
                Step::Answer(answer) => {
                    let before = plain.clone();
                    let changes = pool.apply(&answer);
                    plain.apply(answer);
                    check_changes(&pool, &changes, &before, &plain);
                }
                Step::Sort(sort) => {
                    pool.set_sort(sort);
                    plain.sort = sort;
                }
                Step::Filter(filter) => {
                    pool.set_filter(filter.clone());
                    plain.filter = filter;
                }
                Step::Pick(name, is_picked) => {
                    let hash = LotHash([name; 32]);
                    if let Some(slot) = pool.find(&hash) {
                        pool.pick(slot, is_picked);
                    }
                    plain.pick(hash, is_picked);
                }
                Step::PutAllBack => {
                    pool.put_all_back();
                    plain.put_all_back();
                }
                Step::Clear => {
                    pool.clear();
                    plain.clear();
                }
            }
            check(&pool, &plain);
        }
        // The same from nothing.
        let mut anew = Pool::default();
        anew.set_filter(plain.filter.clone());
        anew.apply(&PoolAnswer::Full { version: PoolVersion("b".into()), lots: plain.lots().to_vec() });
        anew.set_sort(plain.sort);
        prop_assert_eq!(shown(&anew), shown(&pool));
    }
}

fn lot_of(value: u64) -> Lot {
    Lot {
        hash: LotHash([7; 32]),
        status: LotStatus::Waiting,
        block_height: 1,
        timestamp_sell: Timestamp(1),
        timestamp_buy: None,
        timestamp_expire: Timestamp(2),
        power: Watts::new(1).unwrap(),
        amount: WattHours::new(1).unwrap(),
        value: LotPrice::new(value).unwrap(),
        energy_type: EnergyType::Wind,
        seller: Address([1; 20]),
        buyer: None,
        note: Note::default(),
    }
}

#[test]
fn a_lot_has_changed_whatever_it_is_that_differs() {
    let before = lot_of(5);
    let others = [
        Lot { status: LotStatus::Revoked, ..before.clone() },
        Lot { block_height: 2, ..before.clone() },
        Lot { timestamp_sell: Timestamp(2), ..before.clone() },
        Lot { timestamp_expire: Timestamp::UNKNOWN, ..before.clone() },
        Lot { power: Watts::new(2).unwrap(), ..before.clone() },
        Lot { amount: WattHours::new(2).unwrap(), ..before.clone() },
        Lot { value: LotPrice::new(6).unwrap(), ..before.clone() },
        Lot { energy_type: EnergyType::Solar, ..before.clone() },
        Lot { seller: Address([2; 20]), ..before.clone() },
        Lot { note: Note::parse("roof").unwrap(), ..before.clone() },
    ];
    for other in others {
        let mut pool = Pool::default();
        let full = |lot: &Lot| PoolAnswer::Full { version: PoolVersion("a".into()), lots: vec![lot.clone()] };
        pool.apply(&full(&before));
        assert!(pool.apply(&full(&before)).is_empty());
        assert_eq!(pool.apply(&full(&other)).changed.len(), 1, "{other:?}");
        assert_eq!(shown(&pool), [other]);
    }
}

#[test]
fn a_lot_that_is_named_twice_counts_once_and_as_it_was_named_first() {
    let version = PoolVersion("a".into());
    let mut pool = Pool::default();
    for _ in 0..2 {
        let answer = PoolAnswer::Full { version: version.clone(), lots: vec![lot_of(5), lot_of(6)] };
        assert_eq!(pool.apply(&answer).skipped, 1);
        assert_eq!(shown(&pool), [lot_of(5)]);
    }
    let changed = vec![lot_of(8), lot_of(5)];
    let answer = PoolAnswer::Difference { version, changed, removed: vec![LotHash([7; 32])] };
    let changes = pool.apply(&answer);
    assert_eq!((changes.changed.len(), changes.removed, changes.skipped), (1, 0, 1));
    assert_eq!(shown(&pool), [lot_of(8)], "what came is not removed by the same answer");
}
