//! A shipment: many lots that a person delivers from one file, and what becomes of each.
//!
//! A [`LotFile`] is what was read of the file, row by row; the good rows become a [`Shipment`], which is sent in
//! parcels, each under a key of its own. It sends nothing and knows neither clock nor zone.

mod cell;
mod course;
mod file;
mod write;

pub use course::{Item, ItemOutcome, Parcel, Shipment, Tally};
pub use file::{FileProblem, LotFile, Row};
pub use write::{template, unshipped, unusable};

use crate::form::Field;

/// The most lots of one file.
pub const MAX_LOTS: usize = 5_000;
/// The longest file in bytes: so many lots with long notes in any script.
pub const MAX_BYTES: usize = 8_000_000;
/// The columns of a file in the order of the template; their names are those of the wire.
pub const COLUMNS: [Field; 6] =
    [Field::EnergyType, Field::Amount, Field::Power, Field::Value, Field::TimestampExpire, Field::InputData];

/// Whether a lot needs something in that column. A price is set by the exchange, and a note is left out.
const fn is_needed(column: Field) -> bool {
    matches!(column, Field::EnergyType | Field::Amount | Field::Power | Field::TimestampExpire)
}
