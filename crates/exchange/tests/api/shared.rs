//! Two exchanges on one PostgreSQL database: whoever is served by one may be served by the other next.
//!
//! Accounts are made by an exchange inside the test, whose hashes are cheap. Without a server there is nothing to
//! test.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use exchange::settings::Settings;
use reqwest::Method;
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::database::Database;
use crate::global_data::{MANY, fill, follow, names, start};
use crate::person::{PASSWORD, Person, new_key, purchase, send};
use crate::process::Process;
use crate::running::{OPENING_BALANCE, Running};

/// A folder and a database of a test, if there is a server.
fn place() -> Option<(TempDir, Database)> {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::on_server(folder.path())?;
    Some((folder, database))
}

/// An exchange in the test on the database, and one more beside it whose clock is the same.
async fn pair() -> Option<(Running, Running)> {
    let (folder, database) = place()?;
    let first = Running::start_on(database.clone(), folder, |settings| settings.confirm_above.0 = 500).await;
    let clock = first.clock.clone();
    let second = Running::start_on(database, tempfile::tempdir().unwrap(), |settings| {
        settings.confirm_above.0 = 500;
        settings.clock = clock;
    });
    Some((first, second.await))
}

/// The same person, served by another exchange.
fn at(person: &Person, url: &str) -> Person {
    let mut there = Person::new(url);
    there.cookie.clone_from(&person.cookie);
    there.address.clone_from(&person.address);
    there
}

#[tokio::test(flavor = "multi_thread")]
async fn who_logged_in_at_one_is_served_by_the_other_and_logged_out_of_both() {
    let Some((_folder, database)) = place() else { return };
    let (first, second) = (Process::start(&database), Process::start(&database));
    let mut mara = Person::new(&first.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    let there = at(&mara, &second.url);
    assert_eq!(there.get("/usr/account").await.body["account"], "mara");
    assert_eq!(there.delete("/usr/logout").await.codes(), (200, 724));
    assert_eq!(mara.get("/usr/alive").await.codes(), (401, 826));
}

#[tokio::test]
async fn a_use_at_one_prolongs_the_session_at_the_other() {
    let Some((first, second)) = pair().await else { return };
    let here = first.member("mara").await;
    let there = at(&here, &second.url);
    for person in [&here, &there, &here, &there] {
        first.pass(Duration::from_secs(29 * 60));
        assert_eq!(person.get("/usr/alive?active=true").await.codes(), (200, 725));
    }
    first.pass(Duration::from_secs(30 * 60));
    assert_eq!(here.get("/usr/alive").await.codes(), (401, 826));
    first.close().await;
    second.close().await;
}

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

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_at_both_are_counted_together() {
    let Some((folder, database)) = place() else { return };
    let inside = Running::start_on(database.clone(), folder, |_| {}).await;
    let processes = [Process::start(&database), Process::start(&database)];
    inside.stranger().sign_up("mara").await;
    let guesses: Vec<_> = (0..40)
        .map(|number| {
            let person = Person::new(&processes[number % 2].url);
            let body = json!({"account": "mara", "password": format!("guess {number}")});
            tokio::spawn(async move { person.post("/usr/login", body).await.codes() })
        })
        .collect();
    let mut looked_at = 0;
    for guess in guesses {
        match guess.await.unwrap() {
            (400, 824) => looked_at += 1,
            other => assert_eq!(other, (429, 829)),
        }
    }
    assert_eq!(looked_at, 5);
    let right = json!({"account": "mara", "password": PASSWORD});
    let answer = inside.stranger().post("/usr/login", right).await;
    assert_eq!(answer.codes(), (429, 829), "even the right password has to wait, wherever it is tried");
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

#[tokio::test(flavor = "multi_thread")]
async fn one_key_sent_to_both_at_once_buys_once_and_a_hold_goes_on_at_the_other() {
    let Some((first, second)) = pair().await else { return };
    let (seller, buyer) = (first.member("seller").await, first.member("buyer").await);
    let there = at(&buyer, &second.url);
    let hash = seller.deliver_one(10, first.now()).await;
    let (key, body) = (new_key(), purchase(&[(&hash, 10)]));
    let (one, other) = tokio::join!(
        buyer.keyed(Method::PUT, "/tx/purchase", &key, &body),
        there.keyed(Method::PUT, "/tx/purchase", &key, &body)
    );
    assert_eq!((one.results(), &one.body), (vec![732], &other.body));
    let replayed = [&one, &other].map(|answer| answer.header("idempotency-replayed") == "true");
    assert!(replayed[0] != replayed[1]);

    let dear = seller.deliver_one(600, first.now()).await;
    let held = buyer.buy(&[(&dear, 600)]).await;
    assert_eq!(held.codes(), (201, 631));
    assert_eq!(there.get(&format!("/tx/available/{dear}")).await.codes(), (400, 833));
    assert_eq!(there.put(&held.hold()).await.results(), [732]);
    assert_eq!(buyer.balance().await, OPENING_BALANCE - 610);
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
                    let body = json!({"tx": vec![crate::person::lot(3, now); 20]});
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

/// A file was called the same by every exchange of a database, so that one that began took away what another was
/// still writing.
#[tokio::test(flavor = "multi_thread")]
async fn both_write_their_files_into_one_folder_at_the_same_time() {
    let Some((folder, database)) = place() else { return };
    let common = folder.path().join("common");
    std::fs::create_dir(&common).unwrap();
    let into_common = |settings: &mut Settings| settings.persist_dir = Some(common.clone());
    let first = Running::start_on(database.clone(), folder, into_common).await;
    let second = Running::start_on(database.clone(), tempfile::tempdir().unwrap(), into_common).await;
    let here = first.operator("olga").await;
    let there = at(&here, &second.url);
    fill(&database, MANY).await;
    let handshakes = (start(&here).await, start(&there).await);
    let unknown = there.get(&format!("/serv/persist/{}", handshakes.0)).await;
    assert_eq!(unknown.codes(), (400, 810), "only who gave a handshake knows it");
    for (person, handshake) in [(&here, handshakes.0), (&there, handshakes.1)] {
        let answer = follow(person, &handshake).await;
        assert_eq!(answer.codes(), (200, 714));
        let text = std::fs::read(common.join(answer.body["file"].as_str().unwrap())).unwrap();
        assert_eq!(answer.body["bytes"], text.len());
    }
    assert_eq!(names(&common).len(), 2);
    first.close().await;
    second.close().await;
}
