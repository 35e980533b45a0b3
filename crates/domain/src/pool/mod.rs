//! The pool: what an exchange says of the lots that wait for a buyer, and what a person wants to see of them,
//! which is also written into an address.
//!
//! It holds no lots and draws nothing: how an answer changes them and which ones a query shows is the engine's
//! work.

mod column;
mod expiry;
mod query;
mod range;
mod search;

use crate::lot::{Lot, LotHash};

pub use column::{Column, Direction};
pub use expiry::Expiry;
pub use query::{Part, PoolQuery};
pub use range::Range;

/// Names one state of the pool; only the exchange knows what is inside.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PoolVersion(pub String);

/// What the exchange says about its pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PoolAnswer {
    /// Everything, newest first.
    Full {
        /// The state that this is.
        version: PoolVersion,
        /// Every lot.
        lots: Vec<Lot>,
    },
    /// What changed since the version that was asked with.
    Difference {
        /// The state that this leads to.
        version: PoolVersion,
        /// Lots that came, came back or changed, newest first.
        changed: Vec<Lot>,
        /// Lots that left.
        removed: Vec<LotHash>,
    },
}
