//! Lots whose time is over leave the pool by themselves.

use std::time::Duration;

use serde_json::json;

use crate::person::Person;
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
