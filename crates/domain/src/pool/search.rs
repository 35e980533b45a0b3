//! A query as the part of an address behind its question mark, and read from one.
//!
//! The same query gives the same text, and what is as usual is left out. Any text can be read: what is no
//! part of a query, or says nothing that can be used, is as if it were not there. Of several parts of one
//! name the last one that can be used counts. Numbers have a point before their decimals wherever one lives.

use crate::credits::PricePerKwh;
use crate::energy::{EnergyType, EnergyTypes, WattHours};
use crate::form::Problem;
use crate::number::{DecimalMark, write_thousandths};
use crate::percent;
use crate::pool::{Column, Direction, Expiry, PoolQuery, Range};

const TYPE: &str = "type";
const PRICE: &str = "price";
const AMOUNT: &str = "amount";
const EXPIRES: &str = "expires";
const SELLER: &str = "seller";
const NOTE: &str = "note";
const SORT: &str = "sort";
const DIRECTION: &str = "direction";
/// Between the ends of a range; an end that is open is not written.
const TO: char = '-';

impl PoolQuery {
    /// The query as text, without the question mark; empty where everything is as usual.
    #[must_use]
    pub fn to_search(&self) -> String {
        let types: Vec<_> = self.energy_types.iter().map(EnergyType::token).collect();
        let (column, direction) = self.sort.unzip();
        let direction = direction.filter(|direction| *direction != Direction::default());
        let parts = [
            (TYPE, types.join(",")),
            (PRICE, write_range(self.price_per_kwh, |price| price.0)),
            (AMOUNT, write_range(self.amount, WattHours::get)),
            (EXPIRES, self.expiry.map(Expiry::token).unwrap_or_default().to_owned()),
            (SELLER, percent::encode(self.seller.trim())),
            (NOTE, percent::encode(self.note.trim())),
            (SORT, column.map(Column::token).unwrap_or_default().to_owned()),
            (DIRECTION, direction.map(Direction::token).unwrap_or_default().to_owned()),
        ];
        let said = parts.iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    /// The query that a text says, with or without the question mark.
    ///
    /// A range whose ends stand the wrong way round is read as if they did not; a single number is a range of
    /// that number alone.
    #[must_use]
    pub fn of_search(search: &str) -> Self {
        let mut query = Self::default();
        let (mut column, mut direction) = (None, Direction::default());
        let parts = search.strip_prefix('?').unwrap_or(search).split('&');
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            let Some(value) = percent::decode(value) else { continue };
            let value = value.trim();
            match name {
                TYPE => keep(&mut query.energy_types, read_types(value)),
                PRICE => keep(&mut query.price_per_kwh, read_range(value, PricePerKwh::parse)),
                AMOUNT => keep(&mut query.amount, read_range(value, WattHours::parse_kwh)),
                EXPIRES => keep(&mut query.expiry, Expiry::from_token(value).map(Some)),
                SELLER => value.clone_into(&mut query.seller),
                NOTE => value.clone_into(&mut query.note),
                SORT => keep(&mut column, Column::from_token(value).map(Some)),
                DIRECTION => keep(&mut direction, Direction::from_token(value)),
                _ => {}
            }
        }
        query.sort = column.map(|column| (column, direction));
        query
    }
}

fn keep<T>(place: &mut T, read: Option<T>) {
    if let Some(read) = read {
        *place = read;
    }
}

/// The types that can be read of those that are named; nothing where that is none.
fn read_types(value: &str) -> Option<EnergyTypes> {
    let types: EnergyTypes =
        value.split(',').filter_map(|token| EnergyType::parse(token.trim()).ok()).collect();
    (!types.is_empty()).then_some(types)
}

/// `5-10`, `5-`, `-10`, or `5` for that alone.
fn write_range<T: Copy + PartialOrd>(range: Range<T>, number: fn(T) -> u64) -> String {
    let Range { from, to } = Range::between(range.from, range.to);
    let write = |end: Option<T>| {
        end.map(|end| write_thousandths(number(end), DecimalMark::Point)).unwrap_or_default()
    };
    match (write(from), write(to)) {
        (from, to) if from == to => from,
        (from, to) => format!("{from}{TO}{to}"),
    }
}

fn read_range<T: Copy + PartialOrd>(
    value: &str,
    parse: fn(&str, DecimalMark) -> Result<T, Problem>,
) -> Option<Range<T>> {
    let (from, to) = value.split_once(TO).unwrap_or((value, value));
    let read = |end: &str| match parse(end, DecimalMark::Point) {
        Err(Problem::Missing) => Some(None),
        end => end.ok().map(Some),
    };
    let range = Range::between(read(from)?, read(to)?);
    (!range.is_open()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_written_shortly_and_always_the_same() {
        let query = PoolQuery {
            energy_types: [EnergyType::Wind, EnergyType::Solar].into_iter().collect(),
            price_per_kwh: Range { from: Some(PricePerKwh(100)), to: Some(PricePerKwh(350)) },
            amount: Range { from: WattHours::new(5_000).ok(), to: None },
            expiry: Some(Expiry::WithinDay),
            seller: " ab12 ".into(),
            note: "Dach & Süd".into(),
            sort: Some((Column::PricePerKwh, Direction::Descending)),
        };
        assert_eq!(
            query.to_search(),
            "type=solar,wind&price=0.1-0.35&amount=5-&expires=24h&seller=ab12&note=Dach%20%26%20S%C3%BCd\
             &sort=price&direction=down"
        );
        assert_eq!(PoolQuery::default().to_search(), "");
    }

    #[test]
    fn what_people_write_by_hand_is_read_as_it_is_meant() {
        for (written, canonical) in [
            ("?type=wind,solar", "type=solar,wind"),
            ("type=wind%2C%20coal", "type=wind"),
            ("price=0.350-0.10", "price=0.1-0.35"),
            ("price=0,5", "price=0.5"),
            ("amount=-10", "amount=-10"),
            ("amount=2-2.000", "amount=2"),
            ("note=south+roof", "note=south%20roof"),
            ("seller=+AB+", "seller=AB"),
            ("sort=value&direction=up", "sort=value"),
            ("type=solar&type=coal", "type=solar"),
            ("type=solar&type=wind", "type=wind"),
        ] {
            assert_eq!(PoolQuery::of_search(written).to_search(), canonical, "{written}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_as_if_it_were_not_there() {
        for unusable in [
            "",
            "?",
            "&&=&",
            "type=",
            "type=coal",
            "price=",
            "price=-",
            "price=cheap",
            "price=1-2-3",
            "price=0.0005-",
            "amount=0-",
            "amount=1e9-",
            "expires=yesterday",
            "seller=",
            "note=%FF",
            "sort=colour",
            "direction=down",
            "next=/account",
            "TYPE=solar",
            "type",
        ] {
            assert_eq!(PoolQuery::of_search(unusable), PoolQuery::default(), "{unusable}");
        }
        let query = PoolQuery::of_search("price=cheap&type=solar&amount=--&note=roof");
        assert_eq!(query.to_search(), "type=solar&note=roof");
    }
}
