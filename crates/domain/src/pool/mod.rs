//! The pool: the lots that wait for a buyer, how an answer changes them, and what a person wants to see of
//! them, which is also written into an address.
//!
//! It holds no selection and draws nothing; which lots a query shows is the engine's work.

mod column;
mod expiry;
mod query;
mod range;
mod search;

use std::collections::{HashMap, HashSet};

use crate::lot::{Lot, LotHash};

pub use column::{Column, Direction};
pub use expiry::Expiry;
pub use query::{Part, PoolQuery};
pub use range::Range;

/// Names one state of the pool; only the exchange knows what is inside.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PoolVersion(pub String);

/// What the exchange says about its pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PoolAnswer {
    /// Everything, newest first.
    Full {
        /// The state that this is.
        version: PoolVersion,
        /// Every lot.
        lots: Vec<Lot>,
    },
    /// What changed since the version that was asked with.
    Difference {
        /// The state that this leads to.
        version: PoolVersion,
        /// Lots that came, came back or changed, newest first.
        changed: Vec<Lot>,
        /// Lots that left.
        removed: Vec<LotHash>,
    },
}

/// The pool as last heard of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    version: Option<PoolVersion>,
    lots: Vec<Lot>,
}

impl Pool {
    /// The state last heard of, to ask only for what changed since.
    #[must_use]
    pub fn version(&self) -> Option<&PoolVersion> {
        self.version.as_ref()
    }

    /// Every lot, newest first.
    #[must_use]
    pub fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// The lot of that hash.
    #[must_use]
    pub fn lot(&self, hash: &LotHash) -> Option<&Lot> {
        self.lots.iter().find(|lot| lot.hash == *hash)
    }

    /// Takes in an answer: lots that are known keep their place, the others come where a full answer has
    /// them, which for one that was held and came back is not the front.
    pub fn apply(&mut self, answer: PoolAnswer) {
        match answer {
            PoolAnswer::Full { version, lots } => {
                self.version = Some(version);
                self.lots = lots;
            }
            PoolAnswer::Difference { version, changed, removed } => {
                self.version = Some(version);
                if !removed.is_empty() {
                    let removed: HashSet<_> = removed.into_iter().collect();
                    self.lots.retain(|lot| !removed.contains(&lot.hash));
                }
                if changed.is_empty() {
                    return;
                }
                let places: HashMap<_, _> =
                    self.lots.iter().enumerate().map(|(place, lot)| (lot.hash, place)).collect();
                let mut arrived = Vec::new();
                for lot in changed {
                    match places.get(&lot.hash).and_then(|place| self.lots.get_mut(*place)) {
                        Some(known) => *known = lot,
                        None => arrived.push(lot),
                    }
                }
                if !arrived.is_empty() {
                    self.lots.splice(0..0, arrived);
                    self.lots.sort_by_key(|lot| std::cmp::Reverse(lot.block_height));
                }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::account::Address;
    use crate::credits::LotPrice;
    use crate::energy::{EnergyType, WattHours, Watts};
    use crate::lot::{LotStatus, Note};
    use crate::timestamp::Timestamp;

    pub(crate) fn lot(byte: u8, energy_type: EnergyType, credits: u64) -> Lot {
        Lot {
            hash: LotHash([byte; 32]),
            status: LotStatus::Waiting,
            block_height: u64::from(byte),
            timestamp_sell: Timestamp(1),
            timestamp_buy: None,
            timestamp_expire: Timestamp(2),
            power: Watts::new(1_000).unwrap(),
            amount: WattHours::new(1_000).unwrap(),
            value: LotPrice::new(credits).unwrap(),
            energy_type,
            seller: Address([byte; 20]),
            buyer: None,
            note: Note::default(),
        }
    }

    fn version(name: &str) -> PoolVersion {
        PoolVersion(name.into())
    }

    fn bytes(pool: &Pool) -> Vec<u64> {
        pool.lots().iter().map(|lot| lot.block_height).collect()
    }

    pub(crate) fn three() -> Pool {
        let mut pool = Pool::default();
        pool.apply(PoolAnswer::Full {
            version: version("a"),
            lots: vec![
                lot(3, EnergyType::Wind, 5),
                lot(2, EnergyType::Solar, 9),
                lot(1, EnergyType::Wind, 5),
            ],
        });
        pool
    }

    #[test]
    fn a_difference_leads_to_what_a_full_answer_would_have_said() {
        let mut pool = three();
        pool.apply(PoolAnswer::Difference {
            version: version("b"),
            changed: vec![
                lot(5, EnergyType::Water, 1),
                lot(4, EnergyType::Solar, 2),
                lot(2, EnergyType::Solar, 7),
            ],
            removed: vec![LotHash([3; 32])],
        });
        assert_eq!(bytes(&pool), [5, 4, 2, 1]);
        assert_eq!(pool.lot(&LotHash([2; 32])).map(|lot| lot.value.get()), Some(7));
        assert_eq!(pool.version(), Some(&version("b")));
    }

    #[test]
    fn a_lot_that_comes_back_stands_where_it_stood() {
        let mut pool = three();
        let full = bytes(&pool);
        let difference =
            |changed, removed| PoolAnswer::Difference { version: version("b"), changed, removed };
        pool.apply(difference(Vec::new(), vec![LotHash([2; 32])]));
        assert_eq!(bytes(&pool), [3, 1]);
        pool.apply(difference(vec![lot(2, EnergyType::Solar, 9)], Vec::new()));
        assert_eq!(bytes(&pool), full);
    }
}
