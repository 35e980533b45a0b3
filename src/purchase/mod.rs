//! The one decision to buy that may be under way: it outlives the page on which it was made, so that
//! leaving the page neither loses its key nor hides what became of it.
//!
//! What is picked is the page's matter until somebody decides.

mod desk;
mod stage;

pub use desk::{Decision, Desk, provide_desk, use_desk};
pub use stage::{Held, Stage};
