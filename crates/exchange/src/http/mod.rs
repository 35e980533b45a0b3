//! The exchange behind HTTP: one file a noun with its routes, and what stands around all of them.
//!
//! From the outside in: [`log`] writes a line and turns refusals into answers, [`headers`] adds what every
//! answer carries, [`limits`] ends what takes too long or panics, [`guard`] stops calls that another site
//! made. Paths outside the interface belong to the built app ([`app_files`]).

mod account;
pub(crate) mod answer;
mod app_files;
mod body;
mod cookie;
mod delivery;
mod global_data;
mod guard;
mod headers;
mod hold;
mod keyed;
mod limits;
mod log;
mod lot;
mod member;
mod open_session;
mod pool;
mod purchase;
pub(crate) mod serve;
mod service;
mod session;
#[cfg(test)]
mod unasked;
mod user_agent;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use domain::status::Level;

use crate::error::Error;
use crate::exchange::Exchange;

/// What every handler is given.
pub(crate) type Shared = axum::extract::State<Arc<Exchange>>;

/// The longest body of a call, in bytes; a delivery may be longer.
const LONGEST_BODY: usize = 64 * 1024;

/// Everything that the exchange answers.
pub(crate) fn router(exchange: Arc<Exchange>) -> Router {
    let app_files = app_files::AppFiles::of(&exchange.settings.dist);
    Router::new()
        .merge(account::router())
        .merge(session::router())
        .merge(open_session::router())
        .merge(pool::router())
        .merge(lot::router())
        .merge(delivery::router())
        .merge(purchase::router())
        .merge(hold::router())
        .merge(service::router())
        .merge(global_data::router())
        .route_layer(middleware::from_fn(guard::same_origin))
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .fallback(move |request| app_files::serve(app_files.clone(), request))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(limits::catch_panic())
        .layer(middleware::from_fn_with_state(exchange.settings.limits.request, limits::in_time))
        .layer(middleware::from_fn(headers::add))
        .layer(middleware::from_fn(log::log))
        .with_state(exchange)
}

/// Whether a path belongs to the interface and never to the app.
fn is_api(path: &str) -> bool {
    protocol::path::API_PREFIXES
        .iter()
        .any(|prefix| path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The level of the codes that speak of a path.
fn level(path: &str) -> Level {
    match path.split('/').nth(1) {
        Some("usr") => Level::User,
        Some("tx") => Level::Transaction,
        _ => Level::Service,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_first_parts_belong_to_the_interface() {
        for path in ["/usr", "/usr/login", "/tx/", "/serv/status"] {
            assert!(is_api(path), "{path}");
        }
        for path in ["/", "/user", "/txs", "/service", "/pool/tx"] {
            assert!(!is_api(path), "{path}");
        }
    }
}
