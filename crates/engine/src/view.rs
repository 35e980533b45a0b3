//! The order and filters in which a person looks, as lists of slots that follow every change.
//!
//! One order is kept, of the column in use, ascending; the other direction is a walk through it from its end.

use domain::energy::EnergyType;
use domain::pool::Direction;

use crate::column::Column;
use crate::filter::{Filter, Sieve};
use crate::lots::Lots;
use crate::order::{PoolOrder, weave};
use crate::radix;
use crate::room;
use crate::slot::{Slot, SlotSet};

/// From one fresh slot in so many on, sorting anew is less work than finding a place for each.
const FEW: usize = 8;

/// What is shown of the pool, and in which order.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    sort: Option<(Column, Direction)>,
    /// Every lot by the column in use; equal ones as the pool has them. Empty without a column.
    ascending: Vec<Slot>,
    filter: Filter,
    sieve: Sieve,
    /// Whether the lot of each slot passes all filters but that of its type.
    passes: Vec<bool>,
    shown: Vec<Slot>,
    counts: [usize; 3],
}

impl View {
    pub(crate) const fn sort(&self) -> Option<(Column, Direction)> {
        self.sort
    }

    pub(crate) const fn filter(&self) -> &Filter {
        &self.filter
    }

    pub(crate) fn shown(&self) -> &[Slot] {
        &self.shown
    }

    pub(crate) const fn counts(&self) -> [usize; 3] {
        self.counts
    }

    /// Looks in another order.
    pub(crate) fn set_sort(&mut self, sort: Option<(Column, Direction)>, lots: &mut Lots, order: &PoolOrder) {
        let column = |sort: Option<(Column, Direction)>| sort.map(|(column, _)| column);
        let is_other = column(sort) != column(self.sort);
        self.sort = sort;
        if is_other {
            self.sort_anew(lots, order);
        }
        self.show(lots, order);
    }

    /// Looks at other lots.
    pub(crate) fn set_filter(&mut self, filter: Filter, lots: &Lots, order: &PoolOrder) {
        let sieve = Sieve::new(&filter);
        self.filter = filter;
        if sieve != self.sieve {
            self.sieve = sieve;
            self.sieve.pass_all(lots, &mut self.passes);
            self.count(lots);
        }
        self.show(lots, order);
    }

    /// Follows a change: `gone` left or changed, `fresh` changed or came, `is_in_order` says whether all
    /// others stand as they stood in the pool's order.
    pub(crate) fn follow(
        &mut self,
        lots: &mut Lots,
        order: &PoolOrder,
        gone: &SlotSet,
        fresh: &[Slot],
        is_in_order: bool,
    ) {
        self.sift(lots, gone, fresh);
        if let Some((column, _)) = self.sort {
            if !is_in_order || fresh.len() > self.ascending.len() / FEW {
                self.sort_anew(lots, order);
            } else {
                self.keep_sorted(column, lots, order, gone, fresh);
            }
        }
        self.count(lots);
        self.show(lots, order);
    }

    /// Follows where nothing happened but that lots came behind all others.
    pub(crate) fn follow_more(&mut self, lots: &mut Lots, order: &PoolOrder, fresh: &[Slot]) {
        let nothing = SlotSet::default();
        if self.sort.is_some() {
            self.follow(lots, order, &nothing, fresh, true);
            return;
        }
        self.sift(lots, &nothing, fresh);
        room::make(&mut self.shown, fresh.len());
        for slot in fresh.iter().filter(|slot| self.passes[slot.index()]) {
            let energy_type = lots.energy_types[slot.index()];
            self.counts[energy_type as usize] += 1;
            if self.filter.shows(energy_type) {
                self.shown.push(*slot);
            }
        }
    }

    /// Finds out which of the fresh lots pass.
    fn sift(&mut self, lots: &Lots, gone: &SlotSet, fresh: &[Slot]) {
        let more = lots.slots() - self.passes.len();
        room::make(&mut self.passes, more);
        self.passes.resize(lots.slots(), false);
        for slot in gone.iter() {
            self.passes[slot.index()] = false;
        }
        let mut scratch = String::new();
        for slot in fresh {
            self.passes[slot.index()] = self.sieve.passes(lots, *slot, &mut scratch);
        }
    }

    fn sort_anew(&mut self, lots: &mut Lots, order: &PoolOrder) {
        self.ascending.clear();
        let Some((column, _)) = self.sort else { return };
        if column == Column::Seller {
            lots.sellers.rank_all();
        }
        room::make(&mut self.ascending, order.slots.len());
        self.ascending.extend_from_slice(&order.slots);
        let keys = self.ascending.iter().map(|slot| column.key(lots, *slot)).collect();
        radix::sort(&mut self.ascending, keys);
    }

    fn keep_sorted(
        &mut self,
        column: Column,
        lots: &mut Lots,
        order: &PoolOrder,
        gone: &SlotSet,
        fresh: &[Slot],
    ) {
        if column == Column::Seller {
            lots.sellers.rank_all();
        }
        self.ascending.retain(|slot| !gone.contains(*slot));
        let mut fresh = fresh.to_vec();
        let ranks = fresh.iter().map(|slot| order.rank(*slot).into()).collect();
        radix::sort(&mut fresh, ranks);
        let keys = fresh.iter().map(|slot| column.key(lots, *slot)).collect();
        radix::sort(&mut fresh, keys);
        let place = |slot: Slot| (column.key(lots, slot), order.rank(slot));
        weave(&mut self.ascending, &fresh, |other, slot| place(other) < place(slot));
    }

    fn count(&mut self, lots: &Lots) {
        self.counts = [0; 3];
        for (energy_type, passes) in lots.energy_types.iter().zip(&self.passes) {
            self.counts[*energy_type as usize] += usize::from(*passes);
        }
    }

    /// Walks through the lots in order and keeps those that pass.
    fn show(&mut self, lots: &Lots, order: &PoolOrder) {
        let types = EnergyType::ALL.map(|energy_type| self.filter.shows(energy_type));
        let (passes, shown) = (&self.passes, &mut self.shown);
        room::make(shown, order.slots.len().saturating_sub(shown.len()));
        shown.resize(order.slots.len(), Slot::NONE);
        let mut end = 0;
        // A slot is always written, and counts only if it is shown: that is quicker than to decide.
        let mut keep = |slots: &[Slot]| {
            for slot in slots {
                let energy_type = lots.energy_types[slot.index()];
                shown[end] = *slot;
                end += usize::from(passes[slot.index()] & types[energy_type as usize]);
            }
        };
        match self.sort {
            None => keep(&order.slots),
            Some((_, Direction::Ascending)) => keep(&self.ascending),
            Some((column, Direction::Descending)) => backwards(&self.ascending, column, lots, keep),
        }
        shown.truncate(end);
    }
}

/// Walks from the end, through slots of one key at a time, and through those forwards.
fn backwards(ascending: &[Slot], column: Column, lots: &Lots, mut keep: impl FnMut(&[Slot])) {
    let mut end = ascending.len();
    let Some(last) = ascending.last() else { return };
    let mut key = column.key(lots, *last);
    for (place, slot) in ascending.iter().enumerate().rev() {
        let this = column.key(lots, *slot);
        if this != key {
            keep(&ascending[place + 1..end]);
            (end, key) = (place + 1, this);
        }
    }
    keep(&ascending[..end]);
}
