//! Whatever happens to a pool, it shows what a plain one would show that was told the same: after any row of
//! answers, orders, filters and picks, in any order.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod oracle;
mod plain;
mod steps;

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotHash, LotStatus, Note};
use domain::pool::{PoolAnswer, PoolQuery, PoolVersion};
use domain::timestamp::Timestamp;
use oracle::{Twins, shown};
use proptest::prelude::*;
use steps::step;
use wattpool_engine::{Filter, Pool};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_pool_shows_what_a_plain_one_would(steps in prop::collection::vec(step(), 1..25)) {
        let mut twins = Twins::default();
        steps.into_iter().for_each(|step| twins.take(step));
        twins.check_anew();
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
