//! Benchmarks, each a command of its own: they print what they measured and judge nothing.

use clap::Subcommand;

use crate::failure::Failure;
use crate::process;

/// What to measure.
#[derive(Clone, Copy, Subcommand)]
pub(crate) enum Benchmark {
    /// Turning a failure into what a person reads.
    Message,
}

/// Measures.
///
/// # Errors
/// Those of the build and of the benchmark.
pub(crate) fn run(benchmark: Benchmark) -> Result<(), Failure> {
    match benchmark {
        Benchmark::Message => {
            let mut command = process::cargo();
            command.args(["bench", "--package", "wattpool-words", "--bench", "message"]);
            process::run("the benchmark of messages", &mut command)
        }
    }
}
