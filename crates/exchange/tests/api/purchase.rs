//! Buying lots.

use serde_json::{Value, json};

use crate::person::{new_key, purchase};
use crate::running::{OPENING_BALANCE, Running};

#[tokio::test]
async fn a_bought_lot_changes_hands_and_its_price_moves_to_the_seller() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let hash = seller.deliver_one(42, exchange.now()).await;
    let answer = buyer.buy(&[(&hash, 42)]).await;
    assert_eq!(answer.codes(), (200, 732));
    assert_eq!(answer.body["result"], json!([{"txHash": hash, "status": 732}]));
    assert_eq!(answer.body["balance"], OPENING_BALANCE - 42);
    assert_eq!(buyer.balance().await, OPENING_BALANCE - 42);
    assert_eq!(seller.balance().await, OPENING_BALANCE + 42);
    assert_eq!(buyer.get("/tx/pool").await.body["total"], 0);
    let bought = &buyer.get("/usr/account").await.body["purchase"][0];
    assert_eq!((&bought["status"], &bought["from"]), (&json!("succeeded"), &json!(buyer.address)));
    assert!(bought["timestampBuy"].is_u64());
    exchange.close().await;
}

#[tokio::test]
async fn each_lot_of_a_purchase_has_its_own_outcome() {
    let exchange = Running::start().await;
    let (seller, buyer, other) =
        (exchange.member("seller").await, exchange.member("buyer").await, exchange.member("other").await);
    let now = exchange.now();
    let sold = seller.deliver_one(5, now).await;
    assert_eq!(other.buy(&[(&sold, 5)]).await.results(), [732]);
    let revoked = seller.deliver_one(5, now).await;
    seller.delete(&format!("/tx/delivery/{revoked}")).await;
    let own = buyer.deliver_one(5, now).await;
    let dearer_now = seller.deliver_one(6, now).await;
    let too_dear = seller.deliver_one(OPENING_BALANCE, now).await;
    let good = seller.deliver_one(7, now).await;
    let unknown = "ab".repeat(32);
    let answer = buyer
        .buy(&[
            (&good, 7),
            (&sold, 5),
            (&revoked, 5),
            (&own, 5),
            (&dearer_now, 5),
            (&too_dear, OPENING_BALANCE),
            (&unknown, 5),
        ])
        .await;
    assert_eq!(answer.codes(), (200, 732));
    assert_eq!(answer.results(), [732, 835, 833, 833, 833, 828, 836]);
    assert_eq!(answer.body["balance"], OPENING_BALANCE - 7);
    exchange.close().await;
}

#[tokio::test]
async fn a_balance_for_one_of_several_lots_buys_the_first() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut lots = Vec::new();
    for _ in 0..4 {
        lots.push(seller.deliver_one(600, exchange.now()).await);
    }
    let picks: Vec<_> = lots.iter().map(|hash| (hash.as_str(), 600)).collect();
    let answer = buyer.buy(&picks).await;
    assert_eq!(answer.results(), [732, 828, 828, 828]);
    assert_eq!(answer.body["balance"], OPENING_BALANCE - 600);
    exchange.close().await;
}

#[tokio::test]
async fn whether_a_lot_can_be_bought_anybody_may_ask() {
    let exchange = Running::start().await;
    let (seller, buyer, stranger) =
        (exchange.member("seller").await, exchange.member("buyer").await, exchange.stranger());
    let lots = [seller.deliver_one(3, exchange.now()).await, seller.deliver_one(4, exchange.now()).await];
    let ask = |hash: String| {
        let stranger = stranger.clone();
        async move { stranger.get(&format!("/tx/available/{hash}")).await.codes() }
    };
    assert_eq!(ask(lots[0].clone()).await, (200, 734));
    assert_eq!(ask(lots[0].to_uppercase()).await, (200, 734));
    buyer.buy(&[(&lots[0], 3)]).await;
    assert_eq!(ask(lots[0].clone()).await, (400, 835));
    seller.delete(&format!("/tx/delivery/{}", lots[1])).await;
    assert_eq!(ask(lots[1].clone()).await, (400, 833));
    assert_eq!(ask("0".repeat(64)).await, (400, 836));
    for odd in ["x", "%00", "%FF%FE", "..%2F..%2Fetc", &"f".repeat(63)] {
        assert_eq!(ask(odd.to_owned()).await, (400, 830), "{odd}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_purchase_that_cannot_be_read_buys_nothing() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let hash = seller.deliver_one(5, exchange.now()).await;
    let pick = json!({"txHash": hash, "value": 5});
    let with = |other: Value| json!({"tx": [pick, other]});
    let many: Vec<_> =
        (0..101).map(|number| json!({"txHash": format!("{number:064x}"), "value": 1})).collect();
    for (body, problem) in [
        (json!({}), "tx missing"),
        (json!({"tx": []}), "tx missing"),
        (json!({"tx": many}), "tx too_long"),
        (with(pick.clone()), "tx repeated"),
        (with(json!({"txHash": "x", "value": 5})), "txHash malformed"),
        (with(json!({"txHash": 5, "value": 5})), "txHash malformed"),
        (with(json!({"value": 5})), "txHash missing"),
        (with(json!({"txHash": "0".repeat(64)})), "value missing"),
        (with(json!({"txHash": "0".repeat(64), "value": -5})), "value too_small"),
        (with(json!({"txHash": "0".repeat(64), "value": 0})), "value too_small"),
        (with(json!({"txHash": "0".repeat(64), "value": 0.5})), "value not_whole"),
        (with(json!({"txHash": "0".repeat(64), "value": 1e300})), "value too_large"),
        (with(json!(null)), "tx missing"),
    ] {
        let answer = buyer.keyed(reqwest::Method::PUT, "/tx/purchase", &new_key(), &body).await;
        assert_eq!((answer.codes(), answer.fields()), ((400, 830), vec![problem.to_owned()]), "{body}");
    }
    assert_eq!(buyer.balance().await, OPENING_BALANCE);
    let answer =
        buyer.keyed(reqwest::Method::PUT, "/tx/purchase", &new_key(), &purchase(&[(&hash, 5)])).await;
    assert_eq!(answer.results(), [732]);
    exchange.close().await;
}
