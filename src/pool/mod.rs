//! The pool as the whole app has it: the lots in the engine, what is picked of them, and the table that shows
//! them.
//!
//! Rows stay out of the reactive graph: the store says that something changed, and the table writes those cells
//! that differ. Signals tell the rest of the page what it needs: how many, how much, what became of picked lots.
//! What a page looks like around the table is the page's business.

mod basket;
mod context;
pub mod early;
mod facts;
mod kept;
mod marks;
mod query;
mod reader;
mod store;
pub mod table;

pub use basket::{Basket, Gone};
pub use context::{PoolContext, provide_pool, use_pool};
pub use early::{EarlyPool, EarlyReading};
pub use facts::PoolFacts;
pub use kept::KeptPool;
pub use query::QueryContext;
pub use reader::StoreReader;
pub use store::{News, PoolStore};
