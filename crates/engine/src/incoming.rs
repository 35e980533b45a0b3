//! One lot as an answer has it, on its way into the columns.

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotHash, LotStatus};
use domain::timestamp::Timestamp;

/// What an answer says of a lot, but for the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Incoming {
    pub(crate) hash: LotHash,
    pub(crate) status: LotStatus,
    pub(crate) energy_type: EnergyType,
    pub(crate) power: Watts,
    pub(crate) amount: WattHours,
    pub(crate) value: LotPrice,
    pub(crate) block_height: u64,
    pub(crate) timestamp_sell: Timestamp,
    pub(crate) timestamp_expire: Timestamp,
    pub(crate) seller: Address,
}

impl From<&Lot> for Incoming {
    fn from(lot: &Lot) -> Self {
        Self {
            hash: lot.hash,
            status: lot.status,
            energy_type: lot.energy_type,
            power: lot.power,
            amount: lot.amount,
            value: lot.value,
            block_height: lot.block_height,
            timestamp_sell: lot.timestamp_sell,
            timestamp_expire: lot.timestamp_expire,
            seller: lot.seller,
        }
    }
}
