//! The exchange behind HTTP: one file a noun with its routes, and what stands around all of them.
//!
//! From the outside in: [`measure`] counts, [`log`] writes a line and turns refusals into answers, [`headers`] adds what
//! every answer carries, [`crowd`] refuses what is too much at once, [`framing`] what two programs could read in two
//! ways, [`limits`] ends what takes too long or panics, [`guard`] stops calls that another site made. Paths outside the
//! interface belong to the built app ([`app_files`]), but for those of [`probe`], which are neither counted nor logged.

mod account;
pub(crate) mod answer;
mod app_files;
mod attempt;
mod body;
mod client_address;
mod cookie;
mod crowd;
mod delivery;
mod description;
mod framing;
mod global_data;
mod guard;
mod headers;
mod hold;
mod kept_files;
mod keyed;
mod limits;
mod log;
mod lot;
mod measure;
mod member;
mod open_session;
mod pool;
pub(crate) mod probe;
mod purchase;
mod report;
pub(crate) mod serve;
mod service;
mod session;
#[cfg(test)]
mod unasked;
mod user_agent;
mod violation;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderMap;
use axum::middleware;
use axum::routing::get;
use domain::status::Level;
use tokio::sync::Semaphore;

use crate::error::Error;
use crate::exchange::Exchange;
use description::Routes;

/// What every handler is given.
pub(crate) type Shared = axum::extract::State<Arc<Exchange>>;

/// The longest body of a call, in bytes; a delivery may be longer.
const LONGEST_BODY: usize = 64 * 1024;

/// Everything that the exchange answers.
pub(crate) fn router(exchange: Arc<Exchange>) -> Router {
    let room = Arc::new(Semaphore::new(exchange.settings.limits.requests));
    let app_files = app_files::AppFiles::of(&exchange.settings);
    let (router, document) = Routes::default()
        .merge(account::routes())
        .merge(session::routes())
        .merge(open_session::routes())
        .merge(pool::routes())
        .merge(lot::routes())
        .merge(delivery::routes())
        .merge(purchase::routes())
        .merge(hold::routes())
        .merge(service::routes())
        .merge(global_data::routes())
        .apart(cookie::name(exchange.settings.is_insecure_http));
    let document = Arc::new(document);
    router
        .route(
            description::PATH,
            get(move |headers: HeaderMap| {
                let answer = document.answer(&headers);
                async { answer }
            }),
        )
        .route_layer(middleware::from_fn(guard::same_origin))
        .merge(violation::router())
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .fallback(move |request| app_files::serve(app_files.clone(), request))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(limits::catch_panic())
        .layer(middleware::from_fn_with_state(exchange.settings.limits.request, limits::in_time))
        .layer(middleware::from_fn(framing::check))
        .layer(middleware::from_fn_with_state(room, crowd::admit))
        .layer(middleware::from_fn(headers::add))
        .layer(middleware::from_fn(log::log))
        .layer(middleware::from_fn_with_state(Arc::clone(&exchange), measure::measure))
        .merge(probe::router().layer(middleware::from_fn(headers::add)))
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
