//! What whoever runs an exchange for others may add: keys for TLS, a listener for metrics, proxies that are believed.
//!
//! Without any of it an exchange serves plain HTTP on one listener and believes nobody.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;

/// What an exchange is run with.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// What its answers are encrypted with; it speaks plain HTTP without.
    pub tls: Option<TlsFiles>,
    /// Where its metrics are told.
    pub metrics: Option<SocketAddr>,
    /// Whose word about where a request comes from is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// How long it goes on after it was told to stop, not ready any more, so that a balancer can notice.
    pub drain_delay: Duration,
    /// The app's settings, in place of those that the app was built with.
    pub config: Option<PathBuf>,
}

/// The files, in PEM, that answers are encrypted with.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The certificate, and those that lead from it to an authority.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}
