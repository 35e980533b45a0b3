//! Keys that make a repeated call safe.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::person::{lot, new_key, purchase, send};
use crate::running::{OPENING_BALANCE, Running};

#[tokio::test]
async fn the_same_request_with_the_same_key_gets_the_same_answer_and_acts_once() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let delivery = json!({"tx": [lot(10, exchange.now())]});
    let first = seller.keyed(Method::POST, "/tx/delivery", "d-1", &delivery).await;
    assert_eq!(first.header("idempotency-replayed"), "");
    let hash = first.body["result"][0]["txHash"].as_str().unwrap();
    let picks = purchase(&[(hash, 10)]);
    let bought = buyer.keyed(Method::PUT, "/tx/purchase", "p-1", &picks).await;
    assert_eq!(bought.results(), [732]);
    for (person, method, path, key, body, before) in [
        (&seller, Method::POST, "/tx/delivery", "d-1", &delivery, &first),
        (&buyer, Method::PUT, "/tx/purchase", "p-1", &picks, &bought),
    ] {
        let again = person.keyed(method, path, key, body).await;
        assert_eq!((again.http, &again.body), (before.http, &before.body));
        assert_eq!(again.header("idempotency-replayed"), "true");
    }
    assert_eq!(seller.get("/usr/account").await.body["deliveryNum"], 1);
    assert_eq!(buyer.balance().await, OPENING_BALANCE - 10);
    exchange.close().await;
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_account() {
    let exchange = Running::start().await;
    let (mara, other) = (exchange.member("mara").await, exchange.member("other").await);
    let body = json!({"tx": [lot(10, exchange.now())]});
    assert_eq!(mara.keyed(Method::POST, "/tx/delivery", "k", &body).await.codes(), (200, 733));
    let changed = json!({"tx": [lot(11, exchange.now())]});
    let answer = mara.keyed(Method::POST, "/tx/delivery", "k", &changed).await;
    assert_eq!((answer.codes(), answer.fields()), ((400, 830), vec!["Idempotency-Key reused".to_owned()]));
    let answer = mara.keyed(Method::PUT, "/tx/purchase", "k", &purchase(&[(&"0".repeat(64), 1)])).await;
    assert_eq!(answer.fields(), ["Idempotency-Key reused"]);
    let answer = other.keyed(Method::POST, "/tx/delivery", "k", &body).await;
    assert_eq!((answer.codes(), answer.header("idempotency-replayed")), ((200, 733), ""));
    exchange.close().await;
}

#[tokio::test]
async fn a_call_that_needs_a_key_and_has_none_is_refused() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let body = json!({"tx": [lot(10, exchange.now())]}).to_string();
    let deliver = || mara.request(Method::POST, "/tx/delivery").body(body.clone());
    let long = "k".repeat(65);
    for (key, problem) in [
        (None, "missing"),
        (Some(""), "missing"),
        (Some(long.as_str()), "too_long"),
        (Some("a b"), "malformed"),
    ] {
        let answer = send(key.iter().fold(deliver(), |call, key| call.header("Idempotency-Key", *key))).await;
        assert_eq!(answer.codes(), (400, 830), "{key:?}");
        assert_eq!(answer.fields(), [format!("Idempotency-Key {problem}")]);
    }
    let answer = send(mara.request(Method::PUT, "/tx/purchase").body("{}")).await;
    assert_eq!(answer.fields(), ["Idempotency-Key missing"]);
    for keys in [["a", "b"], ["a", "a"], ["a", ""]] {
        let two = keys.iter().fold(deliver(), |call, key| call.header("Idempotency-Key", *key));
        let answer = send(two).await;
        assert_eq!(answer.codes(), (400, 830), "{keys:?}");
        assert_eq!(answer.fields(), ["Idempotency-Key malformed"], "{keys:?}");
    }
    assert_eq!(send(deliver().header("Idempotency-Key", "k".repeat(64))).await.codes(), (200, 733));
    exchange.close().await;
}

#[tokio::test]
async fn a_key_is_remembered_for_a_day_and_longer() {
    let exchange = Running::start().await;
    let mut mara = exchange.member("mara").await;
    let mut lot = lot(10, exchange.now());
    lot["timestampExpire"] = json!(exchange.now() + 7_200_000);
    let body = json!({"tx": [lot]});
    let key = new_key();
    let first = mara.keyed(Method::POST, "/tx/delivery", &key, &body).await;
    exchange.pass(Duration::from_secs(25 * 60 * 60));
    mara.log_in("mara").await;
    let again = mara.keyed(Method::POST, "/tx/delivery", &key, &body).await;
    assert_eq!(again.body, first.body, "although that lot could not be delivered any more");
    exchange.close().await;
}
