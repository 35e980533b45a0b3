//! Counts what was asked and answered, and how long that took. It is only looked at, never changed.
//!
//! Everything is told by names of ours: a route by its template, what only the app knows as one, and whatever nobody
//! knows as another, so that no caller can make up a name.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use super::Shared;
use super::answer::Coded;
use crate::metrics::Answered;

/// Every method that is told by its name.
const METHODS: [Method; 7] =
    [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::PATCH];

/// Counts an answer, if anybody can ask for the numbers.
pub(super) async fn measure(State(exchange): Shared, request: Request, next: Next) -> Response {
    if exchange.settings.operation.metrics.is_none() {
        return next.run(request).await;
    }
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = METHODS.iter().find(|method| *method == request.method());
    let response = next.run(request).await;
    let status = response.status();
    // Not everybody who reads the format reads braces in a label.
    let route = match &route {
        Some(route) => route.as_str().replace('{', ":").replace('}', ""),
        None if status.is_success() || status.is_redirection() => "app".to_owned(),
        None => "unknown".to_owned(),
    };
    exchange.metrics.count(&Answered {
        route: &route,
        method: method.map_or("other", Method::as_str),
        status: status.as_u16(),
        code: response.extensions().get().map(|Coded(code)| *code),
        took: begun.elapsed(),
    });
    response
}
