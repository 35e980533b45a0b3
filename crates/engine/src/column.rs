//! What stands in each column, as a whole number of every lot.

use domain::pool::Column;

use crate::lots::Lots;
use crate::price;
use crate::slot::Slot;

/// A number that is greater where what stands in the column comes later.
///
/// For [`Column::Seller`] it is true only while the sellers are ranked.
pub(crate) fn key(column: Column, lots: &Lots, slot: Slot) -> u64 {
    let at = slot.index();
    match column {
        Column::EnergyType => lots.energy_types[at] as u64,
        Column::Amount => lots.amounts[at].get(),
        Column::Power => lots.powers[at].get(),
        Column::Value => lots.values[at].get(),
        Column::PricePerKwh => price::key(lots.values[at], lots.amounts[at]),
        Column::TimestampSell => lots.timestamps_sell[at].0,
        Column::TimestampExpire => lots.timestamps_expire[at].0,
        Column::Seller => lots.sellers.rank(lots.seller_ids[at]),
    }
}
