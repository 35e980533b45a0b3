//! Delivering lots and taking them back.

use serde_json::{Value, json};

use crate::person::{fields, lot, new_key};
use crate::running::Running;

#[tokio::test]
async fn good_lots_are_delivered_and_bad_ones_named_in_the_same_call() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let now = exchange.now();
    let with = |member: &str, value: Value| {
        let mut lot = lot(3, now);
        lot[member] = value;
        lot
    };
    let without = |member: &str| {
        let mut lot = lot(3, now);
        lot.as_object_mut().unwrap().remove(member);
        lot
    };
    let cases = [
        (with("value", json!(3)), &[][..]),
        (with("power", json!(-5)), &["power too_small"]),
        (with("power", json!(0)), &["power too_small"]),
        (with("amount", json!(1.5)), &["amount not_whole"]),
        (with("amount", json!(1_000_000_001_u64)), &["amount too_large"]),
        (with("amount", json!(u64::MAX)), &["amount too_large"]),
        (with("amount", json!("12")), &["amount malformed"]),
        (with("value", json!(-1)), &["value too_small"]),
        (with("value", json!(0)), &["value too_small"]),
        (with("value", json!(2.5)), &["value not_whole"]),
        (with("type", json!("coal")), &["type unknown"]),
        (with("type", json!("")), &["type missing"]),
        (without("type"), &["type missing"]),
        (without("amount"), &["amount missing"]),
        (with("timestampExpire", json!(now)), &["timestampExpire past"]),
        (with("timestampExpire", json!(0)), &["timestampExpire past"]),
        (with("timestampExpire", json!(u64::MAX)), &["timestampExpire too_far"]),
        (with("timestampExpire", json!(-1)), &["timestampExpire too_small"]),
        (with("inputData", json!("x".repeat(281))), &["inputData too_long"]),
        (with("inputData", json!("a\u{202e}b")), &["inputData unprintable"]),
        (with("inputData", json!(5)), &["inputData malformed"]),
        (json!("lot"), &["request malformed"]),
        (
            json!({"type": "coal", "power": 0, "amount": 0, "value": 0, "timestampExpire": 0}),
            &[
                "type unknown",
                "power too_small",
                "amount too_small",
                "value too_small",
                "timestampExpire past",
            ],
        ),
        (without("inputData"), &[]),
    ];
    let answer = mara.deliver(cases.iter().map(|(lot, _)| lot.clone()).collect()).await;
    assert_eq!(answer.codes(), (200, 733));
    for ((lot, expected), outcome) in cases.iter().zip(answer.body["result"].as_array().unwrap()) {
        assert_eq!(&fields(outcome), expected, "{lot}");
        assert_eq!(outcome["status"], if expected.is_empty() { 733 } else { 830 }, "{lot}");
        assert_eq!(outcome["txHash"].is_string(), expected.is_empty());
    }
    assert_eq!(mara.get("/tx/pool").await.body["total"], 2);
    exchange.close().await;
}

#[tokio::test]
async fn a_price_that_is_left_to_the_exchange_follows_from_the_amount_rounded_up() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    for (amount, credits) in [(1, 1), (2_000, 1), (2_001, 2), (40_000, 20)] {
        let mut lot = lot(1, exchange.now());
        lot["value"] = Value::Null;
        lot["amount"] = json!(amount);
        assert_eq!(mara.deliver(vec![lot]).await.body["result"][0]["value"], credits, "{amount} Wh");
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_delivery_holds_one_to_five_hundred_lots() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    for (body, problem) in [
        (json!({}), "tx missing"),
        (json!({"tx": null}), "tx missing"),
        (json!({"tx": []}), "tx missing"),
        (json!({"tx": {}}), "tx malformed"),
        (json!({"tx": "all"}), "tx malformed"),
        (json!({"tx": vec![Value::Null; 501]}), "tx too_long"),
        (json!([]), "request malformed"),
    ] {
        let answer = mara.keyed(reqwest::Method::POST, "/tx/delivery", &new_key(), &body).await;
        assert_eq!((answer.codes(), answer.fields()), ((400, 830), vec![problem.to_owned()]), "{body}");
    }
    let mut largest = lot(1_000_000_000, exchange.now());
    largest["inputData"] = json!("x".repeat(280));
    let answer = mara.deliver(vec![largest; 500]).await;
    assert_eq!(answer.results(), [733; 500]);
    assert_eq!(mara.get("/tx/pool").await.body["total"], 500);
    exchange.close().await;
}

/// 500 lots that keep every rule were once refused as too long, where the client wrote its JSON in ASCII: one
/// character of a note is up to 12 bytes then.
#[tokio::test]
async fn five_hundred_lots_with_the_longest_notes_are_delivered_however_their_json_is_escaped() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let mut largest = lot(1_000_000_000, exchange.now());
    largest["inputData"] = json!("NOTE");
    let body = json!({"tx": vec![largest; 500]}).to_string().replace("NOTE", &"\\ud83d\\ude00".repeat(280));
    assert!(body.len() > 1_500_000);
    let call = mara.request(reqwest::Method::POST, "/tx/delivery").header("Idempotency-Key", new_key());
    let answer = crate::person::send(call.body(body)).await;
    assert_eq!(answer.results(), [733; 500]);
    assert_eq!(mara.get("/tx/pool").await.body["tx"][499]["inputData"], "\u{1f600}".repeat(280));
    exchange.close().await;
}

#[tokio::test]
async fn only_its_seller_takes_a_lot_back_and_only_while_it_waits() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let revoke = |hash: &str| format!("/tx/delivery/{hash}");
    let lots = [seller.deliver_one(3, exchange.now()).await, seller.deliver_one(4, exchange.now()).await];
    assert_eq!(buyer.delete(&revoke(&lots[0])).await.codes(), (400, 839), "somebody else's");
    assert_eq!(seller.delete(&revoke(&"0".repeat(64))).await.codes(), (400, 839), "unknown");
    assert_eq!(seller.delete(&revoke("x")).await.codes(), (400, 830), "no hash");
    assert_eq!(seller.delete(&revoke(&lots[0])).await.codes(), (200, 735));
    assert_eq!(seller.delete(&revoke(&lots[0])).await.codes(), (400, 838), "taken back already");
    assert_eq!(buyer.buy(&[(&lots[0], 3)]).await.results(), [833]);
    assert_eq!(buyer.buy(&[(&lots[1], 4)]).await.results(), [732]);
    assert_eq!(seller.delete(&revoke(&lots[1])).await.codes(), (400, 838), "sold");
    exchange.close().await;
}
