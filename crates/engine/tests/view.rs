//! Whatever happens to a pool, it shows what a plain one would show that was told the same: after any row of
//! answers, orders, filters and picks, in any order.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod plain;
mod steps;

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotHash, LotStatus, Note};
use domain::pool::{PoolAnswer, PoolQuery, PoolVersion};
use domain::timestamp::Timestamp;
use plain::Plain;
use proptest::prelude::*;
use steps::{Step, step};
use wattpool_engine::{Changes, Filter, Pool, Row, Slot};

fn shown(pool: &Pool) -> Vec<Lot> {
    pool.rows(0, usize::MAX).map(Row::to_lot).collect()
}

/// What the changes say, by the lots themselves.
fn check_changes(pool: &Pool, changes: &Changes, before: &Plain, after: &Plain) {
    let names = |slots: &[Slot]| {
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
    let window: Vec<Lot> = pool.rows(2, 3).map(Row::to_lot).collect();
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

#[test]
fn a_query_means_the_lots_of_its_moment() {
    let version = PoolVersion("a".into());
    let leaving = Lot { timestamp_expire: Timestamp(100_000_000), ..lot_of(5) };
    let mut pool = Pool::default();
    pool.apply(&PoolAnswer::Full { version, lots: vec![leaving.clone()] });
    let mut shown_at = |search: &str, now: u64| {
        pool.set_filter(Filter::of(&PoolQuery::of_search(search), Timestamp(now)));
        shown(&pool).len()
    };
    assert_eq!([0, 50_000_000].map(|now| shown_at("expires=24h", now)), [0, 1]);
    assert_eq!([0, 50_000_000].map(|now| shown_at("expires=24h-", now)), [1, 0]);
    for (search, count) in [
        ("type=wind&price=5000-&amount=0.001&seller=01&expires=7d", 1),
        ("type=solar", 0),
        ("price=-4999", 0),
        ("amount=0.002-", 0),
        ("seller=02", 0),
        ("note=01", 0),
    ] {
        assert_eq!(shown_at(search, 0), count, "{search}");
    }
}
