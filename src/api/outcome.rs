//! What an answer turns out to be: done or going on, with a body to read, or refused.
//!
//! The code in the body comes before the HTTP status. It sends nothing.

use domain::form::Problems;
use domain::status::{Cause, Class, Failure, Misfortune, Status};
use protocol::Envelope;
use serde::de::DeserializeOwned;

use crate::browser::fetch::Response;
use crate::browser::{clock, console};

/// The HTTP status by which somebody on the way says that it goes on.
const ACCEPTED: u16 = 202;

/// An answer that says "done" or "going on", its body not read yet.
pub struct Done {
    /// The code.
    pub status: Status,
    response: Response,
}

/// A call that was not done.
pub struct Refusal {
    /// Why, by its code.
    pub failure: Failure,
    /// Why, where one code stands for several reasons; a word of the wire.
    pub reason: Option<String>,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self { failure, reason: None }
    }
}

impl Done {
    /// Whether it is done. What goes on is a failure to whoever has no way to follow it; then the same is
    /// asked again until it ends.
    ///
    /// # Errors
    /// The code by which it goes on.
    pub(in crate::api) fn ended(self) -> Result<Self, Failure> {
        match self.status.class() {
            Class::GoingOn => {
                let envelope = serde_json::from_str::<Envelope>(&self.response.body).ok();
                Err(refusal(Cause::Status(self.status), envelope, self.response).failure)
            }
            Class::Done | Class::Refused | Class::Fault => Ok(self),
        }
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.response.body
    }

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

/// Tells done from not done. The body's code decides; the HTTP status (which may itself be a code) only where
/// the body has none.
///
/// # Errors
/// Whatever is not done and does not go on.
pub(in crate::api) fn sort_out(response: Response) -> Result<Done, Refusal> {
    let envelope = serde_json::from_str::<Envelope>(&response.body).ok();
    let status = envelope
        .as_ref()
        .and_then(|envelope| Status::from_number(envelope.status))
        .or_else(|| Status::from_number(response.http_status));
    match status {
        Some(status) if matches!(status.class(), Class::Done | Class::GoingOn) => {
            Ok(Done { status, response })
        }
        Some(status) => Err(refusal(Cause::Status(status), envelope, response)),
        None if (200..300).contains(&response.http_status) && response.http_status != ACCEPTED => {
            let misfortune =
                if is_json(&response) { Misfortune::Unreadable } else { Misfortune::WrongContentType };
            Err(refusal(Cause::Misfortune(misfortune), envelope, response))
        }
        None => Err(refusal(Cause::Http(response.http_status), envelope, response)),
    }
}

/// Whether the answer claims to be JSON.
fn is_json(response: &Response) -> bool {
    response.content_type.as_deref().is_some_and(|media_type| media_type.contains("json"))
}

/// A list shows what it can; what it cannot, developers should hear of. The path names no session.
pub fn note_skipped(path: &str, rows: usize) {
    if rows > 0 {
        console::warn(&format!("{path}: {rows} rows could not be read and are not shown"));
    }
}

fn refusal(cause: Cause, envelope: Option<Envelope>, response: Response) -> Refusal {
    let problems: Problems = envelope.iter().flat_map(|envelope| &envelope.fields).map(Into::into).collect();
    let progress = envelope.as_ref().and_then(Envelope::progress);
    let reason = envelope.and_then(|envelope| envelope.reason);
    let retry_after = response.retry_after.as_deref().and_then(clock::until_retry);
    let failure = Failure { cause, problems, progress, retry_after, request_id: response.request_id };
    console::info(&failure.to_string());
    Refusal { failure, reason }
}
