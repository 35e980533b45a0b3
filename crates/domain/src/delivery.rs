//! Delivering: what a seller types, and the request that only good input becomes.

use std::time::Duration;

use crate::credits::LotPrice;
use crate::energy::{EnergyType, WattHours, Watts};
use crate::form::{Field, Problem, Problems};
use crate::lot::{Lot, LotHash, Note};
use crate::number::{DecimalMark, parse_thousandths};
use crate::status::Status;
use crate::timestamp::Timestamp;

/// The most lots of one delivery.
pub const MAX_LOTS: usize = 500;
/// The shortest time that a new lot stays in the pool.
pub const MIN_STAY: Duration = Duration::from_secs(60);
/// The longest time that a new lot stays in the pool.
pub const MAX_STAY: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What became of one lot of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// It is in the pool.
    InPool {
        /// Its name.
        hash: LotHash,
        /// Its price, derived where none was given.
        value: LotPrice,
    },
    /// It was not taken.
    Refused {
        /// Why.
        status: Status,
        /// What cannot be used.
        problems: Problems,
    },
}

/// How long a lot is offered, as a person chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stay {
    /// One hour.
    OneHour,
    /// Six hours.
    SixHours,
    /// One day.
    OneDay,
    /// Three days.
    ThreeDays,
    /// One week.
    OneWeek,
    /// Thirty days.
    OneMonth,
}

impl Stay {
    /// Every choice, the shortest first.
    pub const ALL: [Self; 6] =
        [Self::OneHour, Self::SixHours, Self::OneDay, Self::ThreeDays, Self::OneWeek, Self::OneMonth];

    /// How long that is, in hours.
    #[must_use]
    pub const fn hours(self) -> u64 {
        match self {
            Self::OneHour => 1,
            Self::SixHours => 6,
            Self::OneDay => 24,
            Self::ThreeDays => 72,
            Self::OneWeek => 168,
            Self::OneMonth => 720,
        }
    }

    /// How long that is.
    #[must_use]
    pub const fn duration(self) -> Duration {
        Duration::from_secs(self.hours() * 3600)
    }
}

/// A lot as typed: kilowatts and kilowatt-hours with up to three decimals, whole credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryDraft {
    /// Where the energy comes from, once chosen.
    pub energy_type: Option<EnergyType>,
    /// Power in kW.
    pub power_kw: String,
    /// Energy in kWh.
    pub amount_kwh: String,
    /// The price in credits; empty leaves it to the exchange.
    pub value: String,
    /// How long the lot is offered.
    pub stay: Stay,
    /// The seller's note.
    pub note: String,
    /// What the person writes before decimals.
    pub decimal_mark: DecimalMark,
}

impl Default for DeliveryDraft {
    fn default() -> Self {
        Self {
            energy_type: None,
            power_kw: String::new(),
            amount_kwh: String::new(),
            value: String::new(),
            stay: Stay::OneDay,
            note: String::new(),
            decimal_mark: DecimalMark::default(),
        }
    }
}

/// A good request to put one lot into the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Where the energy comes from.
    pub energy_type: EnergyType,
    /// Its power.
    pub power: Watts,
    /// Its energy.
    pub amount: WattHours,
    /// Its price; without one the exchange derives it from the amount.
    pub value: Option<LotPrice>,
    /// When it leaves the pool unsold.
    pub timestamp_expire: Timestamp,
    /// The seller's note.
    pub note: Note,
}

impl Delivery {
    /// Checks what was typed.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn validate(draft: &DeliveryDraft, now: Timestamp) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let energy_type = problems.check(Field::EnergyType, draft.energy_type.ok_or(Problem::Missing));
        let mark = draft.decimal_mark;
        let amount = problems.check(Field::Amount, WattHours::parse_kwh(&draft.amount_kwh, mark));
        let power =
            problems.check(Field::Power, parse_thousandths(&draft.power_kw, mark).and_then(Watts::new));
        let value = match draft.value.trim() {
            "" => Some(None),
            typed => problems.check(Field::Value, LotPrice::parse(typed, mark)).map(Some),
        };
        let note = problems.check(Field::InputData, Note::parse(draft.note.trim()));
        match (energy_type, power, amount, value, note) {
            (Some(energy_type), Some(power), Some(amount), Some(value), Some(note)) => Ok(Self {
                energy_type,
                power,
                amount,
                value,
                timestamp_expire: now.after(draft.stay.duration()),
                note,
            }),
            _ => Err(problems),
        }
    }

    /// Whether that lot is what this delivery asked for, by all that both say of it. Two deliveries of the same
    /// end in different milliseconds.
    #[must_use]
    pub fn became(&self, lot: &Lot) -> bool {
        let Self { energy_type, power, amount, value, timestamp_expire, note } = self;
        (*energy_type, *power, *amount) == (lot.energy_type, lot.power, lot.amount)
            && value.is_none_or(|value| value == lot.value)
            && (*timestamp_expire, note) == (lot.timestamp_expire, &lot.note)
    }
}

/// Checks when a new lot wants to leave the pool.
///
/// # Errors
/// [`Problem::Past`] within [`MIN_STAY`] of `now`, [`Problem::TooFar`] beyond [`MAX_STAY`].
pub fn check_expiry(expire: Timestamp, now: Timestamp) -> Result<Timestamp, Problem> {
    if expire < now.after(MIN_STAY) {
        Err(Problem::Past)
    } else if expire > now.after(MAX_STAY) {
        Err(Problem::TooFar)
    } else {
        Ok(expire)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lot::tests::lot;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn good() -> DeliveryDraft {
        DeliveryDraft {
            energy_type: Some(EnergyType::Solar),
            power_kw: "4.2".into(),
            amount_kwh: "12,5".into(),
            value: String::new(),
            stay: Stay::SixHours,
            note: " South roof ".into(),
            decimal_mark: DecimalMark::Point,
        }
    }

    #[test]
    fn a_good_draft_becomes_whole_units() {
        let delivery = Delivery::validate(&good(), NOW).unwrap();
        assert_eq!((delivery.power.get(), delivery.amount.get()), (4_200, 12_500));
        assert_eq!(delivery.value, None);
        assert_eq!(delivery.timestamp_expire, Timestamp(NOW.0 + 6 * 3_600_000));
        assert_eq!(delivery.note.as_str(), "South roof");
    }

    #[test]
    fn each_bad_field_is_named_once_and_all_at_the_same_time() {
        let draft = DeliveryDraft {
            energy_type: None,
            power_kw: "-4".into(),
            amount_kwh: "0.0001".into(),
            value: "2.5".into(),
            stay: Stay::OneDay,
            note: "x".repeat(281),
            decimal_mark: DecimalMark::Point,
        };
        let problems = Delivery::validate(&draft, NOW).unwrap_err();
        let expected = [
            (Field::EnergyType, Problem::Missing),
            (Field::Amount, Problem::NotWhole),
            (Field::Power, Problem::TooSmall),
            (Field::Value, Problem::NotWhole),
            (Field::InputData, Problem::TooLong),
        ];
        assert_eq!(problems.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_lot_is_known_again_by_all_that_was_said_of_it() {
        let delivery = Delivery::validate(&good(), NOW).unwrap();
        let lot = Lot {
            power: delivery.power,
            amount: delivery.amount,
            timestamp_expire: delivery.timestamp_expire,
            note: delivery.note.clone(),
            ..lot(1, EnergyType::Solar, 7)
        };
        assert!(delivery.became(&lot), "the exchange set the price");
        assert!(Delivery { value: LotPrice::new(7).ok(), ..delivery.clone() }.became(&lot));
        for other in [
            Delivery { value: LotPrice::new(8).ok(), ..delivery.clone() },
            Delivery { energy_type: EnergyType::Wind, ..delivery.clone() },
            Delivery { timestamp_expire: Timestamp(delivery.timestamp_expire.0 + 1), ..delivery.clone() },
            Delivery { note: Note::default(), ..delivery.clone() },
        ] {
            assert!(!other.became(&lot), "{other:?}");
        }
    }

    #[test]
    fn every_choice_of_stay_lies_within_the_limits() {
        for stay in Stay::ALL {
            assert!(check_expiry(NOW.after(stay.duration()), NOW).is_ok());
        }
        assert_eq!(check_expiry(NOW, NOW), Err(Problem::Past));
        assert_eq!(check_expiry(Timestamp(0), NOW), Err(Problem::Past));
        assert_eq!(check_expiry(Timestamp(u64::MAX), NOW), Err(Problem::TooFar));
    }
}
