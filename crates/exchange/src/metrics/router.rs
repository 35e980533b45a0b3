//! `/metrics`, and beside it the paths that say whether the exchange lives and is ready.
//!
//! They are on a listener of their own, which nobody but whoever runs the exchange should reach: nobody is asked who
//! they are.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use prometheus::{Encoder, TextEncoder};

use crate::exchange::Exchange;
use crate::http::{Shared, probe};

/// Everything that this listener answers.
pub(crate) fn router(exchange: Arc<Exchange>) -> Router {
    Router::new().route("/metrics", get(tell)).merge(probe::router()).with_state(exchange)
}

async fn tell(State(exchange): Shared) -> impl IntoResponse {
    let metrics = &exchange.metrics;
    let counted = metrics.readings.refresh(&exchange).await;
    let mut families = metrics.registry.gather();
    families.extend(counted);
    let mut text = Vec::new();
    let encoder = TextEncoder::new();
    match encoder.encode(&families, &mut text) {
        Ok(()) => Ok(([(header::CONTENT_TYPE, encoder.format_type().to_owned())], text)),
        Err(error) => {
            tracing::error!("{}", super::fault(error));
            Err(axum::http::StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}
