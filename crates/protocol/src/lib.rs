//! The interface between the front end and the exchange: paths, headers, requests and answers as they
//! stand on the wire, and their passage into the domain's types.
//!
//! Both ends use these types, so they cannot drift apart; what another server speaks is in [`pec`], what a tab
//! keeps for itself in [`pending`] and [`shipment`]. It opens no connection and decides nothing; numbers are the wire's integers,
//! names are the wire's names in `camelCase`.

pub mod account;
pub mod heartbeat;
pub mod lot;
pub mod open_session;
pub mod path;
pub mod pec;
pub mod pending;
pub mod pool;
pub mod purchase;
pub mod rows;
#[cfg(feature = "schema")]
pub mod schema;
pub mod service;
pub mod shipment;

use domain::handshake::Progress;
use serde::{Deserialize, Deserializer, Serialize};

/// The header that makes a repeated purchase or delivery safe.
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
/// The header by which an answer says that it was given before.
pub const IDEMPOTENCY_REPLAYED: &str = "Idempotency-Replayed";
/// The header that names a request in answers and logs.
pub const REQUEST_ID: &str = "X-Request-Id";

/// What every answer holds, whatever else it says.
///
/// The code decides, so nothing else can keep it from being read: a member of another type than agreed
/// counts as missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// The custom code, a number of 600 to 999.
    #[serde(deserialize_with = "code")]
    pub status: u16,
    /// English for logs; never shown to people.
    #[serde(default, deserialize_with = "rows::or_default")]
    pub msg: String,
    /// The fields that are missing or malformed.
    #[serde(default, deserialize_with = "rows::good_if_any", skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// The rule that a refused password broke (code 822), in English; for logs and for clients without words.
    #[serde(default, deserialize_with = "rows::or_default", skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why the global data was not persisted (code 812), by the names of
    /// [`domain::global_data::PersistFailure`].
    #[serde(default, deserialize_with = "rows::or_default", skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How much is done of what goes on (codes 6xx): 0 to 1.
    #[serde(default, deserialize_with = "rows::or_default", skip_serializing_if = "Option::is_none")]
    pub progress: Option<f64>,
}

impl Envelope {
    /// How much is done, where that is said.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.progress.and_then(progress)
    }
}

/// How much that number of the wire says is done; nothing where it is not one of 0 to 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "within the limits nothing is cut off"
)]
fn progress(done: f64) -> Option<Progress> {
    let per_mille = (done * 1000.0).round();
    (0.0..=1000.0).contains(&per_mille).then(|| Progress::from_per_mille(per_mille as u16))
}

fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let number = u16::deserialize(deserializer)?;
    match domain::status::Status::from_number(number) {
        Some(_) => Ok(number),
        None => Err(serde::de::Error::custom("status is no code")),
    }
}

/// One field of a request that cannot be used, by the names of [`domain::form`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's name on the wire.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Field))]
    pub field: String,
    /// What is wrong with it.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Problem))]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_read_whatever_stands_beside_it() {
        let beside = ["null", "7", "-1.5", "true", "[]", "{}", "[null, 7]", "{\"a\": [1]}"];
        for other in beside {
            for member in ["msg", "fields", "text", "reason", "progress", "tx"] {
                let body = format!(r#"{{"{member}": {other}, "status": 828}}"#);
                let envelope = serde_json::from_str::<Envelope>(&body).ok();
                assert_eq!(envelope.map(|envelope| envelope.status), Some(828), "{body}");
            }
        }
    }

    #[test]
    fn good_members_are_kept_beside_bad_ones() {
        let body = r#"{"status": 830, "msg": null, "text": "rule",
            "fields": [null, {"field": "power", "problem": "missing"}, {"field": 7}]}"#;
        let envelope: Envelope = serde_json::from_str(body).unwrap();
        assert_eq!((envelope.msg.as_str(), envelope.text.as_deref()), ("", Some("rule")));
        let field = FieldProblem { field: "power".into(), problem: "missing".into() };
        assert_eq!(envelope.fields, [field]);
    }

    #[test]
    fn a_code_is_a_number_of_600_to_999_and_nothing_else() {
        for status in ["599", "1000", "200", "-828", "828.5", "\"828\"", "null", "[828]", "{}", "true"] {
            let body = format!(r#"{{"status": {status}, "msg": ""}}"#);
            assert!(serde_json::from_str::<Envelope>(&body).is_err(), "{body}");
        }
        assert!(serde_json::from_str::<Envelope>(r#"{"msg": "no code"}"#).is_err());
    }
}
