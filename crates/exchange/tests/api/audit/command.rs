//! The audit as a command: what it prints, how it ends, and that it leaves everything as it was.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use super::scene::Books;
use crate::database::Database;
use crate::person::Person;
use crate::process::{self, Process};
use crate::start::make_later;

/// Every database of a folder that is a file, with a digest of what is in it.
fn content(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let digest = |bytes: &[u8]| {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        hasher.finish()
    };
    let databases = files.filter(|file| file.extension().is_some_and(|extension| extension == "db"));
    databases.map(|file| (file.clone(), digest(&fs::read(file).unwrap()))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_finds_nothing_beside_a_running_exchange_and_ends_with_0() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let exchange = Process::start(&database);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    mara.deliver_one(5, exchange::clock::Clock::default().now().0).await;
    let (code, output, log) = process::audit(&database);
    assert_eq!((code, output.as_str()), (Some(0), ""), "{log}");
    assert!(log.contains("the books are right"), "{log}");
    assert_eq!(mara.get("/tx/pool").await.body["total"], 1, "the exchange goes on");
}

#[tokio::test]
async fn it_prints_a_line_for_each_finding_and_ends_with_1() {
    let books = Books::kept().await;
    let fault = "UPDATE accounts SET balance = balance + 1 WHERE id IN (1, 3)";
    let findings = books.spoil(&[fault]).await;
    assert_eq!(findings.len(), 2, "{findings:?}");
    let (code, output, log) = process::audit(&books.database);
    assert_eq!((code, output), (Some(1), findings.join("\n") + "\n"), "{log}");
}

#[tokio::test]
async fn it_changes_nothing_whatever_it_finds() {
    let books = Books::kept().await;
    books.spoil(&["UPDATE accounts SET balance = balance + 1"]).await;
    let before = content(&books.database.folder);
    assert_eq!(process::audit(&books.database).0, Some(1));
    assert_eq!(content(&books.database.folder), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_read_is_said_with_912_and_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| Database::file(&folder.path().join(name));
    fs::write(folder.path().join("empty.db"), "").unwrap();
    fs::write(folder.path().join("notes.db"), "these are not the pages of a database\n".repeat(200)).unwrap();
    let (later, earlier) = (file("later.db"), file("earlier.db"));
    for database in [&later, &earlier] {
        Process::start(database).stop();
    }
    make_later(&later).await;
    let mut connection = earlier.open().await;
    let steps = "DELETE FROM _sqlx_migrations WHERE version > 2";
    sqlx::query(steps).execute(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
    let before = content(folder.path());
    for (database, reason) in [
        (file("missing.db"), ""),
        (file("empty.db"), "there is no database of an exchange"),
        (file("notes.db"), ""),
        (later, "a later version"),
        (earlier, "an earlier version"),
    ] {
        let (code, output, log) = process::audit(&database);
        assert_eq!((code, output.as_str()), (Some(2), ""), "{database:?} {log}");
        assert!(log.contains("912 database connection failed") && log.contains(reason), "{log}");
    }
    assert_eq!(content(folder.path()), before);
}
