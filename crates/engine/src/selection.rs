//! What a person picked: a bit a slot, and whole-number totals that follow every change.

use domain::credits::Credits;
use domain::lot::Lot;

use crate::lots::Lots;
use crate::slot::{Slot, SlotSet};

/// The lots that are picked, and what they add up to.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    slots: SlotSet,
    len: usize,
    value: u64,
    amount: u64,
}

impl Selection {
    /// How many lots are picked.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is picked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// What they cost together.
    #[must_use]
    pub const fn value(&self) -> Credits {
        Credits(self.value)
    }

    /// How much energy that is, in watt-hours.
    #[must_use]
    pub const fn amount_wh(&self) -> u64 {
        self.amount
    }

    /// Whether that slot is picked.
    #[must_use]
    pub fn contains(&self, slot: Slot) -> bool {
        self.slots.contains(slot)
    }

    /// The picked slots, in the order of the slots.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        self.slots.iter()
    }

    pub(crate) fn pick(&mut self, lots: &Lots, slot: Slot) {
        if lots.is_live(slot) && self.slots.insert(slot) {
            self.len += 1;
            self.value += lots.values[slot.index()].get();
            self.amount += lots.amounts[slot.index()].get();
        }
    }

    /// Puts a lot back; says whether it was picked.
    pub(crate) fn put_back(&mut self, lots: &Lots, slot: Slot) -> bool {
        let was_picked = self.slots.remove(slot);
        if was_picked {
            self.len -= 1;
            self.value -= lots.values[slot.index()].get();
            self.amount -= lots.amounts[slot.index()].get();
        }
        was_picked
    }

    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        (self.len, self.value, self.amount) = (0, 0, 0);
    }
}

/// A picked lot that has another price now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repriced {
    /// Its slot, which it keeps.
    pub slot: Slot,
    /// The lot as it was picked.
    pub before: Lot,
}
