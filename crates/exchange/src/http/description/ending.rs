//! The ways in which an operation can end: a code, the HTTP status that it travels on, and what the answer holds.
//!
//! A refusal is named by the [`Error`] that it is, so its code and status are those that are sent.

use axum::http::StatusCode;
use domain::status::{Code, Level};
use protocol::schema::Schemas;
use utoipa::ToSchema;
use utoipa::openapi::Ref;

use crate::error::Error;
use crate::http::answer;

/// One way in which an operation can end.
#[derive(Clone, Copy)]
pub(crate) enum Ending {
    /// It is done, or goes on, and the answer holds that beside its code.
    Done(Code, Holds),
    /// What the client has is still so; the answer has no body.
    Unchanged(Code),
    /// It is refused, or fails.
    Error(fn() -> Error),
}

/// What an answer or a body holds: adds its schemas to those of the description, and names its own.
pub(crate) type Holds = fn(&mut Schemas) -> Option<Ref>;

/// What is written and read as that type.
pub(crate) fn holds<T: ToSchema>(schemas: &mut Schemas) -> Option<Ref> {
    T::schemas(schemas);
    let name = T::name().into_owned();
    let reference = Ref::from_schema_name(name.as_str());
    schemas.push((name, T::schema()));
    Some(reference)
}

/// Nothing but the code.
pub(crate) const NOTHING: Holds = |_| None;

impl Ending {
    /// The code, at the level of the operation.
    pub(super) fn code(self, level: Level) -> Code {
        match self {
            Self::Done(code, _) | Self::Unchanged(code) => code,
            Self::Error(error) => error().code(level),
        }
    }

    /// The HTTP status that it travels on.
    pub(super) fn http_status(self) -> StatusCode {
        match self {
            Self::Done(code, _) => answer::http_status(code),
            Self::Unchanged(_) => StatusCode::NOT_MODIFIED,
            Self::Error(error) => error().http_status(),
        }
    }

    /// The error, if it is one.
    pub(super) fn error(self) -> Option<Error> {
        match self {
            Self::Done(..) | Self::Unchanged(_) => None,
            Self::Error(error) => Some(error()),
        }
    }
}
