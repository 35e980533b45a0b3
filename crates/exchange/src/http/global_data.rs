//! `/serv/show` and `/serv/persist`: the exchange in figures, and writing all of it into a file. For
//! operators only.
//!
//! How the file is written is the matter of `persist`; where it lies is told nobody. What became of it any exchange of
//! the database tells.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::form::{Field, Problem};
use domain::global_data::PersistFailure;
use domain::handshake::Handshake;
use domain::status::Code;
use protocol::service::{GlobalData, Persisted, Persisting};
use protocol::{path, schema};

use super::description::{About, Ending, Lead, Part, Routes, Told, holds, malformed, path_parameter};
use super::member::Operator;
use super::{Shared, answer, body};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::global_data;
use crate::store::global_data_file::{self, Standing};

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::default().get(path::GLOBAL_DATA, show, &SHOW).post(path::PERSIST, persist, &PERSIST).get(
        path::PERSIST_ROUTE,
        standing,
        &STANDING,
    )
}

static SHOW: About = About {
    name: "showGlobalData",
    summary: "Shows the exchange in figures",
    description: "For operators only.",
    endings: &[Ending::Done(Code::GlobalDataFetched, holds::<GlobalData>)],
    leads: &[],
};

static PERSIST: About = About {
    name: "persist",
    summary: "Begins to write the global data into a file",
    description: "For operators only. One file is written at a time: asked meanwhile, it names the one that goes on.",
    endings: &[Ending::Done(Code::Persisting, holds::<Persisting>)],
    leads: &[Lead {
        from: Code::Persisting,
        to: &STANDING,
        parameters: &[("handshake_id", "$response.body#/handshakeId")],
        body: None,
    }],
};

static STANDING: About = About {
    name: "showPersisted",
    summary: "Tells how far a file of global data is",
    description: "For operators only. It goes on (611), is written (714), or could not be (812). Every exchange that shares the database knows of it.",
    endings: &[
        Ending::Done(Code::Persisting, holds::<Persisting>),
        Ending::Done(Code::GlobalDataPersisted, holds::<Persisted>),
        Ending::Error(|| Error::PersistFailed(PersistFailure::Other)),
    ],
    leads: &[],
};

/// The writing that a path names.
struct Named(Handshake);

impl FromRequestParts<Arc<Exchange>> for Named {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        body::named(parts, exchange, || Error::field(Field::Handshake, Problem::Malformed)).await.map(Self)
    }
}

impl Part for Named {
    fn tell(told: &mut Told) {
        told.parameters.push(path_parameter::<schema::HandshakeId>("handshake_id"));
        told.endings.push(Ending::Error(malformed));
    }
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
    Named(handshake): Named,
) -> Result<Response, Error> {
    let now = exchange.clock().now();
    match global_data_file::find(&mut exchange.database.read().await?, &handshake, now).await? {
        None => Err(Error::field(Field::Handshake, Problem::Unknown)),
        Some(Standing::GoingOn(progress)) => {
            answer::done(Code::Persisting, &Persisting::new(&handshake, progress))
        }
        Some(Standing::Done(persisted)) => {
            answer::done(Code::GlobalDataPersisted, &Persisted::from(&persisted))
        }
        Some(Standing::Failed(reason)) => Err(Error::PersistFailed(reason)),
    }
}
