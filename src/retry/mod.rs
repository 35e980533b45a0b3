//! Trying again without being asked, at the moments that the domain decides, for one thing at a time.
//!
//! What is tried and what an answer means is the matter of whoever holds a [`Retry`]; the budget over all of
//! them is counted where requests leave.

mod budget;
mod plan;

pub use budget::{Counting, provide_retry_budget};
pub use plan::Retry;
