//! As much as is allowed, and one more: lots of a delivery, picks of a purchase, prices and balances at their ends.

use domain::credits::{Credits, PowerUnit};
use reqwest::Method;
use serde_json::json;
use sqlx::Connection;

use super::{Scene, assert_refused, call};
use crate::person::{fields, lot, purchase};
use crate::running::Running;

const MOST: u64 = 1_000_000_000;

#[tokio::test]
async fn deliveries_of_none_or_of_one_too_many_lots_are_refused_whole() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    for (count, field) in [(0, "tx missing"), (501, "tx too_long"), (2_000, "tx too_long")] {
        let body = json!({"tx": vec![scene.good_lot(); count]}).to_string();
        let answer = call(&scene.seller, Method::POST, "/tx/delivery", body).await;
        assert_refused(&answer, 830, field, &count.to_string());
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn purchases_of_none_of_too_many_or_of_the_same_lot_twice_are_refused_whole() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let many: Vec<_> = (0..101).map(|number| format!("{number:064x}")).collect();
    let many: Vec<_> = many.iter().map(|hash| (hash.as_str(), 10)).collect();
    let upper = scene.lot.to_uppercase();
    for (picks, field) in [
        (vec![], "tx missing"),
        (many, "tx too_long"),
        (vec![(scene.lot.as_str(), 10), (&scene.lot, 10)], "tx repeated"),
        (vec![(scene.lot.as_str(), 10), (&upper, 10)], "tx repeated"),
        (vec![(scene.lot.as_str(), 10), (&scene.lot, 11)], "tx repeated"),
    ] {
        let answer = call(&scene.buyer, Method::PUT, "/tx/purchase", purchase(&picks).to_string()).await;
        assert_refused(&answer, 830, field, &format!("{} picks", picks.len()));
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn a_price_that_the_exchange_would_have_to_set_too_high_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let dear: PowerUnit = "1000000".parse().unwrap();
    let exchange = Running::start_changed(folder, |settings| settings.power_unit = dear).await;
    let seller = exchange.member("seller").await;
    for (amount, expected) in [(MOST, "value too_large"), (1_000_001, "value too_large")] {
        let mut lot = lot(1, exchange.now());
        (lot["amount"], lot["value"]) = (json!(amount), json!(null));
        let answer = seller.deliver(vec![lot]).await;
        assert_eq!(fields(&answer.body["result"][0]), [expected], "{amount}");
    }
    let mut lot = lot(1, exchange.now());
    (lot["amount"], lot["value"]) = (json!(1_000_000), json!(null));
    let answer = seller.deliver(vec![lot]).await;
    assert_eq!((answer.results(), &answer.body["result"][0]["value"]), (vec![733], &json!(MOST)));
    exchange.close().await;
}

#[tokio::test]
async fn a_hundred_of_the_dearest_lots_are_counted_and_bought_to_the_credit() {
    let folder = tempfile::tempdir().unwrap();
    let rich = Credits(100 * MOST - 1);
    let exchange = Running::start_changed(folder, |settings| {
        settings.opening_balance = rich;
        settings.confirm_above = Credits(100 * MOST - 2);
    })
    .await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let answer = seller.deliver(vec![lot(MOST, exchange.now()); 100]).await;
    let results = answer.body["result"].as_array().unwrap();
    let hashes: Vec<_> = results.iter().map(|result| result["txHash"].as_str().unwrap()).collect();
    let picks: Vec<_> = hashes.iter().map(|hash| (*hash, MOST)).collect();
    let answer = buyer.buy(&picks).await;
    let expected = [vec![732; 99], vec![828]].concat();
    assert_eq!((answer.results(), &answer.body["balance"]), (expected, &json!(MOST - 1)));
    assert_eq!(seller.balance().await, rich.0 + 99 * MOST);
    exchange.close().await;
}

/// Credits are neither made nor lost, so no sale passes the limit as long as all of them together do not.
#[tokio::test]
async fn the_last_credit_of_all_that_there_can_be_is_paid_like_any_other() {
    let scene = Scene::set().await;
    let mut connection = scene.exchange.database.open().await;
    let rich = i64::MAX - 2000;
    for statement in [
        format!("UPDATE accounts SET balance = balance + {rich} WHERE name = 'seller'"),
        format!("UPDATE ledger SET amount = amount + {rich} WHERE account = 1"),
        format!(
            "UPDATE ledger SET amount = amount - {rich}
             WHERE id = (SELECT min(id) FROM ledger WHERE account IS NULL)"
        ),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    let rest = scene.seller.deliver_one(990, scene.exchange.now()).await;
    assert_eq!(scene.buyer.buy(&[(&scene.lot, 10), (&rest, 990)]).await.results(), [732, 732]);
    assert_eq!(scene.seller.balance().await, i64::MAX as u64);
    scene.exchange.close().await;
}
