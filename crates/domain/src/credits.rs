//! Money: whole credits, and the two prices per kilowatt-hour.
//!
//! A credit is indivisible. The only fraction is a price per kWh, kept as an integer of a smaller unit;
//! no floating point touches either.

use std::fmt;

use crate::energy::{self, WattHours};
use crate::form::Problem;
use crate::number::{self, DecimalMark};

/// An amount of credits that somebody has: a balance or a total, zero included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Credits(pub u64);

impl fmt::Display for Credits {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The price of a whole lot: 1 to 1,000,000,000 credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LotPrice(u32);

impl LotPrice {
    /// The most that a lot may cost, in credits.
    pub const MAX: u64 = 1_000_000_000;

    /// Takes whole credits.
    ///
    /// # Errors
    /// [`Problem::TooSmall`] for zero, [`Problem::TooLarge`] above [`LotPrice::MAX`].
    pub fn new(credits: u64) -> Result<Self, Problem> {
        energy::within(credits, Self::MAX).map(Self)
    }

    /// Reads whole credits as a person types them.
    ///
    /// # Errors
    /// Those of [`LotPrice::new`] and [`number::parse_whole`].
    pub fn parse(text: &str, mark: DecimalMark) -> Result<Self, Problem> {
        number::parse_whole(text, mark).and_then(Self::new)
    }

    /// Whole credits.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0 as u64
    }

    /// What the energy costs at this price, in thousandths of a credit per kWh, rounded to the nearest.
    #[must_use]
    pub const fn per_kwh(self, amount: WattHours) -> PricePerKwh {
        let amount = amount.get();
        PricePerKwh((self.get() * 1_000_000 + amount / 2) / amount)
    }
}

/// A price for comparing lots: thousandths of a credit per kWh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PricePerKwh(pub u64);

impl PricePerKwh {
    /// What a kWh costs on average where so much energy costs so many credits, rounded to the nearest; nothing
    /// where there is no energy.
    #[must_use]
    pub fn mean(value: Credits, amount_wh: u64) -> Option<Self> {
        let (value, amount) = (u128::from(value.0), u128::from(amount_wh));
        let mean = (value * 1_000_000 + amount / 2).checked_div(amount)?;
        Some(Self(u64::try_from(mean).unwrap_or(u64::MAX)))
    }

    /// Reads credits per kWh as a person types them; nothing is a price to compare with too.
    ///
    /// # Errors
    /// Those of [`number::parse_thousandths`].
    pub fn parse(text: &str, mark: DecimalMark) -> Result<Self, Problem> {
        number::parse_thousandths(text, mark).map(Self)
    }
}

/// What the exchange asks per kWh where a seller names no price: millionths of a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PowerUnit(u64);

/// Why a text is no price per kWh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected credits per kWh as a decimal number above 0, with at most 6 decimals")]
pub struct NotAPowerUnit;

impl PowerUnit {
    /// What a lot costs at this price: `amount × powerUnit`, rounded up to whole credits.
    ///
    /// # Errors
    /// [`Problem::TooLarge`] where that passes [`LotPrice::MAX`].
    pub fn price(self, amount: WattHours) -> Result<LotPrice, Problem> {
        let millionths = u128::from(amount.get()) * u128::from(self.0);
        let credits = millionths.div_ceil(1_000 * 1_000_000);
        LotPrice::new(u64::try_from(credits).map_err(|_| Problem::TooLarge)?)
    }
}

impl std::str::FromStr for PowerUnit {
    type Err = NotAPowerUnit;

    fn from_str(text: &str) -> Result<Self, NotAPowerUnit> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(decimals) || decimals.len() > 6 {
            return Err(NotAPowerUnit);
        }
        match format!("{whole}{decimals:0<6}").parse() {
            Ok(millionths) if millionths > 0 => Ok(Self(millionths)),
            _ => Err(NotAPowerUnit),
        }
    }
}

impl fmt::Display for PowerUnit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = format!("{:06}", self.0 % 1_000_000);
        match decimals.trim_end_matches('0') {
            "" => write!(formatter, "{}", self.0 / 1_000_000),
            decimals => write!(formatter, "{}.{decimals}", self.0 / 1_000_000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_price_is_rounded_to_the_nearest_and_nothing_has_none() {
        assert_eq!(PricePerKwh::mean(Credits(10), 3_000), Some(PricePerKwh(3_333)));
        assert_eq!(PricePerKwh::mean(Credits(20), 3_000), Some(PricePerKwh(6_667)));
        assert_eq!(PricePerKwh::mean(Credits(u64::MAX), 1), Some(PricePerKwh(u64::MAX)));
        assert_eq!(PricePerKwh::mean(Credits(0), 0), None);
    }

    fn wh(amount: u64) -> WattHours {
        WattHours::new(amount).unwrap()
    }

    #[test]
    fn the_derived_price_is_rounded_up_to_whole_credits() {
        let half: PowerUnit = "0.5".parse().unwrap();
        for (amount, credits) in [(1, 1), (2_000, 1), (2_001, 2), (40_000, 20), (1_000_000_000, 500_000)] {
            assert_eq!(half.price(wh(amount)).map(LotPrice::get), Ok(credits), "{amount} Wh");
        }
    }

    #[test]
    fn a_product_that_passes_the_limit_is_refused() {
        let dear: PowerUnit = "1000000".parse().unwrap();
        assert_eq!(dear.price(wh(WattHours::MAX)), Err(Problem::TooLarge));
    }

    #[test]
    fn the_power_unit_is_a_decimal_text_that_reads_back() {
        for text in ["0.5", "1", "0.000001", "12.25"] {
            assert_eq!(text.parse::<PowerUnit>().map(|unit| unit.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "0", "-1", "0.0000001", "1e3", "NaN", "1.", ".5", "1,5"] {
            assert_eq!(text.parse::<PowerUnit>(), Err(NotAPowerUnit), "{text}");
        }
    }

    #[test]
    fn credits_are_whole() {
        assert_eq!(LotPrice::parse("12", DecimalMark::Point).map(LotPrice::get), Ok(12));
        assert_eq!(LotPrice::parse("12.00", DecimalMark::Point).map(LotPrice::get), Ok(12));
        assert_eq!(LotPrice::parse("1 500", DecimalMark::Point).map(LotPrice::get), Ok(1500));
        assert_eq!(LotPrice::parse("1.500", DecimalMark::Point), Err(Problem::Ambiguous));
        assert_eq!(LotPrice::parse("2.000", DecimalMark::Point), Err(Problem::Ambiguous));
        assert_eq!(LotPrice::parse("2.5", DecimalMark::Point), Err(Problem::NotWhole));
        assert_eq!(LotPrice::parse("-3", DecimalMark::Point), Err(Problem::TooSmall));
        assert_eq!(LotPrice::parse("0", DecimalMark::Point), Err(Problem::TooSmall));
    }

    #[test]
    fn the_price_per_kwh_is_in_thousandths_of_a_credit() {
        assert_eq!(LotPrice::new(12).unwrap().per_kwh(wh(24_000)), PricePerKwh(500));
        assert_eq!(LotPrice::new(1).unwrap().per_kwh(wh(3_000)), PricePerKwh(333));
        assert_eq!(LotPrice::new(LotPrice::MAX).unwrap().per_kwh(wh(1)), PricePerKwh(1_000_000_000_000_000));
    }
}
