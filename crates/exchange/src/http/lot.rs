//! `/tx/available/{txHash}`: whether a lot can be bought. And the lot that a path names.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::form::{Field, Problem};
use domain::lot::{LotHash, LotStatus};
use domain::status::Code;
use protocol::{path, schema};

use super::description::{About, Ending, NOTHING, Part, Routes, Told, malformed, path_parameter};
use super::{Shared, answer, body};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::standing;

/// The route.
pub(super) fn routes() -> Routes {
    Routes::default().get(path::AVAILABLE_ROUTE, available, &AVAILABLE)
}

/// What is told about asking for a lot.
pub(super) static AVAILABLE: About = About {
    name: "askAvailable",
    summary: "Tells whether a lot can be bought",
    description: "Anybody may ask. It can if it waits and nobody holds it.",
    endings: &[
        Ending::Done(Code::LotAvailable, NOTHING),
        Ending::Error(|| Error::Refused(Code::LotNotForSale)),
        Ending::Error(|| Error::Refused(Code::LotSold)),
        Ending::Error(|| Error::Refused(Code::LotUnknown)),
    ],
    leads: &[],
};

/// The lot that a path names.
pub(super) struct Named(pub(super) LotHash);

impl FromRequestParts<Arc<Exchange>> for Named {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        body::named(parts, exchange, || Error::field(Field::LotHash, Problem::Malformed)).await.map(Self)
    }
}

impl Part for Named {
    fn tell(told: &mut Told) {
        told.parameters.push(path_parameter::<schema::LotHash>("tx_hash"));
        told.endings.push(Ending::Error(malformed));
    }
}

async fn available(State(exchange): Shared, Named(hash): Named) -> Result<Response, Error> {
    let standing = standing::of(&mut exchange.database.read().await?, &hash).await?;
    match standing {
        None => Err(Error::Refused(Code::LotUnknown)),
        Some(standing) if standing.status == LotStatus::Succeeded => Err(Error::Refused(Code::LotSold)),
        Some(standing) if standing.is_for_sale(exchange.clock().now()) => {
            answer::done(Code::LotAvailable, &answer::Nothing {})
        }
        Some(_) => Err(Error::Refused(Code::LotNotForSale)),
    }
}
