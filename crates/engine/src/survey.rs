//! Looking over all lots at once, for pictures of the whole pool: one walk through the columns for each hour's prices, two
//! for the supply. Nothing is sorted, copied or kept.

use domain::chart::{HourlyPrices, Offer, Supply};
use domain::timestamp::Timestamp;

use crate::pool::Pool;

impl Pool {
    /// What a kWh cost on average in each of the hours of which the last begins then, by when the lots that are in the pool
    /// were delivered.
    #[must_use]
    pub fn hourly_prices(&self, last_hour: Timestamp) -> HourlyPrices {
        let lots = &self.lots;
        let mut prices = HourlyPrices::until(last_hour);
        for slot in lots.live() {
            let at = slot.index();
            prices.add(lots.energy_types[at], lots.timestamps_sell[at], lots.values[at], lots.amounts[at]);
        }
        prices
    }

    /// How much energy can be had up to which price per kWh.
    #[must_use]
    pub fn supply(&self) -> Supply {
        let lots = &self.lots;
        Supply::of(|| {
            lots.live().map(|slot| {
                let at = slot.index();
                Offer {
                    energy_type: lots.energy_types[at],
                    price: lots.values[at].per_kwh(lots.amounts[at]),
                    amount_wh: lots.amounts[at].get(),
                }
            })
        })
    }
}
