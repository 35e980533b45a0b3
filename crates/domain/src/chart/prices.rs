//! What a kWh costs on average by the hour in which it was put into the pool, type by type.
//!
//! It knows only the lots that it is told of. Where a pool is all there is, those are the lots that still wait: what was
//! sold or has expired is in no hour.

use std::time::Duration;

use crate::chart::axis::Axis;
use crate::credits::{Credits, LotPrice, PricePerKwh};
use crate::energy::{EnergyType, WattHours};
use crate::timestamp::Timestamp;

/// How many hours are shown.
pub const HOURS: usize = 24;
const HOUR: Duration = Duration::from_secs(3_600);

/// Credits and energy of some lots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    value: u64,
    amount_wh: u64,
}

impl Sum {
    const fn add(&mut self, value: u64, amount_wh: u64) {
        self.value = self.value.saturating_add(value);
        self.amount_wh = self.amount_wh.saturating_add(amount_wh);
    }

    fn mean(self) -> Option<PricePerKwh> {
        PricePerKwh::mean(Credits(self.value), self.amount_wh)
    }
}

/// The lots of [`HOURS`] hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HourlyPrices {
    first: Timestamp,
    sums: [[Sum; EnergyType::ALL.len()]; HOURS],
}

/// What all hours together say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// There was nothing.
    None,
    /// There was one type.
    One(EnergyType, PricePerKwh),
    /// There were several: the cheapest on average and the dearest.
    Several {
        /// The cheapest.
        cheapest: (EnergyType, PricePerKwh),
        /// The dearest.
        dearest: (EnergyType, PricePerKwh),
    },
}

impl HourlyPrices {
    /// No lots, in the hours of which the last begins then.
    #[must_use]
    pub fn until(last_hour: Timestamp) -> Self {
        let before = HOUR * u32::try_from(HOURS - 1).unwrap_or(u32::MAX);
        Self { first: last_hour.before(before), sums: Default::default() }
    }

    /// Takes in a lot, if it was put into the pool in one of these hours.
    pub fn add(&mut self, energy_type: EnergyType, at: Timestamp, value: LotPrice, amount: WattHours) {
        let Some(since) = at.0.checked_sub(self.first.0) else { return };
        let hour = usize::try_from(since / (1_000 * HOUR.as_secs())).unwrap_or(usize::MAX);
        if let Some(sums) = self.sums.get_mut(hour) {
            sums[energy_type as usize].add(value.get(), amount.get());
        }
    }

    /// When that hour begins.
    #[must_use]
    pub fn hour(&self, hour: usize) -> Timestamp {
        self.first.after(HOUR * u32::try_from(hour).unwrap_or(u32::MAX))
    }

    /// What a kWh of that type cost in that hour; nothing where none was put in.
    #[must_use]
    pub fn price(&self, hour: usize, energy_type: EnergyType) -> Option<PricePerKwh> {
        self.sums.get(hour).and_then(|sums| sums[energy_type as usize].mean())
    }

    /// The hours of a type that follow one another, with their prices. Between two of these rows nothing was put in.
    #[must_use]
    pub fn runs(&self, energy_type: EnergyType) -> Vec<Vec<(usize, PricePerKwh)>> {
        let prices: Vec<_> = (0..HOURS).map(|hour| (hour, self.price(hour, energy_type))).collect();
        prices
            .split(|(_, price)| price.is_none())
            .map(|run| run.iter().filter_map(|(hour, price)| Some((*hour, (*price)?))).collect::<Vec<_>>())
            .filter(|run| !run.is_empty())
            .collect()
    }

    /// The last price of a type.
    #[must_use]
    pub fn last(&self, energy_type: EnergyType) -> Option<PricePerKwh> {
        (0..HOURS).rev().find_map(|hour| self.price(hour, energy_type))
    }

    /// The last hour in which anything was put in.
    #[must_use]
    pub fn last_hour(&self) -> Option<usize> {
        (0..HOURS).rev().find(|hour| self.sums[*hour].iter().any(|sum| *sum != Sum::default()))
    }

    /// What all hours together say.
    #[must_use]
    pub fn means(&self) -> Means {
        let mean = |energy_type: EnergyType| {
            let mut all = Sum::default();
            for hour in &self.sums {
                let sum = hour[energy_type as usize];
                all.add(sum.value, sum.amount_wh);
            }
            Some((energy_type, all.mean()?))
        };
        let means: Vec<_> = EnergyType::ALL.into_iter().filter_map(mean).collect();
        let cheapest = means.iter().min_by_key(|(_, price)| *price);
        // Of those that cost the same another one than the cheapest is named.
        let dearest = means.iter().max_by_key(|(_, price)| *price);
        match (cheapest, dearest, means.len()) {
            (Some(cheapest), Some(dearest), 2..) => Means::Several { cheapest: *cheapest, dearest: *dearest },
            (Some((energy_type, price)), ..) => Means::One(*energy_type, *price),
            (None, ..) => Means::None,
        }
    }

    /// An axis for the prices. Single ones that are far above nearly all others do not take the room from those: they stand
    /// at its end.
    #[must_use]
    pub fn axis(&self) -> Axis {
        let mut prices: Vec<u64> = self.sums.iter().flatten().filter_map(|sum| Some(sum.mean()?.0)).collect();
        prices.sort_unstable();
        let nearly_all = (prices.len() * 9 / 10).min(prices.len().saturating_sub(1));
        let usual = prices.get(nearly_all.saturating_sub(1)).copied().unwrap_or_default();
        let low = prices.first().copied().unwrap_or_default();
        let high = prices.iter().rev().find(|price| **price / 10 <= usual).copied().unwrap_or_default();
        Axis::of(low, high, 4)
    }

    /// Where the axis ends, if there is a price beyond.
    #[must_use]
    pub fn beyond(&self) -> Option<PricePerKwh> {
        let end = PricePerKwh(self.axis().end());
        let is_beyond = |sum: &Sum| sum.mean().is_some_and(|price| price > end);
        self.sums.iter().flatten().any(is_beyond).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_800_000_000_000);

    fn add(prices: &mut HourlyPrices, energy_type: EnergyType, hours_ago: u64, credits: u64, amount: u64) {
        let at = Timestamp(NOON.0 - hours_ago * 3_600_000 + 1);
        prices.add(energy_type, at, LotPrice::new(credits).unwrap(), WattHours::new(amount).unwrap());
    }

    #[test]
    fn large_lots_weigh_more_and_hours_without_lots_are_gaps() {
        let mut prices = HourlyPrices::until(NOON);
        add(&mut prices, EnergyType::Solar, 0, 10, 10_000);
        add(&mut prices, EnergyType::Solar, 0, 60, 30_000);
        add(&mut prices, EnergyType::Solar, 2, 5, 10_000);
        add(&mut prices, EnergyType::Solar, 3, 5, 5_000);
        assert_eq!(prices.price(23, EnergyType::Solar), Some(PricePerKwh(1_750)));
        assert_eq!(prices.price(22, EnergyType::Solar), None);
        let runs = prices.runs(EnergyType::Solar);
        assert_eq!(
            runs,
            [vec![(20, PricePerKwh(1_000)), (21, PricePerKwh(500))], vec![(23, PricePerKwh(1_750))]]
        );
        assert_eq!(
            (prices.last(EnergyType::Solar), prices.last_hour()),
            (Some(PricePerKwh(1_750)), Some(23))
        );
        assert_eq!(prices.runs(EnergyType::Wind), Vec::<Vec<_>>::new());
        assert_eq!(prices.means(), Means::One(EnergyType::Solar, PricePerKwh(1_455)));
    }

    #[test]
    fn what_is_older_than_a_day_later_than_now_or_of_no_known_time_is_left_out() {
        let mut prices = HourlyPrices::until(NOON);
        let (credits, amount) = (LotPrice::new(1).unwrap(), WattHours::new(1_000).unwrap());
        for at in [0, NOON.0 - 23 * 3_600_000 - 1, NOON.0 + 3_600_000, u64::MAX] {
            prices.add(EnergyType::Wind, Timestamp(at), credits, amount);
        }
        assert_eq!((prices.means(), prices.last_hour()), (Means::None, None));
        assert_eq!(prices.hour(0), Timestamp(NOON.0 - 23 * 3_600_000));
        prices.add(EnergyType::Wind, prices.hour(0), credits, amount);
        assert_eq!(prices.means(), Means::One(EnergyType::Wind, PricePerKwh(1_000)));
    }

    #[test]
    fn the_cheapest_and_the_dearest_are_two_types_even_where_they_cost_the_same() {
        let mut prices = HourlyPrices::until(NOON);
        add(&mut prices, EnergyType::Solar, 5, 1, 1_000);
        add(&mut prices, EnergyType::Wind, 1, 1, 1_000);
        let price = PricePerKwh(1_000);
        let same =
            Means::Several { cheapest: (EnergyType::Solar, price), dearest: (EnergyType::Wind, price) };
        assert_eq!(prices.means(), same);
        add(&mut prices, EnergyType::Water, 9, 7, 1_000);
        let Means::Several { dearest, .. } = prices.means() else { panic!("three types are several") };
        assert_eq!(dearest, (EnergyType::Water, PricePerKwh(7_000)));
        assert_eq!(prices.axis().ticks().collect::<Vec<_>>(), [0, 2_000, 4_000, 6_000, 8_000]);
    }

    #[test]
    fn one_price_far_above_all_others_stands_at_the_end_of_the_axis() {
        let mut prices = HourlyPrices::until(NOON);
        for hour in 0..20 {
            add(&mut prices, EnergyType::Wind, hour, 10 + hour, 10_000);
        }
        assert_eq!((prices.axis().end(), prices.beyond()), (3_000, None));
        add(&mut prices, EnergyType::Solar, 3, 1_000_000_000, 1);
        assert_eq!((prices.axis().end(), prices.beyond()), (3_000, Some(PricePerKwh(3_000))));
    }
}
