//! The power exchange: accounts, sessions, the pool, deliveries and purchases behind HTTP, kept in one database.
//!
//! | room | holds |
//! |---|---|
//! | [`settings`], [`clock`], [`error`] | what an exchange is started with, its only clock, what can go wrong |
//! | [`hash_count`] | how many password hashes were computed |
//! | `exchange` | everything that the handlers share |
//! | `database` | opening, migrating, the one way to read and the one way to write |
//! | `store` | one file a noun: its rules as SQL inside a transaction |
//! | `password`, `sessions`, `expiry` | hashing; sessions that are found without a query; what happens by itself |
//! | `pool_answer`, `files` | the pool as a whole, made once for all who ask; how many files may be open |
//! | [`operator`], `persist` | who may see the global data; writing it into a file |
//! | [`audit`] | whether the books are right |
//! | `http` | one file a noun: its routes; the checks, headers and connections around them; the built app |
//! | [`simulate`] | traders who use a running exchange as real HTTP clients |
//!
//! It decides nothing that [`domain`] already decides, and it writes no words for people.

pub mod audit;
pub mod clock;
mod database;
pub mod error;
mod exchange;
mod expiry;
mod files;
pub mod hash_count;
mod http;
pub mod operator;
mod password;
mod persist;
mod pool_answer;
mod sessions;
pub mod settings;
pub mod simulate;
mod store;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::error::Error;
use crate::exchange::Exchange;
use crate::settings::Settings;

/// How long requests that are under way may take once the exchange has been told to stop.
pub const DRAIN_LIMIT: Duration = Duration::from_secs(10);

/// Opens the database and answers on the listener until `shutdown` is over; then lets running requests
/// end, at most for [`DRAIN_LIMIT`].
///
/// # Errors
/// [`Error::DatabaseUnavailable`] where the database cannot be opened, [`Error::CannotListen`] where the
/// listener has no address.
pub async fn run(
    listener: TcpListener,
    settings: Settings,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let address = listener.local_addr().map_err(Error::CannotListen)?;
    let exchange = Arc::new(Exchange::open(settings).await?);
    tracing::info!("712 database connected");
    let (stop, stopped) = watch::channel(false);
    let sweeper = tokio::spawn(expiry::run(Arc::clone(&exchange), stopped.clone()));
    let router = http::router(Arc::clone(&exchange));
    tracing::info!("711 listening on http://{address}");

    let has_stopped = |mut stopped: watch::Receiver<bool>| async move {
        let _ = stopped.wait_for(|is_over| *is_over).await;
    };
    let signal = tokio::spawn(async move {
        shutdown.await;
        tracing::info!("stopping");
        stop.send_replace(true);
    });
    let limits = exchange.settings.limits;
    let serving = http::serve::run(listener, router, limits, has_stopped(stopped.clone()));
    let too_late = async {
        has_stopped(stopped).await;
        tokio::time::sleep(DRAIN_LIMIT).await;
    };
    tokio::select! {
        () = serving => {}
        () = too_late => tracing::warn!("some requests did not end in time"),
    }
    signal.abort();
    let _ = sweeper.await;
    exchange.persistence.stop(&exchange.database, exchange.clock()).await;
    exchange.close().await;
    Ok(())
}
