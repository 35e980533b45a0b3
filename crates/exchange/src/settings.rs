//! What an exchange is started with.
//!
//! The command line fills these in; tests set the clock, the price of a hash, the sweep and the limits as well. Where
//! it listens is not here: whoever starts it brings the listener.

use std::path::PathBuf;
use std::time::Duration;

use domain::credits::{Credits, PowerUnit};

use crate::app::App;
use crate::clock::Clock;
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
    /// The clock.
    pub clock: Clock,
    /// What hashing a password costs.
    pub hash_cost: HashCost,
    /// How often lots whose time is over are looked for.
    pub sweep_every: Duration,
    /// How long a client may take.
    pub limits: Limits,
    /// What it is run with for others.
    pub operation: Operation,
}

/// How long a client may take over what it sends and asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For the header of a request, and between two requests on one connection.
    pub header: Duration,
    /// For a request, its body included, while nothing is being written for it.
    pub request: Duration,
}

impl Default for Limits {
    /// 10 and 30 seconds.
    fn default() -> Self {
        Self { header: Duration::from_secs(10), request: Duration::from_secs(30) }
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
