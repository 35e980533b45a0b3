//! Delivering: putting a lot into the pool, or many from a file.

mod delivered;
mod fields;
mod many;
mod page;
mod type_choice;

pub use page::DeliverPage;
