//! What is told of each part of a query of the pool.

use domain::pool::{Part, PoolQuery, Range};

use crate::label::Label;
use crate::sentence::{Sentence, Value};

/// What that part of a query says; nothing where it says nothing.
#[must_use]
pub fn of(query: &PoolQuery, part: Part) -> Option<Sentence> {
    if !query.has(part) {
        return None;
    }
    match part {
        Part::EnergyType(energy_type) => Some(energy_type.into()),
        Part::PricePerKwh => {
            of_range(query.price_per_kwh, [Label::PerKwhBetween, Label::PerKwhFrom, Label::PerKwhUpTo])
        }
        Part::Amount => of_range(query.amount, [Label::EnergyBetween, Label::EnergyFrom, Label::EnergyUpTo]),
        Part::Expiry => query.expiry.map(Sentence::from),
        Part::Seller => Some(Label::SellerHas.with("text", query.seller.trim())),
        Part::Note => Some(Label::NoteHas.with("text", query.note.trim())),
    }
}

fn of_range<T: Into<Value>>(range: Range<T>, [between, from, up_to]: [Label; 3]) -> Option<Sentence> {
    match (range.from, range.to) {
        (Some(least), Some(most)) => Some(between.with("from", least).with("to", most)),
        (Some(least), None) => Some(from.with("from", least)),
        (None, Some(most)) => Some(up_to.with("to", most)),
        (None, None) => None,
    }
}
