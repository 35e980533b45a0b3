//! The lots by column: a value of each kind beside the next of its kind, a place in each for every slot.
//!
//! It knows no order but that of the slots, which means nothing, and nothing of who looks.

use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{LotHash, LotStatus};
use domain::timestamp::Timestamp;

use crate::incoming::Incoming;
use crate::notes::Notes;
use crate::room;
use crate::sellers::{SellerId, Sellers};
use crate::slot::{Slot, SlotSet};
use crate::table::{Table, fingerprint};

/// The columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lots {
    pub(crate) hashes: Vec<LotHash>,
    pub(crate) statuses: Vec<LotStatus>,
    pub(crate) energy_types: Vec<EnergyType>,
    pub(crate) powers: Vec<Watts>,
    pub(crate) amounts: Vec<WattHours>,
    pub(crate) values: Vec<LotPrice>,
    pub(crate) block_heights: Vec<u64>,
    pub(crate) timestamps_sell: Vec<Timestamp>,
    pub(crate) timestamps_expire: Vec<Timestamp>,
    pub(crate) seller_ids: Vec<SellerId>,
    pub(crate) notes: Notes,
    pub(crate) sellers: Sellers,
    index: Table,
    live: SlotSet,
    free: Vec<Slot>,
    /// Watt-hours of all lots of each type, in the order of [`EnergyType::ALL`].
    mix: [u64; 3],
}

impl Lots {
    /// How many lots there are.
    pub(crate) fn len(&self) -> usize {
        self.hashes.len() - self.free.len()
    }

    /// How many slots there are, those of no lot too.
    pub(crate) fn slots(&self) -> usize {
        self.hashes.len()
    }

    pub(crate) fn is_live(&self, slot: Slot) -> bool {
        self.live.contains(slot)
    }

    /// The slots that have a lot.
    pub(crate) fn live(&self) -> impl Iterator<Item = Slot> {
        self.live.iter()
    }

    pub(crate) fn mix(&self) -> [u64; 3] {
        self.mix
    }

    pub(crate) fn find(&self, hash: &LotHash) -> Option<Slot> {
        let is_it = |slot: u32| self.hashes[slot as usize] == *hash;
        self.index.find(fingerprint(&hash.0), is_it).map(|slot| Slot::new(slot as usize))
    }

    /// Whether that lot is exactly this, note included.
    pub(crate) fn is_same(&self, slot: Slot, incoming: &Incoming, note: &str) -> bool {
        let at = slot.index();
        self.values[at] == incoming.value
            && self.amounts[at] == incoming.amount
            && self.powers[at] == incoming.power
            && self.energy_types[at] == incoming.energy_type
            && self.statuses[at] == incoming.status
            && self.block_heights[at] == incoming.block_height
            && self.timestamps_sell[at] == incoming.timestamp_sell
            && self.timestamps_expire[at] == incoming.timestamp_expire
            && *self.sellers.address(self.seller_ids[at]) == incoming.seller
            && self.notes.get(slot) == note
    }

    /// Makes room for so many lots more.
    pub(crate) fn reserve(&mut self, more: usize) {
        let more = more.saturating_sub(self.free.len());
        room::make(&mut self.hashes, more);
        room::make(&mut self.statuses, more);
        room::make(&mut self.energy_types, more);
        room::make(&mut self.powers, more);
        room::make(&mut self.amounts, more);
        room::make(&mut self.values, more);
        room::make(&mut self.block_heights, more);
        room::make(&mut self.timestamps_sell, more);
        room::make(&mut self.timestamps_expire, more);
        room::make(&mut self.seller_ids, more);
        self.notes.reserve(more);
        let hashes = &self.hashes;
        self.index.reserve(more, |slot| fingerprint(&hashes[slot as usize].0));
    }

    /// Takes in a lot that is not in.
    pub(crate) fn insert(&mut self, incoming: &Incoming, note: &str) -> Slot {
        let slot = match self.free.pop() {
            Some(slot) => {
                let seller = self.sellers.take(&incoming.seller);
                self.seller_ids[slot.index()] = seller;
                self.write(slot, incoming);
                slot
            }
            None => self.push(incoming),
        };
        self.notes.set(slot, note);
        self.live.insert(slot);
        self.weigh(slot, u64::wrapping_add);
        let hashes = &self.hashes;
        let id = u32::try_from(slot.index()).unwrap_or(u32::MAX);
        self.index.insert(id, |slot| fingerprint(&hashes[slot as usize].0));
        slot
    }

    /// Changes a lot into what is said of it now; its hash stays.
    pub(crate) fn change(&mut self, slot: Slot, incoming: &Incoming, note: &str) {
        self.weigh(slot, u64::wrapping_sub);
        let before = self.seller_ids[slot.index()];
        if *self.sellers.address(before) != incoming.seller {
            self.seller_ids[slot.index()] = self.sellers.take(&incoming.seller);
            self.sellers.release(before);
        }
        self.write(slot, incoming);
        self.notes.set(slot, note);
        self.weigh(slot, u64::wrapping_add);
    }

    /// Lets a lot go; its slot is free for another.
    pub(crate) fn remove(&mut self, slot: Slot) {
        if !self.live.remove(slot) {
            return;
        }
        self.weigh(slot, u64::wrapping_sub);
        let hashes = &self.hashes;
        let id = u32::try_from(slot.index()).unwrap_or(u32::MAX);
        self.index.remove(id, |slot| fingerprint(&hashes[slot as usize].0));
        self.sellers.release(self.seller_ids[slot.index()]);
        self.notes.set(slot, "");
        self.free.push(slot);
    }

    fn push(&mut self, incoming: &Incoming) -> Slot {
        if self.hashes.len() == self.hashes.capacity() {
            self.reserve(1);
        }
        let slot = Slot::new(self.hashes.len());
        self.hashes.push(incoming.hash);
        self.statuses.push(incoming.status);
        self.energy_types.push(incoming.energy_type);
        self.powers.push(incoming.power);
        self.amounts.push(incoming.amount);
        self.values.push(incoming.value);
        self.block_heights.push(incoming.block_height);
        self.timestamps_sell.push(incoming.timestamp_sell);
        self.timestamps_expire.push(incoming.timestamp_expire);
        self.seller_ids.push(self.sellers.take(&incoming.seller));
        self.notes.push();
        slot
    }

    fn write(&mut self, slot: Slot, incoming: &Incoming) {
        let at = slot.index();
        self.hashes[at] = incoming.hash;
        self.statuses[at] = incoming.status;
        self.energy_types[at] = incoming.energy_type;
        self.powers[at] = incoming.power;
        self.amounts[at] = incoming.amount;
        self.values[at] = incoming.value;
        self.block_heights[at] = incoming.block_height;
        self.timestamps_sell[at] = incoming.timestamp_sell;
        self.timestamps_expire[at] = incoming.timestamp_expire;
    }

    fn weigh(&mut self, slot: Slot, change: fn(u64, u64) -> u64) {
        let amount = self.amounts[slot.index()].get();
        let sum = &mut self.mix[self.energy_types[slot.index()] as usize];
        *sum = change(*sum, amount);
    }
}
