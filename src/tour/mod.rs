//! The tour for somebody who just opened an account: three steps that point at the pool, at delivering and at the sign
//! of the session.
//!
//! Which step it is at is known here and to this browser; how it looks is the matter of its page.

mod context;
mod step;

pub use context::{HEADING, TourContext, provide_tour, use_tour};
pub use step::Step;
