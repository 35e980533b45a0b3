//! Which lots are to be marked because the last answer changed or brought them.

use engine::{Changes, Slot};

/// Why a row is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The lot was not in the pool before.
    New,
    /// The lot is not what it was.
    Changed,
}

/// The marks of the last answer that changed anything.
#[derive(Debug, Default)]
pub(super) struct Marks {
    arrived: Vec<Slot>,
    changed: Vec<Slot>,
}

impl Marks {
    /// The marks of those changes.
    pub(super) fn of(changes: &Changes) -> Self {
        let sorted = |slots: &[Slot]| {
            let mut slots = slots.to_vec();
            slots.sort_unstable();
            slots
        };
        Self { arrived: sorted(&changes.arrived), changed: sorted(&changes.changed) }
    }

    /// Why that lot is marked, if it is.
    pub(super) fn of_slot(&self, slot: Slot) -> Option<Mark> {
        if self.arrived.binary_search(&slot).is_ok() {
            Some(Mark::New)
        } else if self.changed.binary_search(&slot).is_ok() {
            Some(Mark::Changed)
        } else {
            None
        }
    }
}
