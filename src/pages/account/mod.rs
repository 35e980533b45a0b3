//! The account: balance, address, the three lists of its lots, and where it is logged in.

mod balance;
mod lot_list;
mod open_sessions;
mod page;
mod receipt;
mod revoke;
mod session_item;
mod session_watch;
mod take_along;
mod whole_history;

pub use page::AccountPage;
