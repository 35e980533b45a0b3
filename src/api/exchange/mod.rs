//! The dialect of our own exchange: the session in a cookie that no script sees, keys that make repeating safe,
//! versions of the pool.

mod global_data;
mod guest;
mod member;
mod open_session;
mod pool;
mod recall;

pub(super) use guest::Guest;
pub(super) use member::Member;
pub use pool::first_pool_request;
