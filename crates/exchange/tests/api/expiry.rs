//! Lots whose time is over leave the pool by themselves.

use std::time::Duration;

use serde_json::json;
use sqlx::Connection;

use crate::person::{Person, lot};
use crate::running::Running;

/// Asks until the pool has another version than that one; the sweeper needs a moment.
pub(crate) async fn changed_since(person: &Person, version: &str) -> serde_json::Value {
    for _ in 0..10_000 {
        let answer = person.get(&format!("/tx/pool?since={version}")).await;
        if answer.body["version"] != version {
            return answer.body;
        }
        tokio::task::yield_now().await;
    }
    panic!("nothing changed");
}

#[tokio::test]
async fn a_lot_whose_time_is_over_leaves_the_pool_and_stays_in_its_sellers_list() {
    let exchange = Running::start().await;
    let seller = exchange.member("seller").await;
    let hash = seller.deliver_one(5, exchange.now()).await;
    let version = seller.get("/tx/pool").await.body["version"].as_str().unwrap().to_owned();
    for _ in 0..3 {
        exchange.pass(Duration::from_secs(20 * 60 + 1));
        assert_eq!(seller.get("/usr/alive?active=true").await.codes(), (200, 725));
    }
    let change = changed_since(&seller, &version).await;
    assert_eq!(change["removed"], json!([hash]));
    assert_eq!(change["total"], 0);
    let account = seller.get("/usr/account").await.body;
    assert_eq!((&account["deliveryNum"], &account["delivery"][0]["status"]), (&json!(1), &json!("expired")));
    assert_eq!(account["delivery"][0]["timestampBuy"], serde_json::Value::Null);
    exchange.close().await;
}

#[tokio::test]
async fn nobody_buys_or_takes_back_a_lot_whose_time_is_over() {
    let exchange = Running::start().await;
    let (mut seller, mut buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let hash = seller.deliver_one(5, exchange.now()).await;
    exchange.pass(Duration::from_secs(60 * 60));
    seller.log_in("seller").await;
    buyer.log_in("buyer").await;
    assert_eq!(buyer.buy(&[(&hash, 5)]).await.results(), [833]);
    assert_eq!(buyer.get(&format!("/tx/available/{hash}")).await.codes(), (400, 833));
    assert_eq!(seller.delete(&format!("/tx/delivery/{hash}")).await.codes(), (400, 838));
    exchange.close().await;
}

/// The clock was read when a call came in. One that then waited for its turn was judged by a time that was over: a lot
/// was sold whose seller, and everybody who asked, had been told that it had expired.
#[tokio::test(flavor = "multi_thread")]
async fn a_purchase_that_waits_for_its_turn_past_the_end_of_a_lot_does_not_buy_it() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut short = lot(5, exchange.now());
    short["timestampExpire"] = json!(exchange.now() + 600_000);
    let delivered = seller.deliver(vec![short]).await;
    let hash = delivered.body["result"][0]["txHash"].as_str().unwrap().to_owned();
    let mut other = exchange.database.stop_writes().await;
    let purchase = tokio::spawn({
        let (buyer, hash) = (buyer.clone(), hash.clone());
        async move { buyer.buy(&[(&hash, 5)]).await.results() }
    });
    // Whoever came after the purchase has been answered many times before its turn comes.
    for _ in 0..100 {
        assert_eq!(seller.get(&format!("/tx/available/{hash}")).await.codes(), (200, 734));
    }
    exchange.pass(Duration::from_millis(600_000));
    assert_eq!(seller.get(&format!("/tx/available/{hash}")).await.codes(), (400, 833));
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    assert_eq!(purchase.await.unwrap(), [833]);
    exchange.close().await;
}
