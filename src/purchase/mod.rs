//! The one decision to buy that may be under way: it outlives the page on which it was made and a reload of the
//! app, so that neither loses its key nor hides what became of it.
//!
//! What is picked is the page's matter until somebody decides.

mod course;
mod decision;
mod desk;
mod stage;

pub use decision::Decision;
pub use desk::{Desk, provide_desk, use_desk};
pub use stage::Stage;
