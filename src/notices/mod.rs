//! Notices: what was done or went wrong, said once over whatever page is shown, and kept in a log.
//!
//! How long each stays is decided in the domain. What belongs to a form or a list is said there and not here.

mod context;

pub use context::{NoticesContext, provide_notices, use_notices};
