//! One lot as a reference into the columns: nothing is copied but what is asked for.

use domain::account::Address;
use domain::credits::{LotPrice, PricePerKwh};
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotHash, LotStatus, Note};
use domain::timestamp::Timestamp;

use crate::lots::Lots;
use crate::slot::Slot;

/// A lot of the pool.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    lots: &'a Lots,
    slot: Slot,
}

impl<'a> Row<'a> {
    /// The lot of a slot that has one.
    pub(crate) const fn of(lots: &'a Lots, slot: Slot) -> Self {
        Self { lots, slot }
    }

    /// Its slot.
    #[must_use]
    pub const fn slot(self) -> Slot {
        self.slot
    }

    /// Its name.
    #[must_use]
    pub fn hash(self) -> &'a LotHash {
        &self.lots.hashes[self.slot.index()]
    }

    /// Where it stands.
    #[must_use]
    pub fn status(self) -> LotStatus {
        self.lots.statuses[self.slot.index()]
    }

    /// Where the energy comes from.
    #[must_use]
    pub fn energy_type(self) -> EnergyType {
        self.lots.energy_types[self.slot.index()]
    }

    /// Its power.
    #[must_use]
    pub fn power(self) -> Watts {
        self.lots.powers[self.slot.index()]
    }

    /// Its energy.
    #[must_use]
    pub fn amount(self) -> WattHours {
        self.lots.amounts[self.slot.index()]
    }

    /// Its price as a whole.
    #[must_use]
    pub fn value(self) -> LotPrice {
        self.lots.values[self.slot.index()]
    }

    /// Its price per kWh as people read it.
    #[must_use]
    pub fn price_per_kwh(self) -> PricePerKwh {
        self.value().per_kwh(self.amount())
    }

    /// The ledger's sequence number of its delivery.
    #[must_use]
    pub fn block_height(self) -> u64 {
        self.lots.block_heights[self.slot.index()]
    }

    /// When it was delivered.
    #[must_use]
    pub fn timestamp_sell(self) -> Timestamp {
        self.lots.timestamps_sell[self.slot.index()]
    }

    /// When it leaves the pool unsold.
    #[must_use]
    pub fn timestamp_expire(self) -> Timestamp {
        self.lots.timestamps_expire[self.slot.index()]
    }

    /// The seller's address.
    #[must_use]
    pub fn seller(self) -> &'a Address {
        self.lots.sellers.address(self.lots.seller_ids[self.slot.index()])
    }

    /// The seller's note.
    #[must_use]
    pub fn note(self) -> &'a str {
        self.lots.notes.get(self.slot)
    }

    /// The lot by itself, for whoever keeps it longer. It has no buyer, because it waits for one.
    #[must_use]
    pub fn to_lot(self) -> Lot {
        Lot {
            hash: *self.hash(),
            status: self.status(),
            block_height: self.block_height(),
            timestamp_sell: self.timestamp_sell(),
            timestamp_buy: None,
            timestamp_expire: self.timestamp_expire(),
            power: self.power(),
            amount: self.amount(),
            value: self.value(),
            energy_type: self.energy_type(),
            seller: *self.seller(),
            buyer: None,
            // Only what passed the same check ever comes in.
            note: Note::parse(self.note()).unwrap_or_default(),
        }
    }
}
