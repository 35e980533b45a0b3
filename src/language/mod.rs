//! The language that the page speaks: its dictionary, fetched when it is chosen, and how everything is said
//! with it.
//!
//! Whatever is said follows a change of language at once, without the page being built anew. Which words
//! there are is in the `words` crate; how the browser writes numbers and dates, in [`crate::browser::intl`].

mod speech;
mod spoken;

pub use speech::{decimal_mark, said, say, show, shown, tell, told};
pub use spoken::{NotSpoken, choose, load, speak, spoken, with_dictionary};
