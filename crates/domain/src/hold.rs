//! A held purchase: lots that nobody else can have until their buyer confirms, releases them, or the time
//! runs out. Nothing is charged meanwhile.
//!
//! It counts no time; whoever shows it brings a clock, and the exchange's clock decides.

use std::fmt;
use std::time::Duration;

use crate::credits::Credits;
use crate::form::Problem;
use crate::purchase::{LotOutcome, Purchase};

/// Names a held purchase: text that the exchange made and only the exchange understands, 1 to 64 of the
/// characters that stand in a path as they are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HandshakeId(String);

impl HandshakeId {
    /// The most characters of one.
    pub const MAX_CHARACTERS: usize = 64;

    /// Writes 128 bits as 32 hexadecimal digits. Nobody guesses it where the bits are random.
    #[must_use]
    pub fn from_bits(bits: u128) -> Self {
        Self(format!("{bits:032x}"))
    }

    /// Takes the text as it is.
    ///
    /// # Errors
    /// [`Problem::Missing`], [`Problem::TooLong`] or [`Problem::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.is_empty() {
            Err(Problem::Missing)
        } else if text.len() > Self::MAX_CHARACTERS {
            Err(Problem::TooLong)
        } else if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Problem::Malformed)
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HandshakeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A purchase that waits for its buyer's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Names it.
    pub id: HandshakeId,
    /// What the held lots cost together.
    pub total: Credits,
    /// How long they are held from the answer on.
    pub expires_in: Duration,
    /// Each lot in the order of the request: held, or why not.
    pub outcomes: Vec<LotOutcome>,
}

impl Hold {
    /// How many lots are held.
    #[must_use]
    pub fn held(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.is_held()).count()
    }

    /// Whether it says of each lot of that purchase what became of it, in its order, and of no other.
    #[must_use]
    pub fn answers(&self, purchase: &Purchase) -> bool {
        purchase.is_told_by(&self.outcomes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credits::LotPrice;
    use crate::lot::LotHash;
    use crate::purchase::Pick;
    use crate::status::{Code, Status};

    #[test]
    fn a_name_that_the_exchange_made_reads_back() {
        for bits in [0, 1, u128::MAX] {
            let id = HandshakeId::from_bits(bits);
            assert_eq!(id.as_str().len(), 32);
            assert_eq!(HandshakeId::parse(id.as_str()), Ok(id));
        }
    }

    #[test]
    fn a_name_that_would_change_its_path_is_refused() {
        assert_eq!(HandshakeId::parse(""), Err(Problem::Missing));
        assert_eq!(HandshakeId::parse(&"a".repeat(65)), Err(Problem::TooLong));
        for text in ["..", "a/b", "a?b", "a#b", "a%2fb", "a b", "ä", "a\n"] {
            assert_eq!(HandshakeId::parse(text), Err(Problem::Malformed), "{text}");
        }
        assert!(HandshakeId::parse("Any-other_exchange").is_ok());
    }

    #[test]
    fn whatever_goes_on_is_held_and_nothing_else() {
        let lots = [Some(Code::PurchaseHeld.into()), Status::from_number(638), Some(Code::LotSold.into())];
        let outcomes: Vec<_> = (1..)
            .zip(lots)
            .map(|(byte, status)| LotOutcome { hash: LotHash([byte; 32]), status: status.unwrap() })
            .collect();
        let hold = Hold {
            id: HandshakeId::from_bits(7),
            total: Credits(600),
            expires_in: Duration::from_secs(120),
            outcomes,
        };
        assert_eq!(hold.held(), 2);
        let pick = |byte| Pick { hash: LotHash([byte; 32]), value: LotPrice::new(300).unwrap() };
        let of = |bytes: &[u8]| Purchase::validate(bytes.iter().copied().map(pick).collect()).unwrap();
        assert!(hold.answers(&of(&[1, 2, 3])));
        assert!(!hold.answers(&of(&[1, 2])));
        assert!(!hold.answers(&of(&[2, 1, 3])));
    }
}
