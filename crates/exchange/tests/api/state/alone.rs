//! Two exchanges on one file, and whoever else has it locked.

use std::fs;

use sqlx::Connection;

use super::{assert_refusal, assert_refused, content, now, used};
use crate::database::Database;
use crate::person::Person;
use crate::process::{self, Process};

/// An exchange knows by heart what its file's newest event is and when sessions were used. A second one on the same file
/// made both untrue: whoever asked the first was told that nothing had changed.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_exchange_on_a_file_is_refused_until_the_first_has_ended_however_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(database) = Database::file_only(&file) else { return };
    let mut names = vec![database.clone()];
    names.push(Database { address: "sqlite://test.db".to_owned(), ..database.clone() });
    names.push(Database { address: "sqlite:./test.db?cache=private".to_owned(), ..database.clone() });
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&file, folder.path().join("other.db")).unwrap();
        names.push(Database::file(&folder.path().join("other.db")));
    }
    let mut first = Process::start(&database);
    let mut mara = Person::new(&first.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    for name in &names {
        let (code, log) = process::fail(name, "127.0.0.1:0");
        assert_refusal(code, &log, "another exchange is running on it");
    }
    mara.deliver_one(5, now()).await;
    assert_eq!(process::operator(&database, &["mara"]).0, Some(0), "commands go on beside it");
    assert_eq!(process::audit(&database).0, Some(0));
    assert_eq!(mara.get("/serv/show").await.codes(), (200, 713));
    first.kill();
    let mut second = Process::start(&database);
    let (code, log) = process::fail(&database, "127.0.0.1:0");
    assert_refusal(code, &log, "another exchange is running on it");
    assert_eq!(second.stop().0.code(), Some(0));
    Process::start(&database).stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_exchanges_that_are_started_at_once_on_a_new_file_one_runs() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::file_only(&folder.path().join("new.db")) else { return };
    let first = Process::start(&database);
    let others: Vec<_> = (0..3)
        .map(|_| {
            let database = database.clone();
            tokio::task::spawn_blocking(move || process::fail(&database, "127.0.0.1:0"))
        })
        .collect();
    for other in others {
        let (code, log) = other.await.unwrap();
        assert_refusal(code, &log, "another exchange is running on it");
    }
    assert_eq!(Person::new(&first.url).get("/serv/status").await.codes(), (200, 711));
}

/// Something that keeps the file to itself, as a tool for copying or mending does.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_somebody_else_has_locked_is_said_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(_) = Database::file_only(&file) else { return };
    let database = used(&file).await;
    let before = fs::read(&file).unwrap();
    for statements in [&["BEGIN IMMEDIATE"][..], &["PRAGMA locking_mode = EXCLUSIVE", "BEGIN IMMEDIATE"]] {
        let mut other = database.open().await;
        for statement in statements {
            sqlx::query(*statement).execute(&mut other).await.unwrap();
        }
        // Reading the file here would end the lock: what one program opens and closes is no longer locked by it.
        let (code, log) = process::fail(&database, "127.0.0.1:0");
        assert_refusal(code, &log, "database is locked");
        sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
        other.close().await.unwrap();
        assert_eq!(fs::read(&file).unwrap(), before);
    }
    let before = content(folder.path());
    Process::start(&database).stop();
    assert_eq!(content(folder.path()).keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
}

/// On a server it is the table that whoever writes locks first.
#[tokio::test(flavor = "multi_thread")]
async fn while_somebody_else_has_the_turn_writes_are_refused_after_a_while_and_reads_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let exchange = Process::start(&database);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    let mut other = database.stop_writes().await;
    let refused = mara.deliver(vec![crate::person::lot(5, now())]);
    let (refused, read) = tokio::join!(refused, mara.get("/tx/pool"));
    assert_eq!((refused.codes(), read.codes()), ((500, 912), (200, 731)));
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    assert_eq!(mara.get("/usr/account").await.body["deliveryNum"], 0, "what was refused was not done");
    mara.deliver_one(5, now()).await;
}

#[test]
fn a_lock_that_cannot_be_made_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(database) = Database::file_only(&file) else { return };
    fs::create_dir(folder.path().join("test.db-exchange")).unwrap();
    assert_refused(&database, "test.db-exchange: ");
}
