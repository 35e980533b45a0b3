//! Many at the same time: one lot is sold once, one balance is spent once. What else may become of a lot
//! at the same moment is in `rivals`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::often;
use crate::person::lot;
use crate::running::{OPENING_BALANCE, Running};

/// How many buyers there are.
const BUYERS: usize = 64;
/// How often they race; `WATTPOOL_ROUNDS` says another number.
const ROUNDS: u64 = 200;
/// How many lots they race for each time.
const LOTS: usize = 3;

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_buyers_exactly_one_gets_each_lot() {
    let exchange = Running::start().await;
    let seller = exchange.member("seller").await;
    let mut buyers = Vec::new();
    for number in 0..BUYERS {
        buyers.push(exchange.member(&format!("buyer {number}")).await);
    }
    let rounds = often("WATTPOOL_ROUNDS", ROUNDS);
    for round in 0..rounds {
        let delivered = seller.deliver(vec![lot(1, exchange.now()); LOTS]).await;
        let result = delivered.body["result"].as_array().unwrap();
        let lots: Vec<_> = result.iter().map(|lot| lot["txHash"].as_str().unwrap().to_owned()).collect();
        let start = Arc::new(Barrier::new(BUYERS));
        let mut purchases = JoinSet::new();
        for (number, buyer) in buyers.iter().cloned().enumerate() {
            // Each wants all of them, in an order of their own.
            let mut wanted = lots.clone();
            wanted.rotate_left(number % LOTS);
            let start = Arc::clone(&start);
            purchases.spawn(async move {
                start.wait().await;
                let picks: Vec<_> = wanted.iter().map(|lot| (lot.as_str(), 1)).collect();
                let answer = buyer.buy(&picks).await;
                assert_eq!(answer.codes(), (200, 732), "{answer:?}");
                wanted.into_iter().zip(answer.results()).collect::<Vec<_>>()
            });
        }
        let mut sales = BTreeMap::new();
        for (lot, code) in purchases.join_all().await.into_iter().flatten() {
            assert!(matches!(code, 732 | 835), "round {round}: {code}");
            *sales.entry(lot).or_insert(0) += u32::from(code == 732);
        }
        assert_eq!(sales, lots.into_iter().map(|lot| (lot, 1)).collect(), "round {round}");
    }
    let mut total = seller.balance().await;
    assert_eq!(total, OPENING_BALANCE + rounds * LOTS as u64);
    for buyer in &buyers {
        total += buyer.balance().await;
    }
    assert_eq!(total, (BUYERS as u64 + 1) * OPENING_BALANCE);
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
