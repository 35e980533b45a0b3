//! Asking what becomes of one decision of a person until it is known, whatever happens to the answers, the page and
//! the session.
//!
//! What is asked and what an answer means is the matter of whoever holds an [`Inquiry`].

mod context;
mod tries;

pub use context::{Inquiry, Outcome};
pub use tries::Tries;
