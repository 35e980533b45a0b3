//! Pictures of whatever figures there are: every axis holds what stands on it, and nothing that is drawn is made up.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use proptest::prelude::*;
use wattpool_domain::chart::{Axis, HOURS, HourlyPrices, Offer, Place, Supply, TimeAxis, apart};
use wattpool_domain::credits::{LotPrice, PricePerKwh};
use wattpool_domain::energy::{EnergyType, WattHours};
use wattpool_domain::timestamp::Timestamp;

/// Small numbers, large ones, and those next to the ends.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![0..20_u64, 0..2_000_000_u64, any::<u64>(), u64::MAX - 20..=u64::MAX]
}

fn energy_type() -> impl Strategy<Value = EnergyType> {
    prop::sample::select(EnergyType::ALL.to_vec())
}

fn offer() -> impl Strategy<Value = Offer> {
    (energy_type(), number(), 0..=WattHours::MAX).prop_map(|(energy_type, price, amount_wh)| Offer {
        energy_type,
        price: PricePerKwh(price),
        amount_wh,
    })
}

proptest! {
    #[test]
    fn an_axis_has_a_few_round_ticks_around_what_stands_on_it(one in number(), other in number(), steps in 1..12_u32) {
        let (low, high) = (one.min(other), one.max(other));
        let axis = Axis::of(one, other, steps);
        let ticks: Vec<u64> = axis.ticks().collect();
        prop_assert!(!ticks.is_empty() && ticks.len() <= steps as usize + 2, "{ticks:?}");
        prop_assert!(ticks.iter().all(|tick| tick.is_multiple_of(axis.step())), "{ticks:?}");
        prop_assert!(ticks[0] <= low && high <= axis.end());
        let leading = axis.step().to_string();
        prop_assert!(["1", "2", "5"].contains(&leading.trim_end_matches('0')), "{leading}");
        for pair in ticks.windows(2) {
            prop_assert!(pair[0] < pair[1] && axis.place(pair[0]) < axis.place(pair[1]));
        }
        prop_assert!(axis.place(low) <= axis.place(high));
        prop_assert_eq!(axis.place(ticks[0]), Place::START);
    }

    #[test]
    fn an_axis_of_time_has_a_few_ticks_on_it(from in number(), until in number(), midnight in number(), steps in 1..8_u32) {
        let axis = TimeAxis::of(Timestamp(from), Timestamp(until), Timestamp(midnight), steps);
        let ticks: Vec<_> = axis.ticks().collect();
        prop_assert!(ticks.len() <= steps as usize + 1, "{ticks:?}");
        for pair in ticks.windows(2) {
            prop_assert!(pair[0] < pair[1] && axis.place(pair[0]) <= axis.place(pair[1]));
        }
        prop_assert!(axis.place(axis.moment(1, 3)) <= axis.place(axis.moment(2, 3)));
    }

    #[test]
    fn labels_are_apart_and_keep_their_order(wanted in prop::collection::vec(0..=10_000_u32, 0..6), least in 0..4_000_u32) {
        let wanted: Vec<Place> = wanted.into_iter().map(Place::at).collect();
        let places = apart(&wanted, least);
        let room = 10_000 / u32::try_from(wanted.len().max(2) - 1).unwrap();
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by_key(|one| wanted[*one]);
        for pair in order.windows(2) {
            prop_assert!(places[pair[1]].get() - places[pair[0]].get() >= least.min(room), "{places:?}");
        }
    }

    #[test]
    fn supply_is_what_a_slow_count_says_of_every_price(offers in prop::collection::vec(offer(), 0..40)) {
        let supply = Supply::of(|| offers.iter().copied());
        prop_assert!(supply.levels().len() <= Supply::MOST_LEVELS);
        prop_assert_eq!(supply.levels().is_empty(), offers.is_empty());
        for level in supply.levels() {
            let dearest = offers.iter().map(|offer| offer.price).filter(|price| *price <= level.up_to).max();
            prop_assert_eq!(level.dearest, dearest.unwrap_or_default());
            for (place, energy_type) in EnergyType::ALL.into_iter().enumerate() {
                let dear = |offer: &&Offer| offer.energy_type == energy_type && offer.price <= level.up_to;
                let expected: u64 = offers.iter().filter(dear).map(|offer| offer.amount_wh).sum();
                prop_assert_eq!(level.amounts_wh[place], expected, "up to {:?}", level.up_to);
            }
        }
        let total: u64 = offers.iter().map(|offer| offer.amount_wh).sum();
        prop_assert_eq!(supply.total_wh(), total);
        prop_assert!(supply.beyond_wh() <= total / 20, "{} of {}", supply.beyond_wh(), total);
        if let Some(half) = supply.half() {
            prop_assert!(2 * supply.levels()[half].sum() >= total);
        } else {
            prop_assert!(offers.is_empty());
        }
    }

    #[test]
    fn an_hour_has_a_price_exactly_where_something_was_put_in(
        lots in prop::collection::vec((energy_type(), 0..40_u64, 1..1_000_u64, 1..1_000_000_u64), 0..30),
    ) {
        let last = Timestamp(1_800_000_000_000);
        let mut prices = HourlyPrices::until(last);
        for (energy_type, hours_ago, credits, amount) in &lots {
            let at = Timestamp(last.0 - hours_ago * 3_600_000);
            prices.add(*energy_type, at, LotPrice::new(*credits).unwrap(), WattHours::new(*amount).unwrap());
        }
        for energy_type in EnergyType::ALL {
            let mut in_runs = 0;
            for run in prices.runs(energy_type) {
                in_runs += run.len();
                prop_assert!(run.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0));
            }
            for hour in 0..HOURS {
                let of_hour = |lot: &&(EnergyType, u64, u64, u64)| lot.0 == energy_type && 23 - hour as u64 == lot.1;
                let (value, amount) =
                    lots.iter().filter(of_hour).fold((0, 0), |sum, lot| (sum.0 + lot.2, sum.1 + lot.3));
                let expected = (amount > 0).then(|| PricePerKwh((value * 1_000_000 + amount / 2) / amount));
                prop_assert_eq!(prices.price(hour, energy_type), expected);
                in_runs -= usize::from(expected.is_some());
            }
            prop_assert_eq!(in_runs, 0);
        }
    }
}
