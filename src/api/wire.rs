//! A wire to a server: calls with JSON both ways, each with its time limit. It knows no dialect; what an answer
//! means is read in `outcome`.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use domain::circuit::Verdict;
use domain::status::Failure;
use protocol::IDEMPOTENCY_KEY;
use serde::Serialize;

use crate::api::idempotency::IdempotencyKey;
use crate::api::outcome::{Done, Refusal, sort_out};
use crate::api::pool_reader::SharedPoolReader;
use crate::api::transport::Transport;
use crate::browser::fetch::{Method, Request, Response};

/// How long an ordinary call may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// How long a call that changes lots may take.
const CHANGE_TIME_LIMIT: Duration = Duration::from_secs(30);

/// A wire to a server.
#[derive(Clone)]
pub struct Wire {
    transport: Arc<dyn Transport>,
    origin: Arc<str>,
}

/// A call before it is sent.
pub struct Call {
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Option<String>,
    time_limit: Duration,
}

impl Call {
    /// Asks for something.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            headers: Vec::new(),
            body: None,
            time_limit: TIME_LIMIT,
        }
    }

    /// Changes something.
    #[must_use]
    pub fn change(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            headers: vec![("Content-Type", "application/json".to_owned())],
            time_limit: CHANGE_TIME_LIMIT,
            ..Self::get(path)
        }
    }

    /// With that JSON.
    #[must_use]
    pub fn with_body(mut self, body: &impl Serialize) -> Self {
        // The wire's types hold nothing that JSON cannot; an empty body would be refused with a code.
        self.body = Some(serde_json::to_string(body).unwrap_or_default());
        self
    }

    /// Waits as long as for a change.
    #[must_use]
    pub fn patient(self) -> Self {
        Self { time_limit: CHANGE_TIME_LIMIT, ..self }
    }

    /// Safe to repeat under that key.
    #[must_use]
    pub fn with_key(mut self, key: &IdempotencyKey) -> Self {
        self.headers.push((IDEMPOTENCY_KEY, key.to_string()));
        self
    }

    /// The call as a request to the server at `origin`; empty for the page's own.
    #[must_use]
    pub fn into_request(self, origin: &str) -> Request {
        Request {
            method: self.method,
            url: format!("{origin}{}", self.path),
            headers: self.headers,
            body: self.body,
            may_be_kept: false,
            time_limit: self.time_limit,
        }
    }

    /// Only if it is not what `version` names.
    #[must_use]
    pub fn unless_version(mut self, version: &str) -> Self {
        self.headers.push(("If-None-Match", format!("\"{version}\"")));
        self
    }
}

impl Wire {
    /// A wire to the server at `origin`; empty for the page's own.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, origin: &str) -> Self {
        Self { transport, origin: origin.into() }
    }

    /// Asks, and tells done from not done. `None` says that nothing changed (304).
    ///
    /// # Errors
    /// Whatever kept the call from being done.
    pub async fn ask_if_changed(&self, call: Call) -> Result<Option<Done>, Failure> {
        let response = self.send(call).await?;
        if response.http_status == 304 {
            self.transport.heed(Verdict::Answered);
            Ok(None)
        } else {
            self.read(response).map_err(|refusal| refusal.failure)?.ended().map(Some)
        }
    }

    /// Asks for something that the exchange may go on with after it has answered.
    ///
    /// # Errors
    /// Whatever kept the call from being done or going on.
    pub async fn ask_and_follow(&self, call: Call) -> Result<Done, Failure> {
        self.ask_why(call).await.map_err(|refusal| refusal.failure)
    }

    /// Asks, and tells done from not done.
    ///
    /// # Errors
    /// Whatever kept the call from being done, or says that it goes on.
    pub async fn ask(&self, call: Call) -> Result<Done, Failure> {
        self.ask_and_follow(call).await?.ended()
    }

    /// Asks, and tells done from not done and why not.
    ///
    /// # Errors
    /// Whatever kept the call from being done, with the reason that the exchange gave beside its code.
    pub async fn ask_why(&self, call: Call) -> Result<Done, Refusal> {
        self.read(self.send(call).await?)
    }

    /// Asks for the pool and lets the reader take it in as it comes. `false` says that nothing changed (304).
    ///
    /// # Errors
    /// Whatever kept the call from being done; the reader may have been handed a part of an answer.
    pub async fn ask_for_pool(&self, call: Call, reader: &SharedPoolReader) -> Result<bool, Failure> {
        let taker = Rc::clone(reader);
        let take = Box::new(move |bytes: &[u8]| taker.borrow_mut().piece(bytes));
        let response = self.transport.send_in_pieces(call.into_request(&self.origin), take).await?;
        // Nobody can have said so to somebody who knows nothing yet but something on the way that is mistaken.
        let is_unchanged = response.http_status == 304 && reader.borrow().version().is_some();
        if is_unchanged || response.is_success() && reader.borrow_mut().end() {
            self.transport.heed(Verdict::Answered);
            return Ok(!is_unchanged);
        }
        Err(self.read(response).map_err(|refusal| refusal.failure)?.ended()?.unreadable())
    }

    async fn send(&self, call: Call) -> Result<Response, Failure> {
        self.transport.send(call.into_request(&self.origin)).await
    }

    fn read(&self, response: Response) -> Result<Done, Refusal> {
        let outcome = sort_out(response);
        self.transport.heed(match &outcome {
            Ok(_) => Verdict::Answered,
            Err(refusal) => Verdict::of(refusal.failure.cause),
        });
        outcome
    }
}
