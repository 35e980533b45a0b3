//! Any row of answers made of good lots, some of them damaged, and of what a person does between them: after each,
//! the pool shows what a plain one would show that was told the same.

#![no_main]
#![allow(clippy::unwrap_used, reason = "a fuzzer that cannot go on says so by panicking")]

mod event;
#[path = "../../tests/oracle/hearing.rs"]
mod hearing;
#[path = "../../tests/oracle/mod.rs"]
mod oracle;
#[path = "../../tests/plain/mod.rs"]
mod plain;

use event::Event;
use libfuzzer_sys::fuzz_target;
use oracle::Twins;
use oracle::step::Step;

/// More only take longer.
const MOST: usize = 40;

fuzz_target!(|events: Vec<Event>| {
    let mut twins = Twins::default();
    for event in events.into_iter().take(MOST) {
        match event {
            Event::Hear(answer) => twins.hear(&answer.bytes(), &answer.cuts(), answer.reveals()),
            Event::Apply(answer) => {
                answer.parsed().into_iter().for_each(|answer| twins.take(Step::Answer(answer)))
            }
            Event::Overtake(slow, cut, quick) => twins.overtake(&slow.bytes(), cut.into(), &quick.bytes()),
            Event::Sort(sort) => twins.take(sort.step()),
            Event::Filter(filter) => twins.take(filter.step()),
            Event::Pick(place, is_picked) => twins.take(Step::Pick(place, is_picked)),
            Event::PutAllBack => twins.take(Step::PutAllBack),
        }
    }
});
