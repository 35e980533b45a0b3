//! The columns that lots can be ordered by, each as a whole number of every lot.

use crate::lots::Lots;
use crate::price;
use crate::slot::Slot;

/// A column by which a person may order the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Where the energy comes from, in the order in which the types are listed everywhere.
    EnergyType,
    /// The energy of the lot.
    Amount,
    /// Its power.
    Power,
    /// Its price as a whole.
    Value,
    /// Its price per kWh, exactly.
    PricePerKwh,
    /// When it was delivered.
    TimestampSell,
    /// When it leaves the pool.
    TimestampExpire,
    /// The seller's address as it is written.
    Seller,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 8] = [
        Self::EnergyType,
        Self::Amount,
        Self::Power,
        Self::Value,
        Self::PricePerKwh,
        Self::TimestampSell,
        Self::TimestampExpire,
        Self::Seller,
    ];

    /// A number that is greater where what stands in the column comes later.
    ///
    /// For [`Column::Seller`] it is true only while the sellers are ranked.
    pub(crate) fn key(self, lots: &Lots, slot: Slot) -> u64 {
        let at = slot.index();
        match self {
            Self::EnergyType => lots.energy_types[at] as u64,
            Self::Amount => lots.amounts[at].get(),
            Self::Power => lots.powers[at].get(),
            Self::Value => lots.values[at].get(),
            Self::PricePerKwh => price::key(lots.values[at], lots.amounts[at]),
            Self::TimestampSell => lots.timestamps_sell[at].0,
            Self::TimestampExpire => lots.timestamps_expire[at].0,
            Self::Seller => lots.sellers.rank(lots.seller_ids[at]),
        }
    }
}
