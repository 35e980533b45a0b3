//! The command line of the exchange: `serve`, `simulate` and `operator`.
//!
//! It reads arguments, opens the listener, listens for Ctrl-C and turns the outcome into an exit code: 1 for
//! a taken port, 2 for a database that cannot be opened, 3 for anything else.

use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use domain::credits::{Credits, PowerUnit};
use exchange::clock::Clock;
use exchange::error::Error;
use exchange::operator;
use exchange::settings::{HashCost, Limits, Settings};
use exchange::simulate::Simulation;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// A power exchange.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the exchange.
    Serve(Serve),
    /// Let traders use a running exchange.
    Simulate(Simulate),
    /// Make an account an operator's: it may see and persist the global data. The exchange may be running.
    Operator(Operator),
}

/// The database of whoever names none.
const DATABASE: &str = "sqlite://wattpool.db";

#[derive(Args)]
struct Serve {
    /// Where to listen; port 0 takes any free one.
    #[arg(long, env = "EXCHANGE_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// The database: sqlite://FILE, which is created if it is missing, or postgres://USER@HOST/NAME, which any number
    /// of exchanges may share.
    #[arg(long, env = "EXCHANGE_DATABASE", hide_env_values = true, default_value = DATABASE)]
    database: String,
    /// The folder with the built app.
    #[arg(long, env = "EXCHANGE_DIST", default_value = "dist")]
    dist: PathBuf,
    /// The folder that the global data is persisted into, which has to exist [default: `persisted` beside the
    /// database, or where the exchange is started if that is PostgreSQL; it is made when it is needed].
    #[arg(long, env = "EXCHANGE_PERSIST_DIR")]
    persist_dir: Option<PathBuf>,
    /// Credits that a new account starts with.
    #[arg(long, env = "EXCHANGE_OPENING_BALANCE", default_value_t = 1000,
          value_parser = clap::value_parser!(u64).range(0..=1_000_000_000_000))]
    opening_balance: u64,
    /// Credits per kWh where a seller names no price.
    #[arg(long, env = "EXCHANGE_POWER_UNIT", default_value = "0.5")]
    power_unit: PowerUnit,
    /// A purchase that costs more credits than this is held until its buyer confirms it.
    #[arg(long, env = "EXCHANGE_CONFIRM_ABOVE", default_value_t = 500)]
    confirm_above: u64,
    /// For how many seconds lots are held at most, 10 to 900.
    #[arg(long, env = "EXCHANGE_HOLD_SECONDS", default_value_t = 120,
          value_parser = clap::value_parser!(u64).range(10..=900))]
    hold_seconds: u64,
    /// Send the session's cookie without TLS to other machines too.
    #[arg(long, env = "EXCHANGE_INSECURE_HTTP", value_parser = clap::builder::BoolishValueParser::new())]
    insecure_http: bool,
}

#[derive(Args)]
struct Simulate {
    /// The exchange.
    #[arg(long, env = "EXCHANGE_URL", default_value = "http://127.0.0.1:3000")]
    url: String,
    /// How many traders.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=500))]
    accounts: u16,
    /// Actions per second, all traders together.
    #[arg(long, default_value_t = 2.0)]
    rate: f64,
}

#[derive(Args)]
struct Operator {
    /// The account's name.
    name: String,
    /// Take it back: the account is no operator's any more.
    #[arg(long)]
    revoke: bool,
    /// The database, which has to exist.
    #[arg(long, env = "EXCHANGE_DATABASE", hide_env_values = true, default_value = DATABASE)]
    database: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,hyper=warn,reqwest=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
    let outcome = match arguments.command {
        Command::Serve(serve) => run(serve).await,
        Command::Simulate(Simulate { url, accounts, rate }) => {
            tokio::select! {
                outcome = (Simulation { url, accounts, rate }).run() => outcome,
                () = told_to_stop() => Ok(()),
            }
        }
        Command::Operator(operator) => appoint(operator).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{} {error}", error.code(domain::status::Level::Service).number());
            ExitCode::from(exit_code(&error))
        }
    }
}

fn exit_code(error: &Error) -> u8 {
    if matches!(error, Error::PortInUse(_)) {
        1
    } else if matches!(error, Error::DatabaseUnavailable(_)) {
        2
    } else {
        3
    }
}

async fn run(serve: Serve) -> Result<(), Error> {
    let listener = TcpListener::bind(serve.listen).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            Error::PortInUse(serve.listen)
        } else {
            Error::CannotListen(error)
        }
    })?;
    let settings = Settings {
        database: serve.database,
        dist: serve.dist,
        persist_dir: serve.persist_dir,
        opening_balance: Credits(serve.opening_balance),
        power_unit: serve.power_unit,
        confirm_above: Credits(serve.confirm_above),
        hold_for: Duration::from_secs(serve.hold_seconds),
        is_insecure_http: serve.insecure_http,
        clock: Clock::default(),
        hash_cost: HashCost::default(),
        sweep_every: Duration::from_secs(1),
        limits: Limits::default(),
    };
    exchange::run(listener, settings, told_to_stop()).await
}

async fn appoint(Operator { name, revoke, database }: Operator) -> Result<(), Error> {
    let name = operator::appoint(&database, &name, !revoke).await?;
    println!("{name} is {} operator", if revoke { "no" } else { "an" });
    Ok(())
}

/// Ends with Ctrl-C, and on Unix with SIGTERM.
async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
