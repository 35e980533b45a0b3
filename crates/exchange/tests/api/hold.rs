//! Purchases that are held: when, and what everybody else sees meanwhile. How they end is in `handshake`.

use std::collections::HashMap;
use std::sync::Arc;

use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::person::purchase;
use crate::running::{HOLD_SECONDS, OPENING_BALANCE, Running};

/// What costs more has to be confirmed.
const LIMIT: u64 = 500;

async fn confirming() -> Running {
    Running::start_confirming(tempfile::tempdir().unwrap(), LIMIT).await
}

#[tokio::test]
async fn a_purchase_above_the_limit_is_held_and_nothing_is_charged() {
    let exchange = confirming().await;
    let (seller, buyer, other) =
        (exchange.member("seller").await, exchange.member("buyer").await, exchange.member("other").await);
    let lots = [seller.deliver_one(300, exchange.now()).await, seller.deliver_one(201, exchange.now()).await];
    let held = buyer.buy(&[(&lots[0], 300), (&lots[1], 201)]).await;
    assert_eq!(held.codes(), (201, 631));
    assert_eq!((&held.body["total"], &held.body["expiresIn"]), (&json!(501), &json!(HOLD_SECONDS)));
    assert_eq!(
        held.body["result"],
        json!([{"txHash": lots[0], "status": 631}, {"txHash": lots[1], "status": 631}])
    );
    assert_eq!(held.body["handshakeId"].as_str().unwrap().len(), 32);
    assert_eq!(held.body["balance"], Value::Null);
    assert_eq!(buyer.balance().await, OPENING_BALANCE);

    assert_eq!(other.get("/tx/pool").await.body["total"], 0);
    assert_eq!(other.get(&format!("/tx/available/{}", lots[0])).await.codes(), (400, 833));
    assert_eq!(other.buy(&[(&lots[0], 300)]).await.results(), [833]);
    assert_eq!(buyer.buy(&[(&lots[0], 300)]).await.results(), [833], "only confirming buys what is held");
    assert_eq!(seller.delete(&format!("/tx/delivery/{}", lots[0])).await.codes(), (400, 838));
    assert_eq!(seller.get("/usr/account").await.body["delivery"][0]["status"], "waiting");
    exchange.close().await;
}

#[tokio::test]
async fn a_purchase_of_exactly_the_limit_is_bought_at_once() {
    let exchange = confirming().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let lots = [seller.deliver_one(300, exchange.now()).await, seller.deliver_one(200, exchange.now()).await];
    let bought = buyer.buy(&[(&lots[0], 300), (&lots[1], 200)]).await;
    assert_eq!((bought.codes(), bought.results()), ((200, 732), vec![732, 732]));
    assert_eq!(bought.body["balance"], OPENING_BALANCE - LIMIT);
    exchange.close().await;
}

#[tokio::test]
async fn what_cannot_be_bought_is_told_in_its_place_and_counts_nothing() {
    let exchange = confirming().await;
    let (seller, buyer, other) =
        (exchange.member("seller").await, exchange.member("buyer").await, exchange.member("other").await);
    let now = exchange.now();
    let sold = seller.deliver_one(500, now).await;
    assert_eq!(other.buy(&[(&sold, 500)]).await.results(), [732]);
    let revoked = seller.deliver_one(5, now).await;
    seller.delete(&format!("/tx/delivery/{revoked}")).await;
    let own = buyer.deliver_one(5, now).await;
    let dearer_now = seller.deliver_one(6, now).await;
    let good = [seller.deliver_one(300, now).await, seller.deliver_one(400, now).await];
    let too_dear = seller.deliver_one(301, now).await;
    let unknown = "ab".repeat(32);
    let at_once = buyer.buy(&[(&sold, 500), (&revoked, 5), (&dearer_now, 6)]).await;
    assert_eq!((at_once.codes(), at_once.results()), ((200, 732), vec![835, 833, 732]));
    let held = buyer
        .buy(&[(&good[0], 300), (&sold, 500), (&own, 5), (&unknown, 5), (&good[1], 400), (&too_dear, 301)])
        .await;
    assert_eq!((held.codes(), held.results()), ((201, 631), vec![631, 835, 833, 836, 631, 828]));
    assert_eq!(held.body["total"], 700);
    let confirmed = buyer.put(&held.hold()).await;
    assert_eq!((confirmed.codes(), confirmed.results()), ((200, 732), vec![732, 835, 833, 836, 732, 828]));
    exchange.close().await;
}

#[tokio::test]
async fn whoever_watches_the_pool_sees_held_lots_leave_and_come_back() {
    let exchange = confirming().await;
    let (seller, buyer, watcher) =
        (exchange.member("seller").await, exchange.member("buyer").await, exchange.member("watcher").await);
    let lots = [seller.deliver_one(600, exchange.now()).await, seller.deliver_one(5, exchange.now()).await];
    let since = async |version: &Value| {
        watcher.get(&format!("/tx/pool?since={}", version.as_str().unwrap())).await.body
    };
    let hashes = |changed: &Value| -> Vec<Value> {
        changed.as_array().unwrap().iter().map(|lot| lot["txHash"].clone()).collect()
    };
    let before = watcher.get("/tx/pool").await.body;
    let held = buyer.buy(&[(&lots[0], 600)]).await;
    let gone = since(&before["version"]).await;
    assert_ne!(gone["version"], before["version"]);
    assert_eq!((&gone["removed"], &gone["changed"]), (&json!([lots[0]]), &json!([])));
    assert_eq!(gone["total"], 1);

    assert_eq!(buyer.delete(&held.hold()).await.codes(), (200, 736));
    let back = since(&gone["version"]).await;
    assert_eq!((hashes(&back["changed"]), &back["removed"]), (vec![json!(lots[0])], &json!([])));
    assert_eq!(back["total"], 2);
    assert_eq!(since(&before["version"]).await["removed"], json!([]), "it is there, as it was before");
    assert_eq!(watcher.get("/tx/pool").await.body["tx"], before["tx"]);

    let held = buyer.buy(&[(&lots[0], 600)]).await;
    let gone = since(&back["version"]).await;
    assert_eq!(buyer.put(&held.hold()).await.results(), [732]);
    let sold = since(&gone["version"]).await;
    assert_eq!((&sold["removed"], &sold["changed"]), (&json!([]), &json!([])), "nobody saw it come back");
    assert_eq!(since(&before["version"]).await["removed"], json!([lots[0]]));
    exchange.close().await;
}

#[tokio::test]
async fn the_same_key_is_answered_by_the_same_hold() {
    let exchange = confirming().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let lots = [seller.deliver_one(600, exchange.now()).await, seller.deliver_one(5, exchange.now()).await];
    let body = purchase(&[(&lots[0], 600)]);
    let held = buyer.keyed(Method::PUT, "/tx/purchase", "k", &body).await;
    let again = buyer.keyed(Method::PUT, "/tx/purchase", "k", &body).await;
    assert_eq!((held.codes(), held.header("idempotency-replayed")), ((201, 631), ""));
    assert_eq!((again.codes(), again.header("idempotency-replayed")), ((201, 631), "true"));
    assert_eq!(again.text, held.text);
    let other = buyer.keyed(Method::PUT, "/tx/purchase", "k", &purchase(&[(&lots[1], 5)])).await;
    assert_eq!((other.codes(), other.fields()), ((400, 830), vec!["Idempotency-Key reused".to_owned()]));
    assert_eq!(buyer.put(&held.hold()).await.results(), [732]);
    let afterwards = buyer.keyed(Method::PUT, "/tx/purchase", "k", &body).await;
    assert_eq!(afterwards.text, held.text);
    assert_eq!(buyer.balance().await, OPENING_BALANCE - 600);
    exchange.close().await;
}

#[tokio::test]
async fn a_later_hold_takes_the_place_of_an_earlier_one_and_a_small_purchase_does_not() {
    let exchange = confirming().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut lots = Vec::new();
    for value in [600, 700, 5] {
        lots.push(seller.deliver_one(value, exchange.now()).await);
    }
    let first = buyer.buy(&[(&lots[0], 600)]).await;
    assert_eq!(buyer.buy(&[(&lots[2], 5)]).await.results(), [732]);
    assert_eq!(buyer.get(&format!("/tx/available/{}", lots[0])).await.codes(), (400, 833));
    let second = buyer.buy(&[(&lots[1], 700)]).await;
    assert_eq!(second.codes(), (201, 631));
    assert_eq!(buyer.get(&format!("/tx/available/{}", lots[0])).await.codes(), (200, 734));
    assert_eq!(buyer.put(&first.hold()).await.codes(), (400, 833));
    assert_eq!(buyer.delete(&first.hold()).await.codes(), (200, 736));
    assert_eq!(buyer.put(&second.hold()).await.results(), [732]);
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_buyers_who_want_overlapping_lots_each_lot_has_one() {
    let exchange = confirming().await;
    let seller = exchange.member("seller").await;
    let mut lots = Vec::new();
    for _ in 0..3 {
        lots.push(seller.deliver_one(300, exchange.now()).await);
    }
    let start = Arc::new(Barrier::new(12));
    let mut purchases = JoinSet::new();
    for number in 0..12 {
        let buyer = exchange.member(&format!("buyer {number}")).await;
        let picks = [lots[number % 3].clone(), lots[(number + 1) % 3].clone()];
        let start = Arc::clone(&start);
        purchases.spawn(async move {
            start.wait().await;
            let answer = buyer.buy(&[(&picks[0], 300), (&picks[1], 300)]).await;
            let answer = if answer.http == 201 { buyer.put(&answer.hold()).await } else { answer };
            picks.into_iter().zip(answer.results())
        });
    }
    let mut sales: HashMap<String, u32> = HashMap::new();
    for (lot, status) in purchases.join_all().await.into_iter().flatten() {
        assert!(matches!(status, 732 | 833 | 835), "{status}");
        *sales.entry(lot).or_default() += u32::from(status == 732);
    }
    assert!(sales.len() == 3 && sales.values().all(|sales| *sales == 1), "{sales:?}");
    assert_eq!(seller.balance().await, OPENING_BALANCE + 900);
    exchange.close().await;
}
