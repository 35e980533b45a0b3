//! The pool as it would be without any thought of speed: a list of lots that is sorted and filtered each time.

#[cfg(test)]
mod examples;
mod list;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use domain::energy::EnergyType;
use domain::lot::{Lot, LotHash};
use domain::pool::{Column, Direction, PoolAnswer, PoolVersion, Range};
use list::PlainList;
use wattpool_engine::Filter;

#[derive(Clone, Debug, Default)]
pub struct Plain {
    list: PlainList,
    picked: BTreeSet<LotHash>,
    pub sort: Option<(Column, Direction)>,
    pub filter: Filter,
}

impl Plain {
    pub const fn version(&self) -> Option<&PoolVersion> {
        self.list.version.as_ref()
    }

    pub fn lots(&self) -> &[Lot] {
        &self.list.lots
    }

    pub fn lot(&self, hash: &LotHash) -> Option<&Lot> {
        self.list.lots.iter().find(|lot| lot.hash == *hash)
    }

    pub fn apply(&mut self, answer: PoolAnswer) {
        // What an answer says of a lot counts more than that it took the lot away.
        let answer = match answer {
            PoolAnswer::Difference { version, changed, mut removed } => {
                removed.retain(|hash| changed.iter().all(|lot| lot.hash != *hash));
                PoolAnswer::Difference { version, changed, removed }
            }
            full @ PoolAnswer::Full { .. } => full,
        };
        self.list.apply(answer);
        let lots = &self.list.lots;
        self.picked.retain(|hash| lots.iter().any(|lot| lot.hash == *hash));
    }

    pub fn pick(&mut self, hash: LotHash, is_picked: bool) {
        if !is_picked {
            self.picked.remove(&hash);
        } else if self.lot(&hash).is_some() {
            self.picked.insert(hash);
        }
    }

    pub fn put_all_back(&mut self) {
        self.picked.clear();
    }

    pub fn picked(&self) -> Vec<LotHash> {
        self.picked.iter().copied().collect()
    }

    pub fn totals(&self) -> (usize, u64, u64) {
        let lots = || self.picked.iter().filter_map(|hash| self.lot(hash));
        (lots().count(), lots().map(|lot| lot.value.get()).sum(), lots().map(|lot| lot.amount.get()).sum())
    }

    pub fn picked_and_gone(&self, after: &Self) -> Vec<Lot> {
        let gone = self.picked.iter().filter(|hash| after.lot(hash).is_none());
        gone.filter_map(|hash| self.lot(hash)).cloned().collect()
    }

    pub fn picked_and_repriced(&self, after: &Self) -> Vec<Lot> {
        let lots = self.picked.iter().filter_map(|hash| self.lot(hash));
        let is_repriced = |lot: &&Lot| after.lot(&lot.hash).is_some_and(|newest| newest.value != lot.value);
        lots.filter(is_repriced).cloned().collect()
    }

    pub fn mix(&self) -> [u64; 3] {
        let of = |energy_type| self.lots().iter().filter(move |lot| lot.energy_type == energy_type);
        EnergyType::ALL.map(|energy_type| of(energy_type).map(|lot| lot.amount.get()).sum())
    }

    pub fn counts(&self) -> [usize; 3] {
        EnergyType::ALL.map(|energy_type| {
            self.lots()
                .iter()
                .filter(|lot| lot.energy_type == energy_type && self.passes_but_type(lot))
                .count()
        })
    }

    pub fn shown(&self) -> Vec<Lot> {
        let types = self.filter.energy_types;
        let is_shown =
            |lot: &&Lot| (types.is_empty() || types.contains(lot.energy_type)) && self.passes_but_type(lot);
        let mut lots: Vec<Lot> = self.lots().iter().filter(is_shown).cloned().collect();
        match self.sort {
            None => {}
            Some((column, Direction::Ascending)) => lots.sort_by(|one, other| compare(column, one, other)),
            Some((column, Direction::Descending)) => lots.sort_by(|one, other| compare(column, other, one)),
        }
        lots
    }

    fn passes_but_type(&self, lot: &Lot) -> bool {
        let filter = &self.filter;
        let folded = |text: &str| text.trim().to_lowercase();
        let seller = lot.seller.to_string();
        is_within(&filter.price_per_kwh, lot.price_per_kwh())
            && is_within(&filter.amount, lot.amount)
            && is_within(&filter.timestamp_expire, lot.timestamp_expire)
            && seller.contains(&folded(&filter.seller))
            && lot.note.as_str().to_lowercase().contains(&folded(&filter.note))
    }
}

fn is_within<T: Copy + PartialOrd>(range: &Range<T>, value: T) -> bool {
    range.from.is_none_or(|from| from <= value) && range.to.is_none_or(|to| value <= to)
}

fn compare(column: Column, one: &Lot, other: &Lot) -> Ordering {
    match column {
        Column::EnergyType => one.energy_type.cmp(&other.energy_type),
        Column::Amount => one.amount.cmp(&other.amount),
        Column::Power => one.power.cmp(&other.power),
        Column::Value => one.value.cmp(&other.value),
        Column::PricePerKwh => {
            (one.value.get() * other.amount.get()).cmp(&(other.value.get() * one.amount.get()))
        }
        Column::TimestampSell => one.timestamp_sell.cmp(&other.timestamp_sell),
        Column::TimestampExpire => one.timestamp_expire.cmp(&other.timestamp_expire),
        Column::Seller => one.seller.to_string().cmp(&other.seller.to_string()),
    }
}
