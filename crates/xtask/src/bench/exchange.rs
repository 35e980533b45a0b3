//! The exchange under load: the release on a file, and on a PostgreSQL server of our own where one can be had.
//!
//! The load is a program of its own (`crates/load`), which runs beside the exchange and prints the tables. What it
//! measures, and how long that takes, is said to it; here it is only built and given databases.

use std::env;

use crate::failure::Failure;
use crate::place;
use crate::postgres::{self, Server};
use crate::process;

/// Databases on a server: for the rates, and for the growth.
const DATABASES: [&str; 2] = ["rates", "growth"];
/// What makes it short: to see whether everything works, not how fast it is.
const QUICK: [&str; 8] =
    ["--rounds", "1", "--seconds", "0.5", "--connections", "1,16", "--grow", "1000,10000"];

/// What `bench exchange` may be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Short rounds, and no more than ten thousand lots
    #[arg(long)]
    quick: bool,
    /// Leave PostgreSQL out
    #[arg(long)]
    no_postgres: bool,
    /// For the program that makes the load, after two dashes: -- --only heartbeat --connections 16 --rounds 5
    #[arg(last = true)]
    load: Vec<String>,
}

/// Measures.
///
/// # Errors
/// Those of the builds and of the load.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let mut build = process::cargo();
    build.args(["build", "--release", "--package", "exchange", "--package", "load"]);
    process::run("the build of the exchange and of its load", &mut build)?;
    println!("\nOn a file:\n");
    load(options, None)?;
    if options.no_postgres {
        return Ok(());
    }
    let Some(programs) = postgres::ensure()? else {
        println!("xtask: PostgreSQL is not there, so nothing was measured on it");
        return Ok(());
    };
    let server = Server::start_durable(&programs)?;
    for name in DATABASES {
        server.make(&programs, name)?;
    }
    let addresses = DATABASES.map(|name| format!("{}/{name}", server.address())).join(",");
    println!("\nOn a PostgreSQL server:\n");
    load(options, Some(&addresses))
}

fn load(options: &Options, databases: Option<&str>) -> Result<(), Failure> {
    let program = place::target().join("release").join(format!("load{}", env::consts::EXE_SUFFIX));
    let mut command = process::command(program);
    command.arg("--exchange").arg(place::exchange(true));
    if let Some(databases) = databases {
        command.args(["--database", databases]);
    }
    if options.quick {
        command.args(QUICK);
    }
    process::run("the load", command.args(&options.load))
}
