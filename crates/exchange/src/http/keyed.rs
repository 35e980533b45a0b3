//! Calls that may be repeated safely: the key that they carry, and the answer that was given before.
//!
//! It knows no purchase and no delivery; those bring what is to be done.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use domain::form::{Field, Problem};
use domain::timestamp::Timestamp;

use super::answer;
use super::description::{Ending, Part, Told, header, malformed};
use crate::database::{Job, Writing};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::idempotency::{self, Keyed};

/// The longest key, in characters.
const LONGEST_KEY: usize = 64;

/// The key of a request: 1 to 64 visible ASCII characters, sent once.
pub(crate) struct Key(pub(crate) String);

impl FromRequestParts<Arc<Exchange>> for Key {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Exchange>) -> Result<Self, Error> {
        let problem = |problem| Error::field(Field::IdempotencyKey, problem);
        let mut values = parts.headers.get_all(protocol::IDEMPOTENCY_KEY).iter();
        let value = values.next().ok_or_else(|| problem(Problem::Missing))?;
        if values.next().is_some() {
            // Which of them counts, each program on the way could see differently.
            return Err(problem(Problem::Malformed));
        }
        match value.as_bytes() {
            [] => Err(problem(Problem::Missing)),
            key if key.len() > LONGEST_KEY => Err(problem(Problem::TooLong)),
            key if !key.iter().all(u8::is_ascii_graphic) => Err(problem(Problem::Malformed)),
            key => Ok(Self(String::from_utf8_lossy(key).into_owned())),
        }
    }
}

impl Part for Key {
    fn tell(told: &mut Told) {
        told.is_keyed = true;
        told.parameters.push(header::<protocol::schema::IdempotencyKey>(protocol::IDEMPOTENCY_KEY));
        told.endings.push(Ending::Error(malformed));
    }
}

/// Does the work once, at the moment at which its turn has come: the answer that it writes is kept in the same
/// transaction, and given again to the same request.
///
/// # Errors
/// Those of the work; [`Error::Malformed`] for a key that was used for another request.
pub(crate) async fn once<F>(exchange: &Exchange, keyed: Keyed, work: F) -> Result<Response, Error>
where
    F: for<'c> FnOnce(&'c mut Writing, Timestamp) -> Job<'c, Vec<u8>> + Send + 'static,
{
    let clock = exchange.clock().clone();
    let (bytes, is_replayed) = exchange
        .database
        .write(move |writing| {
            Box::pin(async move {
                if let Some(bytes) = idempotency::answered(writing, &keyed).await? {
                    return Ok((bytes, true));
                }
                let now = clock.now();
                let bytes = work(writing, now).await?;
                idempotency::keep(writing, &keyed, &bytes, now).await?;
                Ok((bytes, false))
            })
        })
        .await?;
    let mut response = answer::kept(bytes)?;
    if is_replayed {
        let name = HeaderName::from_bytes(protocol::IDEMPOTENCY_REPLAYED.as_bytes());
        response.headers_mut().extend(name.map(|name| (name, HeaderValue::from_static("true"))));
    }
    Ok(response)
}
