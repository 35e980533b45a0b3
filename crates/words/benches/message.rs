//! How long it takes to turn a failure into what a person reads, for every kind of failure that there is.
//!
//! `cargo xtask bench message` runs it. It judges nothing; docs/PERFORMANCE.md says what was measured where.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use domain::status::{Action, Cause, Failure, Message, Misfortune, Status};
use wattpool_words::phrase::parts;
use wattpool_words::{Language, source};

fn every_failure() -> Vec<Failure> {
    let statuses = (600..1000).filter_map(Status::from_number).map(Cause::Status);
    let http = (100..600).map(Cause::Http);
    let misfortunes = Misfortune::ALL.map(Cause::Misfortune);
    let causes = statuses.chain(http).chain(misfortunes);
    causes
        .map(|cause| Failure { request_id: Some("0123456789abcdef".to_owned()), ..Failure::new(cause) })
        .collect()
}

fn messages(criterion: &mut Criterion) {
    let failures = every_failure();
    let Ok(dictionary) = source::dictionary(Language::German) else { return };
    let mut group = criterion.benchmark_group("message");
    group.throughput(Throughput::Elements((failures.len() * Action::ALL.len()) as u64));
    group.bench_function("decided", |bencher| {
        bencher.iter(|| {
            for failure in &failures {
                for action in Action::ALL {
                    black_box(Message::of(black_box(failure), action));
                }
            }
        });
    });
    group.bench_function("decided and said", |bencher| {
        bencher.iter(|| {
            for failure in &failures {
                for action in Action::ALL {
                    let message = Message::of(black_box(failure), action);
                    black_box(parts(&message).map(|phrase| dictionary.say(phrase)));
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, messages);
criterion_main!(benches);
