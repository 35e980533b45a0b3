//! Benchmarks, each a command of its own: they print what they measured and judge nothing.

use clap::Subcommand;

use crate::failure::Failure;
use crate::process;

/// What to measure.
#[derive(Clone, Copy, Subcommand)]
pub(crate) enum Benchmark {
    /// Turning a failure into what a person reads.
    Message,
    /// Reading, ordering, filtering and changing a pool of up to a million lots.
    Pool,
}

/// Measures.
///
/// # Errors
/// Those of the build and of the benchmark.
pub(crate) fn run(benchmark: Benchmark) -> Result<(), Failure> {
    let (package, bench, name) = match benchmark {
        Benchmark::Message => ("wattpool-words", "message", "the benchmark of messages"),
        Benchmark::Pool => ("wattpool-engine", "pool", "the benchmark of the pool"),
    };
    let mut command = process::cargo();
    command.args(["bench", "--package", package, "--bench", bench]);
    process::run(name, &mut command)
}
