//! Asking what becomes of one decision of a person until it is known, whatever happens to the answers, the page, the
//! session and the app itself.
//!
//! What is wanted and what an answer means is the matter of whoever holds an [`Inquiry`]; a [`Course`] does all
//! that is the same for everything that is done in one go.

mod context;
mod course;
mod errand;
mod tries;

pub use context::{Inquiry, Outcome};
pub use course::Course;
pub use errand::{Errand, Stage};
pub use tries::Tries;
