//! The one delivery that may be under way: it outlives the page on which it was typed and a reload of the app, so
//! that neither loses its key nor hides what became of it.
//!
//! What is typed is the page's matter until somebody sends it.

mod attempt;
mod dock;

pub use attempt::Attempt;
pub use dock::{Dock, provide_dock, use_dock};
