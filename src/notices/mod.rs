//! Notices: what was done or went wrong, said once over whatever page is shown, and kept in a log.
//!
//! What belongs to a form or a list is said there and not here.

mod board;
mod context;

pub use board::{Board, Notice};
pub use context::{NoticesContext, provide_notices, use_notices};
