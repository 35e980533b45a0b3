//! Benchmarks, each a command of its own: they print what they measured and judge nothing.

mod exchange;
mod peers;

use clap::Subcommand;

use crate::failure::Failure;
use crate::process;

/// What to measure.
#[derive(Subcommand)]
pub(crate) enum Benchmark {
    /// Turning a failure into what a person reads.
    Message,
    /// A pool of up to a million lots: the engine alone, then the page beside the same page by others.
    Pool(peers::Options),
    /// The exchange under load: how often it answers, how fast, and with how much memory.
    Exchange(exchange::Options),
}

/// Measures.
///
/// # Errors
/// Those of the builds and of the benchmark.
pub(crate) fn run(benchmark: &Benchmark) -> Result<(), Failure> {
    match benchmark {
        Benchmark::Message => criterion("the benchmark of messages", "wattpool-words", "message"),
        Benchmark::Exchange(options) => exchange::run(options),
        Benchmark::Pool(options) => {
            if options.measures_engine() {
                criterion("the benchmark of the engine", "wattpool-engine", "pool")?;
            }
            peers::run(options)
        }
    }
}

fn criterion(name: &str, package: &str, bench: &str) -> Result<(), Failure> {
    let mut command = process::cargo();
    command.args(["bench", "--package", package, "--bench", bench]);
    process::run(name, &mut command)
}
