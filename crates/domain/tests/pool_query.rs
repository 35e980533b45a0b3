//! Queries of the pool in addresses, whatever was written there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use proptest::prelude::*;
use wattpool_domain::credits::PricePerKwh;
use wattpool_domain::energy::{EnergyType, WattHours};
use wattpool_domain::pool::{Column, Direction, Expiry, PoolQuery, Range};

fn range<T: Copy + PartialOrd + std::fmt::Debug>(
    values: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Range<T>> {
    (prop::option::of(values.clone()), prop::option::of(values))
        .prop_map(|(one, other)| Range::between(one, other))
}

/// Any text without white space around it, as a query keeps it.
fn text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.trim().to_owned())
}

fn query() -> impl Strategy<Value = PoolQuery> {
    (
        prop::collection::vec(prop::sample::select(EnergyType::ALL.to_vec()), 0..4),
        range(prop_oneof![any::<u64>(), 0..5_000_u64].prop_map(PricePerKwh)),
        range((1..=WattHours::MAX).prop_map(|amount| WattHours::new(amount).unwrap())),
        prop::option::of(prop::sample::select(Expiry::ALL.to_vec())),
        (text(), text()),
        prop::option::of((
            prop::sample::select(Column::ALL.to_vec()),
            prop::sample::select(Direction::ALL.to_vec()),
        )),
    )
        .prop_map(|(energy_types, price_per_kwh, amount, expiry, (seller, note), sort)| PoolQuery {
            energy_types: energy_types.into_iter().collect(),
            price_per_kwh,
            amount,
            expiry,
            seller,
            note,
            sort,
        })
}

/// Texts that look like the part of an address that they should be, and are damaged here and there.
fn search() -> impl Strategy<Value = String> {
    let names = ["type", "price", "amount", "expires", "seller", "note", "sort", "direction", "other"];
    let values =
        ["solar", ",", "-", "0.1", "5", "24h", "7d", "%", "%2", "%FF", "+", "price", "down", "٥", "−3"];
    let value = prop::collection::vec(prop::sample::select(values.to_vec()), 0..5);
    let part = (prop::sample::select(names.to_vec()), value)
        .prop_map(|(name, value)| format!("{name}={}", value.concat()));
    prop_oneof![
        prop::collection::vec(part, 0..6).prop_map(|parts| parts.join("&")),
        any::<String>(),
        (any::<String>(), query()).prop_map(|(text, query)| format!("{}{text}", query.to_search())),
    ]
}

proptest! {
    #[test]
    fn a_query_reads_back_as_it_was_written(query in query()) {
        let search = query.to_search();
        prop_assert!(search.is_ascii() && !search.contains([' ', '#', '?', '+']));
        prop_assert_eq!(PoolQuery::of_search(&search), query);
    }

    #[test]
    fn any_text_is_read_and_what_was_read_is_written_the_same_ever_after(search in search()) {
        let read = PoolQuery::of_search(&search);
        let written = read.to_search();
        let read_again = PoolQuery::of_search(&written);
        prop_assert_eq!(&read_again, &read);
        prop_assert_eq!(read_again.to_search(), written);
    }
}
