//! What becomes of a file that cannot be written, or that nobody is there any more to write.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::database::Database;
use crate::global_data::{MANY, fill, follow, names, start};
use crate::person::Person;
use crate::process::{self, Process};
use crate::running::Running;

async fn into(folder: &Path) -> Running {
    let folder = Some(folder.to_owned());
    Running::start_changed(tempfile::tempdir().unwrap(), |settings| settings.persist_dir = folder).await
}

/// A folder that takes no file, even from root.
fn closed_folder(folder: &Path) -> PathBuf {
    let mut permissions = fs::metadata(folder).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder, permissions).unwrap();
    let probe = folder.join("probe");
    match File::create(&probe) {
        Err(_) => folder.to_owned(),
        Ok(_) => {
            fs::remove_file(probe).unwrap();
            PathBuf::from("/sys")
        }
    }
}

#[tokio::test]
async fn a_named_folder_that_is_missing_is_said_and_not_made() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("mounted");
    let exchange = into(&folder).await;
    let olga = exchange.operator("olga").await;
    let answer = follow(&olga, &start(&olga).await).await;
    assert_eq!((answer.codes(), answer.body["reason"].as_str()), ((400, 812), Some("missing_folder")));
    assert!(!answer.text.contains("mounted"), "no path is told: {}", answer.text);
    assert!(!folder.exists());
    fs::write(&folder, "a file").unwrap();
    let answer = follow(&olga, &start(&olga).await).await;
    assert_eq!(answer.body["reason"], "missing_folder", "a file is no folder");
    fs::remove_file(&folder).unwrap();
    fs::create_dir(&folder).unwrap();
    let answer = follow(&olga, &start(&olga).await).await;
    assert_eq!(answer.codes(), (200, 714), "it is there now");
    assert_eq!(names(&folder), [answer.body["file"].as_str().unwrap()]);
    assert_eq!(names(&exchange.folder.path().join("persisted")), [""; 0]);
    exchange.close().await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_folder_that_takes_no_file_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = into(&closed_folder(folder.path())).await;
    let olga = exchange.operator("olga").await;
    let answer = follow(&olga, &start(&olga).await).await;
    assert_eq!((answer.codes(), answer.body["reason"].as_str()), ((400, 812), Some("not_permitted")));
    exchange.close().await;
}

#[tokio::test]
async fn what_goes_wrong_inside_is_another_reason_and_is_not_told() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    let mut connection = exchange.database.open().await;
    for (statement, expected) in [
        ("ALTER TABLE lots RENAME TO hidden", ((400, 812), serde_json::json!("other"))),
        ("ALTER TABLE hidden RENAME TO lots", ((200, 714), serde_json::Value::Null)),
    ] {
        sqlx::query(statement).execute(&mut connection).await.unwrap();
        let answer = follow(&olga, &start(&olga).await).await;
        assert_eq!((answer.codes(), answer.body["reason"].clone()), expected);
        assert!(!answer.text.contains("lots"), "{}", answer.text);
    }
    assert_eq!(names(&exchange.folder.path().join("persisted")).len(), 1);
    drop(connection);
    exchange.close().await;
}

#[tokio::test]
async fn a_handshake_that_was_never_given_is_not_known_and_one_that_was_outlives_a_restart() {
    let mut exchange = Running::start().await;
    let mut olga = exchange.operator("olga").await;
    let handshake = start(&olga).await;
    assert_eq!(follow(&olga, &handshake).await.codes(), (200, 714));
    for (given, problem) in [
        ("0".repeat(32), "unknown"),
        ("x".to_owned(), "malformed"),
        ("0".repeat(64), "malformed"),
        ("%FF".to_owned(), "malformed"),
        ("..%2F..%2Fetc".to_owned(), "malformed"),
    ] {
        let answer = olga.get(&format!("/serv/persist/{given}")).await;
        assert_eq!(answer.codes(), (400, 810), "{given}");
        assert_eq!(answer.fields(), [format!("handshakeId {problem}")]);
    }
    let folder = exchange.leave().await;
    exchange = Running::start_in(folder).await;
    let cookie = olga.cookie.take();
    olga = exchange.stranger();
    olga.cookie = cookie;
    let answer = olga.get(&format!("/serv/persist/{handshake}")).await;
    assert_eq!(answer.codes(), (200, 714));
    assert_eq!(names(&exchange.folder.path().join("persisted")), [answer.body["file"].as_str().unwrap()]);
    exchange.close().await;
}

/// A database with many accounts and an operator, whose session lives on in every later process.
async fn prepared(database: &Database) -> Person {
    let mut exchange = Process::start(database);
    let mut olga = Person::new(&exchange.url);
    olga.sign_up("olga").await;
    olga.log_in("olga").await;
    exchange.stop();
    process::operator(database, &["olga"]);
    fill(database, MANY).await;
    olga
}

/// Makes it long ago that anybody was heard of who writes a file.
async fn forget_writer(database: &Database) {
    let mut connection = database.open().await;
    sqlx::query("UPDATE global_data_files SET heard_at = heard_at - 15000 WHERE state = 'going_on'")
        .execute(&mut connection)
        .await
        .unwrap();
}

fn moved(person: &Person, exchange: &Process) -> Person {
    let mut moved = Person::new(&exchange.url);
    moved.cookie.clone_from(&person.cookie);
    moved
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn where_no_room_is_left_it_is_said_and_nothing_stays() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let olga = prepared(&database).await;
    let mut exchange = Process::start_with_small_files(&database, 2048);
    let olga = moved(&olga, &exchange);
    let answer = follow(&olga, &start(&olga).await).await;
    assert_eq!((answer.codes(), answer.body["reason"].as_str()), ((400, 812), Some("disk_full")));
    assert_eq!(names(&folder.path().join("persisted")), [""; 0]);
    assert_eq!(olga.get("/serv/show").await.codes(), (200, 713), "everything else goes on");
    let (_, log) = exchange.stop();
    assert!(log.contains("812 global data not persisted: "), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_nothing_is_there_but_an_unfinished_file_which_goes_with_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let olga = prepared(&database).await;
    let mut exchange = Process::start(&database);
    let persisted = folder.path().join("persisted");
    let handshake = start(&moved(&olga, &exchange)).await;
    while names(&persisted).is_empty() {
        tokio::task::yield_now().await;
    }
    exchange.kill();
    let left = names(&persisted);
    assert!(left.len() == 1 && left[0].ends_with(".unfinished"), "{left:?}");

    let mut exchange = Process::start(&database);
    assert_eq!(names(&persisted), [""; 0]);
    let olga = moved(&olga, &exchange);
    if !database.is_file() {
        // On a server it could be another exchange that still writes; it is not heard of for a while first.
        forget_writer(&database).await;
    }
    let answer = olga.get(&format!("/serv/persist/{handshake}")).await;
    assert_eq!((answer.codes(), answer.body["reason"].as_str()), ((400, 812), Some("other")));
    fs::write(persisted.join(&left[0]), "half").unwrap();
    fs::write(persisted.join("global-data-other.unfinished"), "of another exchange").unwrap();
    let answer = follow(&olga, &start(&olga).await).await;
    assert_eq!(answer.codes(), (200, 714));
    let name = answer.body["file"].as_str().unwrap();
    assert_eq!(names(&persisted), [name, "global-data-other.unfinished"]);
    let (_, log) = exchange.stop();
    assert!(log.contains(&format!("714 global data persisted: {name}")), "{log}");
    assert_eq!(log.matches("which was never finished").count(), 2, "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exchange_that_is_told_to_stop_waits_for_no_file_and_leaves_none() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let olga = prepared(&database).await;
    let mut exchange = Process::start(&database);
    let handshake = start(&moved(&olga, &exchange)).await;
    let (status, log) = exchange.stop();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(!log.contains("714"), "{log}");
    let persisted = folder.path().join("persisted");
    assert_eq!(names(&persisted), [""; 0]);
    let exchange = Process::start(&database);
    let answer = moved(&olga, &exchange).get(&format!("/serv/persist/{handshake}")).await;
    assert_eq!((answer.codes(), answer.body["reason"].as_str()), ((400, 812), Some("other")));
}
