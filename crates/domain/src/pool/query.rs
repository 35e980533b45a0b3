//! What a person wants to see of the pool, and the parts of it that can be taken away one by one.
//!
//! How it is written into an address is in `search`; which lots pass it is the engine's work.

use crate::credits::PricePerKwh;
use crate::energy::{EnergyType, EnergyTypes, WattHours};
use crate::pool::{Column, Direction, Expiry, Range};

/// What a person wants to see of the pool: lots that pass every part of it, in an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolQuery {
    /// The types to show; none shows all.
    pub energy_types: EnergyTypes,
    /// The price per kWh as people read it.
    pub price_per_kwh: Range<PricePerKwh>,
    /// The energy of the lot.
    pub amount: Range<WattHours>,
    /// When the lot leaves the pool.
    pub expiry: Option<Expiry>,
    /// A part of the seller's address, in either case.
    pub seller: String,
    /// A part of the note, in either case.
    pub note: String,
    /// The order; without one the newest come first.
    pub sort: Option<(Column, Direction)>,
}

/// A part of a query that hides lots and can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// One of the types to show.
    EnergyType(EnergyType),
    /// The price per kWh.
    PricePerKwh,
    /// The energy of the lot.
    Amount,
    /// When the lot leaves the pool.
    Expiry,
    /// The seller's address.
    Seller,
    /// The note.
    Note,
}

impl Part {
    /// Every part, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::EnergyType(EnergyType::Solar),
        Self::EnergyType(EnergyType::Water),
        Self::EnergyType(EnergyType::Wind),
        Self::PricePerKwh,
        Self::Amount,
        Self::Expiry,
        Self::Seller,
        Self::Note,
    ];

    /// The name in markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::EnergyType(energy_type) => energy_type.token(),
            Self::PricePerKwh => "price",
            Self::Amount => "amount",
            Self::Expiry => "expires",
            Self::Seller => "seller",
            Self::Note => "note",
        }
    }
}

impl PoolQuery {
    /// Shows that type as well, or no longer.
    pub const fn toggle_type(&mut self, energy_type: EnergyType) {
        self.energy_types.toggle(energy_type);
    }

    /// Orders by that column, or turns the direction if it is ordered by it already.
    pub fn toggle_sort(&mut self, column: Column) {
        let direction = match self.sort {
            Some((current, direction)) if current == column => direction.turned(),
            Some(_) | None => Direction::Ascending,
        };
        self.sort = Some((column, direction));
    }

    /// The parts that hide lots, in the order of [`Part::ALL`].
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        Part::ALL.into_iter().filter(|part| self.has(*part))
    }

    /// Whether that part hides lots.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::EnergyType(energy_type) => self.energy_types.contains(energy_type),
            Part::PricePerKwh => !self.price_per_kwh.is_open(),
            Part::Amount => !self.amount.is_open(),
            Part::Expiry => self.expiry.is_some(),
            Part::Seller => !self.seller.trim().is_empty(),
            Part::Note => !self.note.trim().is_empty(),
        }
    }

    /// Whether any part hides lots.
    #[must_use]
    pub fn has_filter(&self) -> bool {
        self.parts().next().is_some()
    }

    /// Takes that part away.
    pub fn remove(&mut self, part: Part) {
        match part {
            Part::EnergyType(energy_type) if self.energy_types.contains(energy_type) => {
                self.energy_types.toggle(energy_type);
            }
            Part::EnergyType(_) => {}
            Part::PricePerKwh => self.price_per_kwh = Range::default(),
            Part::Amount => self.amount = Range::default(),
            Part::Expiry => self.expiry = None,
            Part::Seller => self.seller.clear(),
            Part::Note => self.note.clear(),
        }
    }

    /// Takes away whatever hides lots; the order stays.
    pub fn show_all(&mut self) {
        *self = Self { sort: self.sort, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_told_and_taken_away_by_itself() {
        let mut query = PoolQuery::of_search(
            "type=solar,water,wind&price=1-&amount=-5&expires=7d&seller=ab&note=roof&sort=price",
        );
        let sort = query.sort;
        assert_eq!(query.parts().collect::<Vec<_>>(), Part::ALL);
        for (place, part) in Part::ALL.into_iter().enumerate() {
            query.remove(part);
            query.remove(part);
            assert_eq!(query.parts().collect::<Vec<_>>(), Part::ALL[place + 1..]);
        }
        assert!(!query.has_filter() && sort.is_some());
        assert_eq!(query, PoolQuery { sort, ..PoolQuery::default() });
    }

    #[test]
    fn showing_all_lots_keeps_their_order() {
        let mut query = PoolQuery::of_search("type=solar&note=roof&sort=price&direction=down");
        query.show_all();
        assert_eq!(query.to_search(), "sort=price&direction=down");
    }

    #[test]
    fn a_column_is_ordered_upwards_first_and_then_turned() {
        let mut query = PoolQuery::default();
        query.toggle_sort(Column::Value);
        assert_eq!(query.sort, Some((Column::Value, Direction::Ascending)));
        query.toggle_sort(Column::Value);
        assert_eq!(query.sort, Some((Column::Value, Direction::Descending)));
        query.toggle_sort(Column::Power);
        assert_eq!(query.sort, Some((Column::Power, Direction::Ascending)));
    }

    #[test]
    fn white_space_alone_hides_nothing() {
        let query = PoolQuery { seller: " ".into(), note: "\t".into(), ..PoolQuery::default() };
        assert!(!query.has_filter());
    }
}
