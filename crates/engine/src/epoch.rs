//! States of pools, told apart by a number.

use std::sync::atomic::{AtomicU32, Ordering};

/// A state of a pool. Every pool that nothing happened to is in the first; any other state is of one pool, once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Epoch(u32);

impl Epoch {
    /// A state that no pool has been in.
    pub(crate) fn next() -> Self {
        static LAST: AtomicU32 = AtomicU32::new(0);
        Self(LAST.fetch_add(1, Ordering::Relaxed).wrapping_add(1))
    }
}
