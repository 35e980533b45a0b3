//! `/serv/status`: whether the exchange and its database run. Anybody may ask.

use axum::extract::State;
use axum::response::Response;
use domain::status::Code;
use protocol::path;
use protocol::service::Service;

use super::description::{About, Ending, Routes, holds};
use super::{Shared, answer};
use crate::error::Error;

/// The route.
pub(super) fn routes() -> Routes {
    Routes::default().get(path::SERVICE_STATUS, status, &STATUS)
}

static STATUS: About = About {
    name: "showService",
    summary: "Tells whether the exchange and its database run",
    description: "Anybody may ask.",
    endings: &[Ending::Done(Code::ServiceRunning, holds::<Service>)],
    leads: &[],
};

async fn status(State(exchange): Shared) -> Result<Response, Error> {
    exchange.database.try_reading().await?;
    let content = Service {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: Code::DatabaseConnected.number(),
        uptime: exchange.started.elapsed().as_secs(),
    };
    answer::done(Code::ServiceRunning, &content)
}
