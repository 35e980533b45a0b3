//! The outermost layer: names each request, writes one line about it, and writes refusals.
//!
//! The line holds method, path, HTTP status, code, name and duration; never a query, a header or a body,
//! because those hold what is secret. What went wrong inside is logged here and nowhere sent.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::answer::{self, Coded, Unwritten};
use crate::error::Error;

/// Handles a request and writes its line.
pub(super) async fn log(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = format!("{:016x}", rand::random::<u64>());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();

    let mut response = next.run(request).await;
    if let Some(Unwritten(error)) = response.extensions_mut().remove() {
        let code = answer::refusal(&mut response, &error, super::level(&path));
        response.extensions_mut().insert(Coded(code));
        if response.status().is_server_error() {
            report(&error, &id);
        }
    }
    let header = HeaderName::from_bytes(protocol::REQUEST_ID.as_bytes());
    response.headers_mut().extend(header.ok().zip(HeaderValue::try_from(&id).ok()));

    let code = response.extensions().get::<Coded>().map(|Coded(code)| code.number());
    tracing::info!(
        %method, path, http = response.status().as_u16(), code, request = %id,
        ms = begun.elapsed().as_millis() as u64, "answered"
    );
    response
}

fn report(error: &Error, id: &str) {
    tracing::error!(request = %id, "{error}");
}
