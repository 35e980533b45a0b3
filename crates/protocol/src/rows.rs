//! Lists that show what they can: a row that cannot be read is left out and counted, and the rest stays.
//! It is for what is looked at; an outcome is never left out, so no outcome is read this way.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::FieldProblem;
use crate::lot::{self, Lot};

/// A row that may be well-formed and still break a rule.
pub trait Row {
    /// Whether it can be used.
    fn is_usable(&self) -> bool;
}

impl Row for Lot {
    fn is_usable(&self) -> bool {
        domain::lot::Lot::try_from(self).is_ok()
    }
}

/// The hash of a lot.
impl Row for String {
    fn is_usable(&self) -> bool {
        lot::hash(self).is_ok()
    }
}

impl Row for FieldProblem {
    fn is_usable(&self) -> bool {
        true
    }
}

/// The rows of a list that can be used, and how many others it had. It is written as the list of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows<T> {
    /// The rows that can be used, in their order.
    pub good: Vec<T>,
    /// How many rows were left out.
    pub skipped: usize,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { good: Vec::new(), skipped: 0 }
    }
}

impl<T> From<Vec<T>> for Rows<T> {
    fn from(good: Vec<T>) -> Self {
        Self { good, skipped: 0 }
    }
}

impl<T> FromIterator<T> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self { good: rows.into_iter().collect(), skipped: 0 }
    }
}

impl<T> IntoIterator for Rows<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.good.into_iter()
    }
}

impl<T: Serialize> Serialize for Rows<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.good.serialize(serializer)
    }
}

impl<'de, T: Row + Deserialize<'de>> Deserialize<'de> for Rows<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Vec::<Lenient<T>>::deserialize(deserializer)?;
        let total = read.len();
        let good: Vec<T> = read.into_iter().filter_map(Lenient::good).filter(Row::is_usable).collect();
        Ok(Self { skipped: total - good.len(), good })
    }
}

/// What was agreed, or anything else.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lenient<T> {
    Good(T),
    Bad(IgnoredAny),
}

impl<T> Lenient<T> {
    fn good(self) -> Option<T> {
        match self {
            Self::Good(value) => Some(value),
            Self::Bad(_) => None,
        }
    }
}

/// Reads a list without the rows that cannot be used, where nobody counts them; whatever is no list is an
/// empty one.
pub(crate) fn good_if_any<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Row + Deserialize<'de>,
{
    or_default::<D, Rows<T>>(deserializer).map(|rows| rows.good)
}

/// Reads a value, or takes its default where it is something else.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Lenient::deserialize(deserializer).map(|value| value.good().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_any_other_shape_are_left_out_and_counted() {
        let hash = "0f".repeat(32);
        let list =
            format!(r#"[null, 7, "{hash}", "", -1, 1.5, true, ["{hash}"], {{"a": [{{}}]}}, "{hash}"]"#);
        let rows: Rows<String> = serde_json::from_str(&list).unwrap();
        assert_eq!((rows.good.len(), rows.skipped), (2, 8));
        assert_eq!(serde_json::to_value(&rows).unwrap(), serde_json::json!([hash, hash]));
    }

    #[test]
    fn what_is_no_list_is_no_rows() {
        for other in ["null", "{}", "7", "\"rows\""] {
            assert!(serde_json::from_str::<Rows<String>>(other).is_err(), "{other}");
        }
    }
}
