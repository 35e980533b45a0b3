//! The price per kWh as a whole number that orders lots exactly as their fractions would.
//!
//! What people read is rounded, and is [`LotPrice::per_kwh`].

use domain::credits::LotPrice;
use domain::energy::WattHours;

/// The key of one credit per watt-hour.
const ONE: u64 = 1 << 60;

/// A number that is greater exactly where the price per kWh is.
///
/// Two shares of a whole that are not the same, of numbers up to 10⁹, are more than 2⁻⁶⁰ apart, so 60 binary
/// places tell them apart. A price above one credit per watt-hour is told by its reciprocal, which is a share
/// too: no price takes more than 62 bits, and nothing is rounded into another.
pub(crate) fn key(value: LotPrice, amount: WattHours) -> u64 {
    let (value, amount) = (value.get(), amount.get());
    if value <= amount { share(value, amount) } else { 2 * ONE - share(amount, value) }
}

/// How many times 2⁻⁶⁰ that share of the whole is, in two steps because the numbers have 30 bits each.
fn share(part: u64, whole: u64) -> u64 {
    let (high, rest) = ((part << 30) / whole, (part << 30) % whole);
    (high << 30) + (rest << 30) / whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MOST: u64 = 1_000_000_000;

    fn number() -> impl Strategy<Value = u64> {
        prop_oneof![1..=12_u64, 1..=MOST, MOST - 12..=MOST]
    }

    proptest! {
        #[test]
        fn keys_compare_as_the_fractions_do(a in number(), b in number(), c in number(), d in number()) {
            let key = |value, amount| key(LotPrice::new(value).unwrap(), WattHours::new(amount).unwrap());
            prop_assert_eq!(key(a, b).cmp(&key(c, d)), (a * d).cmp(&(c * b)));
        }
    }

    #[test]
    fn the_closest_prices_that_there_are_are_told_apart() {
        let key = |value, amount| key(LotPrice::new(value).unwrap(), WattHours::new(amount).unwrap());
        assert!(key(MOST - 2, MOST - 1) < key(MOST - 1, MOST));
        assert!(key(MOST - 1, MOST) < key(MOST, MOST));
        assert!(key(MOST, MOST) < key(MOST, MOST - 1));
        assert!(key(MOST, MOST - 1) < key(MOST - 1, MOST - 2));
        assert_eq!(key(1, 3), key(333_333_333, 999_999_999));
    }
}
