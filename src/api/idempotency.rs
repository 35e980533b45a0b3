//! The key of a decision; a new one takes chance.

pub use domain::idempotency::IdempotencyKey;

use crate::browser::random;

/// A key that nobody had before.
#[must_use]
pub fn new_key() -> IdempotencyKey {
    IdempotencyKey::of(random::bytes())
}
