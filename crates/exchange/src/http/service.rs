//! `/serv/status`: whether the exchange and its database run. Anybody may ask.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::status::Code;
use protocol::path;
use protocol::service::Service;

use super::{Shared, answer};
use crate::error::Error;
use crate::exchange::Exchange;

/// The route.
pub(super) fn router() -> Router<Arc<Exchange>> {
    Router::new().route(path::SERVICE_STATUS, get(status))
}

async fn status(State(exchange): Shared) -> Result<Response, Error> {
    exchange.database.try_reading().await?;
    let content = Service {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: Code::DatabaseConnected.number(),
        uptime: exchange.started.elapsed().as_secs(),
    };
    answer::done(Code::ServiceRunning, &content)
}
