//! Numbers as people type them, in any of the digits that our languages are written with, as whole thousandths.
//!
//! There is no floating point in it. How numbers are written for people is the browser's work.

use crate::form::Problem;

/// What may stand before decimals, here or there.
const SEPARATORS: [char; 3] = ['.', ',', ARABIC_MARK];
/// What stands between groups of three digits and nowhere else: spaces, and the Arabic thousands separator.
const SPACES: [char; 5] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '٬'];
/// The Arabic decimal separator.
const ARABIC_MARK: char = '٫';

/// What stands before decimals where the person lives. The other marks part thousands there, so a number in
/// which one of them could do so is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1.5`
    #[default]
    Point,
    /// `1,5`
    Comma,
    /// `١٫٥`
    Arabic,
}

impl DecimalMark {
    /// The mark in a number that was written for the person.
    #[must_use]
    pub fn of_written(number: &str) -> Self {
        match number.chars().find(|character| SEPARATORS.contains(character)) {
            Some(',') => Self::Comma,
            Some(ARABIC_MARK) => Self::Arabic,
            Some(_) | None => Self::Point,
        }
    }

    /// Every mark.
    pub const ALL: [Self; 3] = [Self::Point, Self::Comma, Self::Arabic];

    /// Its name where a draft is kept.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
            Self::Arabic => "arabic",
        }
    }

    /// Reads the name where a draft is kept.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.token() == token)
    }

    const fn character(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
            Self::Arabic => ARABIC_MARK,
        }
    }
}

/// Reads what a person typed for a number of thousands as the whole units: `"1.5"` is 1500.
///
/// A point, a comma or an Arabic mark may stand before one to three decimals, and spaces between groups of
/// three digits. Between a whole part above zero and exactly three digits only the person's own `mark` is
/// taken for a decimal one: half of the world reads `1,500` as one and a half, the other half `1.500`.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotANumber`], [`Problem::Ambiguous`], [`Problem::NotWhole`] for more
/// than three decimals, [`Problem::TooSmall`] for a negative number, [`Problem::TooLarge`] past `u64`.
pub fn parse_thousandths(text: &str, mark: DecimalMark) -> Result<u64, Problem> {
    let text: String = text.trim().chars().map(plain).collect();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    match text.strip_prefix(['-', '−']) {
        Some(rest) => parse_unsigned(rest, mark).and(Err(Problem::TooSmall)),
        None => parse_unsigned(text.strip_prefix('+').unwrap_or(&text), mark),
    }
}

/// Reads a whole number as a person types it: `12`, `12.0` and `12 000` are.
///
/// # Errors
/// Those of [`parse_thousandths`]; [`Problem::NotWhole`] for a fraction, and [`Problem::Ambiguous`] for three digits
/// behind a mark whichever it is: where nothing has decimals, they are more likely thousands.
pub fn parse_whole(text: &str, mark: DecimalMark) -> Result<u64, Problem> {
    let thousandths = parse_thousandths(text, mark)?;
    if has_three_decimals(text) {
        Err(Problem::Ambiguous)
    } else if thousandths % 1000 == 0 {
        Ok(thousandths / 1000)
    } else {
        Err(Problem::NotWhole)
    }
}

fn parse_unsigned(text: &str, mark: DecimalMark) -> Result<u64, Problem> {
    let (whole, decimals) = text.split_once(SEPARATORS).unwrap_or((text, ""));
    if decimals.contains(SEPARATORS) {
        return Err(if is_grouped(text) { Problem::Ambiguous } else { Problem::NotANumber });
    }
    let whole = without_spaces(whole).ok_or(Problem::NotANumber)?;
    if !is_digits(&whole) || !is_digits(decimals) || whole.len() + decimals.len() == 0 {
        return Err(Problem::NotANumber);
    }
    let may_be_thousands = decimals.len() == 3 && whole.bytes().any(|digit| digit != b'0');
    if may_be_thousands && !text.contains(mark.character()) {
        return Err(Problem::Ambiguous);
    }
    let significant = decimals.trim_end_matches('0');
    if significant.len() > 3 {
        return Err(Problem::NotWhole);
    }
    format!("{whole}{significant:0<3}").parse().map_err(|_| Problem::TooLarge)
}

/// Writes thousandths as [`parse_thousandths`] reads them under the same `mark`: no spaces, no needless zeros.
#[must_use]
pub fn write_thousandths(thousandths: u64, mark: DecimalMark) -> String {
    let decimals = format!("{:03}", thousandths % 1000);
    match decimals.trim_end_matches('0') {
        "" => format!("{}", thousandths / 1000),
        decimals => format!("{}{}{decimals}", thousandths / 1000, mark.character()),
    }
}

/// The digit of other scripts as our own; the wide letters of Chinese keyboards as the usual ones.
fn plain(character: char) -> char {
    let zero = match character {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        '．' => return '.',
        '，' => return ',',
        _ => return character,
    };
    char::from_digit(u32::from(character) - u32::from(zero), 10).unwrap_or(character)
}

/// Whether three decimals stand behind the last mark of what was typed, whichever it is.
fn has_three_decimals(text: &str) -> bool {
    text.trim().rsplit_once(SEPARATORS).is_some_and(|(_, decimals)| decimals.chars().count() == 3)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether marks part the digits into groups of three, the last of which may be decimals.
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
            ("--1", Err(Problem::NotANumber)),
            ("kWh", Err(Problem::NotANumber)),
            ("1e3", Err(Problem::NotANumber)),
            ("1.2.3", Err(Problem::NotANumber)),
            ("☀️", Err(Problem::NotANumber)),
            ("99999999999999999999", Err(Problem::TooLarge)),
        ];
        for (text, expected) in table {
            assert_eq!(parse_thousandths(text, DecimalMark::Point), expected, "{text}");
        }
    }

    /// Germans and Spaniards typed 1.500 for fifteen hundred and offered one and a half.
    #[test]
    fn three_decimals_are_taken_only_behind_the_mark_of_the_person() {
        for (mark, own, others) in [
            (DecimalMark::Point, "1.500", ["1,500", "1٫500"]),
            (DecimalMark::Comma, "1,500", ["1.500", "1٫500"]),
            (DecimalMark::Arabic, "1٫500", ["1.500", "1,500"]),
        ] {
            assert_eq!(parse_thousandths(own, mark), Ok(1500), "{own}");
            for other in others {
                assert_eq!(parse_thousandths(other, mark), Err(Problem::Ambiguous), "{other}");
            }
            for short in ["1.5", "1,5", "1٫5"] {
                assert_eq!(parse_thousandths(short, mark), Ok(1500), "{short}");
            }
        }
    }

    #[test]
    fn what_is_written_reads_back_whatever_the_mark() {
        for (thousandths, written) in
            [(0, "0"), (350, "0,35"), (1_234, "1,234"), (5_000, "5"), (12_000_500, "12000,5")]
        {
            assert_eq!(write_thousandths(thousandths, DecimalMark::Comma), written);
        }
        for mark in DecimalMark::ALL {
            for thousandths in [1, 100, 999, 1_500, 1_234_567, u64::MAX] {
                let written = write_thousandths(thousandths, mark);
                assert_eq!(parse_thousandths(&written, mark), Ok(thousandths), "{written}");
            }
        }
    }

    #[test]
    fn digits_of_every_script_of_our_languages_are_digits() {
        for (text, expected) in [
            ("١٢٫٥", 12_500),
            ("۱۲٫۵", 12_500),
            ("１２．５", 12_500),
            ("١٬٠٠٠٫٥", 1_000_500),
            ("１２，５", 12_500),
        ] {
            assert_eq!(parse_thousandths(text, DecimalMark::Arabic), Ok(expected), "{text}");
        }
    }

    #[test]
    fn the_mark_is_read_from_a_number_that_was_written() {
        for (written, mark) in [
            ("1.5", DecimalMark::Point),
            ("1,5", DecimalMark::Comma),
            ("١٫٥", DecimalMark::Arabic),
            ("", DecimalMark::Point),
        ] {
            assert_eq!(DecimalMark::of_written(written), mark, "{written}");
        }
    }
}
