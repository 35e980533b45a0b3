//! The pool as a plain list of lots, and how an answer changes it.
//!
//! The engine's tests hold the engine against it, and its benchmark measures it too. It sorts, filters and picks
//! nothing.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use domain::lot::Lot;
use domain::pool::{PoolAnswer, PoolVersion};

/// The lots as last heard of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainList {
    pub version: Option<PoolVersion>,
    /// Every lot, newest first.
    pub lots: Vec<Lot>,
}

impl PlainList {
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
                    self.lots.sort_by_key(|lot| Reverse(lot.block_height));
                }
            }
        }
    }
}
