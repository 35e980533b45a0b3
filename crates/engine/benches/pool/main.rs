//! How long what a person does to the pool takes, by the engine and by lots in a list, and how that grows.
//!
//! `cargo xtask bench pool` runs it. It judges nothing; docs/PERFORMANCE.md says what was measured where.

#[path = "../../tests/plain/list.rs"]
mod list;
#[path = "../../tests/made/mod.rs"]
mod made;
mod side;
mod table;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkGroup, BenchmarkId, Criterion, SamplingMode, measurement::WallTime};
use domain::credits::PricePerKwh;
use domain::energy::EnergyType;
use domain::pool::{Column, Direction, Range};
use made::Made;
use side::{Listed, Side};
use table::Table;
use wattpool_engine::{Filter, Pool};

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];
const UP: Option<(Column, Direction)> = Some((Column::Value, Direction::Ascending));
const DOWN: Option<(Column, Direction)> = Some((Column::Value, Direction::Descending));
const PRICE: Option<(Column, Direction)> = Some((Column::PricePerKwh, Direction::Ascending));

/// The answers that a pool of one size is measured with.
struct Answers {
    full: Vec<u8>,
    /// Leads from the full answer to another state of the pool.
    there: Vec<u8>,
    /// Leads from that state to one of the same size.
    on: Vec<u8>,
    /// Leads from that state to another by as many changes in every pool.
    few_there: Vec<u8>,
    /// Leads on by as many.
    few_on: Vec<u8>,
}

/// One operation: what has to be before it, and the operation itself.
struct Operation<S> {
    name: &'static str,
    prepare: fn(&mut S, &Answers),
    act: fn(&mut S, &Answers),
}

fn operations<S: Side>() -> Vec<Operation<S>> {
    let operation = |name, prepare, act| Operation { name, prepare, act };
    vec![
        operation(
            "read a first answer",
            |side: &mut S, _| *side = S::default(),
            |side, answers| side.hear(&answers.full),
        ),
        operation("read it again, unchanged", |_, _| {}, |side, answers| side.hear(&answers.full)),
        operation("first sort, by price", |side, _| side.sort(None), |side, _| side.sort(UP)),
        operation("second sort, by price per kWh", |side, _| side.sort(UP), |side, _| side.sort(PRICE)),
        operation("reverse", |side, _| side.sort(UP), |side, _| side.sort(DOWN)),
        operation(
            "filter by type",
            |side, _| side.filter(&Filter::default()),
            |side, _| side.filter(&wind()),
        ),
        operation(
            "filter by price per kWh",
            |side, _| side.filter(&Filter::default()),
            |side, _| side.filter(&cheap()),
        ),
        operation(
            "filter by note",
            |side, _| side.filter(&Filter::default()),
            |side, _| side.filter(&south()),
        ),
        operation("pick 100 lots", |side, _| side.put_all_back(), |side, _| side.pick_first(100)),
        operation(
            "a window of 40 rows",
            |_, _| {},
            |side, _| {
                black_box(side.window(300, 40));
            },
        ),
        operation(
            "compute the pictures",
            |_, _| {},
            |side, _| {
                black_box(side.look_over());
            },
        ),
        operation(
            "take in 1 % changes, sorted",
            |side, answers| side.hear(&answers.there),
            |side, answers| side.hear(&answers.on),
        ),
        operation(
            "take in 110 changes, sorted",
            |side, answers| side.hear(&answers.few_there),
            |side, answers| side.hear(&answers.few_on),
        ),
    ]
}

fn wind() -> Filter {
    Filter { energy_types: [EnergyType::Wind].into_iter().collect(), ..Filter::default() }
}

fn cheap() -> Filter {
    let price_per_kwh = Range { from: Some(PricePerKwh(500_000)), to: Some(PricePerKwh(2_000_000)) };
    Filter { price_per_kwh, ..Filter::default() }
}

fn south() -> Filter {
    Filter { note: "SÜD".into(), ..Filter::default() }
}

fn measure<S: Side>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    table: &mut Table,
    size: usize,
    answers: &Answers,
) {
    let mut side = S::default();
    side.hear(&answers.full);
    side.sort(UP);
    for operation in operations::<S>() {
        let mut times = Vec::new();
        group.bench_function(
            BenchmarkId::new(format!("{} ({})", operation.name, S::NAME), size),
            |bencher| {
                bencher.iter_custom(|rounds| {
                    let mut sum = Duration::ZERO;
                    for _ in 0..rounds {
                        (operation.prepare)(&mut side, answers);
                        let start = Instant::now();
                        (operation.act)(&mut side, answers);
                        let time = start.elapsed();
                        times.push(time);
                        sum += time;
                    }
                    sum
                });
            },
        );
        side.filter(&Filter::default());
        side.put_all_back();
        side.sort(UP);
        table.note(operation.name, size, S::NAME, &times);
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut table = Table::default();
    for size in SIZES {
        let mut made = Made::new(size);
        let answers = Answers {
            full: made.full("a"),
            there: made.change("b"),
            on: made.change("c"),
            few_there: made.change_one_in(size / 100, "d"),
            few_on: made.change_one_in(size / 100, "e"),
        };
        let mut group = criterion.benchmark_group("pool");
        group.sample_size(10).sampling_mode(SamplingMode::Flat);
        group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
        measure::<Pool>(&mut group, &mut table, size, &answers);
        measure::<Listed>(&mut group, &mut table, size, &answers);
        group.finish();
    }
    criterion.final_summary();
    table.print(&SIZES, <Pool as Side>::NAME, Listed::NAME);
}
