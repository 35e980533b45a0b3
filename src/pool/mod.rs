//! The pool as a person looks at it: what they want to see, and what there is of it.
//!
//! Nothing here draws anything; `pages/pool` does.

mod facts;
mod query;

pub use facts::PoolFacts;
pub use query::QueryContext;
