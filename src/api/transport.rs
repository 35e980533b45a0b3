//! The seam between asking and the network: the real fetch here, a scripted one in browser tests.

use std::future::Future;
use std::pin::Pin;

use domain::circuit::Verdict;
use domain::status::Failure;

use crate::browser::fetch::{self, Request, Response, TakePiece};

/// A future of the browser's one thread.
pub type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// Carries a request to a server and its answer back.
pub trait Transport: Send + Sync {
    /// Sends one request; dropping the future aborts it.
    ///
    /// # Errors
    /// What kept an answer from coming.
    fn send(&self, request: Request) -> LocalFuture<Result<Response, Failure>>;

    /// Sends one request and hands over a successful answer piece by piece; any other comes as a whole.
    ///
    /// # Errors
    /// What kept an answer from coming, as a whole or to its end.
    fn send_in_pieces(
        &self,
        request: Request,
        mut take: TakePiece,
    ) -> LocalFuture<Result<Response, Failure>> {
        let answer = self.send(request);
        Box::pin(async move {
            let response = answer.await?;
            if response.is_success() {
                take(response.body.as_bytes());
            }
            Ok(response)
        })
    }

    /// Takes note of what an answer turned out to be, for a transport that goes by it.
    fn heed(&self, verdict: Verdict) {
        let _ = verdict;
    }
}

/// The browser's own network.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    fn send(&self, request: Request) -> LocalFuture<Result<Response, Failure>> {
        Box::pin(async move { Ok(fetch::fetch(request).await?) })
    }

    fn send_in_pieces(&self, request: Request, take: TakePiece) -> LocalFuture<Result<Response, Failure>> {
        Box::pin(async move { Ok(fetch::fetch_in_pieces(request, take).await?) })
    }
}
