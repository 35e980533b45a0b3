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

/// One of so many fresh slots, and sorting anew is less work than finding a place for each.
const FEW: usize = 8;

/// What is shown of the pool, and in which order.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    sort: Option<(Column, Direction)>,
    /// Every lot by the column in use; equal ones as the pool has them. Empty without a column.
    ascending: Vec<Slot>,
    filter: Filter,
    sieve: Sieve,
    /// Whether each slot passes all filters but that of its type.
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
        let more = lots.slots() - self.passes.len();
        room::make(&mut self.passes, more);
        self.passes.resize(lots.slots(), true);
        let mut scratch = String::new();
        for slot in fresh {
            self.passes[slot.index()] = self.sieve.passes(lots, *slot, &mut scratch);
        }
        if let Some((column, _)) = self.sort {
            if !is_in_order || fresh.len() > self.ascending.len() / FEW {
                self.sort_anew(lots, order);
            } else {
                self.keep_sorted(column, lots, order, gone, fresh);
            }
        }
        self.show(lots, order);
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

    /// Walks through the lots in order and keeps those that pass.
    fn show(&mut self, lots: &Lots, order: &PoolOrder) {
        self.counts = [0; 3];
        for slot in &order.slots {
            self.counts[lots.energy_types[slot.index()] as usize] += usize::from(self.passes[slot.index()]);
        }
        let types = EnergyType::ALL.map(|energy_type| self.filter.shows(energy_type));
        let passes = &self.passes;
        let is_shown = |slot: &Slot| passes[slot.index()] && types[lots.energy_types[slot.index()] as usize];
        let shown = &mut self.shown;
        shown.clear();
        room::make(shown, order.slots.len());
        match self.sort {
            None => shown.extend(order.slots.iter().copied().filter(is_shown)),
            Some((_, Direction::Ascending)) => shown.extend(self.ascending.iter().copied().filter(is_shown)),
            Some((column, Direction::Descending)) => {
                let runs =
                    self.ascending.chunk_by(|one, next| column.key(lots, *one) == column.key(lots, *next));
                shown.extend(runs.rev().flatten().copied().filter(is_shown));
            }
        }
    }
}
