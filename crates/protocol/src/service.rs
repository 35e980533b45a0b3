//! `/serv/status`.

use serde::{Deserialize, Serialize};

/// What the service says of itself (711).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The version of the running exchange.
    pub version: String,
    /// 712 while the database answers, 912 while it does not.
    pub database: u16,
    /// Seconds since the start.
    pub uptime: u64,
}
