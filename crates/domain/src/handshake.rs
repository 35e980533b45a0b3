//! What the exchange goes on with after it has answered (any code 6xx): the name by which its outcome is asked
//! for, and how far it is.
//!
//! What goes on, and who may ask, is not in here.

use std::fmt;

use crate::hex;

/// Names one thing that goes on: 16 random bytes, `handshakeId` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Handshake(pub [u8; 16]);

impl std::str::FromStr for Handshake {
    type Err = hex::NotHex;

    fn from_str(text: &str) -> Result<Self, hex::NotHex> {
        hex::parse(text).map(Self)
    }
}

impl fmt::Display for Handshake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(&self.0, formatter)
    }
}

/// How much of something is done, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Progress(u16);

impl Progress {
    /// `done` of `total`; everything where there is nothing to do.
    #[must_use]
    pub fn of(done: u64, total: u64) -> Self {
        let per_mille = (u128::from(done) * 1000).checked_div(u128::from(total)).unwrap_or(1000);
        Self::from_per_mille(u16::try_from(per_mille).unwrap_or(u16::MAX))
    }

    /// That many thousandths, at most 1000.
    #[must_use]
    pub const fn from_per_mille(per_mille: u16) -> Self {
        Self(if per_mille > 1000 { 1000 } else { per_mille })
    }

    /// Thousandths, 0 to 1000.
    #[must_use]
    pub const fn per_mille(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handshake_is_32_digits_that_read_back() {
        let handshake = Handshake([0xa5; 16]);
        assert_eq!(handshake.to_string(), "a5".repeat(16));
        assert_eq!(handshake.to_string().parse(), Ok(handshake));
        for other in ["", "a5", "../../serv/status", &"a5".repeat(17)] {
            assert!(other.parse::<Handshake>().is_err(), "{other}");
        }
    }

    #[test]
    fn progress_goes_from_nothing_to_all_and_never_beyond() {
        for (done, total, per_mille) in [
            (0, 7, 0),
            (1, 3, 333),
            (2, 3, 666),
            (3, 3, 1000),
            (4, 3, 1000),
            (0, 0, 1000),
            (u64::MAX, u64::MAX, 1000),
            (u64::MAX, 1, 1000),
        ] {
            assert_eq!(Progress::of(done, total).per_mille(), per_mille, "{done} of {total}");
        }
        assert_eq!(Progress::from_per_mille(1001).per_mille(), 1000);
    }
}
