//! Taking an update in: lots leave, change and come, and order, filters and selection follow.

use std::fmt;

use domain::lot::Lot;

use crate::epoch::Epoch;
use crate::incoming::Incoming;
use crate::pool::Pool;
use crate::row::Row;
use crate::selection::Repriced;
use crate::slot::{Slot, SlotSet};
use crate::update::{Extent, Update};

/// What taking in an answer did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The slots of lots that came. One of them may have been another lot's before.
    pub arrived: Vec<Slot>,
    /// The slots of lots that are not what they were.
    pub changed: Vec<Slot>,
    /// How many lots left.
    pub removed: usize,
    /// Lots that were picked and left, as they were last. They are not picked any more.
    pub gone: Vec<Lot>,
    /// Lots that are picked and have another price.
    pub repriced: Vec<Repriced>,
    /// How many rows of the answer were left out.
    pub skipped: usize,
    /// Whether lots that stayed stand in another order.
    pub is_reordered: bool,
}

impl Changes {
    /// Whether the pool is as it was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.arrived.is_empty() && self.changed.is_empty() && self.removed == 0 && !self.is_reordered
    }
}

/// The pool changed after the update was compared with it, so it says nothing about the pool of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overtaken;

impl fmt::Display for Overtaken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("another answer was taken in while this one was read")
    }
}

impl std::error::Error for Overtaken {}

impl Pool {
    /// Takes an answer in.
    ///
    /// # Errors
    /// [`Overtaken`]; then nothing changed.
    pub fn merge(&mut self, mut update: Update) -> Result<Changes, Overtaken> {
        if update.epoch != self.epoch {
            return Err(Overtaken);
        }
        let mut changes = Changes::default();
        let mut left = SlotSet::default();
        match update.extent {
            Extent::Full if update.seen_len == self.lots.len() => {}
            Extent::Full => {
                let missing = self.order.slots.iter().copied().filter(|slot| !update.seen.contains(*slot));
                for slot in missing.collect::<Vec<_>>() {
                    self.let_go(slot, &mut left, &mut changes);
                }
            }
            Extent::Difference => {
                for hash in std::mem::take(&mut update.removed) {
                    match self.lots.find(&hash) {
                        Some(slot) if !update.seen.contains(slot) => {
                            self.let_go(slot, &mut left, &mut changes);
                        }
                        Some(_) | None => {}
                    }
                }
            }
        }
        self.settle(&mut update, &mut changes);
        changes.is_reordered = match update.extent {
            Extent::Full if update.is_in_order && changes.arrived.is_empty() && changes.removed == 0 => false,
            Extent::Full => {
                self.order.replace(update.order, &self.lots);
                !update.is_in_order
            }
            Extent::Difference if changes.arrived.is_empty() && changes.removed == 0 => false,
            Extent::Difference => !self.order.change(&left, &changes.arrived, &self.lots),
        };
        for slot in &changes.changed {
            left.insert(*slot);
        }
        self.follow(&left, &changes);
        self.version = update.version;
        changes.skipped = update.skipped;
        Ok(changes)
    }

    /// Shows what a first answer has said so far; see [`crate::Reading::reveal`].
    pub(crate) fn reveal(&mut self, update: &mut Update) -> Changes {
        let mut changes = Changes::default();
        if update.is_first && update.epoch == self.epoch && !update.staged.is_empty() {
            self.settle(update, &mut changes);
            self.order.extend(&changes.arrived, &self.lots);
            self.view.follow_more(&mut self.lots, &self.order, &changes.arrived);
            self.epoch = Epoch::next();
            update.epoch = self.epoch;
        }
        changes
    }

    fn let_go(&mut self, slot: Slot, left: &mut SlotSet, changes: &mut Changes) {
        if self.selection.put_back(&self.lots, slot) {
            changes.gone.push(Row::of(&self.lots, slot).to_lot());
        }
        self.lots.remove(slot);
        left.insert(slot);
        changes.removed += 1;
    }

    /// Takes in the lots that changed or came, and fills their slots into the order of the answer.
    fn settle(&mut self, update: &mut Update, changes: &mut Changes) {
        if update.staged.is_empty() {
            return;
        }
        let staged = std::mem::take(&mut update.staged);
        let notes = std::mem::take(&mut update.notes);
        let mut places = update.order.split_off(update.settled).into_iter();
        let mut note_start = 0;
        let fresh = staged.iter().filter(|staged| staged.slot == Slot::NONE).count();
        let announced = update.announced.saturating_sub(self.lots.len());
        self.lots.reserve(fresh.max(announced));
        for staged in staged {
            let note = notes.get(note_start..staged.note_end).unwrap_or_default();
            note_start = staged.note_end;
            if staged.slot != Slot::NONE {
                self.change(staged.slot, &staged.incoming, note, changes);
                continue;
            }
            update.order.extend(places.by_ref().take_while(|place| *place != Slot::NONE));
            if self.lots.find(&staged.incoming.hash).is_some() {
                update.skipped += 1;
                continue;
            }
            let slot = self.lots.insert(&staged.incoming, note);
            update.see(slot);
            changes.arrived.push(slot);
            if update.extent == Extent::Full {
                update.order.push(slot);
            }
        }
        update.order.extend(places);
        update.settled = update.order.len();
    }

    fn change(&mut self, slot: Slot, incoming: &Incoming, note: &str, changes: &mut Changes) {
        let was_picked = self.selection.put_back(&self.lots, slot);
        if was_picked && self.lots.values[slot.index()] != incoming.value {
            changes.repriced.push(Repriced { slot, before: Row::of(&self.lots, slot).to_lot() });
        }
        self.lots.change(slot, incoming, note);
        if was_picked {
            self.selection.pick(&self.lots, slot);
        }
        changes.changed.push(slot);
    }

    /// Lets the view follow. `left` are the slots whose places in its order are over.
    fn follow(&mut self, left: &SlotSet, changes: &Changes) {
        self.epoch = Epoch::next();
        if !changes.is_empty() {
            let fresh = [changes.changed.as_slice(), &changes.arrived].concat();
            self.view.follow(&mut self.lots, &self.order, left, &fresh, !changes.is_reordered);
        }
    }
}
