//! What is told of the pool as a whole, so that nobody needs the lots themselves to say how many there are.

use domain::energy::EnergyType;
use engine::Progress;

/// The pool in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PoolFacts {
    /// How many lots there are.
    pub total: usize,
    /// How many of them pass the filters.
    pub shown: usize,
    /// How many of each type pass the filters other than that of the type, in the order of [`EnergyType::ALL`].
    pub counts: [usize; EnergyType::ALL.len()],
    /// The watt-hours of each type, in the same order.
    pub mix: [u64; EnergyType::ALL.len()],
    /// How much of the pool is there, while a first answer is read.
    pub coming: Option<Progress>,
}
