//! Energy and power as whole watt-hours and watts, and the three types of energy that the pool knows.
//!
//! A person types kilowatts and kilowatt-hours; [`parse_thousandths`] turns those into whole units
//! without any floating point. Writing numbers for people is the browser's work.

use crate::form::Problem;

/// What may stand before decimals, here or there.
const SEPARATORS: [char; 2] = ['.', ','];
/// What may stand between groups of three digits: the space, the one that does not break, and its narrow kin.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

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

/// Power in watts, from 1 W to 1 GW.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Watts(u64);

/// Energy in watt-hours, from 1 Wh to 1 GWh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WattHours(u64);

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
        self.0
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

    /// Whole watt-hours.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// Lets through what lies between 1 and `max`.
///
/// # Errors
/// [`Problem::TooSmall`] or [`Problem::TooLarge`].
pub(crate) fn within(number: u64, max: u64) -> Result<u64, Problem> {
    match number {
        0 => Err(Problem::TooSmall),
        _ if number > max => Err(Problem::TooLarge),
        _ => Ok(number),
    }
}

/// Reads what a person typed for a number of thousands as the whole units: `"1.5"` is 1500.
///
/// A point or a comma may stand before one to three decimals, and spaces between groups of three digits.
/// A comma between a whole part above zero and exactly three digits is refused, because half of the world
/// reads it as a decimal point and the other half as a thousands separator; a point is always decimal.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotANumber`], [`Problem::Ambiguous`], [`Problem::NotWhole`] for more
/// than three decimals, [`Problem::TooSmall`] for a negative number, [`Problem::TooLarge`] past `u64`.
pub fn parse_thousandths(text: &str) -> Result<u64, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        return parse_thousandths(rest).and(Err(Problem::TooSmall));
    }
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once(SEPARATORS).unwrap_or((unsigned, ""));
    if decimals.contains(SEPARATORS) {
        return Err(if is_grouped(unsigned) { Problem::Ambiguous } else { Problem::NotANumber });
    }
    let whole = without_spaces(whole).ok_or(Problem::NotANumber)?;
    if !is_digits(&whole) || !is_digits(decimals) || whole.len() + decimals.len() == 0 {
        return Err(Problem::NotANumber);
    }
    if unsigned.contains(',') && decimals.len() == 3 && whole.bytes().any(|digit| digit != b'0') {
        return Err(Problem::Ambiguous);
    }
    let significant = decimals.trim_end_matches('0');
    if significant.len() > 3 {
        return Err(Problem::NotWhole);
    }
    format!("{whole}{significant:0<3}").parse().map_err(|_| Problem::TooLarge)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether points or commas part the digits into groups of three, the last of which may be decimals.
fn is_grouped(text: &str) -> bool {
    let mut groups: Vec<_> = text.split(SEPARATORS).collect();
    let decimals = groups.pop();
    decimals.is_some_and(is_digits) && are_thousands(&groups)
}

/// The digits without the spaces between groups of three; nothing where spaces stand elsewhere.
fn without_spaces(digits: &str) -> Option<String> {
    let groups: Vec<_> = digits.split(SPACES).collect();
    (groups.len() == 1 || are_thousands(&groups)).then(|| groups.concat())
}

fn are_thousands(groups: &[&str]) -> bool {
    groups.iter().enumerate().all(|(place, group)| {
        is_digits(group) && if place == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_kilowatt_hours_become_whole_watt_hours() {
        let table = [
            ("1.5", Ok(1500)),
            (" 1,5 ", Ok(1500)),
            ("0.001", Ok(1)),
            ("0,001", Ok(1)),
            ("007", Ok(7000)),
            ("1.5000", Ok(1500)),
            ("0", Ok(0)),
            ("", Err(Problem::Missing)),
            ("-1", Err(Problem::TooSmall)),
            ("−0.5", Err(Problem::TooSmall)),
            ("0.0005", Err(Problem::NotWhole)),
            ("1,500", Err(Problem::Ambiguous)),
            ("1.500", Ok(1500)),
            ("1.234", Ok(1234)),
            ("12,000", Err(Problem::Ambiguous)),
            ("1,000,000", Err(Problem::Ambiguous)),
            ("1.000,5", Err(Problem::Ambiguous)),
            ("0.500", Ok(500)),
            (".500", Ok(500)),
            (".5", Ok(500)),
            (",5", Ok(500)),
            ("5.", Ok(5000)),
            ("+5", Ok(5000)),
            ("1 000", Ok(1_000_000)),
            ("12\u{a0}345,5", Ok(12_345_500)),
            ("1\u{202f}000\u{202f}000", Ok(1_000_000_000)),
            ("1 00", Err(Problem::NotANumber)),
            ("1000 000", Err(Problem::NotANumber)),
            ("1  000", Err(Problem::NotANumber)),
            ("1 .5", Err(Problem::NotANumber)),
            (".", Err(Problem::NotANumber)),
            ("+", Err(Problem::NotANumber)),
            ("++5", Err(Problem::NotANumber)),
            ("+-5", Err(Problem::NotANumber)),
            ("kWh", Err(Problem::NotANumber)),
            ("1e3", Err(Problem::NotANumber)),
            ("--1", Err(Problem::TooSmall)),
            ("1.2.3", Err(Problem::NotANumber)),
            ("１２", Err(Problem::NotANumber)),
            ("☀️", Err(Problem::NotANumber)),
            ("99999999999999999999", Err(Problem::TooLarge)),
        ];
        for (text, expected) in table {
            assert_eq!(parse_thousandths(text), expected, "{text}");
        }
    }

    #[test]
    fn every_type_reads_back() {
        for energy_type in EnergyType::ALL {
            assert_eq!(EnergyType::parse(energy_type.token()), Ok(energy_type));
        }
        assert_eq!(EnergyType::parse("coal"), Err(Problem::Unknown));
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(Watts::new(0), Err(Problem::TooSmall));
        assert_eq!(WattHours::new(WattHours::MAX + 1), Err(Problem::TooLarge));
    }
}
