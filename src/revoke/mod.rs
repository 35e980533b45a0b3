//! The one lot that may be on its way back out of the pool: asked about, taken back, and found out about where the
//! answer was lost, over a reload of the app too.
//!
//! Which lots can be taken back is the page's matter.

mod gate;
mod lot;

pub use gate::{Gate, provide_gate, use_gate};
pub use lot::Revoke;
