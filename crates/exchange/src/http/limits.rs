//! What ends a request that would not end well: a time limit, and a net under panics.
//!
//! Either costs one answer and nothing else. No time limit ends a request while a write of it is under way:
//! that write is finished in any case, so its outcome is waited for and told.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;

use crate::database::UnderWay;
use crate::error::Error;

/// Ends a request that takes longer than the limit, its body included. While a write is under way the limit
/// does not count; a write waits for its turn no longer than the database lets it.
pub(super) async fn in_time(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    let under_way = UnderWay::default();
    let mut answering = pin!(under_way.clone().watch(next.run(request)));
    let mut too_late = pin!(tokio::time::sleep(limit));
    poll_fn(|context| {
        if let Poll::Ready(response) = answering.as_mut().poll(context) {
            return Poll::Ready(response);
        }
        // The end of a write wakes this task, so nothing is missed by not looking at the time.
        if !under_way.is_writing() && too_late.as_mut().poll(context).is_ready() {
            return Poll::Ready(Error::TimedOut.into_response());
        }
        Poll::Pending
    })
    .await
}

/// Turns a panic into an answer.
pub(super) fn catch_panic() -> CatchPanicLayer<fn(Box<dyn Any + Send>) -> Response> {
    CatchPanicLayer::custom(answer_panic)
}

fn answer_panic(panic: Box<dyn Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Error::Fault(format!("a panic: {text}")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use axum::{Router, middleware};
    use tower::ServiceExt;

    async fn answer(path: &str) -> (u16, String) {
        async fn panics() {
            panic!("canary");
        }
        let router = Router::new()
            .route("/usr/panic", get(panics))
            .route("/tx/panic", get(panics))
            .route("/serv/forever", get(std::future::pending::<()>))
            .layer(catch_panic())
            .layer(middleware::from_fn_with_state(Duration::from_secs(30), in_time))
            .layer(middleware::from_fn(super::super::log::log));
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_costs_one_coded_answer_that_does_not_tell_of_it() {
        for (path, code) in [("/usr/panic", "920"), ("/tx/panic", "930")] {
            let (status, body) = answer(path).await;
            assert_eq!(status, 500);
            assert!(body.starts_with(&format!("{{\"status\":{code},")) && !body.contains("canary"), "{body}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_takes_too_long_is_ended() {
        let (status, body) = answer("/serv/forever").await;
        assert_eq!(status, 500);
        assert!(body.starts_with("{\"status\":910,"), "{body}");
    }
}
