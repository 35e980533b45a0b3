//! The exchange as its clients see it: real HTTP on a real port, a database of its own for each test,
//! a file or one on a PostgreSQL server.
//!
//! One file a noun. [`running`] starts an exchange and checks its books when a test is over; [`person`] is
//! somebody with a browser. No test sleeps; hours pass by setting the clock ahead. Long ones take a number from a
//! variable: `WATTPOOL_ROUNDS` of races, `WATTPOOL_KILLS`, `WATTPOOL_OPERATIONS` of a history; what they do
//! follows from `WATTPOOL_SEED`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy lets tests unwrap, but not the functions that they call"
)]

mod account;
mod app_files;
mod attack;
mod audit;
mod backup;
mod bad_input;
mod canary;
mod concealed;
mod connection;
mod contract;
mod database;
mod delivery;
mod described;
mod device;
mod ended;
mod expiry;
mod flood;
mod foreign;
mod framing;
mod global_data;
mod guard;
mod guessing;
mod handshake;
mod hang_up;
mod history;
mod hold;
mod kills;
mod large;
mod logging;
mod metrics;
mod migration;
mod observatory;
mod open_sessions;
mod operator;
mod passwords;
mod persisting;
mod person;
mod pool;
mod probe;
mod process;
mod proxy;
mod purchase;
mod race;
mod repeated;
mod rivals;
mod running;
mod server;
mod service;
mod session;
mod shared;
mod simulation;
mod start;
mod state;
mod stopping;
mod surface;
mod survival;
mod throttle;
mod tls;
mod violations;

/// How often something is done: as the variable of that name says, or as usual; on a server a quarter of that, because
/// it runs there a second time.
fn often(name: &str, usual: u64) -> u64 {
    chosen(name, if database::are_on_server() { usual / 4 } else { usual })
}

/// A number that the variable of that name says, or the usual one.
fn chosen(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}
