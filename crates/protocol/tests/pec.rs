//! Whatever JSON pec-server answers, reading it ends with something that can be shown or with an error, and
//! never with a panic. What is made of answers of the usual shapes is tested beside each reader.

use domain::lot::LotHash;
use domain::timestamp::Timestamp;
use proptest::prelude::*;
use serde_json::{Map, Value};
use wattpool_protocol::pec::account::Account;
use wattpool_protocol::pec::list::{self, List};
use wattpool_protocol::pec::loose::Loose;
use wattpool_protocol::pec::pool::Pool;
use wattpool_protocol::pec::session::LoggedIn;
use wattpool_protocol::pec::told::Answer;

const NOW: Timestamp = Timestamp(1_556_700_000_000);

/// Every name that any reader looks for, and one that none does.
const MEMBERS: [&str; 24] = [
    "status",
    "sessionId",
    "account",
    "balance",
    "address",
    "delivery",
    "purchase",
    "revoke",
    "tx",
    "result",
    "msg",
    "txHash",
    "blockHeight",
    "timestampGen",
    "timestampSell",
    "timestampBuy",
    "timestampExpire",
    "power",
    "value",
    "amount",
    "type",
    "to",
    "from",
    "sk",
];

/// Texts of the kinds that come from its store, and any other.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "undefined",
            "null",
            "NaN",
            "7",
            "10000",
            "0.5",
            "-1",
            "1e21",
            "waiting",
            "succeed",
            "succeeded",
            "failed",
            "revoked",
            "solar",
            "wind",
            "1556700000",
            "1556700000000",
        ])
        .prop_map(str::to_owned),
        Just("0f".repeat(32)),
        Just("aa".repeat(20)),
        any::<String>(),
    ]
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 96, 12, |inner| {
        let member = (prop::sample::select(MEMBERS.to_vec()), inner.clone());
        let members = prop::collection::vec(member, 0..12);
        let object = |members: Vec<(&str, Value)>| {
            members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>()
        };
        prop_oneof![
            prop::collection::vec(inner, 0..8).prop_map(Value::from),
            members.prop_map(move |members| Value::from(object(members))),
        ]
    })
}

/// A row that is good but for one member.
fn row() -> impl Strategy<Value = Value> {
    (prop::sample::select(MEMBERS.to_vec()), json()).prop_map(|(member, value)| {
        let mut row = serde_json::json!({
            "txHash": "0f".repeat(32), "status": "waiting", "power": "4200", "value": "7", "amount": "12500",
            "type": "wind", "to": "aa".repeat(20)
        });
        row[member] = value;
        row
    })
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused_and_nothing_panics(body in json()) {
        let text = body.to_string();
        if let Ok(account) = serde_json::from_str::<Account>(&text) {
            let lists = [account.deliveries(NOW), account.purchases(NOW), account.revoked(NOW)];
            let _ = (account.balance(), account.address(), lists, account.has_purchased(&LotHash([0x0f; 32])));
        }
        if let Ok(pool) = serde_json::from_str::<Pool>(&text) {
            let _ = list::lots(&pool.tx, List::Pool, None, NOW);
        }
        if let Ok(answer) = serde_json::from_str::<Answer>(&text) {
            let _ = (answer.hash(), answer.has_failed(), answer.of(&LotHash([0x0f; 32])));
        }
        if let Ok(logged_in) = serde_json::from_str::<LoggedIn>(&text) {
            let _ = logged_in.token();
        }
    }

    #[test]
    fn any_object_is_an_account(members in prop::collection::vec((prop::sample::select(MEMBERS.to_vec()), json()), 0..24)) {
        let body: Map<_, _> = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        prop_assert!(serde_json::from_value::<Account>(Value::from(body)).is_ok());
    }

    #[test]
    fn any_value_is_one_value(value in json()) {
        let loose: Loose = serde_json::from_str(&value.to_string()).unwrap();
        let _ = (loose.whole(), loose.floor(), loose.moment());
        prop_assert!(loose.whole().is_none() || loose.whole() == loose.floor());
    }

    #[test]
    fn every_row_is_shown_or_counted_and_never_breaks_the_others(rows in prop::collection::vec(row(), 0..8)) {
        let total = rows.len() + 1;
        let mut rows = rows;
        rows.push(serde_json::json!({
            "txHash": "0e".repeat(32), "status": "waiting", "power": "1", "value": "1", "amount": "1", "type": "solar",
            "to": "aa".repeat(20)
        }));
        let body = serde_json::json!({ "delivery": rows });
        let account: Account = serde_json::from_value(body).unwrap();
        let lots = account.deliveries(NOW);
        prop_assert!(lots.good.iter().any(|lot| lot.hash == LotHash([0x0e; 32])));
        prop_assert_eq!(lots.good.len() + lots.skipped, total);
    }
}
