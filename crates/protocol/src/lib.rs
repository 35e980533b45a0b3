//! The interface between the front end and the exchange: paths, headers, requests and answers as they
//! stand on the wire, and their passage into the domain's types.
//!
//! Both ends use these types, so they cannot drift apart. It opens no connection and decides nothing;
//! numbers are the wire's integers, names are the wire's names in `camelCase`.

pub mod account;
pub mod heartbeat;
pub mod lot;
pub mod path;
pub mod pool;
pub mod purchase;
pub mod service;

use serde::{Deserialize, Serialize};

/// The header that makes a repeated purchase or delivery safe.
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
/// The header by which an answer says that it was given before.
pub const IDEMPOTENCY_REPLAYED: &str = "Idempotency-Replayed";
/// The header that names a request in answers and logs.
pub const REQUEST_ID: &str = "X-Request-Id";

/// What every answer holds, whatever else it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The custom code, 600 to 999.
    pub status: u16,
    /// English for logs; never shown to people.
    #[serde(default)]
    pub msg: String,
    /// The fields that are missing or malformed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// The rule that a refused password broke (code 822), in English; for logs and for clients without words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// One field of a request that cannot be used, by the names of [`domain::form`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name on the wire.
    pub field: String,
    /// What is wrong with it.
    pub problem: String,
}

impl From<(domain::form::Field, domain::form::Problem)> for FieldProblem {
    fn from((field, problem): (domain::form::Field, domain::form::Problem)) -> Self {
        Self { field: field.token().to_owned(), problem: problem.token().to_owned() }
    }
}

impl From<&FieldProblem> for (domain::form::Field, domain::form::Problem) {
    fn from(FieldProblem { field, problem }: &FieldProblem) -> Self {
        (domain::form::Field::from_token(field), domain::form::Problem::from_token(problem))
    }
}

/// Why something on the wire is not what its type promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OffTheWire(
    /// The member that cannot be used.
    pub &'static str,
);

impl std::fmt::Display for OffTheWire {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} is not what was agreed", self.0)
    }
}

impl std::error::Error for OffTheWire {}
