//! The order and filters in which a person looks, as lists of slots that follow every change.
//!
//! One order is kept, of the column in use, ascending; the other direction is a walk through it from its end.

use domain::energy::EnergyType;
use domain::pool::{Column, Direction};

use crate::column;
use crate::filter::{Filter, HIDDEN, Sieve};
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
    /// The type of the lot of each slot, or [`HIDDEN`] where it does not pass the other filters.
    types: Vec<u8>,
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
        let column_of = |sort: Option<(Column, Direction)>| sort.map(|(column, _)| column);
        let is_other = column_of(sort) != column_of(self.sort);
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
            self.sieve.sift_all(lots, &mut self.types);
            self.count();
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
        self.count();
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
        let is_shown = self.shown_types();
        for slot in fresh {
            let energy_type = usize::from(self.types[slot.index()]);
            if let Some(count) = self.counts.get_mut(energy_type) {
                *count += 1;
            }
            if is_shown[energy_type] {
                self.shown.push(*slot);
            }
        }
    }

    /// Finds out which of the fresh lots pass.
    fn sift(&mut self, lots: &Lots, gone: &SlotSet, fresh: &[Slot]) {
        let more = lots.slots() - self.types.len();
        room::make(&mut self.types, more);
        self.types.resize(lots.slots(), HIDDEN);
        for slot in gone.iter() {
            self.types[slot.index()] = HIDDEN;
        }
        let mut scratch = String::new();
        for slot in fresh {
            self.types[slot.index()] = self.sieve.sift(lots, *slot, &mut scratch);
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
        let keys = self.ascending.iter().map(|slot| column::key(column, lots, *slot)).collect();
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
        let keys = fresh.iter().map(|slot| column::key(column, lots, *slot)).collect();
        radix::sort(&mut fresh, keys);
        let place = |slot: Slot| (column::key(column, lots, slot), order.rank(slot));
        weave(&mut self.ascending, &fresh, |other, slot| place(other) < place(slot));
    }

    fn count(&mut self) {
        let mut counts = [0; 4];
        // No type has a higher number than HIDDEN; saying so spares a look at the bounds each time.
        for energy_type in &self.types {
            counts[usize::from(energy_type & HIDDEN)] += 1;
        }
        let [solar, water, wind, _] = counts;
        self.counts = [solar, water, wind];
    }

    /// Whether lots of each type are shown, and those that are not.
    fn shown_types(&self) -> [bool; 4] {
        let [solar, water, wind] = EnergyType::ALL.map(|energy_type| self.filter.shows(energy_type));
        [solar, water, wind, false]
    }

    /// Walks through the lots in order and keeps those that pass.
    fn show(&mut self, lots: &Lots, order: &PoolOrder) {
        let is_shown = self.shown_types();
        let (types, shown) = (&self.types, &mut self.shown);
        room::make(shown, order.slots.len().saturating_sub(shown.len()));
        shown.resize(order.slots.len(), Slot::NONE);
        let mut end = 0;
        // A slot is always written, and counts only if it is shown: that is quicker than to decide.
        let mut keep = |slots: &[Slot]| {
            for slot in slots {
                shown[end] = *slot;
                end += usize::from(is_shown[usize::from(types[slot.index()] & HIDDEN)]);
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
    let mut key = column::key(column, lots, *last);
    for (place, slot) in ascending.iter().enumerate().rev() {
        let this = column::key(column, lots, *slot);
        if this != key {
            keep(&ascending[place + 1..end]);
            (end, key) = (place + 1, this);
        }
    }
    keep(&ascending[..end]);
}
