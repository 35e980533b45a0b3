//! A client of the exchange's interface, as a browser would be one: a cookie, a key for each call that must
//! not act twice, and the header that says where a call comes from.
//!
//! It handles the cookie by itself, because a cookie jar would keep a secure one from a plain connection.

use std::time::Duration;

use cookie::Cookie;
use domain::status::Status;
use protocol::Envelope;
use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, RETRY_AFTER, SET_COOKIE};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// One trader's connection.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    url: String,
    cookie: Option<String>,
}

/// What the exchange answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// The code.
    pub(super) status: Status,
    /// How long it asks to wait.
    pub(super) retry_after: Option<Duration>,
    body: Vec<u8>,
}

impl Answer {
    /// What it holds.
    ///
    /// # Errors
    /// [`Error::Fault`] where that is something else.
    pub(super) fn content<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body)
            .map_err(|error| Error::Fault(format!("unreadable answer: {error}")))
    }
}

impl Client {
    /// A client of that exchange.
    ///
    /// # Errors
    /// [`Error::Fault`] where none can be made.
    pub(super) fn new(url: &str) -> Result<Self, Error> {
        let http = reqwest::Client::builder()
            .timeout(TIMEOUT)
            .build()
            .map_err(|error| Error::Fault(format!("no client: {error}")))?;
        Ok(Self { http, url: url.trim_end_matches('/').to_owned(), cookie: None })
    }

    /// Whether a session was opened and not forgotten.
    pub(super) fn has_session(&self) -> bool {
        self.cookie.is_some()
    }

    /// Forgets the session.
    pub(super) fn forget_session(&mut self) {
        self.cookie = None;
    }

    /// Asks for something.
    ///
    /// # Errors
    /// [`Error::Fault`] where no answer can be read.
    pub(super) async fn get(&mut self, path: &str) -> Result<Answer, Error> {
        self.send(Method::GET, path, None::<&()>).await
    }

    /// Changes something. Calls that must not act twice have a key of their own.
    ///
    /// # Errors
    /// [`Error::Fault`] where no answer can be read.
    pub(super) async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<Answer, Error> {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.url))
            .header("Sec-Fetch-Site", "same-origin")
            .header(CONTENT_TYPE, "application/json")
            .header(protocol::IDEMPOTENCY_KEY, format!("{:032x}", rand::random::<u128>()));
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(unanswered)?;
        self.keep_cookie(response.headers());
        let http_status = response.status();
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(|seconds| seconds.parse().ok())
            .map(Duration::from_secs);
        let body = response.bytes().await.map_err(unanswered)?.to_vec();
        Ok(Answer { status: code(http_status, &body)?, retry_after, body })
    }

    fn keep_cookie(&mut self, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            if let Some(cookie) = header.to_str().ok().and_then(|text| Cookie::parse(text).ok()) {
                self.cookie = Some(format!("{}={}", cookie.name(), cookie.value()))
                    .filter(|_| !cookie.value().is_empty());
            }
        }
    }
}

fn code(http_status: StatusCode, body: &[u8]) -> Result<Status, Error> {
    serde_json::from_slice::<Envelope>(body)
        .ok()
        .and_then(|envelope| Status::from_number(envelope.status))
        .ok_or_else(|| Error::Fault(format!("HTTP {http_status} without a code")))
}

fn unanswered(error: reqwest::Error) -> Error {
    Error::Fault(format!("no answer: {}", error.without_url()))
}
