//! The pool: every lot that waits for a buyer, in the order and choice of the person who looks, and
//! the purchase of those that they picked.

mod bought;
mod chips;
mod coming;
mod filters;
mod found;
mod held;
mod kept;
mod lots;
mod market;
mod page;
mod range_field;
mod review;
mod toolbar;
mod tray;
mod watch;

pub use kept::KeptPoolPage;
pub use page::PoolPage;
