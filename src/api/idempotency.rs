//! The key that makes a repeated purchase or delivery safe: made when a person decides, sent with every
//! try, so that the exchange acts once.

use std::fmt;

use crate::browser::random;

/// One decision of a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// A key that nobody had before.
    #[must_use]
    pub fn new() -> Self {
        Self(random::uuid())
    }
}

impl Default for IdempotencyKey {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
