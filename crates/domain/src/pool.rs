//! The pool: the lots that wait for a buyer, how an answer changes them, and the order and filters in
//! which a person looks at them.
//!
//! It holds no selection and draws nothing.

use std::collections::{HashMap, HashSet};

use crate::energy::EnergyType;
use crate::lot::{Lot, LotHash};

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

/// A column by which a person may order the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The energy of the lot.
    Amount,
    /// Its power.
    Power,
    /// Its price as a whole.
    Value,
    /// Its price per kWh.
    PricePerKwh,
    /// When it leaves the pool.
    TimestampExpire,
}

impl SortKey {
    /// Every column, in the order of the table.
    pub const ALL: [Self; 5] =
        [Self::Amount, Self::Power, Self::Value, Self::PricePerKwh, Self::TimestampExpire];

    /// The name in addresses and markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Power => "power",
            Self::Value => "value",
            Self::PricePerKwh => "price",
            Self::TimestampExpire => "expires",
        }
    }

    fn of(self, lot: &Lot) -> u64 {
        match self {
            Self::Amount => lot.amount.get(),
            Self::Power => lot.power.get(),
            Self::Value => lot.value.get(),
            Self::PricePerKwh => lot.price_per_kwh().0,
            Self::TimestampExpire => lot.timestamp_expire.0,
        }
    }
}

/// Which way a column is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

/// What a person wants to see of the pool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolQuery {
    /// The types to show; empty shows all.
    pub energy_types: Vec<EnergyType>,
    /// Part of a seller's address, in either case.
    pub seller: String,
    /// The order; without one the newest come first.
    pub sort: Option<(SortKey, Direction)>,
}

impl PoolQuery {
    /// Shows that type as well, or no longer.
    pub fn toggle_type(&mut self, energy_type: EnergyType) {
        match self.energy_types.iter().position(|shown| *shown == energy_type) {
            Some(place) => drop(self.energy_types.remove(place)),
            None => self.energy_types.push(energy_type),
        }
    }

    /// Orders by that column, or turns the direction if it is ordered by it already.
    pub fn toggle_sort(&mut self, key: SortKey) {
        self.sort = match self.sort {
            Some((current, Direction::Ascending)) if current == key => Some((key, Direction::Descending)),
            _ => Some((key, Direction::Ascending)),
        };
    }

    /// Whether any filter hides lots.
    #[must_use]
    pub fn has_filter(&self) -> bool {
        !self.energy_types.is_empty() || !self.seller.trim().is_empty()
    }

    /// The places in `lots` of those that pass the filters, in order. Equal keys keep the pool's order.
    #[must_use]
    pub fn select(&self, lots: &[Lot]) -> Vec<usize> {
        let part = self.seller.trim().to_ascii_lowercase();
        let mut places: Vec<usize> = lots
            .iter()
            .enumerate()
            .filter(|(_, lot)| {
                (self.energy_types.is_empty() || self.energy_types.contains(&lot.energy_type))
                    && (part.is_empty() || lot.seller.to_string().contains(&part))
            })
            .map(|(place, _)| place)
            .collect();
        let key_of = |key: SortKey, place: &usize| lots.get(*place).map(|lot| key.of(lot));
        match self.sort {
            None => {}
            Some((key, Direction::Ascending)) => places.sort_by_key(|place| key_of(key, place)),
            Some((key, Direction::Descending)) => {
                places.sort_by_key(|place| std::cmp::Reverse(key_of(key, place)));
            }
        }
        places
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::account::Address;
    use crate::credits::LotPrice;
    use crate::energy::{WattHours, Watts};
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

    #[test]
    fn filters_and_order_are_places_in_the_pool() {
        let pool = three();
        let mut query = PoolQuery::default();
        assert_eq!(query.select(pool.lots()), [0, 1, 2]);
        query.toggle_sort(SortKey::Value);
        assert_eq!(query.select(pool.lots()), [0, 2, 1], "equal prices keep the pool's order");
        query.toggle_sort(SortKey::Value);
        assert_eq!(query.select(pool.lots()), [1, 0, 2]);
        query.toggle_type(EnergyType::Wind);
        assert_eq!(query.select(pool.lots()), [0, 2]);
        query.seller = " 0303 ".into();
        assert_eq!(query.select(pool.lots()), [0]);
        query.toggle_type(EnergyType::Wind);
        query.seller = "FF".into();
        assert!(query.select(pool.lots()).is_empty());
    }
}
