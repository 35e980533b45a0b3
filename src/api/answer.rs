//! What the calls answer, in the domain's words and without a trace of the wire.

use std::time::Duration;

use domain::account::{AccountName, Address};
use domain::credits::Credits;
use domain::global_data::{PersistFailure, Persisted};
use domain::handshake::{Handshake, Progress};
use domain::lot::Lot;
use domain::status::Failure;

/// One answered heartbeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beat {
    /// Whose session it is; another one than before where somebody else logged in in this browser.
    pub account: AccountName,
    /// When the session ends if nothing happens.
    pub expires_in: Duration,
    /// What the pool's newest state is called, where the exchange says it.
    pub pool_version: Option<String>,
}

/// An account with one page of each of its lists, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Credits to spend, where that is told.
    pub balance: Option<Credits>,
    /// The public address, where it is told.
    pub address: Option<Address>,
    /// Lots delivered and not taken back.
    pub deliveries: LotList,
    /// Lots bought.
    pub purchases: LotList,
    /// Lots taken back.
    pub revoked: LotList,
}

/// The newest lots of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LotList {
    /// How many there are in all.
    pub total: u64,
    /// Those that were fetched.
    pub lots: Vec<Lot>,
}

/// What a service that runs says of itself; nothing where it does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// The version of the running exchange.
    pub version: Option<String>,
    /// Whether its database answers.
    pub has_database: Option<bool>,
    /// How long it has been running.
    pub uptime: Option<Duration>,
}

/// The global data is being written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Persisting {
    /// What to ask by how far it is.
    pub handshake: Handshake,
    /// How much is done, where the answer says it.
    pub progress: Option<Progress>,
}

/// How far the writing of the global data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersistProgress {
    /// It goes on.
    GoingOn(Persisting),
    /// The file is there.
    Done(Persisted),
    /// There is no file (812).
    Failed {
        /// What to tell a person.
        failure: Failure,
        /// Why, for whoever can do something about it.
        reason: PersistFailure,
    },
}
