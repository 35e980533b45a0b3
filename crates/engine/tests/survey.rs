//! Pictures of the whole pool are made from the lots that are in it now, whatever came and went before.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod made;

use domain::chart::{HOURS, HourlyPrices, Offer, Supply};
use domain::timestamp::Timestamp;
use made::Made;
use wattpool_engine::Pool;

/// The last hour in which the lots are put in.
const LAST_HOUR: Timestamp = Timestamp(1_790_000_000_000);

fn hear(pool: &mut Pool, answer: &[u8]) {
    let mut reading = pool.read();
    reading.feed(pool, answer).unwrap();
    let update = reading.finish(pool).unwrap().update.unwrap();
    pool.merge(update).unwrap();
}

#[test]
fn pictures_are_of_the_lots_that_are_in_the_pool_now() {
    let mut made = Made::new(3_000);
    let mut pool = Pool::default();
    hear(&mut pool, &made.full("a"));
    for version in ["b", "c", "d"] {
        hear(&mut pool, &made.change(version));
        let rows = || pool.rows(0, pool.len());
        let offer = |row: wattpool_engine::Row<'_>| Offer {
            energy_type: row.energy_type(),
            price: row.price_per_kwh(),
            amount_wh: row.amount().get(),
        };
        let supply = pool.supply();
        assert_eq!(supply, Supply::of(|| rows().map(offer)), "{version}");
        assert_eq!(supply.total_wh(), pool.mix().iter().sum::<u64>());
        let mut prices = HourlyPrices::until(LAST_HOUR);
        rows().for_each(|row| {
            prices.add(row.energy_type(), row.timestamp_sell(), row.value(), row.amount());
        });
        assert_eq!(pool.hourly_prices(LAST_HOUR), prices, "{version}");
        assert_eq!(prices.last_hour(), Some(HOURS - 1));
    }
}

#[test]
fn a_filter_hides_rows_and_changes_no_picture() {
    let mut pool = Pool::default();
    hear(&mut pool, &Made::new(100).full("a"));
    let before = pool.supply();
    pool.set_filter(wattpool_engine::Filter { note: "nobody wrote this".into(), ..Default::default() });
    assert_eq!((pool.shown(), pool.supply()), (0, before));
}
