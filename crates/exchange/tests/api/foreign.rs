//! What is somebody else's can neither be read nor changed, nobody becomes what they are not by saying so, and a name
//! that is given twice gains nothing.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::json;

use crate::global_data;
use crate::person::{PASSWORD, lot, new_key, send};
use crate::running::{OPENING_BALANCE, Running};

/// The paths of the interface that name something, as the protocol's source has them.
fn paths_with_names() -> BTreeSet<&'static str> {
    let source = include_str!("../../../protocol/src/path.rs");
    source.split('"').filter(|text| text.starts_with('/') && text.contains('{')).collect()
}

#[tokio::test]
async fn by_no_path_that_names_something_is_anothers_read_or_changed() {
    let exchange = Running::start_confirming(tempfile::tempdir().unwrap(), 500).await;
    let (mara, eve) = (exchange.member("mara").await, exchange.member("eve").await);
    let lot = mara.deliver_one(5, exchange.now()).await;
    let dear = eve.deliver_one(600, exchange.now()).await;
    let held = mara.buy(&[(&dear, 600)]).await;
    assert_eq!(held.codes(), (201, 631));
    let session =
        mara.get("/usr/sessions").await.body["sessions"][0]["sessionId"].as_str().unwrap().to_owned();
    let operator = exchange.operator("olga").await;
    let persisting = global_data::start(&operator).await;
    let before = (mara.get("/usr/account").await.text, mara.get("/tx/pool").await.text);

    let mut tried = BTreeSet::new();
    for (route, name, calls) in [
        ("/usr/sessions/{session_id}", session.as_str(), &[("DELETE", (200, 724))][..]),
        ("/tx/delivery/{tx_hash}", &lot, &[("DELETE", (400, 839))]),
        (
            "/tx/purchase/{handshake_id}",
            held.body["handshakeId"].as_str().unwrap(),
            &[("PUT", (400, 836)), ("DELETE", (400, 836))],
        ),
        ("/serv/persist/{handshake_id}", &persisting, &[("GET", (401, 811))]),
        // Whether a lot is for sale everybody may ask; it says nothing else.
        ("/tx/available/{tx_hash}", &lot, &[("GET", (200, 734))]),
    ] {
        tried.insert(route);
        let path = format!("{}/{name}", route.rsplit_once('/').unwrap().0);
        for (method, expected) in calls {
            let answer = send(eve.request(method.parse().unwrap(), &path)).await;
            assert_eq!(answer.codes(), *expected, "{method} {route}");
            // Of what is not theirs, they are told no more than of what never was.
            let members: Vec<_> = answer.body.as_object().unwrap().keys().collect();
            assert_eq!(members, ["msg", "status"], "{method} {route}");
        }
    }
    assert_eq!(tried, paths_with_names(), "a new path has to be tried here");
    assert_eq!(mara.get("/usr/alive").await.codes(), (200, 725), "her session lives");
    assert_eq!((mara.get("/usr/account").await.text, mara.get("/tx/pool").await.text), before);
    assert_eq!(mara.put(&held.hold()).await.results(), [732], "her hold is hers");
    exchange.close().await;
}

#[tokio::test]
async fn nobody_gets_anothers_account_by_naming_it() {
    let exchange = Running::start().await;
    let (mara, eve) = (exchange.member("mara").await, exchange.member("eve").await);
    let hash = mara.deliver_one(5, exchange.now()).await;
    assert_eq!(eve.buy(&[(&hash, 5)]).await.results(), [732]);
    // Accounts are nobody's to name: whoever asks gets their own, whatever else they say.
    for path in [
        "/usr/account?account=mara",
        "/usr/account?id=1",
        "/usr/account?address=x",
        "/usr/account?limit=50&account=mara",
    ] {
        assert_eq!(eve.get(path).await.body["account"], "eve", "{path}");
    }
    for text in [eve.get("/usr/account").await.text, eve.get("/tx/pool").await.text] {
        assert!(!text.contains("mara"), "{text}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_new_exchange_has_no_account_and_no_operator() {
    let exchange = Running::start().await;
    let mut connection = exchange.database.open().await;
    let count = "SELECT count(*) FROM accounts";
    let accounts: i64 = sqlx::query_scalar(count).fetch_one(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
    assert_eq!(accounts, 0);
    for name in ["admin", "operator", "root", "test", "wattpool"] {
        for password in [name, "admin", "password", "wattpool"] {
            let body = json!({"account": name, "password": password});
            let answer = exchange.stranger().post("/usr/login", body).await;
            assert_eq!(answer.codes(), (400, 823), "{name} {password}");
        }
    }
    exchange.close().await;
}

#[tokio::test]
async fn nobody_gets_more_by_saying_more() {
    let exchange = Running::start().await;
    let mut eve = exchange.stranger();
    let more = json!({"account": "eve", "password": PASSWORD, "balance": 1_000_000, "operator": true, "id": 1,
                      "address": "00".repeat(20), "is_operator": 1, "expiresIn": 1_000_000});
    assert_eq!(eve.post("/usr/signup", more.clone()).await.codes(), (200, 721));
    let opened = eve.post("/usr/login", more).await;
    eve.keep_cookie(&opened);
    assert_eq!((&opened.body["operator"], &opened.body["expiresIn"]), (&json!(false), &json!(1800)));
    assert_ne!(opened.body["address"], json!("00".repeat(20)));
    assert_eq!(eve.balance().await, OPENING_BALANCE);
    assert_eq!(eve.get("/serv/show").await.codes(), (401, 811));

    let mut offer = lot(5, exchange.now());
    for (name, value) in [
        ("status", json!("succeeded")),
        ("from", json!("00".repeat(20))),
        ("to", json!("00".repeat(20))),
        ("txHash", json!("00".repeat(32))),
        ("blockHeight", json!(1)),
        ("seller", json!(1)),
        ("timestampBuy", json!(1)),
    ] {
        offer[name] = value;
    }
    assert_eq!(eve.deliver(vec![offer]).await.results(), [733]);
    let sold = &eve.get("/tx/pool").await.body["tx"][0];
    assert_eq!(
        (&sold["status"], &sold["to"], &sold["timestampBuy"]),
        (&json!("waiting"), &opened.body["address"], &json!(null))
    );
    assert_ne!(sold["txHash"], json!("00".repeat(32)));

    let mara = exchange.member("mara").await;
    let hash = mara.deliver_one(7, exchange.now()).await;
    let body = json!({"tx": [{"txHash": hash, "value": 7, "buyer": "mara", "price": 0}], "balance": 0, "total": 1,
                      "confirm": true, "account": "mara"});
    assert_eq!(eve.keyed(Method::PUT, "/tx/purchase", &new_key(), &body).await.results(), [732]);
    assert_eq!((eve.balance().await, mara.balance().await), (OPENING_BALANCE - 7, OPENING_BALANCE + 7));
    exchange.close().await;
}

#[tokio::test]
async fn nobody_but_an_operator_gets_past_an_operators_door() {
    let exchange = Running::start().await;
    let eve = exchange.member("eve").await;
    let operator = exchange.operator("olga").await;
    let persisting = global_data::start(&operator).await;
    for person in [&eve, &exchange.stranger()] {
        for (method, path) in [
            (Method::GET, "/serv/show".to_owned()),
            (Method::HEAD, "/serv/show".to_owned()),
            (Method::POST, "/serv/persist".to_owned()),
            (Method::GET, format!("/serv/persist/{persisting}")),
            (Method::GET, "/serv/show?operator=true".to_owned()),
        ] {
            let answer = send(person.request(method.clone(), &path).header("X-Operator", "true")).await;
            assert_eq!(answer.http, 401, "{method} {path}");
            assert!(method == Method::HEAD || answer.codes().1 == 811, "{method} {path}");
        }
    }
    exchange.close().await;
}

#[tokio::test]
async fn what_is_said_twice_is_refused_or_counts_once() {
    let exchange = Running::start().await;
    let mut eve = exchange.member("eve").await;
    for path in
        ["/usr/alive?active=false&active=true", "/usr/account?limit=1&limit=50", "/tx/pool?since=a&since=b"]
    {
        assert_eq!(eve.get(path).await.fields(), ["request malformed"], "{path}");
    }
    let mara = exchange.member("mara").await;
    let hash = mara.deliver_one(7, exchange.now()).await;
    let keys = eve
        .request(Method::PUT, "/tx/purchase")
        .header("Idempotency-Key", "a")
        .header("Idempotency-Key", "b");
    let twice = json!({"tx": [{"txHash": hash, "value": 7}, {"txHash": hash, "value": 7}]}).to_string();
    assert_eq!(send(keys.body(twice.clone())).await.fields(), ["Idempotency-Key malformed"]);
    let call = eve.request(Method::PUT, "/tx/purchase").header("Idempotency-Key", "a").body(twice);
    assert_eq!(send(call).await.http, 400, "one lot is not bought twice at once");
    assert_eq!(eve.balance().await, OPENING_BALANCE);

    // One reader reads a body: of two members of one name the last counts, for everything that looks at it.
    let body = format!("{{\"account\": \"mara\", \"account\": \"eve\", \"password\": \"{PASSWORD}\"}}");
    let opened = send(eve.request(Method::POST, "/usr/login").body(body)).await;
    assert_eq!(opened.body["account"], "eve");
    eve.keep_cookie(&opened);

    // Of two tokens at most one opens anything, and always the account that it is of.
    let cookies = format!("{}; {}", eve.cookie.clone().unwrap(), mara.cookie.clone().unwrap());
    let mut both = eve.clone();
    both.cookie = Some(cookies);
    assert_eq!(both.get("/usr/account").await.body["account"], "eve");
    exchange.close().await;
}
