//! A pool whose answer is too large for memory: it is written into a file once, and travels from there.

use std::collections::BTreeSet;

use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::person::{Person, lot, send};
use crate::running::Running;

/// How many deliveries of 500 lots there are, with notes so long that the answer is beyond four megabytes.
const DELIVERIES: usize = 8;
/// More readers than an exchange has connections to its database.
const READERS: usize = 12;

/// Delivers enough lots, each of one credit.
async fn fill(seller: &Person, now: u64) -> BTreeSet<String> {
    let mut lots = BTreeSet::new();
    for _ in 0..DELIVERIES {
        let mut long = lot(1, now);
        long["inputData"] = json!("☀".repeat(280));
        let answer = seller.deliver(vec![long; 500]).await;
        assert_eq!(answer.codes(), (200, 733));
        lots.extend(names(&answer.body["result"]));
    }
    lots
}

fn names(list: &Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(|lot| lot["txHash"].as_str().unwrap().to_owned()).collect()
}

/// Asks for the whole pool and reads no more than the header.
async fn begin(person: &Person) -> Response {
    let response = person.request(Method::GET, "/tx/pool").send().await.unwrap();
    assert_eq!(response.status(), 200);
    response
}

/// Reads the rest, and the lots that are in it.
async fn end(response: Response) -> (String, BTreeSet<String>) {
    let etag = response.headers()["etag"].to_str().unwrap().to_owned();
    let text = response.text().await.unwrap();
    assert!(text.len() > 4 * 1024 * 1024, "{} bytes are no large answer", text.len());
    let body: Value = serde_json::from_str(&text).unwrap();
    let lots = names(&body["tx"]);
    assert_eq!(body["status"], 731);
    assert_eq!(etag, format!("\"{}\"", body["version"].as_str().unwrap()));
    assert_eq!((&body["total"], body["tx"].as_array().unwrap().len()), (&json!(lots.len()), lots.len()));
    (etag, lots)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_slowly_gets_the_pool_as_it_was_and_hinders_nobody() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let then = fill(&seller, exchange.now()).await;
    let mut slow = Vec::new();
    for _ in 0..READERS {
        slow.push(begin(&buyer).await);
    }
    // None of them has read anything, and everybody else goes on.
    let bought = then.first().unwrap();
    assert_eq!(buyer.buy(&[(bought, 1)]).await.results(), [732]);
    let new = seller.deliver_one(5, exchange.now()).await;
    let (newer, now) = end(begin(&seller).await).await;
    let mut expected = then.clone();
    expected.remove(bought);
    expected.insert(new);
    assert_eq!(now, expected);
    for response in slow {
        let (etag, lots) = end(response).await;
        assert_ne!(etag, newer);
        assert_eq!(lots, then);
    }
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_once_is_the_same_for_all_and_says_how_long_it_is() {
    let exchange = Running::start().await;
    let seller = exchange.member("seller").await;
    fill(&seller, exchange.now()).await;
    let first = seller.get("/tx/pool").await;
    let again = seller.get("/tx/pool").await;
    assert!(first.text == again.text, "the same version has the same bytes");
    assert_eq!(again.header("content-length"), again.text.len().to_string());
    let known = seller.request(Method::GET, "/tx/pool").header("If-None-Match", first.header("etag"));
    assert_eq!(send(known).await.http, 304);
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_missed_more_than_a_difference_may_hold_is_told_everything() {
    let exchange = Running::start().await;
    let seller = exchange.member("seller").await;
    seller.deliver_one(3, exchange.now()).await;
    let version = seller.get("/tx/pool").await.body["version"].as_str().unwrap().to_owned();
    let since = || async { seller.get(&format!("/tx/pool?since={version}")).await.body };
    for _ in 0..10 {
        seller.deliver(vec![lot(1, exchange.now()); 500]).await;
    }
    assert_eq!(since().await["changed"].as_array().unwrap().len(), 5000);
    seller.deliver_one(4, exchange.now()).await;
    let body = since().await;
    assert_eq!((body["changed"].is_null(), body["tx"].as_array().unwrap().len()), (true, 5002));
    assert_eq!(body["total"], 5002);
    exchange.close().await;
}
