//! What was acknowledged survives SIGKILL.

use std::sync::{Arc, Mutex};

use reqwest::Method;
use serde_json::{Value, json};

use crate::audit;
use crate::database::Database;
use crate::person::{Person, lot, new_key, purchase};
use crate::process::Process;

/// A delivery that was answered.
#[derive(Clone)]
struct Acknowledged {
    key: String,
    hash: String,
    body: Value,
    answer: Value,
}

fn now() -> u64 {
    exchange::clock::Clock::default().now().0
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_everything_acknowledged_is_there_and_keys_still_answer() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let mut exchange = Process::start(&database);
    let (mut seller, mut buyer) = (Person::new(&exchange.url), Person::new(&exchange.url));
    for (person, name) in [(&mut seller, "seller"), (&mut buyer, "buyer")] {
        person.sign_up(name).await;
        person.log_in(name).await;
    }
    let hash = seller.deliver_one(30, now()).await;
    let waiting = seller.deliver_one(31, now()).await;
    let picks = purchase(&[(&hash, 30)]);
    let key = new_key();
    let bought = buyer.keyed(Method::PUT, "/tx/purchase", &key, &picks).await;
    assert_eq!(bought.results(), [732]);
    exchange.kill();

    let exchange = Process::start(&database);
    let moved = |person: &Person| {
        let mut moved = Person::new(&exchange.url);
        moved.cookie.clone_from(&person.cookie);
        moved
    };
    let (seller, buyer) = (moved(&seller), moved(&buyer));
    assert_eq!((seller.balance().await, buyer.balance().await), (1030, 970), "sessions live on too");
    assert_eq!(buyer.get("/tx/pool").await.body["tx"][0]["txHash"], waiting.as_str());
    let again = buyer.keyed(Method::PUT, "/tx/purchase", &key, &picks).await;
    assert_eq!((&again.body, again.header("idempotency-replayed")), (&bought.body, "true"));
    drop(exchange);
    audit::check(&database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_in_the_middle_of_deliveries_and_purchases_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let acknowledged: Arc<Mutex<Vec<Acknowledged>>> = Arc::default();
    let mut cookie = None;
    for round in 0..4 {
        let mut exchange = Process::start(&database);
        let mut seller = Person::new(&exchange.url);
        if round == 0 {
            seller.sign_up("seller").await;
        }
        seller.cookie.clone_from(&cookie);
        seller.log_in("seller").await;
        cookie.clone_from(&seller.cookie);
        let before = acknowledged.lock().unwrap().clone();
        for Acknowledged { key, body, answer, .. } in &before {
            let again = seller.keyed(Method::POST, "/tx/delivery", key, body).await;
            assert_eq!(again.body, *answer);
        }
        let goal = before.len() + 10 + round * 3;
        let callers: Vec<_> = (0..4)
            .map(|_| {
                let (seller, acknowledged) = (seller.clone(), Arc::clone(&acknowledged));
                tokio::spawn(async move {
                    loop {
                        let (key, body) = (new_key(), json!({"tx": [lot(3, now())]}));
                        let call = seller.request(Method::POST, "/tx/delivery");
                        let call = call.header("Idempotency-Key", &key).body(body.to_string());
                        let Ok(response) = call.send().await else { break };
                        let Ok(answer) = response.json::<Value>().await else { break };
                        let hash = answer["result"][0]["txHash"].as_str().unwrap().to_owned();
                        acknowledged.lock().unwrap().push(Acknowledged { key, hash, body, answer });
                    }
                })
            })
            .collect();
        while acknowledged.lock().unwrap().len() < goal {
            tokio::task::yield_now().await;
        }
        exchange.kill();
        for caller in callers {
            caller.await.unwrap();
        }
    }
    audit::check(&database).await;
    let mut connection = database.open().await;
    let all = acknowledged.lock().unwrap().clone();
    for Acknowledged { hash, .. } in all {
        let found: i64 = sqlx::query_scalar("SELECT count(*) FROM lots WHERE hash = $1")
            .bind(&domain::hex::parse::<32>(&hash).unwrap()[..])
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(found, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_between_hold_and_confirmation_loses_neither_and_buys_once() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let mut exchange = Process::start(&database);
    let (mut seller, mut buyer) = (Person::new(&exchange.url), Person::new(&exchange.url));
    for (person, name) in [(&mut seller, "seller"), (&mut buyer, "buyer")] {
        person.sign_up(name).await;
        person.log_in(name).await;
    }
    let hash = seller.deliver_one(600, now()).await;
    let held = buyer.buy(&[(&hash, 600)]).await;
    assert_eq!(held.codes(), (201, 631));
    let mut confirmed = None;
    for _ in 0..2 {
        exchange.kill();
        exchange = Process::start(&database);
        let mut moved = Person::new(&exchange.url);
        moved.cookie.clone_from(&buyer.cookie);
        if confirmed.is_none() {
            assert_eq!(moved.get(&format!("/tx/available/{hash}")).await.codes(), (400, 833));
        }
        let answer = moved.put(&held.hold()).await;
        assert_eq!((answer.results(), moved.balance().await), (vec![732], 400));
        assert_eq!(&answer.text, confirmed.get_or_insert_with(|| answer.text.clone()));
    }
    drop(exchange);
    audit::check(&database).await;
}
