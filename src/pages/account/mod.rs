//! The account: balance, address, and the three lists of its lots.

mod lot_list;
mod page;
mod revoke;

pub use page::AccountPage;
