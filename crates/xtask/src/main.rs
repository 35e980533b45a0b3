//! The project's own commands: `cargo xtask serve`, `dist`, `size`, `test`, `audit`, `fuzz`, `codes`, `words`,
//! `icons` and `bench`.
//!
//! Each installs what it lacks, does its work with the ordinary tools (cargo, Trunk, a browser) and ends
//! everything that it started. Nothing of the product is in here, and the product never needs it to run.

mod audit;
mod bench;
mod browser;
mod compress;
mod dist;
mod failure;
mod fuzz;
mod icons;
mod interruption;
mod lock;
mod package;
mod place;
mod port;
mod postgres;
mod process;
mod python;
mod serve;
mod service;
mod size;
mod sizes;
mod split;
mod start;
mod styles;
mod test;
mod tool;
mod trunk;
mod words;
mod worker;

use std::process::ExitCode;

use clap::Parser;

use crate::failure::Failure;

/// Runs, releases and tests Wattpool.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Builds everything, starts the exchange and the app, and says which address to open.
    Serve(serve::Options),
    /// Makes the release: the app in dist/ with compressed copies, and target/release/exchange with it inside.
    Dist,
    /// Says how many bytes of the app travel, and fails where they are more than their budget.
    Size(size::Options),
    /// Writes docs/STATUS-CODES.md from the codes and their words.
    Codes,
    /// Writes the dictionaries into public/words/, and the words of the start into boot.js and index.html.
    Words,
    /// Draws the icons of the installed app from public/icons/wattpool.svg; wants a browser.
    Icons,
    /// Measures; it judges nothing.
    #[command(subcommand)]
    Bench(bench::Benchmark),
    /// Lets bytes be made up against the engine, and says where it is wrong; wants a nightly Rust.
    Fuzz(fuzz::Options),
    /// Judges how accessible, sound and fast the release is, and closes with one line: N passed, N failed.
    Audit(audit::Options),
    /// Runs every test and closes with one line: N passed, N failed.
    Test(test::Options),
}

fn main() -> ExitCode {
    let command = Command::parse();
    let outcome = interruption::listen().and_then(|()| match command {
        Command::Serve(options) => serve::run(&options),
        Command::Dist => dist::run(),
        Command::Size(options) => size::run(&options),
        Command::Codes => words::codes(),
        Command::Words => words::run(),
        Command::Icons => icons::run(),
        Command::Bench(benchmark) => bench::run(&benchmark),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Audit(options) => audit::run(&options),
        Command::Test(options) => test::run(&options),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !matches!(failure, Failure::TestsFailed) {
                eprintln!("xtask: {failure}");
            }
            ExitCode::from(failure.exit_code())
        }
    }
}
