//! Trying again without being asked, at the moments that the domain decides, for one thing at a time; and leaving
//! an exchange alone that does not answer anybody.
//!
//! What is tried and what an answer means is the matter of whoever holds a [`Retry`]; the budget over all of
//! them and the circuit are kept where requests leave.

mod budget;
mod circuit;
mod outgoing;
mod plan;

pub use budget::provide_retry_budget;
pub use circuit::{CircuitContext, provide_circuit, use_circuit};
pub use outgoing::Outgoing;
pub use plan::Retry;
