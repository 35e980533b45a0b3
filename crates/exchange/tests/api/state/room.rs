//! A disk that is full: a limit on the length of files stands for it.

#![cfg(unix)]

use reqwest::Method;
use serde_json::json;

use super::{now, used};
use crate::database::Database;
use crate::person::{Person, lot, new_key};
use crate::process::{self, Process};

/// Room for the log's shared memory and a few changes, in blocks of 512 bytes.
const LITTLE: u32 = 1024;

/// A delivery whose commit fails for want of room may be on the disk or not, so it is a fault of unknown outcome (930)
/// and not a database that was never asked (912); under its key it is done once.
#[tokio::test(flavor = "multi_thread")]
async fn where_no_room_is_left_nothing_is_done_by_half_and_with_room_all_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(_) = Database::file_only(&file) else { return };
    let database = used(&file).await;
    let mut exchange = Process::start_with_small_files(&database, LITTLE);
    let mut mara = Person::new(&exchange.url);
    mara.log_in("mara").await;
    let mut delivered = 1;
    let (key, body) = loop {
        let (key, body) = (new_key(), json!({"tx": vec![lot(5, now()); 20]}));
        let answer = mara.keyed(Method::POST, "/tx/delivery", &key, &body).await;
        if answer.http != 200 {
            assert!(matches!(answer.codes(), (500, 912 | 930)), "{answer:?}");
            break (key, body);
        }
        delivered += 20;
    };
    assert!(delivered > 1, "there was room for some");
    let again = mara.keyed(Method::POST, "/tx/delivery", &key, &body).await;
    assert!(matches!(again.codes(), (500, 912 | 930)), "{again:?}");
    assert_eq!(mara.get("/tx/pool").await.body["total"], delivered, "what is there is read");
    assert_eq!(process::audit(&database).0, Some(0));
    assert_eq!(exchange.stop().0.code(), Some(0));
    let exchange = Process::start(&database);
    let mut there = Person::new(&exchange.url);
    there.cookie.clone_from(&mara.cookie);
    for _ in 0..2 {
        let answer = there.keyed(Method::POST, "/tx/delivery", &key, &body).await;
        assert_eq!(answer.results(), [733; 20]);
        assert_eq!(there.get("/usr/account").await.body["deliveryNum"], delivered + 20);
    }
}

#[test]
fn where_there_is_no_room_for_a_new_database_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::file_only(&folder.path().join("new.db")) else { return };
    let (code, log) = process::fail_with_small_files(&database, 8);
    super::assert_refusal(code, &log, "");
    Process::start(&database).stop();
}
