//! Any bytes as an answer for an empty pool, split anywhere: the reader never panics, and hears what the protocol
//! crate hears.
//!
//! What comes before the answer says where it is split; `seeds/answer` holds answers to begin with.

#![no_main]
#![allow(clippy::unwrap_used, reason = "a fuzzer that cannot go on says so by panicking")]

#[allow(dead_code, reason = "the other fuzzer uses all of it")]
#[path = "../../tests/oracle/hearing.rs"]
mod hearing;
#[allow(dead_code, reason = "the other fuzzer uses all of it")]
#[path = "../../tests/oracle/mod.rs"]
mod oracle;
#[allow(dead_code, reason = "the other fuzzer uses all of it")]
#[path = "../../tests/plain/mod.rs"]
mod plain;

use arbitrary::{Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use oracle::Twins;

/// How the answer comes; eight bytes of the input, whatever they are.
#[derive(Arbitrary, Debug)]
struct Way {
    cuts: [u16; 3],
    is_byte_by_byte: bool,
    reveals: bool,
}

fuzz_target!(|input: &[u8]| {
    let mut input = Unstructured::new(input);
    let Ok(way) = Way::arbitrary(&mut input) else { return };
    let answer = input.take_rest();
    let cuts: Vec<usize> = if way.is_byte_by_byte {
        (0..answer.len()).collect()
    } else {
        way.cuts.into_iter().map(usize::from).collect()
    };
    Twins::default().hear(answer, &cuts, way.reveals);
});
