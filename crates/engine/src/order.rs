//! Orders of slots: making room in one for what is new, without sorting the rest again; and the pool's own.

use crate::lots::Lots;
use crate::radix;
use crate::room;
use crate::slot::{Slot, SlotSet};

/// Puts `fresh`, which is in order, into `order`: a search for each from where the one before was found, and one
/// walk of moving, from the end.
///
/// `is_before` says whether a slot of the order stands before a fresh one.
pub(crate) fn weave(order: &mut Vec<Slot>, fresh: &[Slot], is_before: impl Fn(Slot, Slot) -> bool) {
    let mut end = order.len();
    room::make(order, fresh.len());
    order.resize(end + fresh.len(), Slot::NONE);
    for (ahead, slot) in fresh.iter().enumerate().rev() {
        let (mut from, mut to, mut step) = (end, end, 1);
        while from > 0 {
            from = end.saturating_sub(step);
            if is_before(order[from], *slot) {
                break;
            }
            (to, step) = (from, 2 * step);
        }
        let place = from + order[from..to].partition_point(|other| is_before(*other, *slot));
        order.copy_within(place..end, place + ahead + 1);
        order[place + ahead] = *slot;
        end = place;
    }
}

/// The order of the pool itself: that of the last full answer, then newest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct PoolOrder {
    pub(crate) slots: Vec<Slot>,
    /// The place of each slot that has a lot; others mean nothing.
    ranks: Vec<u32>,
}

impl PoolOrder {
    /// The place of a slot that has a lot.
    pub(crate) fn rank(&self, slot: Slot) -> u32 {
        self.ranks[slot.index()]
    }

    /// Adds slots behind all others.
    pub(crate) fn extend(&mut self, slots: &[Slot], lots: &Lots) {
        let end = self.slots.len();
        room::make(&mut self.slots, slots.len());
        self.slots.extend_from_slice(slots);
        self.number(end, lots);
    }

    /// Takes another order.
    pub(crate) fn replace(&mut self, slots: Vec<Slot>, lots: &Lots) {
        self.slots = slots;
        self.number(0, lots);
    }

    /// Lets slots go and puts others where they belong by age, the first of `arrived` first among equals.
    ///
    /// Says whether those that stayed are in the order that they were in.
    pub(crate) fn change(&mut self, gone: &SlotSet, arrived: &[Slot], lots: &Lots) -> bool {
        self.slots.retain(|slot| !gone.contains(*slot));
        // Later lots of the ledger are newer.
        let age = |slot: &Slot| !lots.block_heights[slot.index()];
        let stays_in_order = arrived.is_empty() || self.slots.is_sorted_by_key(age);
        if !arrived.is_empty() {
            let mut arrived = arrived.to_vec();
            if !stays_in_order {
                arrived.append(&mut self.slots);
            }
            let keys = arrived.iter().map(age).collect();
            radix::sort(&mut arrived, keys);
            weave(&mut self.slots, &arrived, |other, slot| age(&other) < age(&slot));
        }
        self.number(0, lots);
        stays_in_order
    }

    /// Numbers the places from there on.
    fn number(&mut self, from: usize, lots: &Lots) {
        let more = lots.slots() - self.ranks.len();
        room::make(&mut self.ranks, more);
        self.ranks.resize(lots.slots(), 0);
        for (rank, slot) in (0..).zip(&self.slots).skip(from) {
            self.ranks[slot.index()] = rank;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn weaving_is_merging(known in prop::collection::vec(0..50_usize, 0..60), fresh in prop::collection::vec(0..50_usize, 0..60)) {
            let slots = |mut numbers: Vec<usize>| {
                numbers.sort_unstable();
                numbers.into_iter().map(Slot::new).collect::<Vec<_>>()
            };
            let (mut order, fresh) = (slots(known), slots(fresh));
            let mut expected = [order.clone(), fresh.clone()].concat();
            expected.sort();
            weave(&mut order, &fresh, |other, slot| other < slot);
            prop_assert_eq!(order, expected);
        }
    }

    /// What a change costs is promised as k·log n looks, and time is no judge of that.
    #[test]
    fn weaving_looks_at_few_however_many_there_are() {
        for (known, fresh) in [(1_000_usize, 10_usize), (100_000, 10), (100_000, 1_000), (1_000_000, 10_000)]
        {
            let mut order: Vec<Slot> = (0..known).map(|number| Slot::new(2 * number)).collect();
            let apart = known / fresh;
            let fresh: Vec<Slot> = (0..fresh).map(|number| Slot::new(2 * apart * number + 1)).collect();
            let looks = std::cell::Cell::new(0);
            weave(&mut order, &fresh, |other, slot| {
                looks.set(looks.get() + 1);
                other < slot
            });
            assert!(order.is_sorted() && order.len() == known + fresh.len());
            // The way there doubles its steps, and the way back halves them.
            let most = fresh.len() as u32 * (2 * apart.ilog2() + 4);
            assert!(looks.get() <= most, "{} looks for {} among {known}", looks.get(), fresh.len());
        }
    }
}
