//! How an answer is written: the code and a line for logs, then whatever it holds, as JSON.
//!
//! A refusal leaves the handlers as an [`Error`] inside an empty answer; [`refusal`] writes it once the
//! path, and so the level of its code, is known. It logs nothing.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::form::Field;
use domain::status::{Class, Code, Level, Reason, Status};
use protocol::{Envelope, FieldProblem};
use serde::Serialize;

use crate::error::Error;

/// The media type of every answer of the interface.
const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// The code of an answer, for the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coded(pub(crate) Code);

/// A refusal that has not been written yet.
#[derive(Clone, Debug)]
pub(crate) struct Unwritten(pub(crate) Arc<Error>);

#[derive(Serialize)]
struct Done<'a, T> {
    status: u16,
    msg: &'static str,
    #[serde(flatten)]
    content: &'a T,
}

/// An answer that holds nothing but its code.
#[derive(Serialize)]
pub(crate) struct Nothing {}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Unwritten(Arc::new(self)));
        response
    }
}

/// The bytes of an answer to something that was done or goes on.
///
/// # Errors
/// [`Error::Fault`] for content that JSON cannot hold.
pub(crate) fn bytes<T: Serialize>(code: Code, content: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(&Done { status: code.number(), msg: message(code), content })
        .map_err(|error| Error::Fault(format!("writing an answer: {error}")))
}

/// The HTTP status of what is done; what goes on travels on 201.
pub(crate) fn http_status(code: Code) -> StatusCode {
    if Status::from(code).class() == Class::GoingOn { StatusCode::CREATED } else { StatusCode::OK }
}

/// The answer with those bytes.
pub(crate) fn from_bytes(code: Code, bytes: Vec<u8>) -> Response {
    from_body(code, Body::from(bytes))
}

/// The answer with that body.
pub(crate) fn from_body(code: Code, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = http_status(code);
    response.headers_mut().insert(header::CONTENT_TYPE, JSON);
    response.extensions_mut().insert(Coded(code));
    response
}

/// The answer with bytes that were written before, whatever its code was.
///
/// # Errors
/// [`Error::Fault`] for bytes that hold no code of ours, which [`bytes`] never writes.
pub(crate) fn kept(bytes: Vec<u8>) -> Result<Response, Error> {
    let envelope = serde_json::from_slice::<Envelope>(&bytes).ok();
    match envelope.and_then(|envelope| Status::from_number(envelope.status)) {
        Some(Status::Known(code)) => Ok(from_bytes(code, bytes)),
        Some(Status::Unlisted(_)) | None => Err(Error::Fault("an answer without a code was kept".to_owned())),
    }
}

/// The answer to something that was done or goes on.
///
/// # Errors
/// Those of [`bytes`].
pub(crate) fn done<T: Serialize>(code: Code, content: &T) -> Result<Response, Error> {
    Ok(from_bytes(code, bytes(code, content)?))
}

/// The answer that nothing has changed: no body.
pub(crate) fn unchanged(code: Code) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    response.extensions_mut().insert(Coded(code));
    response
}

/// Writes a refusal into the answer that brought it, whose headers stay.
pub(crate) fn refusal(response: &mut Response, error: &Error, level: Level) -> Code {
    let code = error.code(level);
    let mut envelope = Envelope {
        status: code.number(),
        msg: message(code).to_owned(),
        fields: Vec::new(),
        text: None,
        reason: None,
        progress: None,
    };
    if let Error::Malformed(problems) = error {
        envelope.fields = problems.iter().map(FieldProblem::from).collect();
    }
    if let Error::WeakPassword { problem, advice } = error {
        envelope.fields.push((Field::Password, *problem).into());
        envelope.text = Some(advice.clone());
    }
    if let Error::PersistFailed(reason) = error {
        envelope.reason = Some(reason.token().to_owned());
    }
    *response.status_mut() = error.http_status();
    *response.body_mut() = Body::from(serde_json::to_vec(&envelope).unwrap_or_default());
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, JSON);
    if matches!(error, Error::NoSession(_)) {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Session realm=\"wattpool\""));
    }
    if let Some(wait) = error.retry_after() {
        let seconds = wait.as_millis().div_ceil(1000).max(1);
        headers.extend(HeaderValue::try_from(seconds.to_string()).map(|value| (header::RETRY_AFTER, value)));
    }
    code
}

fn message(code: Code) -> &'static str {
    words::english::headline(Reason::Code(code))
}
