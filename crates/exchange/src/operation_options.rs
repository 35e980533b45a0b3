//! The options of `serve` for whoever runs an exchange for others, and what they mean together.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use exchange::error::Error;
use exchange::operation::{Operation, TlsFiles};
use ipnet::IpNet;

/// They are told beside the others.
#[derive(Args)]
pub(crate) struct OperationOptions {
    /// Speak HTTPS, with the certificate of this file and those that follow it (PEM). Files are read again on SIGHUP.
    #[arg(long, env = "EXCHANGE_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The private key of the certificate (PEM).
    #[arg(long, env = "EXCHANGE_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Tell metrics at this address, which nobody else should reach, under /metrics.
    #[arg(long, env = "EXCHANGE_METRICS", value_name = "ADDRESS")]
    metrics: Option<SocketAddr>,
    /// Believe the X-Forwarded-For of a proxy with this address, or in this network; any number of times, or with
    /// commas between.
    #[arg(long, env = "EXCHANGE_TRUSTED_PROXY", value_name = "ADDRESS|NETWORK", value_delimiter = ',',
          value_parser = network)]
    trusted_proxy: Vec<IpNet>,
    /// For how many seconds to go on, not ready any more, once told to stop.
    #[arg(long, env = "EXCHANGE_DRAIN_DELAY", value_name = "SECONDS", default_value_t = 0,
          value_parser = clap::value_parser!(u64).range(0..=3600))]
    drain_delay: u64,
    /// Serve this file as the app's config.json.
    #[arg(long, env = "EXCHANGE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl OperationOptions {
    /// What they mean.
    ///
    /// # Errors
    /// [`Error::Unusable`] where a session's cookie is to travel both with and without TLS.
    pub(crate) fn operation(self, is_insecure_http: bool) -> Result<Operation, Error> {
        let tls = self.tls_cert.zip(self.tls_key).map(|(certificate, key)| TlsFiles { certificate, key });
        if tls.is_some() && is_insecure_http {
            return Err(Error::Unusable("--insecure-http and --tls-cert exclude each other".to_owned()));
        }
        Ok(Operation {
            tls,
            metrics: self.metrics,
            trusted_proxies: self.trusted_proxy,
            drain_delay: Duration::from_secs(self.drain_delay),
            config: self.config,
        })
    }
}

/// A network, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let address = |_| text.parse::<IpAddr>().map(IpNet::from);
    text.parse()
        .or_else(address)
        .map_err(|_| "neither an address nor a network, such as 10.0.0.0/8".to_owned())
}
