//! Everything that keeps the exchange from doing what it was asked, and the code and HTTP status that say so.
//!
//! The details inside are for the log; a client gets the code, the fields and the advice, nothing else.
//! How an answer is written is `http::answer`'s work.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use domain::form::{Field, Problem, Problems};
use domain::global_data::PersistFailure;
use domain::status::{Code, Level};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fields are missing or malformed.
    #[error("malformed request")]
    Malformed(Problems),
    /// There is no such path.
    #[error("no such path")]
    NoSuchPath,
    /// The path knows no such method.
    #[error("wrong method")]
    WrongMethod,
    /// The body is longer than the path takes.
    #[error("body too long")]
    TooLong,
    /// The body is not declared as JSON.
    #[error("wrong media type")]
    WrongMediaType,
    /// There is no living session; the code depends on the path.
    #[error("no session")]
    NoSession(Code),
    /// A rule of the exchange is against it.
    #[error("refused: {0:?}")]
    Refused(Code),
    /// A new password is easy to guess or has the wrong length.
    #[error("password too weak: {problem:?}")]
    WeakPassword {
        /// What is wrong.
        problem: Problem,
        /// How a better one is found, in English.
        advice: String,
    },
    /// The global data was not persisted.
    #[error("not persisted: {}", .0.token())]
    PersistFailed(PersistFailure),
    /// Too many attempts failed.
    #[error("too many attempts")]
    TooManyAttempts {
        /// When the next one is looked at.
        wait: Duration,
    },
    /// More is asked, or more passwords wait to be checked, than can be done in reasonable time. Nothing was done.
    #[error("too much to do")]
    Busy,
    /// The request took too long.
    #[error("timed out")]
    TimedOut,
    /// The database does not do its work; all who shared that work are told the same.
    #[error("database: {0}")]
    Database(#[source] Arc<sqlx::Error>),
    /// Something that cannot happen did.
    #[error("fault: {0}")]
    Fault(String),
    /// No account has that name; only an appointment ends like this.
    #[error("no account is called {0:?}")]
    NoSuchAccount(String),
    /// The port is taken; only a start ends like this.
    #[error("port already in use: {0}")]
    PortInUse(SocketAddr),
    /// No connection can be accepted; only a start ends like this.
    #[error("cannot listen: {0}")]
    CannotListen(#[source] io::Error),
    /// What was named on the command line cannot be used; only a start or a command ends like this.
    #[error("{0}")]
    Unusable(String),
    /// The database cannot be opened; only a start ends like this.
    #[error("database connection failed: {0}")]
    DatabaseUnavailable(String),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl Error {
    /// One field that cannot be used.
    #[must_use]
    pub fn field(field: Field, problem: Problem) -> Self {
        Self::Malformed(Problems::one(field, problem))
    }

    /// The code that says so. Faults and malformed requests have one at each level.
    #[must_use]
    pub fn code(&self, level: Level) -> Code {
        match self {
            Self::Malformed(_)
            | Self::NoSuchPath
            | Self::WrongMethod
            | Self::TooLong
            | Self::WrongMediaType => match level {
                Level::User => Code::AccountRequestMalformed,
                Level::Transaction => Code::LotRequestMalformed,
                Level::Service | Level::Other => Code::ServiceRequestMalformed,
            },
            Self::NoSession(code) | Self::Refused(code) => *code,
            Self::WeakPassword { .. } => Code::PasswordTooWeak,
            Self::PersistFailed(_) => Code::PersistFailed,
            Self::NoSuchAccount(_) => Code::AccountUnknown,
            Self::TooManyAttempts { .. } => Code::TooManyAttempts,
            Self::Busy | Self::TimedOut | Self::Fault(_) | Self::CannotListen(_) | Self::Unusable(_) => {
                match level {
                    Level::User => Code::AccountFault,
                    Level::Transaction => Code::LotFault,
                    Level::Service | Level::Other => Code::ServiceFault,
                }
            }
            Self::Database(_) | Self::DatabaseUnavailable(_) => Code::DatabaseUnavailable,
            Self::PortInUse(_) => Code::PortInUse,
        }
    }

    /// The HTTP status that the code travels on.
    #[must_use]
    pub fn http_status(&self) -> StatusCode {
        match self {
            Self::Malformed(_)
            | Self::Refused(_)
            | Self::WeakPassword { .. }
            | Self::PersistFailed(_)
            | Self::NoSuchAccount(_) => StatusCode::BAD_REQUEST,
            Self::NoSuchPath => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NoSession(_) => StatusCode::UNAUTHORIZED,
            Self::TooManyAttempts { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy
            | Self::TimedOut
            | Self::Database(_)
            | Self::Fault(_)
            | Self::PortInUse(_)
            | Self::CannotListen(_)
            | Self::Unusable(_)
            | Self::DatabaseUnavailable(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// How long to wait before trying again, where that is known.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        if let Self::TooManyAttempts { wait } = self {
            Some(*wait)
        } else {
            matches!(self, Self::Busy).then_some(Duration::from_secs(1))
        }
    }
}
