//! What a session is proved with: a random token that only its owner has, kept here as its SHA-256.
//!
//! How the token travels is `http`'s matter.

use std::fmt;

use sha2::{Digest, Sha256};

/// What its owner proves the session with. It never appears in debug output.
#[derive(Clone)]
pub(crate) struct Token([u8; 32]);

impl Token {
    /// A new one, from the system's randomness.
    pub(crate) fn generate() -> Self {
        Self(rand::random())
    }

    /// Reads 64 hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        domain::hex::parse(text).ok().map(Self)
    }

    /// The token itself, for the one cookie that holds it.
    pub(crate) fn expose(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What is kept of it.
    pub(crate) fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// The SHA-256 of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokenHash(pub(crate) [u8; 32]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_never_shows() {
        let token = Token::generate();
        let text = token.expose();
        assert_eq!(text.len(), 64);
        assert_eq!(Token::parse(&text).unwrap().hash(), token.hash());
        assert!(!format!("{token:?}").contains(&text[..8]));
    }
}
