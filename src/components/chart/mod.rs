//! Pictures of figures: a drawing with axes and units, a sentence that says what is to be seen, and the same as a table.
//!
//! What stands where is computed in `domain::chart`. Drawings are stretched to their place, and all that is written stands
//! beside them as text of the page: so it keeps its size, and runs the way that the reader reads.

mod balance;
mod drawable;
mod frame;
mod path;
mod picture;
mod prices;
mod supply;
mod twin;

pub use balance::DrawnBalance;
pub use drawable::Subject;
pub use frame::Chart;
