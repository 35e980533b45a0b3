//! Backups: taken under load, put back, and what becomes of those who were here before.

use std::fs;
use std::path::Path;
use std::process::Command;

use reqwest::Method;
use serde_json::{Value, json};

use crate::audit;
use crate::database::Database;
use crate::person::{Person, lot, new_key};
use crate::process::{self, Process};

fn now() -> u64 {
    exchange::clock::Clock::default().now().0
}

/// The same person, at another exchange.
fn moved(person: &Person, exchange: &Process) -> Person {
    let mut moved = Person::new(&exchange.url);
    moved.cookie.clone_from(&person.cookie);
    moved
}

/// Copies a database as docs/DEPLOY.md says, and gives the copy as it is put back. There is none where the tools of
/// its server are missing.
fn back_up_and_restore(database: &Database, folder: &Path) -> Option<Database> {
    if database.is_file() {
        let file = folder.join("copy.db");
        let (code, output, log) = process::back_up(database, &file);
        assert_eq!(code, Some(0), "{log}");
        assert!(output.contains("copy.db: ") && output.contains(" bytes"), "{output}");
        return Some(Database { folder: folder.to_owned(), ..Database::file(&file) });
    }
    let file = folder.join("copy.dump");
    let mut dump = Command::new("pg_dump");
    dump.args([
        "--format=custom",
        "--no-owner",
        "--exclude-table-data=identity",
        "--exclude-table-data=sessions",
    ]);
    match dump.arg("--file").arg(&file).args(["--dbname", &database.address]).status() {
        Ok(status) => assert!(status.success()),
        Err(_) => {
            eprintln!("left out: there is no pg_dump");
            return None;
        }
    }
    let copy = Database::of(folder);
    let restored =
        Command::new("pg_restore").args(["--no-owner", "--dbname", &copy.address]).arg(&file).status();
    assert!(restored.unwrap().success());
    Some(copy)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_is_whole_and_whoever_was_here_before_goes_on_rightly() {
    let (folder, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let database = Database::of(folder.path());
    let exchange = Process::start(&database);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    let (key, body) = (new_key(), json!({"tx": [lot(7, now())]}));
    let first = mara.keyed(Method::POST, "/tx/delivery", &key, &body).await;
    let load: Vec<_> = (0..3)
        .map(|_| {
            let mara = mara.clone();
            tokio::spawn(async move {
                loop {
                    mara.deliver_one(3, now()).await;
                }
            })
        })
        .collect();
    while mara.get("/tx/pool").await.body["total"].as_u64().unwrap() < 20 {}
    let copied = tokio::task::spawn_blocking({
        let (database, place) = (database.clone(), place.path().to_owned());
        move || back_up_and_restore(&database, &place)
    });
    let copied = copied.await.unwrap();
    let Some(copy) = copied else { return };
    // What happens after the backup is not in it.
    let late = mara.deliver_one(9, now()).await;
    for one in load {
        one.abort();
        let _ = one.await;
    }
    audit::check(&copy).await;
    let old = mara.get("/tx/pool").await;
    let old_version = old.body["version"].as_str().unwrap().to_owned();
    let after = old.body["total"].as_u64().unwrap();
    drop(exchange);

    let restored = Process::start(&copy);
    let mut mara = moved(&mara, &restored);
    assert_eq!(mara.get("/usr/alive").await.codes(), (401, 826), "nobody is logged in any more");
    mara.log_in("mara").await;
    let pool = mara.get("/tx/pool").await;
    let before = pool.body["total"].as_u64().unwrap();
    assert!((20..after).contains(&before), "{before} of {after}");
    assert_eq!(mara.get(&format!("/tx/available/{late}")).await.http, 400, "what came later is unknown");
    let again = mara.keyed(Method::POST, "/tx/delivery", &key, &body).await;
    assert_eq!((&again.body, again.header("idempotency-replayed")), (&first.body, "true"));
    // Now the history is longer than that of the database that was lost, and means something else.
    while mara.get("/tx/pool").await.body["total"].as_u64().unwrap() <= after {
        assert_eq!(mara.deliver(vec![lot(1, now()); 50]).await.http, 200);
    }
    let answer = mara.get(&format!("/tx/pool?since={old_version}")).await;
    assert!(answer.body["tx"].is_array() && answer.body["changed"].is_null(), "all of it is told");
    assert_ne!(identity(&answer.body), identity(&old.body));
}

/// What a version of the pool begins with: the name of its database.
fn identity(pool: &Value) -> String {
    pool["version"].as_str().unwrap().split_once('-').unwrap().0.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_made_otherwise_becomes_a_database_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let mut exchange = Process::start(&database);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    let before = mara.get("/tx/pool").await.body;
    exchange.stop();
    assert_eq!(process::renew(&database).0, Some(0));
    // It may be called twice, and whoever is appointed meanwhile stays.
    assert_eq!(process::renew(&database).0, Some(0));
    assert_eq!(process::operator(&database, &["mara"]).0, Some(0));
    let exchange = Process::start(&database);
    let mut mara = moved(&mara, &exchange);
    assert_eq!(mara.get("/usr/alive").await.codes(), (401, 826));
    mara.log_in("mara").await;
    assert_ne!(identity(&mara.get("/tx/pool").await.body), identity(&before));
    assert_eq!(mara.get("/serv/show").await.codes().0, 200, "mara is an operator");
}

#[test]
fn a_backup_is_never_put_over_a_file_and_never_left_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::file_only(&folder.path().join("test.db")) else { return };
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("copy.db");
    let (code, _, log) = process::back_up(&database, &file);
    assert_eq!(code, Some(2), "there is nothing to copy yet: {log}");
    assert!(!folder.path().join("test.db").exists(), "and nothing is made");
    Process::start(&database).stop();
    fs::write(&file, "precious").unwrap();
    let (code, _, log) = process::back_up(&database, &file);
    assert!(code == Some(3) && log.contains("copy.db"), "{log}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
    let (code, _, log) = process::back_up(&database, &place.path().join("missing/copy.db"));
    assert_eq!(code, Some(3), "{log}");
    let other = Database::file(&file);
    let (code, _, log) = process::back_up(&other, &place.path().join("copy of another.db"));
    assert_eq!(code, Some(2), "{log}");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn a_server_is_copied_by_its_own_tools() {
    let folder = tempfile::tempdir().unwrap();
    let address = "postgres://nobody:secret@127.0.0.1/none".to_owned();
    let database = Database { address, folder: folder.path().to_owned() };
    let (code, _, log) = process::back_up(&database, &folder.path().join("copy"));
    assert_eq!(code, Some(3), "{log}");
    assert!(log.contains("pg_dump") && !log.contains("secret"), "{log}");
}
