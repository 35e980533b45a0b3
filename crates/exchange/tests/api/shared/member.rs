//! Sessions, failed attempts, keys and holds: what is one person's is so at both exchanges.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use super::{at, pair, place};
use crate::person::{PASSWORD, Person, new_key, purchase};
use crate::process::Process;
use crate::running::{OPENING_BALANCE, Running};
use crate::throttle::guess_at_once;

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
async fn wrong_passwords_at_both_are_counted_together() {
    let Some((folder, database)) = place() else { return };
    let inside = Running::start_on(database.clone(), folder, |_| {}).await;
    let processes = [Process::start(&database), Process::start(&database)];
    inside.stranger().sign_up("mara").await;
    let people = processes.each_ref().map(|process| Person::new(&process.url));
    assert_eq!(guess_at_once(&people).await, 5);
    let right = json!({"account": "mara", "password": PASSWORD});
    let answer = inside.stranger().post("/usr/login", right).await;
    assert_eq!(answer.codes(), (429, 829), "even the right password has to wait, wherever it is tried");
    inside.close().await;
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
