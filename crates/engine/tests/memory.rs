//! What a lot takes up, everything counted: columns, note, index, orders and what is shown.
//!
//! A file of its own, because it counts what the whole program allocates.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod made;

use allocation_counter::{AllocationInfo, measure};
use domain::pool::{Column, Direction};
use made::Made;
use wattpool_engine::{Filter, Pool};

/// What a lot may take up.
const MOST: i64 = 160;

fn hear(pool: &mut Pool, answer: &[u8]) {
    let mut reading = pool.read();
    for piece in answer.chunks(64 * 1024) {
        reading.feed(pool, piece).unwrap();
        reading.reveal(pool);
    }
    let heard = reading.finish(pool).unwrap();
    pool.merge(heard.update.unwrap()).unwrap();
}

fn report(what: &str, lots: i64, cost: &AllocationInfo) {
    println!(
        "{what}: {} bytes a lot kept, {} more while it went on",
        cost.bytes_current / lots,
        (cost.bytes_max as i64 - cost.bytes_current) / lots
    );
}

#[test]
fn a_lot_takes_up_less_than_160_bytes_however_many_there_are() {
    for lots in [10_000_i64, 70_000, 100_000, 140_000] {
        let mut made = Made::new(lots as usize);
        let full = made.full("a");
        let changes: Vec<_> = (0..30).map(|number| made.change(&format!("b{number}"))).collect();
        let mut pool = Pool::default();
        let loaded = measure(|| hear(&mut pool, &full));
        assert_eq!(pool.len() as i64, lots);
        report(&format!("{lots} lots, loaded"), lots, &loaded);
        let sorted = measure(|| {
            pool.set_sort(Some((Column::PricePerKwh, Direction::Descending)));
            pool.set_filter(Filter { note: "ROOF".into(), ..Filter::default() });
            pool.set_filter(Filter::default());
        });
        report("  sorted and filtered", lots, &sorted);
        let changed = measure(|| changes.iter().for_each(|change| hear(&mut pool, change)));
        report("  changed thirty times", lots, &changed);
        let sum = loaded.bytes_current + sorted.bytes_current + changed.bytes_current;
        println!("  {} bytes a lot in the end", sum / lots);
        assert!(
            loaded.bytes_current < MOST * lots && sum < MOST * lots,
            "{} and {}",
            loaded.bytes_current / lots,
            sum / lots
        );
    }
}

#[test]
fn a_window_allocates_nothing() {
    let made = Made::new(1_000);
    let mut pool = Pool::default();
    hear(&mut pool, &made.full("a"));
    pool.set_sort(Some((Column::Value, Direction::Descending)));
    let mut letters = 0;
    let cost = measure(|| {
        letters = pool
            .rows(500, 40)
            .map(|row| row.note().len() + row.hash().0.len() + usize::from(row.price_per_kwh().0 > 0))
            .sum();
    });
    assert_eq!(cost.count_total, 0);
    assert!(letters > 40 * 32);
}

#[test]
fn a_pool_that_changes_for_long_does_not_grow() {
    let mut made = Made::new(5_000);
    let mut pool = Pool::default();
    hear(&mut pool, &made.full("a"));
    pool.set_sort(Some((Column::Seller, Direction::Ascending)));
    let rounds = |pool: &mut Pool, made: &mut Made| {
        for number in 0..400 {
            let change = made.change(&number.to_string());
            hear(pool, &change);
        }
    };
    rounds(&mut pool, &mut made);
    let cost = measure(|| rounds(&mut pool, &mut made));
    // The rows that were made up are counted too, and change their lengths.
    assert!(cost.bytes_current.abs() < 64 * 1024, "{}", cost.bytes_current);
}
