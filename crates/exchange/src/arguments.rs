//! What the command line understands.
//!
//! What is done about it is `main`'s work.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use domain::credits::PowerUnit;

use crate::logging::LogFormat;
use crate::operation_options::OperationOptions;

/// A power exchange.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// How the log is written.
    #[arg(long, env = "EXCHANGE_LOG", global = true, value_enum, default_value_t = LogFormat::Text)]
    pub(crate) log: LogFormat,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the exchange can be told to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run the exchange.
    Serve(Box<Serve>),
    /// Let traders use a running exchange.
    Simulate(Simulate),
    /// Make an account an operator's: it may see and persist the global data. The exchange may be running.
    Operator(Operator),
    /// Look whether the books are right: a line for everything that is wrong. It changes nothing, and exchanges may be
    /// running. The exit code is 0 where nothing is wrong, 1 where something is, 2 where the database cannot be read.
    Audit(Audit),
    /// Copy a database that is a file into another file, which must not be there. Exchanges may be running.
    Backup(Backup),
    /// Make a database that was put back from a copy one of its own, unless `backup` made the copy: everybody logs in
    /// again, and versions of the pool that were told before are forgotten. No exchange may be running on it.
    Renew(Renew),
    /// Ask a running exchange whether it is ready. The exit code is 0 where it is, 1 where it is not.
    Healthcheck(Healthcheck),
}

/// The database of whoever names none.
const DATABASE: &str = "sqlite://wattpool.db";

/// What `serve` is told.
#[derive(Args)]
pub(crate) struct Serve {
    /// Where to listen; port 0 takes any free one.
    #[arg(long, env = "EXCHANGE_LISTEN", default_value = "127.0.0.1:3000")]
    pub(crate) listen: SocketAddr,
    /// The database: sqlite://FILE, which is created if it is missing, or postgres://USER@HOST/NAME, which any number
    /// of exchanges may share.
    #[arg(long, env = "EXCHANGE_DATABASE", hide_env_values = true, default_value = DATABASE)]
    pub(crate) database: String,
    /// The folder with the built app [default: the app inside this program, or `dist` if there is none].
    #[arg(long, env = "EXCHANGE_DIST")]
    pub(crate) dist: Option<PathBuf>,
    /// The folder that the global data is persisted into, which has to exist [default: `persisted` beside the
    /// database, or where the exchange is started if that is PostgreSQL; it is made when it is needed].
    #[arg(long, env = "EXCHANGE_PERSIST_DIR")]
    pub(crate) persist_dir: Option<PathBuf>,
    /// Credits that a new account starts with.
    #[arg(long, env = "EXCHANGE_OPENING_BALANCE", default_value_t = 1000,
          value_parser = clap::value_parser!(u64).range(0..=1_000_000_000_000))]
    pub(crate) opening_balance: u64,
    /// Credits per kWh where a seller names no price.
    #[arg(long, env = "EXCHANGE_POWER_UNIT", default_value = "0.5")]
    pub(crate) power_unit: PowerUnit,
    /// A purchase that costs more credits than this is held until its buyer confirms it.
    #[arg(long, env = "EXCHANGE_CONFIRM_ABOVE", default_value_t = 500)]
    pub(crate) confirm_above: u64,
    /// For how many seconds lots are held at most, 10 to 900.
    #[arg(long, env = "EXCHANGE_HOLD_SECONDS", default_value_t = 120,
          value_parser = clap::value_parser!(u64).range(10..=900))]
    pub(crate) hold_seconds: u64,
    /// Send the session's cookie without TLS to other machines too.
    #[arg(long, env = "EXCHANGE_INSECURE_HTTP", value_parser = clap::builder::BoolishValueParser::new())]
    pub(crate) insecure_http: bool,
    /// Answer a log-in alike whether nobody has the name or the password is wrong.
    #[arg(long, env = "EXCHANGE_CONCEAL_ACCOUNTS", value_parser = clap::builder::BoolishValueParser::new())]
    pub(crate) conceal_accounts: bool,
    /// How many accounts one client address may open in an hour before it has to wait.
    #[arg(long, env = "EXCHANGE_SIGN_UPS", default_value_t = 50,
          value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) sign_ups: u32,
    /// What it is run with for others.
    #[command(flatten)]
    pub(crate) operation: OperationOptions,
}

/// What `simulate` is told.
#[derive(Args)]
pub(crate) struct Simulate {
    /// The exchange.
    #[arg(long, env = "EXCHANGE_URL", default_value = "http://127.0.0.1:3000")]
    pub(crate) url: String,
    /// How many traders.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=500))]
    pub(crate) accounts: u16,
    /// Actions per second, all traders together.
    #[arg(long, default_value_t = 2.0)]
    pub(crate) rate: f64,
}

/// What `operator` is told.
#[derive(Args)]
pub(crate) struct Operator {
    /// The account's name.
    pub(crate) name: String,
    /// Take it back: the account is no operator's any more.
    #[arg(long)]
    pub(crate) revoke: bool,
    /// The database, which has to exist.
    #[arg(long, env = "EXCHANGE_DATABASE", hide_env_values = true, default_value = DATABASE)]
    pub(crate) database: String,
}

/// What `audit` is told.
#[derive(Args)]
pub(crate) struct Audit {
    /// The database, which has to exist.
    #[arg(long, env = "EXCHANGE_DATABASE", hide_env_values = true, default_value = DATABASE)]
    pub(crate) database: String,
}

/// What `backup` is told.
#[derive(Args)]
pub(crate) struct Backup {
    /// The file to make.
    pub(crate) file: PathBuf,
    /// The database, which has to exist.
    #[arg(long, env = "EXCHANGE_DATABASE", hide_env_values = true, default_value = DATABASE)]
    pub(crate) database: String,
}

/// What `renew` is told.
#[derive(Args)]
pub(crate) struct Renew {
    /// The database, which has to exist.
    #[arg(long, env = "EXCHANGE_DATABASE", hide_env_values = true, default_value = DATABASE)]
    pub(crate) database: String,
}

/// What `healthcheck` is told.
#[derive(Args)]
pub(crate) struct Healthcheck {
    /// What to ask; where the exchange speaks HTTPS, the listener of its metrics.
    #[arg(long, env = "EXCHANGE_HEALTHCHECK_URL", default_value = "http://127.0.0.1:3000/readyz")]
    pub(crate) url: String,
}
