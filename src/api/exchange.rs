//! The dialect of our own exchange: JSON both ways, the session in a cookie that no script sees, the
//! code in the body before the HTTP status.

use std::sync::Arc;
use std::time::Duration;

use domain::form::Problems;
use domain::status::{Cause, Class, Failure, Misfortune, Status};
use protocol::{Envelope, IDEMPOTENCY_KEY};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::idempotency::IdempotencyKey;
use crate::api::transport::Transport;
use crate::browser::fetch::{Method, Request, Response};
use crate::browser::{clock, console};

/// How long an ordinary call may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// How long a call that changes lots may take.
const CHANGE_TIME_LIMIT: Duration = Duration::from_secs(30);

/// A line to an exchange.
#[derive(Clone)]
pub struct Exchange {
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

    /// Safe to repeat under that key.
    #[must_use]
    pub fn with_key(mut self, key: &IdempotencyKey) -> Self {
        self.headers.push((IDEMPOTENCY_KEY, key.to_string()));
        self
    }

    /// Only if it is not what `version` names.
    #[must_use]
    pub fn unless_version(mut self, version: &str) -> Self {
        self.headers.push(("If-None-Match", format!("\"{version}\"")));
        self
    }
}

/// An answer that says "done" or "going on", its body not read yet.
pub struct Done {
    /// The code.
    pub status: Status,
    response: Response,
}

impl Done {
    /// Reads the body.
    ///
    /// # Errors
    /// [`Misfortune::Unreadable`] where it is not what was agreed.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.response.body).map_err(|error| {
            console::warn(&format!("code {}: {error}", self.status));
            self.unreadable()
        })
    }

    /// Reads the body into the domain.
    ///
    /// # Errors
    /// [`Misfortune::Unreadable`] where it breaks a rule.
    pub fn read_into<T: DeserializeOwned, U: TryFrom<T, Error: std::fmt::Display>>(
        &self,
    ) -> Result<U, Failure> {
        U::try_from(self.read::<T>()?).map_err(|error| {
            console::warn(&format!("code {}: {error}", self.status));
            self.unreadable()
        })
    }

    /// The failure of an answer that does not hold what its code promises.
    #[must_use]
    pub fn unreadable(&self) -> Failure {
        Failure { request_id: self.response.request_id.clone(), ..Misfortune::Unreadable.into() }
    }
}

impl Exchange {
    /// A line to the exchange at `origin`; empty for the page's own.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, origin: &str) -> Self {
        Self { transport, origin: origin.into() }
    }

    /// Asks, and tells done from not done. `None` says that nothing changed (304).
    ///
    /// # Errors
    /// Whatever kept the call from being done.
    pub async fn ask_if_changed(&self, call: Call) -> Result<Option<Done>, Failure> {
        let request = Request {
            method: call.method,
            url: format!("{}{}", self.origin, call.path),
            headers: call.headers,
            body: call.body,
            time_limit: call.time_limit,
        };
        let response = self.transport.send(request).await?;
        if response.http_status == 304 { Ok(None) } else { sort_out(response).map(Some) }
    }

    /// Asks, and tells done from not done.
    ///
    /// # Errors
    /// Whatever kept the call from being done.
    pub async fn ask(&self, call: Call) -> Result<Done, Failure> {
        self.ask_if_changed(call).await?.ok_or_else(|| Failure::new(Cause::Http(304)))
    }
}

/// The body's code decides; the HTTP status (which may itself be a code) only where the body has none.
fn sort_out(response: Response) -> Result<Done, Failure> {
    let envelope = serde_json::from_str::<Envelope>(&response.body).ok();
    let status = envelope
        .as_ref()
        .and_then(|envelope| Status::from_number(envelope.status))
        .or_else(|| Status::from_number(response.http_status));
    match status {
        Some(status) if matches!(status.class(), Class::Done | Class::GoingOn) => {
            Ok(Done { status, response })
        }
        Some(status) => Err(failure(Cause::Status(status), envelope, response)),
        None if (200..300).contains(&response.http_status) => {
            let misfortune =
                if is_json(&response) { Misfortune::Unreadable } else { Misfortune::WrongContentType };
            Err(failure(Cause::Misfortune(misfortune), envelope, response))
        }
        None => Err(failure(Cause::Http(response.http_status), envelope, response)),
    }
}

/// Whether the answer claims to be JSON.
fn is_json(response: &Response) -> bool {
    response.content_type.as_deref().is_some_and(|media_type| media_type.contains("json"))
}

fn failure(cause: Cause, envelope: Option<Envelope>, response: Response) -> Failure {
    let problems: Problems = envelope.iter().flat_map(|envelope| &envelope.fields).map(Into::into).collect();
    let retry_after = response.retry_after.as_deref().and_then(clock::until_retry);
    let failure = Failure { cause, problems, retry_after, request_id: response.request_id };
    console::info(&failure.to_string());
    failure
}
