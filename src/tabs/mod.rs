//! The tabs of one browser: what one of them hears of the session, all of them know, and one of them asks for
//! all.
//!
//! What they tell each other is in the domain; what it means is up to whoever hears it.

mod context;

pub use context::{TabsContext, provide_tabs, use_tabs};
