//! What is made up: JSON of any shape, calls of which a part is anything, and percent-escapes of any bytes.
//!
//! It sends nothing.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Number, Value, json};

use super::Scene;

/// The words that mean something somewhere.
const WORDS: [&str; 16] = [
    "tx",
    "txHash",
    "value",
    "account",
    "password",
    "type",
    "power",
    "amount",
    "timestampExpire",
    "inputData",
    "solar",
    "water",
    "wind",
    "active",
    "since",
    "",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned),
        any::<String>(),
        "[0-9a-fA-F]{32}|[0-9a-fA-F]{64}",
        "[\\x00-\\x1f\\u{200b}-\\u{202e}\\u{feff}]{0,4}",
    ]
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        any::<u64>().prop_map(Number::from),
        (0..20_u64).prop_map(Number::from),
        any::<i64>().prop_map(Number::from),
        any::<f64>().prop_map(|number| Number::from_f64(number).unwrap_or(Number::from(0))),
    ]
}

/// JSON of any shape.
pub(super) fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number().prop_map(Value::Number),
        text().prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::Array),
            btree_map(text(), inner, 0..6).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Something that is nearly what a call takes: some of its members are anything.
pub(super) fn nearly(scene: &Scene) -> impl Strategy<Value = Value> + use<> {
    let (lot, hash) = (scene.good_lot(), scene.lot.clone());
    let bodies = vec![
        json!({"account": "mara", "password": "quiet river"}),
        json!({"tx": [lot.clone(), lot]}),
        json!({"tx": [{"txHash": hash, "value": 11}]}),
    ];
    (prop::sample::select(bodies), vec((any::<prop::sample::Index>(), anything()), 1..3)).prop_map(
        |(mut body, spoilt)| {
            for (place, value) in spoilt {
                let pointers = pointers(&body, String::new());
                if let Some(found) = body.pointer_mut(place.get(&pointers).as_str()) {
                    *found = value;
                }
            }
            body
        },
    )
}

/// Every place in a value.
fn pointers(value: &Value, here: String) -> Vec<String> {
    let below: Vec<String> = match value {
        Value::Array(list) => {
            (0..).zip(list).flat_map(|(place, one)| pointers(one, format!("{here}/{place}"))).collect()
        }
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, one)| {
                pointers(one, format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")))
            })
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    [vec![here], below].concat()
}

/// Percent-escapes of any bytes.
pub(super) fn escaped() -> impl Strategy<Value = String> {
    vec(prop_oneof![any::<u8>(), Just(b'0'), Just(b'-')], 0..70)
        .prop_map(|bytes| bytes.iter().map(|byte| format!("%{byte:02X}")).collect())
}
