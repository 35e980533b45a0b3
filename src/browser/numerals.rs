//! Writing numbers as a region does without asking the browser each time: its way is learnt from a few examples
//! and kept only if all others come out the same.
//!
//! A table writes hundreds of numbers in a moment, and each question to `Intl` copies two texts.

/// How a region writes numbers without a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numerals {
    zero: char,
    group: String,
    decimal: String,
    /// Digits of the group before the decimals, and of those before that.
    sizes: (usize, usize),
    /// The fewest digits before the first separator.
    least: usize,
}

/// Decimals beyond that are rounded, which is left to the browser.
const DECIMALS: usize = 6;
/// Numbers that a way of writing has to get right.
const EXAMPLES: [&str; 12] = [
    "0",
    "7",
    "890",
    "1234",
    "12345",
    "123456",
    "1234567",
    "1234567890123",
    "0.5",
    "12.34",
    "1234.567",
    "12345.000001",
];

impl Numerals {
    /// Learns how `write` writes numbers. None where that follows no rule known here.
    pub(super) fn learn(write: impl Fn(&str) -> String) -> Option<Self> {
        let long = write("1234567890");
        let digits: Vec<char> = long.chars().filter(|character| character.is_numeric()).collect();
        let zero = *digits.last().filter(|_| digits.len() == 10)?;
        let groups: Vec<usize> = long
            .split(|character: char| !character.is_numeric())
            .map(|group| group.chars().count())
            .collect();
        let group = long.chars().find(|character| !character.is_numeric());
        let has_group = |text: &str| text.chars().any(|character| !character.is_numeric());
        let decimal: String = write("1.5").chars().filter(|character| !character.is_numeric()).collect();
        let primary = groups.last().copied().filter(|_| groups.len() > 1).unwrap_or(usize::MAX);
        let secondary =
            groups.len().checked_sub(2).filter(|place| *place > 0).map_or(primary, |place| groups[place]);
        let numerals = Self {
            zero,
            group: group.map(String::from).unwrap_or_default(),
            decimal,
            sizes: (primary, secondary),
            least: if has_group(&write("1234")) { 1 } else { 2 },
        };
        EXAMPLES
            .iter()
            .all(|example| numerals.write(example).as_deref() == Some(write(example).as_str()))
            .then_some(numerals)
    }

    /// A number given as exact decimal text. None for one that has to be rounded, or is none.
    pub(super) fn write(&self, exact: &str) -> Option<String> {
        let (whole, decimals) = exact.split_once('.').unwrap_or((exact, ""));
        let decimals = decimals.trim_end_matches('0');
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_plain(whole) || !is_plain(decimals) || decimals.len() > DECIMALS {
            return None;
        }
        let mut written = String::with_capacity(2 * exact.len() + 8);
        let (primary, secondary) = self.sizes;
        let is_grouped = primary != usize::MAX && whole.len() >= primary + self.least;
        for (place, byte) in whole.bytes().enumerate() {
            let left = whole.len() - place;
            let ends_group = left == primary || left > primary && (left - primary).is_multiple_of(secondary);
            if is_grouped && place > 0 && ends_group {
                written.push_str(&self.group);
            }
            written.push(self.digit(byte));
        }
        if !decimals.is_empty() {
            written.push_str(&self.decimal);
            written.extend(decimals.bytes().map(|byte| self.digit(byte)));
        }
        Some(written)
    }

    fn digit(&self, byte: u8) -> char {
        char::from_u32(u32::from(self.zero) + u32::from(byte - b'0')).unwrap_or('0')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes as a region does: separators, group sizes, the fewest digits before the first, and the zero.
    fn region(
        group: &'static str,
        decimal: &'static str,
        sizes: (usize, usize),
        least: usize,
        zero: char,
    ) -> impl Fn(&str) -> String {
        let model = Numerals { zero, group: group.into(), decimal: decimal.into(), sizes, least };
        move |exact| model.write(exact).unwrap()
    }

    #[test]
    fn the_ways_of_the_world_are_learnt_from_examples() {
        for (write, expected) in [
            (Box::new(region(",", ".", (3, 3), 1, '0')) as Box<dyn Fn(&str) -> String>, "1,234,567.25"),
            (Box::new(region(".", ",", (3, 3), 2, '0')), "1.234.567,25"),
            (Box::new(region("\u{202f}", ",", (3, 3), 1, '0')), "1\u{202f}234\u{202f}567,25"),
            (Box::new(region(",", ".", (3, 2), 1, '0')), "12,34,567.25"),
            (Box::new(region("٬", "٫", (3, 3), 1, '٠')), "١٬٢٣٤٬٥٦٧٫٢٥"),
        ] {
            let numerals = Numerals::learn(write).unwrap();
            assert_eq!(numerals.write("1234567.2500").as_deref(), Some(expected));
        }
        let spanish = Numerals::learn(region(".", ",", (3, 3), 2, '0')).unwrap();
        assert_eq!(spanish.write("1234").as_deref(), Some("1234"));
        assert_eq!(spanish.write("12345").as_deref(), Some("12.345"));
    }

    #[test]
    fn a_way_that_follows_no_such_rule_is_left_to_the_browser() {
        let odd = |exact: &str| if exact == "12.34" { "twelve".to_owned() } else { exact.to_owned() };
        assert_eq!(Numerals::learn(odd), None);
        assert_eq!(Numerals::learn(|_| String::new()), None);
    }

    #[test]
    fn what_has_to_be_rounded_or_is_no_number_is_left_to_the_browser() {
        let english = Numerals::learn(region(",", ".", (3, 3), 1, '0')).unwrap();
        for text in ["", ".5", "-1", "1e9", "0.1234567", "NaN", "1.2.3"] {
            assert_eq!(english.write(text), None, "{text}");
        }
        assert_eq!(english.write("0.1234560000").as_deref(), Some("0.123456"));
    }
}
