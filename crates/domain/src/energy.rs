//! Energy and power as whole watt-hours and watts, and the three types of energy that the pool knows.
//!
//! A person types kilowatts and kilowatt-hours; [`crate::number`] turns those into whole units without any
//! floating point. Writing numbers for people is the browser's work.

use crate::form::Problem;
use crate::number::{self, DecimalMark};

/// Where the energy of a lot comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EnergyType {
    /// Sunshine.
    Solar,
    /// Running or falling water.
    Water,
    /// Wind.
    Wind,
}

impl EnergyType {
    /// Every type, in the order in which they are listed everywhere.
    pub const ALL: [Self; 3] = [Self::Solar, Self::Water, Self::Wind];

    /// The name on the wire, in SQL and in addresses.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Solar => "solar",
            Self::Water => "water",
            Self::Wind => "wind",
        }
    }

    /// Reads the name on the wire.
    ///
    /// # Errors
    /// [`Problem::Missing`] for an empty text, [`Problem::Unknown`] for any other.
    pub fn parse(token: &str) -> Result<Self, Problem> {
        match Self::ALL.into_iter().find(|energy_type| energy_type.token() == token) {
            Some(energy_type) => Ok(energy_type),
            None if token.is_empty() => Err(Problem::Missing),
            None => Err(Problem::Unknown),
        }
    }
}

/// Some of the types, each at most once and in no order of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EnergyTypes(u8);

impl EnergyTypes {
    /// Whether that type is among them.
    #[must_use]
    pub const fn contains(self, energy_type: EnergyType) -> bool {
        self.0 & Self::bit(energy_type) != 0
    }

    /// Whether it is none of them.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Takes that type in, or out where it is in.
    pub const fn toggle(&mut self, energy_type: EnergyType) {
        self.0 ^= Self::bit(energy_type);
    }

    /// Each of them, in the order of [`EnergyType::ALL`].
    pub fn iter(self) -> impl Iterator<Item = EnergyType> {
        EnergyType::ALL.into_iter().filter(move |energy_type| self.contains(*energy_type))
    }

    const fn bit(energy_type: EnergyType) -> u8 {
        1 << energy_type as u8
    }
}

impl FromIterator<EnergyType> for EnergyTypes {
    fn from_iter<I: IntoIterator<Item = EnergyType>>(energy_types: I) -> Self {
        Self(energy_types.into_iter().fold(0, |bits, energy_type| bits | Self::bit(energy_type)))
    }
}

/// Power in watts, from 1 W to 1 GW.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Watts(u32);

/// Energy in watt-hours, from 1 Wh to 1 GWh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WattHours(u32);

impl Watts {
    /// The most that a lot may have: 1 GW.
    pub const MAX: u64 = 1_000_000_000;

    /// Takes whole watts.
    ///
    /// # Errors
    /// [`Problem::TooSmall`] for zero, [`Problem::TooLarge`] above [`Watts::MAX`].
    pub fn new(watts: u64) -> Result<Self, Problem> {
        within(watts, Self::MAX).map(Self)
    }

    /// Whole watts.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0 as u64
    }
}

impl WattHours {
    /// The most that a lot may have: 1 GWh.
    pub const MAX: u64 = 1_000_000_000;

    /// Takes whole watt-hours.
    ///
    /// # Errors
    /// [`Problem::TooSmall`] for zero, [`Problem::TooLarge`] above [`WattHours::MAX`].
    pub fn new(watt_hours: u64) -> Result<Self, Problem> {
        within(watt_hours, Self::MAX).map(Self)
    }

    /// Reads kilowatt-hours as a person types them.
    ///
    /// # Errors
    /// Those of [`WattHours::new`] and [`number::parse_thousandths`].
    pub fn parse_kwh(text: &str, mark: DecimalMark) -> Result<Self, Problem> {
        number::parse_thousandths(text, mark).and_then(Self::new)
    }

    /// Whole watt-hours.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0 as u64
    }
}

/// Lets through what lies between 1 and `max`.
///
/// # Errors
/// [`Problem::TooSmall`] or [`Problem::TooLarge`].
pub(crate) fn within(number: u64, max: u64) -> Result<u32, Problem> {
    match u32::try_from(number) {
        Ok(0) => Err(Problem::TooSmall),
        Ok(small) if number <= max => Ok(small),
        Ok(_) | Err(_) => Err(Problem::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_reads_back() {
        for energy_type in EnergyType::ALL {
            assert_eq!(EnergyType::parse(energy_type.token()), Ok(energy_type));
        }
        assert_eq!(EnergyType::parse("coal"), Err(Problem::Unknown));
    }

    #[test]
    fn some_types_are_the_same_whatever_the_order_in_which_they_came() {
        let mut some: EnergyTypes =
            [EnergyType::Wind, EnergyType::Solar, EnergyType::Wind].into_iter().collect();
        assert!(some.iter().eq([EnergyType::Solar, EnergyType::Wind]));
        some.toggle(EnergyType::Wind);
        some.toggle(EnergyType::Water);
        assert!(some.iter().eq([EnergyType::Solar, EnergyType::Water]));
        some.toggle(EnergyType::Solar);
        some.toggle(EnergyType::Water);
        assert!(some.is_empty() && some == EnergyTypes::default());
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(Watts::new(0), Err(Problem::TooSmall));
        assert_eq!(WattHours::new(WattHours::MAX + 1), Err(Problem::TooLarge));
        assert_eq!(WattHours::new(u64::from(u32::MAX) + 2), Err(Problem::TooLarge));
        assert_eq!(WattHours::new(WattHours::MAX).map(WattHours::get), Ok(WattHours::MAX));
    }
}
