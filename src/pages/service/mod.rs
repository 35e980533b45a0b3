//! The service: whether the exchange runs, how this browser is connected to it, and what operators may see
//! and do.

mod global_data;
mod notice_log;
mod page;
mod persist;

pub use page::ServicePage;
