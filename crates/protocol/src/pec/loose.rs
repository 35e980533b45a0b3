//! A value of which nothing is certain but that it is JSON: numbers stand as text, and "undefined", "null"
//! and "NaN" stand for nothing.

use std::fmt;

use domain::timestamp::Timestamp;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The texts that stand for nothing.
const NOTHING: [&str; 4] = ["", "undefined", "null", "NaN"];
/// From here on a number is milliseconds: 1973 as milliseconds, the year 5138 as seconds.
const FIRST_MILLISECONDS: u64 = 100_000_000_000;
/// Below this it is no moment that lots were ever traded at.
const FIRST_SECONDS: u64 = 100_000_000;
/// The last moment that a browser can write as a date.
const LAST_MILLISECONDS: u64 = 8_640_000_000_000_000;

/// One value as text, whatever it was on the wire; nothing where it says nothing, or is a list or an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loose(Option<String>);

impl Loose {
    fn of(text: &str) -> Self {
        let text = text.trim();
        Self((!NOTHING.contains(&text)).then(|| text.to_owned()))
    }

    /// The text without the white space around it.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// What the text is read as.
    #[must_use]
    pub fn parse<T: std::str::FromStr>(&self) -> Option<T> {
        self.text()?.parse().ok()
    }

    /// A whole number; `"7.0"` is one, `"0.5"` and `"-7"` are none.
    #[must_use]
    pub fn whole(&self) -> Option<u64> {
        let (whole, decimals) = self.decimal()?;
        if decimals.bytes().all(|digit| digit == b'0') { whole.parse().ok() } else { None }
    }

    /// The whole part of a number that is not negative.
    #[must_use]
    pub fn floor(&self) -> Option<u64> {
        self.decimal()?.0.parse().ok()
    }

    /// A moment in milliseconds or seconds since 1970; [`Timestamp::UNKNOWN`] for anything else.
    #[must_use]
    pub fn moment(&self) -> Timestamp {
        match self.whole() {
            Some(number @ FIRST_MILLISECONDS..=LAST_MILLISECONDS) => Timestamp(number),
            Some(number @ FIRST_SECONDS..FIRST_MILLISECONDS) => Timestamp(number * 1_000),
            Some(_) | None => Timestamp::UNKNOWN,
        }
    }

    fn decimal(&self) -> Option<(&str, &str)> {
        let text = self.text()?;
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (is_number(whole) && is_number(decimals)).then_some((whole, decimals))
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Loose;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::of(text))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Loose, E> {
        Ok(Loose(Some(truth.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose(None))
    }

    fn visit_none<E>(self) -> Result<Loose, E> {
        Ok(Loose(None))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Loose, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(value: Value) -> Loose {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn numbers_are_read_from_text_and_whole_ones_only_where_they_are_whole() {
        for (value, whole, floor) in [
            (json!("7"), Some(7), Some(7)),
            (json!(" 10000 "), Some(10_000), Some(10_000)),
            (json!(7), Some(7), Some(7)),
            (json!(7.0), Some(7), Some(7)),
            (json!("7.00"), Some(7), Some(7)),
            (json!("0.5"), None, Some(0)),
            (json!(2.5), None, Some(2)),
            (json!("-7"), None, None),
            (json!(-7), None, None),
            (json!("1e3"), None, None),
            (json!("7."), None, None),
            (json!("٧"), None, None),
            (json!("99999999999999999999"), None, None),
            (json!(true), None, None),
        ] {
            assert_eq!((read(value.clone()).whole(), read(value.clone()).floor()), (whole, floor), "{value}");
        }
    }

    #[test]
    fn what_says_nothing_is_nothing() {
        for value in [
            json!("undefined"),
            json!("null"),
            json!("NaN"),
            json!(""),
            json!(" "),
            json!(null),
            json!([7]),
            json!({"a": "7"}),
        ] {
            assert_eq!(read(value.clone()), Loose::default(), "{value}");
        }
        assert_eq!(read(json!("nullify")).text(), Some("nullify"));
    }

    #[test]
    fn times_are_milliseconds_or_seconds_and_anything_else_is_not_known() {
        for (value, moment) in [
            (json!("1556700000000"), Timestamp(1_556_700_000_000)),
            (json!(1_556_700_000_000_u64), Timestamp(1_556_700_000_000)),
            (json!("1556700000"), Timestamp(1_556_700_000_000)),
            (json!("tomorrow"), Timestamp::UNKNOWN),
            (json!(""), Timestamp::UNKNOWN),
            (json!("0"), Timestamp::UNKNOWN),
            (json!("NaN"), Timestamp::UNKNOWN),
            (json!("99999999999999999"), Timestamp::UNKNOWN),
        ] {
            assert_eq!(read(value.clone()).moment(), moment, "{value}");
        }
    }
}
