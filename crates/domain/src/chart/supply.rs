//! How much energy can be had up to which price per kWh, type by type.
//!
//! Lots are walked through twice and never sorted: once to see how far prices reach, once to count up to each of at most
//! [`Supply::MOST_LEVELS`] round prices. Single prices far above all others do not take the room from those.

use crate::chart::axis::Axis;
use crate::credits::PricePerKwh;
use crate::energy::EnergyType;

/// What is to be known of a lot.
#[derive(Clone, Copy, Debug)]
pub struct Offer {
    /// Where its energy comes from.
    pub energy_type: EnergyType,
    /// What a kWh of it costs, as people read it.
    pub price: PricePerKwh,
    /// Its energy in watt-hours.
    pub amount_wh: u64,
}

/// What can be had up to a price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// The price.
    pub up_to: PricePerKwh,
    /// The dearest offer that costs no more.
    pub dearest: PricePerKwh,
    /// The watt-hours of each type that cost no more, in the order of [`EnergyType::ALL`].
    pub amounts_wh: [u64; EnergyType::ALL.len()],
}

impl Level {
    /// The watt-hours of all types.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.amounts_wh.iter().fold(0, |sum, amount| sum.saturating_add(*amount))
    }
}

/// What can be had, price by price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supply {
    levels: Vec<Level>,
    axis: Axis,
    total_wh: u64,
    cheapest: Option<PricePerKwh>,
}

impl Supply {
    /// The most levels that there ever are.
    pub const MOST_LEVELS: usize = 60;

    /// The supply of those offers, which `walk` goes through from the first on each time.
    pub fn of<W: Iterator<Item = Offer>>(walk: impl Fn() -> W) -> Self {
        let mut reach = Reach::default();
        walk().for_each(|offer| reach.add(offer));
        let Some((cheapest, end)) = reach.cheapest.zip(reach.end()) else { return Self::default() };
        // A little air behind the last price, so that it is not drawn on the very edge.
        let axis = Axis::up_to(end.saturating_add(end / 20 + 1), 5);
        // A step is 1, 2 or 5 times a power of ten: that many levels to it are round too.
        let parts = axis.step().min(10);
        let width = axis.step() / parts;
        let count =
            usize::try_from(axis.end().div_ceil(width)).unwrap_or(Self::MOST_LEVELS).min(Self::MOST_LEVELS);
        let mut levels = vec![Level::default(); count];
        for offer in walk() {
            let place = offer.price.0.saturating_sub(1) / width;
            let level = usize::try_from(place).ok().and_then(|place| levels.get_mut(place));
            if let Some(level) = level {
                let amount = &mut level.amounts_wh[offer.energy_type as usize];
                *amount = amount.saturating_add(offer.amount_wh);
                level.dearest = level.dearest.max(offer.price);
            }
        }
        let mut below = Level::default();
        let mut price = 0_u64;
        for level in &mut levels {
            for (amount, below) in level.amounts_wh.iter_mut().zip(below.amounts_wh) {
                *amount = amount.saturating_add(below);
            }
            level.dearest = level.dearest.max(below.dearest);
            price = price.saturating_add(width);
            level.up_to = PricePerKwh(price);
            below = *level;
        }
        Self { levels, axis, total_wh: reach.total_wh, cheapest: Some(cheapest) }
    }

    /// What can be had up to each price, the lowest first.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The watt-hours of all offers.
    #[must_use]
    pub const fn total_wh(&self) -> u64 {
        self.total_wh
    }

    /// What the cheapest offer costs; nothing where there is none.
    #[must_use]
    pub const fn cheapest(&self) -> Option<PricePerKwh> {
        self.cheapest
    }

    /// The watt-hours that cost more than the last level.
    #[must_use]
    pub fn beyond_wh(&self) -> u64 {
        self.total_wh.saturating_sub(self.levels.last().map_or(0, Level::sum))
    }

    /// The place of the first level up to which half of everything can be had.
    #[must_use]
    pub fn half(&self) -> Option<usize> {
        let is_half = |level: &Level| level.sum() >= self.total_wh.div_ceil(2);
        self.levels.iter().position(is_half)
    }

    /// The axis of prices.
    #[must_use]
    pub const fn price_axis(&self) -> Axis {
        self.axis
    }

    /// An axis for the energy.
    #[must_use]
    pub fn energy_axis(&self) -> Axis {
        Axis::up_to(self.levels.last().map_or(0, Level::sum), 4)
    }
}

impl Default for Supply {
    /// Nothing can be had.
    fn default() -> Self {
        Self { levels: Vec::new(), axis: Axis::up_to(0, 1), total_wh: 0, cheapest: None }
    }
}

/// Parts of a power of two that prices are told apart by at first.
const PARTS: u64 = 8;
/// The parts of all powers of two.
const BINS: usize = 496;

/// How far prices reach: energy by price, told apart to an eighth.
struct Reach {
    amounts_wh: [u64; BINS],
    total_wh: u64,
    cheapest: Option<PricePerKwh>,
    dearest: PricePerKwh,
}

impl Default for Reach {
    fn default() -> Self {
        Self { amounts_wh: [0; BINS], total_wh: 0, cheapest: None, dearest: PricePerKwh(0) }
    }
}

impl Reach {
    fn add(&mut self, offer: Offer) {
        let amount = &mut self.amounts_wh[bin(offer.price.0)];
        *amount = amount.saturating_add(offer.amount_wh);
        self.total_wh = self.total_wh.saturating_add(offer.amount_wh);
        self.cheapest = Some(self.cheapest.map_or(offer.price, |cheapest| cheapest.min(offer.price)));
        self.dearest = self.dearest.max(offer.price);
    }

    /// Where the axis of prices is to end: with the dearest, unless that is far above what nearly all energy costs.
    fn end(&self) -> Option<u64> {
        let nearly_all = self.total_wh - self.total_wh / 20;
        let mut sum = 0_u64;
        let usual = self.amounts_wh.iter().position(|amount| {
            sum = sum.saturating_add(*amount);
            sum >= nearly_all
        })?;
        let usual = last_of(usual);
        Some(if self.dearest.0 / 3 > usual { usual } else { self.dearest.0 })
    }
}

/// The part that a price falls into.
const fn bin(price: u64) -> usize {
    if price < PARTS {
        return price as usize;
    }
    let shift = price.ilog2() - PARTS.ilog2();
    (shift as u64 * PARTS + (price >> shift)) as usize
}

/// The last price of a part.
const fn last_of(bin: usize) -> u64 {
    let bin = bin as u64;
    if bin < PARTS {
        return bin;
    }
    let shift = bin / PARTS - 1;
    // Of the last part of all, that is the largest number.
    ((bin % PARTS + PARTS) << shift) + ((1 << shift) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(energy_type: EnergyType, price: u64, amount_wh: u64) -> Offer {
        Offer { energy_type, price: PricePerKwh(price), amount_wh }
    }

    fn supply(offers: &[Offer]) -> Supply {
        Supply::of(|| offers.iter().copied())
    }

    #[test]
    fn every_price_falls_into_a_part_that_ends_no_earlier() {
        for price in [0, 1, 7, 8, 15, 16, 17, 500, 12_345, u64::MAX / 2, u64::MAX - 1, u64::MAX] {
            let part = bin(price);
            assert!(part < BINS && price <= last_of(part), "{price}");
            assert!(part == 0 || price > last_of(part - 1), "{price}");
        }
        assert_eq!((bin(u64::MAX), last_of(BINS - 1)), (BINS - 1, u64::MAX));
    }

    #[test]
    fn a_level_has_all_that_costs_no_more() {
        let supply = supply(&[
            offer(EnergyType::Solar, 500, 2_000),
            offer(EnergyType::Wind, 250, 1_000),
            offer(EnergyType::Solar, 501, 4_000),
            offer(EnergyType::Water, 0, 500),
        ]);
        let at = |price: u64| supply.levels().iter().find(|level| level.up_to.0 == price).unwrap().amounts_wh;
        assert_eq!(at(20), [0, 500, 0]);
        assert_eq!(at(500), [2_000, 500, 1_000]);
        assert_eq!(supply.levels().last().unwrap().amounts_wh, [6_000, 500, 1_000]);
        assert_eq!((supply.total_wh(), supply.beyond_wh()), (7_500, 0));
        assert_eq!(supply.cheapest(), Some(PricePerKwh(0)));
        let half = supply.levels()[supply.half().unwrap()];
        assert!(half.sum() >= 3_750 && half.up_to == PricePerKwh(520));
        assert_eq!(half.dearest, PricePerKwh(501));
    }

    #[test]
    fn one_price_far_above_all_others_is_told_and_not_drawn() {
        let mut offers: Vec<_> = (1..=100).map(|at| offer(EnergyType::Wind, 300 + at, 1_000)).collect();
        offers.push(offer(EnergyType::Solar, 1_000_000_000_000_000, 7));
        let supply = supply(&offers);
        assert_eq!(supply.beyond_wh(), 7);
        assert!(supply.price_axis().end() <= 1_000, "{:?}", supply.price_axis());
    }

    #[test]
    fn nothing_and_one_lot_are_a_supply_too() {
        let nothing = supply(&[]);
        assert_eq!((nothing.levels().len(), nothing.half(), nothing.cheapest()), (0, None, None));
        let one = supply(&[offer(EnergyType::Water, 333, 12)]);
        assert_eq!(one.levels().last().unwrap().amounts_wh, [0, 12, 0]);
        assert_eq!(one.levels()[one.half().unwrap()].up_to, PricePerKwh(340));
        assert_eq!(supply(&[offer(EnergyType::Water, u64::MAX, u64::MAX)]).beyond_wh(), 0);
    }
}
