//! Many at the same time: one lot is sold once, one balance is spent once.

use std::sync::Arc;

use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::running::{OPENING_BALANCE, Running};

#[tokio::test(flavor = "multi_thread")]
async fn of_thirty_two_buyers_exactly_one_gets_the_lot() {
    let exchange = Running::start().await;
    let seller = exchange.member("seller").await;
    let mut buyers = Vec::new();
    for number in 0..32 {
        buyers.push(exchange.member(&format!("buyer {number}")).await);
    }
    for _ in 0..5 {
        let hash = seller.deliver_one(10, exchange.now()).await;
        let start = Arc::new(Barrier::new(buyers.len()));
        let mut purchases = JoinSet::new();
        for buyer in buyers.clone() {
            let (hash, start) = (hash.clone(), Arc::clone(&start));
            purchases.spawn(async move {
                start.wait().await;
                buyer.buy(&[(&hash, 10)]).await.results()
            });
        }
        let mut outcomes = purchases.join_all().await;
        outcomes.sort();
        assert_eq!(outcomes[0], [732]);
        assert!(outcomes[1..].iter().all(|outcome| *outcome == [835]), "{outcomes:?}");
    }
    let mut total = seller.balance().await;
    assert_eq!(total, OPENING_BALANCE + 50);
    for buyer in &buyers {
        total += buyer.balance().await;
    }
    assert_eq!(total, 33 * OPENING_BALANCE);
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_balance_spent_from_many_tabs_is_spent_once() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut purchases = JoinSet::new();
    for _ in 0..20 {
        let hash = seller.deliver_one(OPENING_BALANCE, exchange.now()).await;
        let buyer = buyer.clone();
        purchases.spawn(async move { buyer.buy(&[(&hash, OPENING_BALANCE)]).await.results() });
    }
    let mut outcomes = purchases.join_all().await;
    outcomes.sort();
    assert_eq!(outcomes[0], [732]);
    assert!(outcomes[1..].iter().all(|outcome| *outcome == [828]), "{outcomes:?}");
    assert_eq!(buyer.balance().await, 0);
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lot_is_either_sold_or_taken_back() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    for _ in 0..20 {
        let hash = seller.deliver_one(1, exchange.now()).await;
        let path = format!("/tx/delivery/{hash}");
        let picks = [(hash.as_str(), 1)];
        let (revoked, bought) = tokio::join!(seller.delete(&path), buyer.buy(&picks));
        match (revoked.codes(), bought.results().as_slice()) {
            ((200, 735), [833]) | ((400, 838), [732]) => {}
            other => panic!("{other:?}"),
        }
    }
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_sent_many_times_at_once_buys_once() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let hash = seller.deliver_one(10, exchange.now()).await;
    let body = crate::person::purchase(&[(&hash, 10)]);
    let mut purchases = JoinSet::new();
    for _ in 0..16 {
        let (buyer, body) = (buyer.clone(), body.clone());
        purchases.spawn(async move {
            let answer = buyer.keyed(reqwest::Method::PUT, "/tx/purchase", "one-key", &body).await;
            (answer.results(), answer.header("idempotency-replayed") == "true")
        });
    }
    let outcomes = purchases.join_all().await;
    assert!(outcomes.iter().all(|(results, _)| *results == [732]), "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|(_, is_replayed)| !is_replayed).count(), 1);
    assert_eq!(buyer.balance().await, OPENING_BALANCE - 10);
    exchange.close().await;
}
