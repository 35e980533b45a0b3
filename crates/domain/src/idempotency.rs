//! The key that makes a repeated purchase or delivery safe: made when a person decides, sent with every try, so
//! that the exchange acts once.
//!
//! It makes none up; that takes chance, which is not in here.

use std::fmt;

use crate::form::Problem;

/// One decision of a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The longest key, in characters.
    pub const MAX_CHARACTERS: usize = 64;

    /// Takes a text of 1 to 64 visible ASCII characters.
    ///
    /// # Errors
    /// [`Problem::Missing`], [`Problem::TooLong`] or [`Problem::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.is_empty() {
            Err(Problem::Missing)
        } else if text.len() > Self::MAX_CHARACTERS {
            Err(Problem::TooLong)
        } else if text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Problem::Malformed)
        }
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_fits_into_a_header() {
        let longest = "k".repeat(IdempotencyKey::MAX_CHARACTERS);
        for good in ["1", "0f0e-7", &longest] {
            assert_eq!(IdempotencyKey::parse(good).map(|key| key.to_string()), Ok(good.to_owned()));
        }
        for (bad, problem) in [
            ("", Problem::Missing),
            (&*format!("{longest}k"), Problem::TooLong),
            ("a b", Problem::Malformed),
            ("a\r\nb", Problem::Malformed),
            ("schlüssel", Problem::Malformed),
        ] {
            assert_eq!(IdempotencyKey::parse(bad), Err(problem), "{bad:?}");
        }
    }
}
