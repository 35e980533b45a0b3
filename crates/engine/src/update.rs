//! What an answer says, compared with the pool while it is read: only what differs is kept.
//!
//! It changes nothing; [`crate::Pool::merge`] does.

use domain::lot::LotHash;
use domain::pool::PoolVersion;

use crate::epoch::Epoch;
use crate::incoming::Incoming;
use crate::pool::Pool;
use crate::room;
use crate::slot::{Slot, SlotSet};

/// More lots than that are not made room for only because an answer announces them.
const BELIEVED: usize = 1 << 17;

/// What an answer says: everything there is, or what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Full,
    Difference,
}

/// A lot that is new, or not what it was.
#[derive(Clone, Debug)]
pub(crate) struct Staged {
    pub(crate) incoming: Incoming,
    /// The slot of a lot that changed; [`Slot::NONE`] for a new one.
    pub(crate) slot: Slot,
    /// Where its note ends in the notes of the update; it begins where the one before ends.
    pub(crate) note_end: usize,
}

/// An answer as a change of the pool that it was compared with.
#[derive(Clone, Debug)]
pub struct Update {
    pub(crate) extent: Extent,
    /// The state of the pool that it was compared with.
    pub(crate) epoch: Epoch,
    /// Whether nothing was in the pool, so that its lots may be shown before the answer has ended.
    pub(crate) is_first: bool,
    /// How many lots the answer says that there are, as far as that is worth believing.
    pub(crate) announced: usize,
    pub(crate) version: Option<PoolVersion>,
    pub(crate) staged: Vec<Staged>,
    pub(crate) notes: String,
    /// Of a full answer, every lot in its order; [`Slot::NONE`] for each new one.
    pub(crate) order: Vec<Slot>,
    /// How many of `order` are settled.
    pub(crate) settled: usize,
    pub(crate) seen: SlotSet,
    pub(crate) seen_len: usize,
    pub(crate) removed: Vec<LotHash>,
    pub(crate) skipped: usize,
    /// Where in the pool's order the next lot is expected.
    next_rank: u32,
    /// Whether the known lots of a full answer stand as they stood.
    pub(crate) is_in_order: bool,
}

impl Update {
    pub(crate) fn new(pool: &Pool, extent: Extent) -> Self {
        Self {
            extent,
            epoch: pool.epoch,
            is_first: extent == Extent::Full && pool.is_empty(),
            announced: 0,
            version: None,
            staged: Vec::new(),
            notes: String::new(),
            order: Vec::new(),
            settled: 0,
            seen: SlotSet::default(),
            seen_len: 0,
            removed: Vec::new(),
            skipped: 0,
            next_rank: 0,
            is_in_order: true,
        }
    }

    /// Whether it says everything that there is, and not only what changed.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self.extent, Extent::Full)
    }

    /// How many rows were left out because they could not be used, or named a lot a second time.
    #[must_use]
    pub const fn skipped(&self) -> usize {
        self.skipped
    }

    /// So many lots will come, as the answer says itself.
    pub(crate) fn announce(&mut self, total: usize) {
        self.announced = total.min(BELIEVED);
        room::make(&mut self.order, self.announced);
    }

    /// The next lot of the answer.
    pub(crate) fn offer(&mut self, pool: &Pool, incoming: &Incoming, note: &str) {
        // Into an empty pool everything is new; what comes twice shows when it is taken in.
        let slot = match self.is_first {
            true => None,
            false => self.expected(pool, &incoming.hash).or_else(|| pool.lots.find(&incoming.hash)),
        };
        if let Some(slot) = slot {
            if !self.see(slot) {
                self.skipped += 1;
                return;
            }
            let rank = pool.order.rank(slot);
            self.is_in_order &= rank >= self.next_rank;
            self.next_rank = rank + 1;
        }
        if self.extent == Extent::Full {
            room::make(&mut self.order, 1);
            self.order.push(slot.unwrap_or(Slot::NONE));
        }
        if slot.is_none_or(|slot| !pool.lots.is_same(slot, incoming, note)) {
            self.notes.push_str(note);
            let (slot, note_end) = (slot.unwrap_or(Slot::NONE), self.notes.len());
            room::make(&mut self.staged, 1);
            self.staged.push(Staged { incoming: *incoming, slot, note_end });
        }
    }

    /// Notes that the answer has the lot of that slot; says whether it is the first time.
    pub(crate) fn see(&mut self, slot: Slot) -> bool {
        let is_first_time = self.seen.insert(slot);
        self.seen_len += usize::from(is_first_time);
        is_first_time
    }

    /// The slot that comes next if nothing came or went: most answers repeat the one before.
    fn expected(&self, pool: &Pool, hash: &LotHash) -> Option<Slot> {
        let slot = *pool.order.slots.get(self.next_rank as usize)?;
        (pool.lots.hashes[slot.index()] == *hash).then_some(slot)
    }
}
