//! The seam between asking and the network: the real fetch here, a scripted one in browser tests.

use std::future::Future;
use std::pin::Pin;

use domain::circuit::Verdict;
use domain::status::Failure;

use crate::browser::fetch::{self, Request, Response};

/// A future of the browser's one thread.
pub type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// Carries a request to a server and its answer back.
pub trait Transport: Send + Sync {
    /// Sends one request; dropping the future aborts it.
    ///
    /// # Errors
    /// What kept an answer from coming.
    fn send(&self, request: Request) -> LocalFuture<Result<Response, Failure>>;

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
}
