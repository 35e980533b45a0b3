//! The key that makes a repeated purchase or delivery safe: made when a person decides, sent with every try, so
//! that the exchange acts once.
//!
//! The chance that a new one takes comes in as a value.

use std::fmt::{self, Write};

use crate::form::Problem;

/// One decision of a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The longest key, in characters.
    pub const MAX_CHARACTERS: usize = 64;

    /// The key that these random bytes make, as a UUID of version 4.
    #[must_use]
    pub fn of(mut chance: [u8; 16]) -> Self {
        chance[6] = chance[6] & 0x0f | 0x40;
        chance[8] = chance[8] & 0x3f | 0x80;
        let mut text = String::with_capacity(36);
        for (place, byte) in chance.iter().enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            // Writing into a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// The key of one part of a decision that is sent in several.
    #[must_use]
    pub fn part(&self, number: usize) -> Self {
        Self(format!("{}-{number}", self.0))
    }

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
    fn chance_makes_a_key_that_reads_back() {
        let key = IdempotencyKey::of([0xff; 16]);
        assert_eq!(key.to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(IdempotencyKey::parse(&key.to_string()), Ok(key));
        assert_ne!(IdempotencyKey::of([1; 16]), IdempotencyKey::of([2; 16]));
    }

    #[test]
    fn each_part_of_a_decision_has_a_key_of_its_own_that_fits_into_a_header() {
        let key = IdempotencyKey::of([1; 16]);
        assert_ne!(key.part(1), key.part(11));
        assert_eq!(IdempotencyKey::parse(&key.part(9_999).to_string()), Ok(key.part(9_999)));
    }

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
