//! Reading the pool: in full, as what changed, and not at all where nothing did.

use serde_json::{Value, json};

use crate::person::{Answer, Person, lot, send};
use crate::running::Running;

async fn since(person: &Person, version: &str) -> Answer {
    let query = version.replace('"', "");
    person.get(&format!("/tx/pool?since={query}")).await
}

fn hashes(list: &Value) -> Vec<&str> {
    let name = |one: &Value| one.as_str().is_none();
    let list = list.as_array().unwrap();
    list.iter()
        .map(|one| if name(one) { &one["txHash"] } else { one })
        .map(|one| one.as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_lot_stands_in_the_pool_as_it_was_delivered() {
    let exchange = Running::start().await;
    let seller = exchange.member("seller").await;
    let now = exchange.now();
    let hash = seller.deliver_one(7, now).await;
    let answer = exchange.member("buyer").await.get("/tx/pool").await;
    assert_eq!(answer.codes(), (200, 731));
    assert_eq!(answer.body["total"], 1);
    let mut on_sale = answer.body["tx"][0].clone();
    let sold_at = on_sale["timestampSell"].take().as_u64().unwrap();
    assert!(sold_at >= now && sold_at <= exchange.now());
    assert_eq!(
        on_sale,
        json!({"txHash": hash, "status": "waiting", "blockHeight": 1, "timestampSell": null,
               "timestampBuy": null, "timestampExpire": now + 3_600_000, "power": 4200, "value": 7,
               "amount": 12500, "type": "solar", "to": seller.address, "from": null,
               "inputData": "South roof"})
    );
    exchange.close().await;
}

#[tokio::test]
async fn a_version_is_answered_by_what_changed_since() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut lots = Vec::new();
    for value in 1..=4 {
        lots.push(seller.deliver_one(value, exchange.now()).await);
    }
    let full = buyer.get("/tx/pool").await;
    let newest_first: Vec<&str> = lots.iter().rev().map(String::as_str).collect();
    assert_eq!(hashes(&full.body["tx"]), newest_first);
    let version = full.body["version"].as_str().unwrap();

    let nothing = since(&buyer, version).await;
    assert_eq!((&nothing.body["changed"], &nothing.body["removed"]), (&json!([]), &json!([])));
    assert_eq!(nothing.body["tx"], Value::Null);
    assert_eq!(nothing.body["version"], version);

    let came_and_went = seller.deliver_one(9, exchange.now()).await;
    buyer.buy(&[(&lots[0], 1), (&came_and_went, 9)]).await;
    seller.delete(&format!("/tx/delivery/{}", lots[1])).await;
    let newer = [seller.deliver_one(5, exchange.now()).await, seller.deliver_one(6, exchange.now()).await];
    let change = since(&buyer, version).await;
    assert_eq!(change.codes(), (200, 731));
    assert_eq!(change.body["total"], 4);
    assert_eq!(hashes(&change.body["changed"]), [newer[1].as_str(), newer[0].as_str()]);
    let mut removed = hashes(&change.body["removed"]);
    removed.sort_unstable();
    let mut gone = vec![lots[0].as_str(), lots[1].as_str()];
    gone.sort_unstable();
    assert_eq!(removed, gone);
    exchange.close().await;
}

#[tokio::test]
async fn a_version_that_this_exchange_never_gave_is_answered_in_full() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    mara.deliver_one(3, exchange.now()).await;
    let version = mara.get("/tx/pool").await.body["version"].as_str().unwrap().to_owned();
    let future = version.replace("-1", "-99");
    let other = format!("0000000000000000-{}", 1);
    for unknown in [future.as_str(), &other, "1", "", "%00", "%F0%9F%92%A5"] {
        let answer = since(&mara, unknown).await;
        assert_eq!(answer.codes(), (200, 731), "{unknown}");
        assert_eq!(answer.body["tx"].as_array().unwrap().len(), 1, "{unknown}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn an_unchanged_pool_is_answered_without_a_body() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let first = mara.get("/tx/pool").await;
    let etag = first.header("etag").to_owned();
    assert_eq!(etag, format!("\"{}\"", first.body["version"].as_str().unwrap()));
    assert_eq!(first.header("cache-control"), "private, no-cache");
    let again = || send(mara.request(reqwest::Method::GET, "/tx/pool").header("If-None-Match", &etag));
    let unchanged = again().await;
    assert_eq!((unchanged.http, unchanged.text.as_str()), (304, ""));
    assert_eq!(unchanged.header("etag"), etag);
    mara.deliver_one(3, exchange.now()).await;
    assert_eq!(again().await.codes(), (200, 731), "the own change is seen at once");
    exchange.close().await;
}

#[tokio::test]
async fn notes_of_any_script_and_with_markup_come_back_as_they_were_typed() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    for note in ["☀️ سطح المدرسة", "<script>alert('x')</script>", "one\n\ttwo \"three\" \\ four", ""]
    {
        let mut lot = lot(2, exchange.now());
        lot["inputData"] = json!(note);
        assert_eq!(mara.deliver(vec![lot]).await.results(), [733]);
        assert_eq!(mara.get("/tx/pool").await.body["tx"][0]["inputData"], note);
    }
    exchange.close().await;
}
