//! How many password hashes an exchange has computed: what guessing costs, and what nobody may make it waste.
//!
//! It counts and does nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A count of password hashes. Copies share it.
#[derive(Clone, Debug, Default)]
pub struct HashCount(Arc<AtomicU64>);

impl HashCount {
    /// How many there were until now.
    #[must_use]
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }

    /// One more.
    pub(crate) fn add(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}
