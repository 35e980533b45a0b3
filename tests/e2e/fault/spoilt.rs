//! What a browser is sent instead of the answer.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Frame};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use hyper::{Response, StatusCode};

use super::faults::Fault;

/// The body of an answer, which may break off.
pub(super) type Body = BoxBody<Bytes, io::Error>;

const PAGE: &str = "<!doctype html><title>Welcome</title><p>Please accept the terms of this network.</p>";

/// The spoilt answer, made from the genuine one where that is there; nothing where the connection is reset.
pub(super) fn answer(fault: Fault, genuine: Option<Response<Bytes>>) -> Option<Response<Body>> {
    match fault {
        Fault::ResetBefore | Fault::ResetAfter => None,
        Fault::Late => genuine.map(|answer| answer.map(whole)),
        Fault::Status { number, retry_after, .. } => {
            let mut answer = Response::new(whole(Bytes::new()));
            *answer.status_mut() = StatusCode::from_u16(number).unwrap_or_default();
            answer.headers_mut().extend(retry_after.map(|seconds| (RETRY_AFTER, seconds.into())));
            Some(answer)
        }
        Fault::Page { .. } => {
            let mut answer = Response::new(whole(Bytes::from_static(PAGE.as_bytes())));
            answer.headers_mut().extend("text/html".parse().ok().map(|html| (CONTENT_TYPE, html)));
            Some(answer)
        }
        Fault::Truncated => genuine.map(|answer| with_content(answer).map(|bytes| whole(half(&bytes)))),
        Fault::CutOff => genuine.map(|answer| {
            let mut answer = with_content(answer);
            let length = answer.body().len().into();
            answer.headers_mut().insert(CONTENT_LENGTH, length);
            answer.map(|bytes| Torn { part: Some(half(&bytes)), is_sent: false }.boxed())
        }),
    }
}

/// What has no content (304) cannot break off in the middle of it; then something else does.
fn with_content(mut answer: Response<Bytes>) -> Response<Bytes> {
    if answer.body().is_empty() {
        *answer.status_mut() = StatusCode::OK;
        *answer.body_mut() = Bytes::from_static(b"{\"status\":731}");
    }
    answer.headers_mut().remove(CONTENT_LENGTH);
    answer
}

fn half(bytes: &Bytes) -> Bytes {
    bytes.slice(..bytes.len() / 2)
}

fn whole(bytes: Bytes) -> Body {
    Full::new(bytes).map_err(|never| match never {}).boxed()
}

/// A body that ends with an error once its part is on its way, so that the connection is closed.
struct Torn {
    part: Option<Bytes>,
    is_sent: bool,
}

impl hyper::body::Body for Torn {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(part) = self.part.take() {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        if self.is_sent {
            return Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())));
        }
        // What there is is sent before it is asked for more.
        self.is_sent = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
