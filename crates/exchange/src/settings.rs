//! What an exchange is started with.
//!
//! The command line fills these in; tests set the clock, the price of a hash, the sweep and the limits as well. Where
//! it listens is not here: whoever starts it brings the listener.

use std::path::PathBuf;
use std::time::Duration;

use domain::credits::{Credits, PowerUnit};

use crate::app::App;
use crate::clock::Clock;
use crate::hash_count::HashCount;
use crate::operation::Operation;

/// How an exchange behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The database, as `sqlite://FILE`, which is created if it is missing, or as `postgres://…`.
    pub database: String,
    /// The built app.
    pub app: App,
    /// The folder that the global data is persisted into, which has to exist; without one it is `persisted`
    /// beside the database, or where the exchange is started if that is a server's. It is made when it is needed.
    pub persist_dir: Option<PathBuf>,
    /// What a new account can spend.
    pub opening_balance: Credits,
    /// The price per kWh where a seller names none.
    pub power_unit: PowerUnit,
    /// A purchase that costs more than this is held until its buyer confirms it.
    pub confirm_above: Credits,
    /// How long lots are held for their buyer at most.
    pub hold_for: Duration,
    /// Whether the session's cookie may travel without TLS from a place other than this machine.
    pub is_insecure_http: bool,
    /// Whether a log-in is answered alike for a name that nobody has and for a wrong password.
    pub conceals_accounts: bool,
    /// How many accounts one client address may open in an hour before it has to wait.
    pub sign_ups: u32,
    /// The clock.
    pub clock: Clock,
    /// What hashing a password costs.
    pub hash_cost: HashCost,
    /// Counts the hashes.
    pub hash_count: HashCount,
    /// How often lots whose time is over are looked for.
    pub sweep_every: Duration,
    /// How long a client may take, and how many are served at once.
    pub limits: Limits,
    /// What it is run with for others.
    pub operation: Operation,
}

/// How long a client may take over what it sends and asks for, and how many are served at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For the header of a request, and between two requests on one connection.
    pub header: Duration,
    /// For a request, its body included, while nothing is being written for it.
    pub request: Duration,
    /// How many connections are served at once.
    pub connections: usize,
    /// How many requests are under way at once.
    pub requests: usize,
}

impl Default for Limits {
    /// 10 and 30 seconds, 4096 connections, 512 requests.
    fn default() -> Self {
        Self {
            header: Duration::from_secs(10),
            request: Duration::from_secs(30),
            connections: 4096,
            requests: 512,
        }
    }
}

/// The cost of one password hash (Argon2id, one lane).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for HashCost {
    /// What OWASP's password storage cheat sheet asks for: 19 MiB, two passes.
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2 }
    }
}
