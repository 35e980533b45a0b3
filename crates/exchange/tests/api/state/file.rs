//! Files that are damaged, of somebody else, or of another version.

use std::fs::{self, File};

use sqlx::{AssertSqlSafe, Connection};

use super::{assert_no_visit, assert_refusal, assert_refused, content, names, used};
use crate::database::Database;
use crate::process::{self, Process};

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_cut_off_anywhere_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(_) = Database::file_only(&file) else { return };
    let database = used(&file).await;
    let whole = fs::read(&file).unwrap();
    assert!(whole.len() > 20_000);
    for length in
        [1, 15, 16, 99, 100, 512, 4095, 4096, 5000, whole.len() / 2, whole.len() - 4096, whole.len() - 1]
    {
        fs::write(&file, &whole[..length]).unwrap();
        assert_refused(&database, "");
        assert_no_visit(&database, "");
    }
    fs::write(&file, &whole).unwrap();
    assert_eq!(process::audit(&database).0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_whose_beginning_was_overwritten_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(_) = Database::file_only(&file) else { return };
    let database = used(&file).await;
    let whole = fs::read(&file).unwrap();
    for (from, to, byte) in
        [(0, 16, 0), (0, 100, 0), (0, 4096, 0), (0, 16, b'x'), (16, 24, 0xff), (100, 4096, 0xff)]
    {
        let mut damaged = whole.clone();
        damaged[from..to].fill(byte);
        fs::write(&file, damaged).unwrap();
        assert_refused(&database, "");
        assert_no_visit(&database, "");
    }
    fs::write(&file, &whole).unwrap();
    assert_eq!(process::audit(&database).0, Some(0));
}

#[test]
fn a_folder_where_the_file_should_be_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(database) = Database::file_only(&file) else { return };
    fs::create_dir(&file).unwrap();
    File::create(file.join("precious")).unwrap();
    assert_refused(&database, "it is no file");
    assert_no_visit(&database, "");
    assert!(file.join("precious").is_file());
}

#[test]
fn an_address_that_says_to_change_nothing_or_names_no_file_starts_no_exchange() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::file_only(&folder.path().join("test.db")) else { return };
    Process::start(&database).stop();
    for (address, reason) in [
        (format!("{}?mode=nonsense", database.address), "unknown value"),
        (format!("{}?colour=blue", database.address), "unknown query parameter"),
        ("sqlite:".to_owned(), "names no file"),
        ("sqlite://".to_owned(), "names no file"),
        ("sqlite::memory:".to_owned(), "names no file"),
        ("sqlite://x?mode=memory".to_owned(), "names no file"),
        (String::new(), "neither with sqlite: nor with postgres:"),
        (folder.path().join("test.db").display().to_string(), "neither with sqlite: nor with postgres:"),
    ] {
        assert_refused(&Database { address, ..database.clone() }, reason);
    }
    let file = folder.path().join("test.db");
    let before = fs::read(&file).unwrap();
    let read_only = Database { address: format!("{}?mode=ro", database.address), ..database };
    let (code, log) = process::fail(&read_only, "127.0.0.1:0");
    assert_refusal(code, &log, "readonly");
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_was_changed_or_never_finished_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(database) = Database::file_only(&file) else { return };
    Process::start(&database).stop();
    let whole = fs::read(&file).unwrap();
    for (change, reason) in [
        ("checksum = x'00' WHERE version = 1", "has been modified"),
        ("success = FALSE WHERE version = 5", "partially applied"),
    ] {
        let mut connection = database.open().await;
        let statement = AssertSqlSafe(format!("UPDATE _sqlx_migrations SET {change}"));
        sqlx::query(statement).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        assert_refused(&database, reason);
        fs::write(&file, &whole).unwrap();
    }
    Process::start(&database).stop();
}

/// The books were left with an empty log and a file of shared memory beside them by whoever had only looked.
#[tokio::test(flavor = "multi_thread")]
async fn who_only_looks_at_a_file_that_nobody_uses_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(_) = Database::file_only(&file) else { return };
    let database = used(&file).await;
    let before = content(folder.path());
    assert_eq!(names(&before), ["test.db", "test.db-exchange"]);
    assert_eq!(process::audit(&database).0, Some(0));
    assert_eq!(content(folder.path()), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_crash_left_in_the_log_is_looked_at_where_it_is_and_read_by_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(database) = Database::file_only(&file) else { return };
    let mut exchange = Process::start(&database);
    let mut mara = crate::person::Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    mara.deliver_one(5, super::now()).await;
    exchange.kill();
    let log = folder.path().join("test.db-wal");
    let before = (fs::read(&file).unwrap(), fs::read(&log).unwrap());
    assert!(!before.1.is_empty());
    assert_eq!(process::audit(&database).0, Some(0));
    assert_eq!((fs::read(&file).unwrap(), fs::read(&log).unwrap()), before);
    drop(exchange);
    // A log that ends in the middle of a write ends with the write before.
    let cut = before.1.len() - 100;
    fs::write(&log, &before.1[..cut]).unwrap();
    let mut exchange = Process::start(&database);
    assert_eq!(exchange.stop().0.code(), Some(0));
}
