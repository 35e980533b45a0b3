//! The power exchange: accounts, sessions, the pool, deliveries and purchases behind HTTP, kept in one database.
//!
//! | room | holds |
//! |---|---|
//! | [`settings`], [`operation`], [`app`] | what an exchange is started with |
//! | [`clock`], [`error`] | its only clock, what can go wrong |
//! | [`hash_count`] | how many password hashes were computed |
//! | `exchange` | everything that the handlers share |
//! | `database` | opening, migrating, the one way to read and the one way to write |
//! | `store` | one file a noun: its rules as SQL inside a transaction |
//! | `password`, `sessions`, `expiry` | hashing; sessions that are found without a query; what happens by itself |
//! | `pool_answer`, `files` | the pool as a whole, made once for all who ask; how many files may be open |
//! | [`operator`], `persist` | who may see the global data; writing it into a file |
//! | [`audit`], [`backup`] | whether the books are right; copies of them |
//! | `metrics`, `tls` | what is told of it in numbers; encrypting what it says |
//! | `http` | one file a noun: its routes; the checks, headers and connections around them; the built app |
//! | [`simulate`] | traders who use a running exchange as real HTTP clients |
//!
//! It decides nothing that [`domain`] already decides, and it writes no words for people.

pub mod app;
pub mod audit;
pub mod backup;
pub mod clock;
mod database;
pub mod error;
mod exchange;
mod expiry;
mod files;
pub mod hash_count;
mod http;
mod metrics;
pub mod operation;
pub mod operator;
mod password;
mod persist;
mod pool_answer;
mod sessions;
pub mod settings;
pub mod simulate;
mod store;
mod tls;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::middleware;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::error::Error;
use crate::exchange::Exchange;
use crate::http::serve::{self, Serving};
use crate::settings::Settings;

/// How long requests that are under way may take once the exchange has been told to stop.
pub const DRAIN_LIMIT: Duration = Duration::from_secs(10);

/// A listener for that address.
///
/// # Errors
/// [`Error::PortInUse`], [`Error::CannotListen`].
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Error> {
    TcpListener::bind(address).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            Error::PortInUse(address)
        } else {
            Error::CannotListen(error)
        }
    })
}

/// Opens the database and answers on the listener until `shutdown` is over, and for as long afterwards as the settings
/// say; then lets running requests end, at most for [`DRAIN_LIMIT`].
///
/// # Errors
/// [`Error::DatabaseUnavailable`] where the database cannot be opened, [`Error::CannotListen`] where the
/// listener has no address, [`Error::PortInUse`] where that of the metrics is taken, [`Error::Unusable`] where a file
/// that was named cannot be used.
pub async fn run(
    listener: TcpListener,
    settings: Settings,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let address = listener.local_addr().map_err(Error::CannotListen)?;
    let operation = &settings.operation;
    if let Some(config) = &operation.config {
        let unusable = |error| Error::Unusable(format!("{}: {error}", config.display()));
        std::fs::read(config).map_err(unusable)?;
    }
    let keys = operation.tls.clone().map(tls::Keys::read).transpose()?;
    let metrics = match operation.metrics {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let exchange = Arc::new(Exchange::open(settings).await?);
    tracing::info!(code = 712, "712 database connected");
    let (stop, stopped) = watch::channel(false);
    let (end, ended) = watch::channel(false);
    let sweeper = tokio::spawn(expiry::run(Arc::clone(&exchange), stopped.clone()));
    let limits = exchange.settings.limits;
    if let Some(metrics) = metrics {
        tracing::info!("metrics on http://{}", metrics.local_addr().map_err(Error::CannotListen)?);
        let router = metrics::router(Arc::clone(&exchange));
        // They are told to the last, so that whoever looks sees the exchange stop.
        tokio::spawn(serve::run(metrics, Serving { router, limits, tls: None }, has_turned(ended)));
    }
    let mut serving = Serving { router: http::router(Arc::clone(&exchange)), limits, tls: None };
    if let Some(keys) = keys {
        serving.tls = Some(keys.tls());
        serving.router = serving.router.layer(middleware::map_response(tls::only_tls));
        tokio::spawn(keys.renew());
    }
    let scheme = if serving.tls.is_some() { "https" } else { "http" };
    tracing::info!(code = 711, "711 listening on {scheme}://{address}");

    let stopping = Arc::clone(&exchange);
    let signal = tokio::spawn(async move {
        shutdown.await;
        tracing::info!("stopping");
        stopping.begin_to_stop();
        tokio::time::sleep(stopping.settings.operation.drain_delay).await;
        stop.send_replace(true);
    });
    let answering = serve::run(listener, serving, has_turned(stopped.clone()));
    let too_late = async {
        has_turned(stopped).await;
        tokio::time::sleep(DRAIN_LIMIT).await;
    };
    tokio::select! {
        () = answering => {}
        () = too_late => tracing::warn!("some requests did not end in time"),
    }
    signal.abort();
    let _ = sweeper.await;
    exchange.persistence.stop(&exchange.database, exchange.clock()).await;
    end.send_replace(true);
    exchange.close().await;
    Ok(())
}

async fn has_turned(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|is_over| *is_over).await;
}
