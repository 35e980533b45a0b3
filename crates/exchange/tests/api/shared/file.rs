//! Files of the global data: one at a time over all exchanges, and any of them tells what became of one.

use std::time::Duration;

use super::{at, place};
use crate::database::Database;
use crate::global_data::{MANY, fill, follow, names, start};
use crate::person::{Answer, Person};
use crate::process::Process;
use crate::running::Running;

/// An exchange in the test and one beside it, with an operator at the first and many accounts.
async fn operated() -> Option<(Running, Process, Person, Database)> {
    let (folder, database) = place()?;
    let inside = Running::start_on(database.clone(), folder, |_| {}).await;
    let olga = inside.operator("olga").await;
    fill(&database, MANY).await;
    let beside = Process::start(&database);
    Some((inside, beside, olga, database))
}

async fn ask(operator: &Person, handshake: &str) -> Answer {
    operator.get(&format!("/serv/persist/{handshake}")).await
}

/// Waits until a file is being written.
async fn begun(inside: &Running) {
    while names(&inside.folder.path().join("persisted")).is_empty() {
        tokio::task::yield_now().await;
    }
}

/// A handshake was known to the exchange alone that had given it. Behind a balancer whoever asked for its outcome was
/// told by the next exchange that there is no such thing (810), and both wrote a file at the same time.
#[tokio::test(flavor = "multi_thread")]
async fn whichever_exchange_is_asked_tells_of_the_one_file_that_is_written() {
    let Some((inside, beside, here, _)) = operated().await else { return };
    let there = at(&here, &beside.url);
    let handshake = start(&there).await;
    assert_eq!(start(&here).await, handshake);
    assert_eq!(ask(&here, &handshake).await.codes(), (201, 611));
    let told = follow(&here, &handshake).await;
    assert_eq!(told.codes(), (200, 714));
    assert_eq!(ask(&there, &handshake).await.body, told.body);
    assert_eq!(names(&inside.folder.path().join("persisted")), [told.body["file"].as_str().unwrap()]);
    let next = start(&here).await;
    assert_eq!(follow(&there, &next).await.codes(), (200, 714));
    drop(beside);
    inside.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_whose_writer_was_killed_fails_after_a_while_and_another_can_be_begun() {
    let Some((inside, mut beside, here, _)) = operated().await else { return };
    let handshake = start(&at(&here, &beside.url)).await;
    begun(&inside).await;
    beside.kill();
    assert_eq!(ask(&here, &handshake).await.codes(), (201, 611), "it may only be slow");
    assert_eq!(start(&here).await, handshake);
    inside.pass(Duration::from_secs(60));
    let answer = ask(&here, &handshake).await;
    assert_eq!((answer.codes(), answer.body["reason"].as_str()), ((400, 812), Some("other")));
    let next = start(&here).await;
    assert_ne!(next, handshake);
    let told = follow(&here, &next).await;
    assert_eq!(told.codes(), (200, 714));
    assert_eq!(ask(&here, &handshake).await.codes(), (400, 812), "that stays so");
    let whole = [told.body["file"].as_str().unwrap()];
    assert_eq!(names(&inside.folder.path().join("persisted")), whole, "half a file is taken away");
    drop(beside);
    inside.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_not_heard_of_for_too_long_gives_up_and_leaves_no_file() {
    let Some((inside, beside, here, _)) = operated().await else { return };
    let handshake = start(&at(&here, &beside.url)).await;
    begun(&inside).await;
    beside.signal("-STOP");
    inside.pass(Duration::from_secs(60));
    // It may have been stopped in the middle of a write, which the server undoes after a while.
    let next = loop {
        let answer = here.post("/serv/persist", serde_json::json!({})).await;
        if answer.codes() == (201, 611) && answer.body["handshakeId"] != handshake.as_str() {
            break answer.body["handshakeId"].as_str().unwrap().to_owned();
        }
    };
    let told = follow(&here, &next).await;
    assert_eq!(told.codes(), (200, 714));
    beside.signal("-CONT");
    while !beside.log().contains("812 global data not persisted: nothing was heard of it") {
        tokio::task::yield_now().await;
    }
    assert_eq!(ask(&here, &handshake).await.codes(), (400, 812));
    let whole = [told.body["file"].as_str().unwrap()];
    assert_eq!(names(&inside.folder.path().join("persisted")), whole);
    drop(beside);
    inside.close().await;
}
