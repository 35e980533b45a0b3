//! Delivering: putting a lot into the pool.

mod delivered;
mod fields;
mod page;
mod type_choice;

pub use page::DeliverPage;
