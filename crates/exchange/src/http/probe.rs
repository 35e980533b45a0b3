//! `/healthz` and `/readyz`: what a balancer or a supervisor asks again and again, and gets a word for.
//!
//! Alive is whoever answers. Ready is who can read its database and was not told to stop. Neither tells more, and
//! nothing may keep the answers.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::time::timeout;

use super::Shared;
use crate::exchange::Exchange;

/// How long the database may take.
const LIMIT: Duration = Duration::from_secs(2);

/// The routes.
pub(crate) fn router() -> Router<Arc<Exchange>> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

async fn alive() -> impl IntoResponse {
    said(StatusCode::OK, "alive\n")
}

async fn ready(State(exchange): Shared) -> impl IntoResponse {
    let is_readable = matches!(timeout(LIMIT, exchange.database.try_reading()).await, Ok(Ok(())));
    if is_readable && !exchange.is_stopping() {
        said(StatusCode::OK, "ready\n")
    } else {
        said(StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
    }
}

fn said(status: StatusCode, word: &'static str) -> impl IntoResponse {
    (status, [(header::CACHE_CONTROL, "no-store")], word)
}
