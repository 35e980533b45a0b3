//! The name of something that the exchange goes on with after it has answered (any code 6xx), by which its
//! outcome is asked for.
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
}
