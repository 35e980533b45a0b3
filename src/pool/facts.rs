//! What is told of the pool without looking at a single lot.

/// The pool in figures. What is by type stands in the order of [`domain::energy::EnergyType::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PoolFacts {
    /// How many lots there are.
    pub total: usize,
    /// How many of them pass the query.
    pub shown: usize,
    /// How many of each type pass all of the query but what it says of types: so many the type would show.
    pub counts: [usize; 3],
    /// The watt-hours of each type in the whole pool.
    pub mix: [u64; 3],
}
