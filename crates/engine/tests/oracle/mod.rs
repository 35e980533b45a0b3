//! A pool and a plain one that are told the same, held against each other after everything that happens.
//!
//! The property tests use it and so do the fuzzers; what happens is theirs to make up.

pub mod step;

use domain::lot::{Lot, LotHash};
use domain::pool::{PoolAnswer, PoolVersion};
use wattpool_engine::{Changes, Pool, Row, Slot};

use crate::plain::Plain;

/// Two pools that have to agree on everything.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    pub pool: Pool,
    pub plain: Plain,
}

pub fn shown(pool: &Pool) -> Vec<Lot> {
    pool.rows(0, usize::MAX).map(Row::to_lot).collect()
}

fn sorted<T: Ord>(names: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut names: Vec<T> = names.into_iter().collect();
    names.sort();
    names
}

impl Twins {
    /// What a person can see of the pool.
    pub fn check(&self) {
        let Self { pool, plain } = self;
        let expected = plain.shown();
        assert_eq!(shown(pool), expected);
        assert_eq!(
            (pool.len(), pool.shown(), pool.counts()),
            (plain.lots().len(), expected.len(), plain.counts())
        );
        assert_eq!((pool.mix(), pool.version()), (plain.mix(), plain.version()));
        let window: Vec<Lot> = pool.rows(2, 3).map(Row::to_lot).collect();
        assert_eq!(window, expected.iter().skip(2).take(3).cloned().collect::<Vec<_>>());
        assert_eq!(pool.rows(expected.len(), 3).len(), 0);
        let selection = pool.selection();
        assert_eq!((selection.len(), selection.value().0, selection.amount_wh()), plain.totals());
        assert_eq!(sorted(selection.slots().map(|slot| *pool.row(slot).unwrap().hash())), plain.picked());
        for lot in plain.lots() {
            assert_eq!(self.found(&lot.hash).as_ref(), Some(lot));
            self.check_seller(lot);
        }
    }

    /// What the changes say, by the lots themselves.
    pub fn check_changes(&self, changes: &Changes, before: &Plain) {
        let Self { pool, plain: after } = self;
        let names = |slots: &[Slot]| sorted(slots.iter().map(|slot| *pool.row(*slot).unwrap().hash()));
        let (mut arrived, mut changed) = (Vec::new(), Vec::new());
        for lot in after.lots() {
            match before.lot(&lot.hash) {
                None => arrived.push(lot.hash),
                Some(known) if known != lot => changed.push(lot.hash),
                Some(_) => {}
            }
        }
        let expected = (sorted(arrived), sorted(changed));
        assert_eq!((names(&changes.arrived), names(&changes.changed)), expected);
        let removed: Vec<&Lot> = before.lots().iter().filter(|lot| after.lot(&lot.hash).is_none()).collect();
        assert_eq!(changes.removed, removed.len());
        for lot in removed {
            assert_eq!(self.found(&lot.hash), None);
            self.check_seller(lot);
        }
        let stayed = |one: &Plain, other: &Plain| -> Vec<LotHash> {
            one.lots().iter().map(|lot| lot.hash).filter(|hash| other.lot(hash).is_some()).collect()
        };
        assert_eq!(changes.is_reordered, stayed(before, after) != stayed(after, before));
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

    /// The same lots at one go, looked at in the same way, are shown as they are now.
    pub fn check_anew(&self) {
        let Self { pool, plain } = self;
        let mut anew = Pool::default();
        anew.set_filter(plain.filter.clone());
        anew.apply(&PoolAnswer::Full { version: PoolVersion("b".into()), lots: plain.lots().to_vec() });
        anew.set_sort(plain.sort);
        assert_eq!((shown(&anew), anew.counts(), anew.mix()), (shown(pool), pool.counts(), pool.mix()));
    }

    fn found(&self, hash: &LotHash) -> Option<Lot> {
        self.pool.find(hash).and_then(|slot| self.pool.row(slot)).map(Row::to_lot)
    }

    fn check_seller(&self, lot: &Lot) {
        let lots = self.plain.lots().iter().filter(|other| other.seller == lot.seller);
        assert_eq!(self.pool.lots_of(&lot.seller), lots.count());
    }
}
