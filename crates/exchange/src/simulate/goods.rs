//! What the traders deliver: believable sizes, prices, times and notes for each type of energy.
//!
//! It knows no client and no exchange.

use std::time::Duration;

use domain::credits::LotPrice;
use domain::delivery::Delivery;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::form::Problem;
use domain::lot::Note;
use domain::timestamp::Timestamp;
use rand::RngExt;
use rand::seq::IndexedRandom;

const SOLAR_NOTES: [&str; 6] = [
    "South roof, clear since ten",
    "Surplus of the midday peak",
    "Barn roof, 28 panels",
    "Car is full, take the rest",
    "A cloudy day, a small lot",
    "School is closed, panels are not",
];
const WATER_NOTES: [&str; 5] = [
    "Run of the river, steady",
    "The wheel turns since 1911",
    "After the rain: more than we need",
    "Night flow",
    "Fish ladder open, still plenty",
];
const WIND_NOTES: [&str; 5] = [
    "Fresh westerly",
    "Two turbines of five running",
    "Gusty until the evening",
    "Night wind, cheap",
    "Storm front passing, full load",
];
/// Minutes for which lots are offered.
const STAYS: [u64; 10] = [2, 5, 10, 20, 45, 120, 360, 1_440, 4_320, 10_080];

/// A lot that a maker of that energy would deliver now.
///
/// # Errors
/// A [`Problem`] that none of the ranges below can bring about.
pub(super) fn lot(energy_type: EnergyType, now: Timestamp) -> Result<Delivery, Problem> {
    let mut rng = rand::rng();
    // Ranges in tenths of a kilowatt and of a kilowatt-hour.
    let (power, amount, notes): (_, _, &[&str]) = match energy_type {
        EnergyType::Solar => (30..=100, 20..=300, &SOLAR_NOTES),
        EnergyType::Water => (80..=450, 100..=1_200, &WATER_NOTES),
        EnergyType::Wind => (1_500..=25_000, 400..=6_000, &WIND_NOTES),
    };
    let amount = WattHours::new(rng.random_range(amount) * 100)?;
    let value = if rng.random_bool(0.25) {
        None
    } else {
        // Thousandths of a credit per kWh; thousandths × Wh are millionths of a credit.
        let millionths = rng.random_range(300..=700) * amount.get();
        Some(LotPrice::new(millionths.div_ceil(1_000_000))?)
    };
    let note = if rng.random_bool(0.3) { "" } else { notes.choose(&mut rng).copied().unwrap_or_default() };
    let minutes = STAYS.choose(&mut rng).copied().unwrap_or(60);
    Ok(Delivery {
        energy_type,
        power: Watts::new(rng.random_range(power) * 100)?,
        amount,
        value,
        timestamp_expire: now.after(Duration::from_secs(minutes * 60)),
        note: Note::parse(note)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::delivery::check_expiry;

    #[test]
    fn every_lot_can_be_delivered() {
        let now = Timestamp(1_800_000_000_000);
        for energy_type in EnergyType::ALL {
            for _ in 0..500 {
                let lot = lot(energy_type, now).unwrap();
                assert!(check_expiry(lot.timestamp_expire, now).is_ok());
            }
        }
    }
}
