//! How a held purchase ends: confirmed, released, or by the clock.

use std::time::Duration;

use domain::credits::Credits;
use serde_json::json;
use tokio::task::JoinSet;

use crate::expiry::changed_since;
use crate::person::{Answer, Person, lot};
use crate::running::{HOLD_SECONDS, OPENING_BALANCE, Running};

/// An exchange with a seller and a buyer who has two lots of 300 credits held.
async fn held() -> (Running, Person, Person, [String; 2], Answer) {
    holding(Running::start_confirming(tempfile::tempdir().unwrap(), 500).await).await
}

async fn holding(exchange: Running) -> (Running, Person, Person, [String; 2], Answer) {
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let lots = [seller.deliver_one(300, exchange.now()).await, seller.deliver_one(300, exchange.now()).await];
    let held = buyer.buy(&[(&lots[0], 300), (&lots[1], 300)]).await;
    assert_eq!(held.results(), [631, 631]);
    (exchange, seller, buyer, lots, held)
}

#[tokio::test]
async fn confirming_buys_what_was_held() {
    let (exchange, seller, buyer, lots, held) = held().await;
    let answer = buyer.put(&held.hold()).await;
    assert_eq!(answer.codes(), (200, 732));
    assert_eq!(
        answer.body["result"],
        json!([{"txHash": lots[0], "status": 732}, {"txHash": lots[1], "status": 732}])
    );
    assert_eq!(answer.body["balance"], OPENING_BALANCE - 600);
    assert_eq!((buyer.balance().await, seller.balance().await), (400, 1600));
    assert_eq!(buyer.get("/usr/account").await.body["purchaseNum"], 2);
    assert_eq!(buyer.get(&format!("/tx/available/{}", lots[0])).await.codes(), (400, 835));
    exchange.close().await;
}

#[tokio::test]
async fn confirming_again_is_answered_the_same_and_charged_once_even_after_a_restart() {
    let (exchange, seller, buyer, _, held) = held().await;
    let first = buyer.put(&held.hold()).await;
    let more = seller.deliver_one(5, exchange.now()).await;
    assert_eq!(buyer.buy(&[(&more, 5)]).await.results(), [732]);
    assert_eq!(buyer.put(&held.hold()).await.text, first.text);
    assert_eq!(buyer.delete(&held.hold()).await.codes(), (400, 836), "what is bought is not released");
    let exchange = Running::start_confirming(exchange.leave().await, 500).await;
    let mut buyer = exchange.stranger();
    buyer.log_in("buyer").await;
    assert_eq!(buyer.put(&held.hold()).await.text, first.text);
    assert_eq!(buyer.balance().await, OPENING_BALANCE - 605);
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn confirming_and_releasing_at_once_ends_one_way() {
    for round in 0..5 {
        let (exchange, seller, buyer, _, held) = held().await;
        let mut calls = JoinSet::new();
        for number in 0..8 {
            let (buyer, path) = (buyer.clone(), held.hold());
            calls.spawn(async move {
                if number % 2 == round % 2 { buyer.put(&path).await } else { buyer.delete(&path).await }
            });
        }
        let mut codes: Vec<_> = calls.join_all().await.iter().map(Answer::codes).collect();
        codes.sort_unstable();
        codes.dedup();
        let is_bought = codes == [(200, 732), (400, 836)];
        assert!(is_bought || codes == [(200, 736), (400, 833)], "{codes:?}");
        let paid = if is_bought { 600 } else { 0 };
        assert_eq!((buyer.balance().await, seller.balance().await), (1000 - paid, 1000 + paid));
        exchange.close().await;
    }
}

#[tokio::test]
async fn releasing_gives_the_lots_back_however_often_it_is_said() {
    let (exchange, seller, buyer, lots, held) = held().await;
    for _ in 0..2 {
        assert_eq!(buyer.delete(&held.hold()).await.codes(), (200, 736));
    }
    assert_eq!(buyer.put(&held.hold()).await.codes(), (400, 833));
    assert_eq!(exchange.member("other").await.buy(&[(&lots[0], 300)]).await.results(), [732]);
    assert_eq!(seller.delete(&format!("/tx/delivery/{}", lots[1])).await.codes(), (200, 735));
    assert_eq!(buyer.balance().await, OPENING_BALANCE);
    exchange.close().await;
}

#[tokio::test]
async fn a_hold_ends_on_time_although_nobody_sweeps() {
    let folder = tempfile::tempdir().unwrap();
    let unswept = Running::start_changed(folder, |settings| {
        settings.confirm_above = Credits(500);
        settings.sweep_every = Duration::from_secs(3600);
    });
    let (exchange, seller, buyer, lots, held) = holding(unswept.await).await;
    let other = exchange.member("other").await;
    let available = async |lot: &str| other.get(&format!("/tx/available/{lot}")).await.codes();
    exchange.pass(Duration::from_millis(HOLD_SECONDS * 1000 - 1));
    assert_eq!(available(&lots[0]).await, (400, 833));
    assert_eq!(other.buy(&[(&lots[0], 300)]).await.results(), [833]);
    exchange.pass(Duration::from_millis(1));
    assert_eq!(available(&lots[0]).await, (200, 734));
    assert_eq!(buyer.put(&held.hold()).await.codes(), (400, 833));
    assert_eq!(seller.delete(&format!("/tx/delivery/{}", lots[1])).await.codes(), (200, 735));
    assert_eq!(other.buy(&[(&lots[0], 300)]).await.results(), [732]);
    assert_eq!(buyer.delete(&held.hold()).await.codes(), (200, 736));
    exchange.close().await;
}

#[tokio::test]
async fn lots_come_back_into_the_pool_by_themselves() {
    let (exchange, _, buyer, lots, held) = held().await;
    let version = buyer.get("/tx/pool").await.body["version"].as_str().unwrap().to_owned();
    exchange.pass(Duration::from_secs(HOLD_SECONDS));
    let change = changed_since(&buyer, &version).await;
    assert_eq!((&change["total"], &change["removed"]), (&json!(2), &json!([])));
    assert_eq!(change["changed"][1]["txHash"], lots[0].as_str());
    assert_eq!(buyer.put(&held.hold()).await.codes(), (400, 833));
    exchange.close().await;
}

#[tokio::test]
async fn a_hold_ends_with_the_first_of_its_lots_which_expires_then() {
    let exchange = Running::start_confirming(tempfile::tempdir().unwrap(), 500).await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut short = lot(300, exchange.now());
    short["timestampExpire"] = json!(exchange.now() + 600_000);
    let short = seller.deliver(vec![short]).await.body["result"][0]["txHash"].as_str().unwrap().to_owned();
    let long = seller.deliver_one(300, exchange.now()).await;
    exchange.pass(Duration::from_secs(570));
    let held = buyer.buy(&[(&short, 300), (&long, 300)]).await;
    assert_eq!((held.codes(), &held.body["expiresIn"]), ((201, 631), &json!(30)));
    let version = buyer.get("/tx/pool").await.body["version"].as_str().unwrap().to_owned();
    exchange.pass(Duration::from_secs(30));
    let change = changed_since(&buyer, &version).await;
    assert_eq!((&change["total"], &change["removed"]), (&json!(1), &json!([])));
    assert_eq!(change["changed"][0]["txHash"], long.as_str());
    let delivered = seller.get("/usr/account").await.body["delivery"].clone();
    assert_eq!((&delivered[0]["status"], &delivered[1]["status"]), (&json!("waiting"), &json!("expired")));
    exchange.close().await;
}

#[tokio::test]
async fn a_hold_is_its_buyers_alone() {
    let (exchange, seller, buyer, _, held) = held().await;
    let unknown = format!("/tx/purchase/{}", "0".repeat(32));
    let odd = ["/tx/purchase/x", "/tx/purchase/%00", "/tx/purchase/%FF", "/tx/purchase/..%2F..%2Fusr"];
    for path in odd.into_iter().chain([unknown.as_str()]) {
        assert_eq!(buyer.put(path).await.codes(), (400, 836), "{path}");
        assert_eq!(buyer.delete(path).await.codes(), (400, 836), "{path}");
    }
    assert_eq!(seller.put(&held.hold()).await.codes(), (400, 836));
    assert_eq!(seller.delete(&held.hold()).await.codes(), (400, 836));
    assert_eq!(exchange.stranger().put(&held.hold()).await.codes(), (401, 832));
    assert_eq!(exchange.stranger().delete(&held.hold()).await.codes(), (401, 832));
    assert_eq!(buyer.put(&held.hold()).await.results(), [732, 732], "none of that did anything");
    exchange.close().await;
}

#[tokio::test]
async fn what_the_balance_no_longer_covers_is_not_bought_and_comes_back() {
    let (exchange, seller, buyer, lots, held) = held().await;
    let meanwhile = seller.deliver_one(450, exchange.now()).await;
    assert_eq!(buyer.buy(&[(&meanwhile, 450)]).await.results(), [732]);
    let answer = buyer.put(&held.hold()).await;
    assert_eq!((answer.codes(), answer.results()), ((200, 732), vec![732, 828]));
    assert_eq!(answer.body["balance"], OPENING_BALANCE - 750);
    assert_eq!(buyer.get("/tx/pool").await.body["tx"][0]["txHash"], lots[1].as_str());
    assert_eq!(buyer.put(&held.hold()).await.text, answer.text);
    exchange.close().await;
}
