//! `cargo xtask fuzz`: lets bytes be made up against the engine, guided by which code they reach.
//!
//! The fuzzers lie in `crates/engine/fuzz` and stand outside the workspace, because they need a nightly Rust. What
//! they learn stays in `corpus/` there, what they find in `artifacts/`; neither is kept in the repository.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::place;
use crate::process;
use crate::tool;

/// The release of cargo-fuzz.
const CARGO_FUZZ: &str = "0.13.2";
/// Longer answers teach nothing more.
const LONGEST: u32 = 4_096;

/// A fuzzer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Target {
    /// Any bytes as an answer for an empty pool
    Answer,
    /// Answers of good lots, some damaged, for a pool that is sorted, filtered and picked from
    Changes,
}

impl Target {
    const ALL: [Self; 2] = [Self::Answer, Self::Changes];

    const fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Changes => "changes",
        }
    }
}

/// What `fuzz` may be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// One fuzzer only; otherwise one after the other
    #[arg(value_enum)]
    target: Option<Target>,
    /// How long each goes on
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
    seconds: u32,
}

/// Runs the fuzzers, on one core.
///
/// # Errors
/// [`Failure::StepFailed`] where one found something, [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    tool::ensure_nightly()?;
    tool::ensure_cpp()?;
    tool::ensure_cargo_fuzz(CARGO_FUZZ)?;
    let chosen = options.target.map_or_else(|| Target::ALL.to_vec(), |target| vec![target]);
    chosen.into_iter().try_for_each(|target| fuzz(target, options.seconds))
}

fn fuzz(target: Target, seconds: u32) -> Result<(), Failure> {
    let name = target.name();
    println!("\nxtask: fuzzer {name} for {seconds} seconds");
    let folder = place::fuzz();
    let corpus = folder.join("corpus").join(name);
    place::make_folder(&corpus)?;
    let mut command = process::command("rustup");
    command.args(["run", "nightly", "cargo", "fuzz", "run", name]).arg(corpus).args(seeds(target));
    command.arg("--fuzz-dir").arg(&folder).arg("--target-dir").arg(place::target().join("fuzz"));
    command.args(["--", &format!("-max_total_time={seconds}"), &format!("-max_len={LONGEST}")]);
    command.arg("-print_final_stats=1").args(words(target));
    process::run(&format!("the fuzzer {name}"), &mut command)
}

/// What the fuzzer begins with. Events are made of bytes that mean nothing to a person, so they begin with nothing.
fn seeds(target: Target) -> Option<PathBuf> {
    match target {
        Target::Answer => Some(place::fuzz().join("seeds/answer")),
        Target::Changes => None,
    }
}

/// The words that it is told.
fn words(target: Target) -> Option<String> {
    match target {
        Target::Answer => Some(format!("-dict={}", place::fuzz().join("seeds/answer.dict").display())),
        Target::Changes => None,
    }
}
