//! The one shipment that may be under way: the lots of a file, sent part by part because the person said so once. It
//! outlives the page and a reload of the app, and no lot of it is delivered twice.
//!
//! What is read of a file is the page's matter until somebody sends it.

mod course;
mod pier;
mod stage;

pub use pier::{Pier, provide_pier, use_pier};
pub use stage::Stage;
