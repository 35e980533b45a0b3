//! Money and energy as people type them, whatever they type: nothing panics, and what is read is what was meant.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use proptest::prelude::*;
use wattpool_domain::credits::{LotPrice, PowerUnit, PricePerKwh};
use wattpool_domain::energy::WattHours;
use wattpool_domain::form::Problem;
use wattpool_domain::number::{DecimalMark, parse_thousandths, write_thousandths};

fn mark() -> impl Strategy<Value = DecimalMark> {
    prop::sample::select(DecimalMark::ALL.to_vec())
}

/// What numbers are made of in any language, and a little of what they are not.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9.,٫٬ \u{a0}\u{202f}+−-]{0,12}",
        "[٠-٩۰-۹０-９．，.,]{0,12}",
        "[0-9]{1,40}([.,][0-9]{0,40})?",
        any::<String>(),
    ]
}

/// A number of thousandths as digits say it, one by one; nothing where that is too large.
fn slowly(whole: &str, decimals: &str) -> Option<u64> {
    let padded = decimals.chars().chain(std::iter::repeat('0')).take(3);
    whole
        .chars()
        .chain(padded)
        .try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(u64::from(digit.to_digit(10)?)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_read_or_named(text in typed(), mark in mark()) {
        let thousandths = parse_thousandths(&text, mark);
        if let Ok(thousandths) = thousandths {
            prop_assert!(text.chars().any(char::is_numeric));
            prop_assert_eq!(parse_thousandths(&write_thousandths(thousandths, mark), mark), Ok(thousandths));
        }
        // What stands on it takes no more than it does.
        let amount = WattHours::parse_kwh(&text, mark).map(WattHours::get);
        prop_assert!(amount.is_err() || amount == thousandths);
        let price = LotPrice::parse(&text, mark).map(|price| price.get() * 1000);
        prop_assert!(price.is_err() || price == thousandths);
        prop_assert_eq!(PricePerKwh::parse(&text, mark).map(|price| price.0), thousandths);
        if let Ok(unit) = text.parse::<PowerUnit>() {
            prop_assert_eq!(unit.to_string().parse(), Ok(unit));
        }
    }

    #[test]
    fn plain_digits_mean_what_they_say(whole in "[0-9]{1,24}", decimals in "[0-9]{0,2}", mark in mark()) {
        let text = if decimals.is_empty() { whole.clone() } else { format!("{whole}.{decimals}") };
        let expected = slowly(&whole, &decimals).ok_or(Problem::TooLarge);
        prop_assert_eq!(parse_thousandths(&text, mark), expected);
    }

    #[test]
    fn every_number_is_written_as_it_is_read(thousandths in any::<u64>(), mark in mark()) {
        prop_assert_eq!(parse_thousandths(&write_thousandths(thousandths, mark), mark), Ok(thousandths));
    }

    #[test]
    fn a_derived_price_is_the_next_whole_credit(
        millionths in 1..=2_000_000_000_000_u64,
        amount in 1..=WattHours::MAX,
    ) {
        let unit: PowerUnit = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000).parse().unwrap();
        let exact = u128::from(millionths) * u128::from(amount);
        match unit.price(WattHours::new(amount).unwrap()) {
            Ok(price) => {
                let paid = u128::from(price.get()) * 1_000_000_000;
                prop_assert!(paid >= exact && paid - exact < 1_000_000_000, "{price:?}");
            }
            Err(problem) => {
                prop_assert_eq!(problem, Problem::TooLarge);
                prop_assert!(exact > u128::from(LotPrice::MAX) * 1_000_000_000);
            }
        }
    }
}
