//! The lots that a person picked, as they were when picked: what they add up to, and which of them
//! are no longer to be had.
//!
//! It buys nothing; that is a [`crate::purchase::Purchase`].

use std::collections::HashSet;

use crate::credits::Credits;
use crate::form::Problems;
use crate::lot::{Lot, LotHash};
use crate::pool::Pool;
use crate::purchase::{Pick, Purchase};

/// Lots in the order in which they were picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    lots: Vec<Lot>,
    gone: HashSet<LotHash>,
}

impl Basket {
    /// Picks the lot, or puts it back if it was picked.
    pub fn toggle(&mut self, lot: &Lot) {
        if self.contains(&lot.hash) {
            self.remove(&lot.hash);
        } else {
            self.lots.push(lot.clone());
        }
    }

    /// Puts the lot back.
    pub fn remove(&mut self, hash: &LotHash) {
        self.lots.retain(|lot| lot.hash != *hash);
        self.gone.remove(hash);
    }

    /// Puts everything back.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Puts back what is no longer to be had.
    pub fn drop_gone(&mut self) {
        let gone = std::mem::take(&mut self.gone);
        self.lots.retain(|lot| !gone.contains(&lot.hash));
    }

    /// Compares with the newest pool: lots that left it are marked, lots with another price take it.
    pub fn reconcile(&mut self, pool: &Pool) {
        for lot in &mut self.lots {
            match pool.lot(&lot.hash) {
                Some(newest) => {
                    self.gone.remove(&lot.hash);
                    if newest != lot {
                        *lot = newest.clone();
                    }
                }
                None => drop(self.gone.insert(lot.hash)),
            }
        }
    }

    /// Whether the lot is picked.
    #[must_use]
    pub fn contains(&self, hash: &LotHash) -> bool {
        self.lots.iter().any(|lot| lot.hash == *hash)
    }

    /// Whether nothing is picked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lots.is_empty()
    }

    /// The picked lots that can still be had.
    pub fn lots(&self) -> impl Iterator<Item = &Lot> {
        self.lots.iter().filter(|lot| !self.gone.contains(&lot.hash))
    }

    /// How many of the picked lots left the pool meanwhile.
    #[must_use]
    pub fn gone(&self) -> usize {
        self.gone.len()
    }

    /// How many lots can still be had.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lots().count()
    }

    /// What they cost together.
    #[must_use]
    pub fn total(&self) -> Credits {
        Credits(self.lots().map(|lot| lot.value.get()).sum())
    }

    /// How much energy that is, in watt-hours.
    #[must_use]
    pub fn amount_wh(&self) -> u64 {
        self.lots().map(|lot| lot.amount.get()).sum()
    }

    /// The purchase of what can still be had, at the prices seen.
    ///
    /// # Errors
    /// Those of [`Purchase::validate`].
    pub fn purchase(&self) -> Result<Purchase, Problems> {
        Purchase::validate(self.lots().map(Pick::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::energy::EnergyType;
    use crate::pool::tests::{lot, three};
    use crate::pool::{PoolAnswer, PoolVersion};

    #[test]
    fn totals_follow_what_is_picked() {
        let pool = three();
        let mut basket = Basket::default();
        for lot in pool.lots() {
            basket.toggle(lot);
        }
        assert_eq!((basket.len(), basket.total(), basket.amount_wh()), (3, Credits(19), 3_000));
        basket.toggle(&pool.lots()[1]);
        assert_eq!((basket.len(), basket.total()), (2, Credits(10)));
    }

    #[test]
    fn a_lot_that_leaves_the_pool_is_marked_and_not_bought() {
        let mut pool = three();
        let mut basket = Basket::default();
        for lot in pool.lots() {
            basket.toggle(lot);
        }
        pool.apply(PoolAnswer::Difference {
            version: PoolVersion("b".into()),
            changed: vec![lot(2, EnergyType::Solar, 7)],
            removed: vec![LotHash([3; 32])],
        });
        basket.reconcile(&pool);
        assert_eq!((basket.gone(), basket.len(), basket.total()), (1, 2, Credits(12)));
        assert_eq!(basket.purchase().map(|purchase| purchase.picks().len()), Ok(2));
        basket.drop_gone();
        assert_eq!((basket.gone(), basket.len()), (0, 2));
        assert!(!basket.contains(&LotHash([3; 32])));
    }
}
