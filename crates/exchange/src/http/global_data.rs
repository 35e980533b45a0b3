//! `/serv/show` and `/serv/persist`: the exchange in figures, and writing all of it into a file. For
//! operators only.
//!
//! How the file is written is the matter of `persist`; where it lies is told nobody. What became of it any exchange of
//! the database tells.

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::form::{Field, Problem};
use domain::handshake::Handshake;
use domain::status::Code;
use protocol::path;
use protocol::service::{GlobalData, Persisted, Persisting};

use super::member::Operator;
use super::{Shared, answer};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::global_data;
use crate::store::global_data_file::{self, Standing};

/// The routes.
pub(super) fn router() -> Router<Arc<Exchange>> {
    Router::new()
        .route(path::GLOBAL_DATA, get(show))
        .route(path::PERSIST, post(persist))
        .route(path::PERSIST_ROUTE, get(standing))
}

async fn show(State(exchange): Shared, _operator: Operator) -> Result<Response, Error> {
    let mut snapshot = exchange.database.snapshot().await?;
    let figures = global_data::figures(&mut snapshot, exchange.settings.power_unit).await?;
    answer::done(Code::GlobalDataFetched, &GlobalData::from(&figures))
}

async fn persist(State(exchange): Shared, _operator: Operator) -> Result<Response, Error> {
    // In a task of its own: whoever hangs up now leaves no handshake behind whose file nobody writes.
    let starting = tokio::spawn(async move {
        let power_unit = exchange.settings.power_unit;
        exchange.persistence.start(&exchange.database, power_unit, exchange.clock()).await
    });
    let started = starting.await.map_err(|failed| Error::Fault(format!("starting a file: {failed}")))?;
    let (handshake, progress) = started?;
    answer::done(Code::Persisting, &Persisting::new(&handshake, progress))
}

async fn standing(
    State(exchange): Shared,
    _operator: Operator,
    handshake: Result<Path<String>, PathRejection>,
) -> Result<Response, Error> {
    let refused = |problem| Error::field(Field::Handshake, problem);
    let handshake: Option<Handshake> = handshake.ok().and_then(|Path(text)| text.parse().ok());
    let handshake = handshake.ok_or_else(|| refused(Problem::Malformed))?;
    let now = exchange.clock().now();
    match global_data_file::find(&mut exchange.database.read().await?, &handshake, now).await? {
        None => Err(refused(Problem::Unknown)),
        Some(Standing::GoingOn(progress)) => {
            answer::done(Code::Persisting, &Persisting::new(&handshake, progress))
        }
        Some(Standing::Done(persisted)) => {
            answer::done(Code::GlobalDataPersisted, &Persisted::from(&persisted))
        }
        Some(Standing::Failed(reason)) => Err(Error::PersistFailed(reason)),
    }
}
