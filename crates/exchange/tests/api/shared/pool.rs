//! The pool while both exchanges write: each lot is sold once, and nothing that happened is missed.

use std::collections::BTreeSet;
use std::sync::Arc;

use reqwest::Method;
use serde_json::json;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::{at, pair, place};
use crate::person::{Person, lot, new_key, send};
use crate::process::Process;
use crate::running::{OPENING_BALANCE, Running};

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_buyers_at_both_exactly_one_gets_each_lot() {
    let Some((folder, database)) = place() else { return };
    let inside = Running::start_on(database.clone(), folder, |_| {}).await;
    let processes = [Process::start(&database), Process::start(&database)];
    let seller = inside.member("seller").await;
    let mut buyers = Vec::new();
    for number in 0..64 {
        let buyer = inside.member(&format!("buyer {number}")).await;
        buyers.push(at(&buyer, &processes[number % 2].url));
    }
    for round in 0..10 {
        let hash = at(&seller, &processes[round % 2].url).deliver_one(10, inside.now()).await;
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
    assert_eq!(total, OPENING_BALANCE + 100);
    for buyer in &buyers {
        total += buyer.balance().await;
    }
    assert_eq!(total, 65 * OPENING_BALANCE);
    inside.close().await;
}

#[tokio::test]
async fn what_one_was_answered_the_other_tells_at_once() {
    let Some((first, second)) = pair().await else { return };
    let (seller, buyer) = (first.member("seller").await, first.member("buyer").await);
    let there = at(&buyer, &second.url);
    let before = there.get("/tx/pool").await;
    for value in 1..=20 {
        let hash = seller.deliver_one(value, first.now()).await;
        let beat = there.get("/usr/alive").await.body["poolVersion"].clone();
        let etag = before.header("etag").to_owned();
        let pool = send(there.request(Method::GET, "/tx/pool").header("If-None-Match", etag)).await;
        assert_eq!((pool.codes(), &pool.body["version"]), ((200, 731), &beat));
        assert_eq!(pool.body["tx"][0]["txHash"], hash.as_str());
    }
    first.close().await;
    second.close().await;
}

/// A number is given to an event before the event can be seen. Where two exchanges write at the same time, the one
/// with the higher number could be seen first, and whoever had been told of that one would never hear of the other.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_follows_the_differences_misses_nothing_however_many_write() {
    let Some((first, second)) = pair().await else { return };
    let here = first.member("reader").await;
    let there = at(&here, &second.url);
    let mut version = here.get("/tx/pool").await.body["version"].clone();
    let mut writers = JoinSet::new();
    for number in 0..8 {
        let exchange = if number % 2 == 0 { &first } else { &second };
        let seller = exchange.member(&format!("seller {number}")).await;
        let now = first.now();
        writers.spawn(async move {
            for value in 1..=12 {
                let hash = seller.deliver_one(value, now).await;
                if value % 3 == 0 {
                    assert_eq!(seller.delete(&format!("/tx/delivery/{hash}")).await.codes(), (200, 735));
                }
            }
        });
    }
    let mut known = BTreeSet::new();
    let mut is_over = false;
    while !is_over {
        while let Some(written) = writers.try_join_next() {
            written.unwrap();
        }
        is_over = writers.is_empty();
        for reader in [&here, &there] {
            let change = reader.get(&format!("/tx/pool?since={}", version.as_str().unwrap())).await.body;
            known.extend(change["changed"].as_array().unwrap().iter().map(|lot| lot["txHash"].to_string()));
            for gone in change["removed"].as_array().unwrap() {
                known.remove(&gone.to_string());
            }
            version = change["version"].clone();
        }
    }
    let pool = here.get("/tx/pool").await.body;
    let whole: BTreeSet<_> =
        pool["tx"].as_array().unwrap().iter().map(|lot| lot["txHash"].to_string()).collect();
    assert_eq!(whole.len(), 64);
    assert_eq!(known, whole);
    first.close().await;
    second.close().await;
}

async fn delivered(seller: &Person) -> u64 {
    seller.get("/usr/account?limit=1").await.body["deliveryNum"].as_u64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_exchange_was_writing_is_undone_and_the_other_goes_on() {
    let Some((folder, database)) = place() else { return };
    let inside = Running::start_on(database.clone(), folder, |_| {}).await;
    let seller = inside.member("seller").await;
    for round in 0..5 {
        let mut process = Process::start(&database);
        let callers: Vec<_> = (0..4)
            .map(|_| {
                let (seller, now) = (at(&seller, &process.url), inside.now());
                tokio::spawn(async move {
                    let body = json!({"tx": vec![lot(3, now); 20]});
                    loop {
                        let call = seller.request(Method::POST, "/tx/delivery");
                        let call = call.header("Idempotency-Key", new_key()).body(body.to_string());
                        if call.send().await.is_err() {
                            break;
                        }
                    }
                })
            })
            .collect();
        let before = delivered(&seller).await;
        while delivered(&seller).await < before + 40 {
            tokio::task::yield_now().await;
        }
        process.kill();
        for caller in callers {
            caller.await.unwrap();
        }
        assert_eq!(delivered(&seller).await % 20, round, "deliveries are whole");
        seller.deliver_one(4, inside.now()).await;
    }
    inside.close().await;
}
