//! Reading requests: bodies as JSON, queries and path parameters, each into the protocol's types.
//!
//! What cannot be read names the field and what is wrong with it, as far as that can be told. Rules that
//! the domain has are checked afterwards, by the handlers.

use std::str::FromStr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::form::{Field, Problem, Problems};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;
use sha2::{Digest, Sha256};
use utoipa::openapi::path::ParameterIn;
use utoipa::{IntoParams, ToSchema};

use super::description::{Ending, Part, Told, holds};
use crate::error::Error;
use crate::exchange::Exchange;

/// The most values that a body holds, in all of its lists and objects together: several times what the longest delivery
/// needs. A list of noughts would otherwise take sixteen times its own length in memory, and more.
const MOST_VALUES: usize = 32 * 1024;

/// A body in JSON.
pub(crate) struct Json<T> {
    /// What it says.
    pub(crate) content: T,
    /// The SHA-256 of method, path and body, which tells one request from another.
    pub(crate) fingerprint: [u8; 32],
}

/// The query of a path.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Exchange>> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        let mut fingerprint = Sha256::new();
        fingerprint.update(format!("{} {}\n", request.method(), request.uri().path()));
        let body =
            Bytes::from_request(request, exchange).await.map_err(|rejection| match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Error::TooLong,
                _ => malformed(),
            })?;
        fingerprint.update(&body);
        if values(&body) > MOST_VALUES {
            return Err(Error::field(Field::Request, Problem::TooLong));
        }
        let mut value: Value = serde_json::from_slice(&body).map_err(|_| malformed())?;
        make_whole(&mut value);
        Ok(Self {
            content: read(&value).map_err(Error::Malformed)?,
            fingerprint: fingerprint.finalize().into(),
        })
    }
}

impl<T: DeserializeOwned> FromRequestParts<Arc<Exchange>> for Asked<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Exchange>) -> Result<Self, Error> {
        Query::try_from_uri(&parts.uri).map(|Query(asked)| Self(asked)).map_err(|_| malformed())
    }
}

impl<T: ToSchema> Part for Json<T> {
    fn tell(told: &mut Told) {
        told.body = Some(holds::<T>);
        told.endings.push(Ending::Error(malformed));
        told.endings.push(Ending::Error(|| Error::TooLong));
    }
}

impl<T: IntoParams> Part for Asked<T> {
    fn tell(told: &mut Told) {
        told.parameters.extend(T::into_params(|| Some(ParameterIn::Query)));
        told.endings.push(Ending::Error(malformed));
    }
}

/// What the only parameter of a path names.
///
/// # Errors
/// The one that is given, for a text that cannot be its name.
pub(super) async fn named<T: FromStr>(
    parts: &mut Parts,
    exchange: &Arc<Exchange>,
    otherwise: impl Fn() -> Error,
) -> Result<T, Error> {
    let Path(text) = Path::<String>::from_request_parts(parts, exchange).await.map_err(|_| otherwise())?;
    text.parse().map_err(|_| otherwise())
}

/// Every number that is whole becomes one, however it is written: to JSON `5`, `5.0` and `5e0` are the same.
fn make_whole(value: &mut Value) {
    // 2^53: up to here no whole number is lost in what JSON's fractions are read into.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) if number.is_f64() => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() <= EXACT);
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and within the limits")]
            if let Some(whole) = whole.map(|whole| whole as i64) {
                *value = Value::from(whole);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(make_whole),
        Value::Object(members) => members.values_mut().for_each(make_whole),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Reads an object.
///
/// # Errors
/// The first field that is not what its type wants.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Problems> {
    if !value.is_object() {
        return Err(Problems::one(Field::Request, Problem::Malformed));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let mut found = Some(value);
        let mut field = Field::Request;
        for segment in error.path() {
            found = match segment {
                Segment::Map { key } => {
                    field = Field::from_token(key);
                    found.and_then(|value| value.get(key))
                }
                Segment::Seq { index } => found.and_then(|value| value.get(*index)),
                Segment::Enum { .. } | Segment::Unknown => None,
            };
        }
        // Serde reports a missing member at the object that lacks it.
        let text = error.inner().to_string();
        match text.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
            Some(name) => Problems::one(Field::from_token(name), Problem::Missing),
            None => Problems::one(field, found.map_or(Problem::Malformed, problem)),
        }
    })
}

/// What is wrong with a value of another type than expected.
fn problem(value: &Value) -> Problem {
    match value {
        Value::Null => Problem::Missing,
        Value::Number(number) => match number.as_f64() {
            Some(number) if number < 0.0 => Problem::TooSmall,
            Some(number) if number.fract() != 0.0 => Problem::NotWhole,
            // 2^64: what no whole number on the wire reaches.
            Some(number) if number >= 18_446_744_073_709_551_616.0 => Problem::TooLarge,
            _ => Problem::Malformed,
        },
        Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => Problem::Malformed,
    }
}

/// How many values a text can hold at most if it is JSON: each but the first follows an opening bracket or a comma.
fn values(text: &[u8]) -> usize {
    let (mut values, mut is_text, mut is_escaped) = (1, false, false);
    for byte in text {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_text,
            b'"' => is_text = !is_text,
            b'[' | b'{' | b',' if !is_text => values += 1,
            _ => {}
        }
    }
    values
}

fn malformed() -> Error {
    Error::field(Field::Request, Problem::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::lot::DeliveryLot;
    use serde_json::json;

    fn problem_of(member: &str, value: Value) -> (Field, Problem) {
        let mut lot = json!({"type": "wind", "power": 1, "amount": 2, "timestampExpire": 3});
        lot[member] = value;
        match read::<DeliveryLot>(&lot) {
            Err(problems) => problems.iter().next().unwrap(),
            Ok(lot) => panic!("{lot:?}"),
        }
    }

    #[test]
    fn a_value_of_another_type_is_named_with_what_is_wrong() {
        assert_eq!(problem_of("power", json!(-1)), (Field::Power, Problem::TooSmall));
        assert_eq!(problem_of("amount", json!(1.5)), (Field::Amount, Problem::NotWhole));
        assert_eq!(problem_of("amount", json!(1e30)), (Field::Amount, Problem::TooLarge));
        assert_eq!(problem_of("value", json!("12")), (Field::Value, Problem::Malformed));
        assert_eq!(problem_of("power", json!(null)), (Field::Power, Problem::Missing));
        assert_eq!(problem_of("type", json!(["wind"])), (Field::EnergyType, Problem::Malformed));
        assert_eq!(problem_of("inputData", json!({})), (Field::InputData, Problem::Malformed));
    }

    /// JSON does not tell `5` from `5.0`, and its schema calls both an integer; the exchange took only the first.
    #[test]
    fn a_whole_number_is_whole_however_it_is_written() {
        let text = r#"{"a": 5.0, "b": [5e2, -0.0, 1.5], "c": 9007199254740992.0, "d": 1e30, "e": "5.0"}"#;
        let mut value = serde_json::from_str(text).unwrap();
        make_whole(&mut value);
        let expected =
            json!({"a": 5, "b": [500, 0, 1.5], "c": 9_007_199_254_740_992_u64, "d": 1e30, "e": "5.0"});
        assert_eq!(value, expected);
    }

    #[test]
    fn a_missing_member_is_named() {
        match read::<DeliveryLot>(&json!({"type": "wind", "amount": 2, "timestampExpire": 3})) {
            Err(problems) => {
                assert_eq!(problems.of(Field::Power), Some(Problem::Missing));
            }
            Ok(lot) => panic!("{lot:?}"),
        }
    }

    /// A delivery of two megabytes of `0,0,0…` once took eighty in memory before its lots were counted.
    #[test]
    fn values_are_counted_before_they_are_read_and_commas_in_texts_are_none() {
        for (text, expected) in [
            ("5", 1),
            ("[]", 2),
            ("[0,0,0]", 4),
            (r#"{"a": [1, {"b": 2}], "c": 3}"#, 6),
            (r#"["a,b,[", "\",[,", "\\", 1]"#, 5),
            (r#"[" \\\" , [ ,"#, 2),
        ] {
            assert_eq!(values(text.as_bytes()), expected, "{text}");
        }
        let lot = r#"{"type":"wind","power":1,"amount":2,"value":3,"timestampExpire":4,"inputData":"a,b"}"#;
        assert!(values(vec![lot; 500].join(",").as_bytes()) * 4 < MOST_VALUES);
    }

    #[test]
    fn only_an_object_is_an_object() {
        for value in [json!([]), json!(["wind", 1, 2, null, 3, ""]), json!(null), json!(5), json!("x")] {
            assert!(read::<DeliveryLot>(&value).is_err(), "{value}");
        }
    }
}
