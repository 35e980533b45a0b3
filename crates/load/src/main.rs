//! Load for an exchange: a process of its own that starts one on a database, asks it as often as it answers, and
//! prints what it measured as tables for `docs/PERFORMANCE.md`.
//!
//! It speaks HTTP by hand over loopback, so that little of the machine goes into asking; every answer is checked, and a
//! figure never counts an answer that was not the right one. It judges nothing. `cargo xtask bench exchange` builds
//! what it needs and calls it.

mod exchange;
mod failure;
mod figures;
mod growth;
mod line;
mod market;
mod round;
mod scenario;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::market::Market;
use crate::scenario::Scenario;

/// Measures an exchange on databases that have to be empty.
#[derive(Parser)]
pub(crate) struct Options {
    /// The program of the exchange
    #[arg(long)]
    exchange: PathBuf,
    /// The addresses of two databases, for the rates and for the growth; files in a temporary folder where none is named
    #[arg(long, value_delimiter = ',')]
    database: Vec<String>,
    /// What to measure; everything where nothing is named
    #[arg(long, value_delimiter = ',')]
    only: Vec<Scenario>,
    /// How many connections ask at the same time
    #[arg(long, value_delimiter = ',', default_value = "1,16,256")]
    connections: Vec<usize>,
    /// How many rounds; the one in the middle counts
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=15))]
    rounds: u8,
    /// How long a round takes at most, in seconds
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// How many lots the pool has meanwhile
    #[arg(long, default_value_t = 5_000)]
    lots: usize,
    /// To how many lots the pool grows afterwards, in steps; none where this is empty
    #[arg(long, value_delimiter = ',', default_value = "1000,100000,1000000", num_args = 0..)]
    grow: Vec<usize>,
}

impl Options {
    /// How long a round takes at most.
    pub(crate) fn limit(&self) -> Duration {
        Duration::from_secs_f64(self.seconds.clamp(0.1, 60.0))
    }

    /// The scenarios that are wanted.
    fn scenarios(&self) -> Vec<Scenario> {
        if self.only.is_empty() { Scenario::ALL.to_vec() } else { self.only.clone() }
    }
}

// One thread asks: two would take the exchange's processors away.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match measure(&Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("load: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(options: &Options) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    if !options.scenarios().is_empty() && options.connections.iter().any(|number| *number > 0) {
        let exchange = Exchange::start(options, folder.path(), options.database.first()).await?;
        let mut market = Market::open(exchange.address()).await?;
        table::rates_head();
        for scenario in options.scenarios() {
            market.grow(options.lots).await?;
            for connections in options.connections.iter().copied().filter(|number| *number > 0) {
                let figures = round::median(&exchange, &mut market, scenario, connections, options).await?;
                table::rate(scenario, connections, &figures, &exchange.memory()?);
            }
        }
        market.check().await?;
        drop(market);
        exchange.audit().await?;
    }
    if !options.grow.is_empty() {
        let exchange = Exchange::start(options, folder.path(), options.database.get(1)).await?;
        growth::measure(&exchange, options).await?;
    }
    Ok(())
}
