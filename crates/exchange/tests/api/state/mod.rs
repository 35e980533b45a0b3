//! A database in every state that an operator may find it in: each is said with 912 and exit code 2, and what was there
//! is left as it was, byte for byte.
//!
//! `file` and `access` are about files, `alone` about two exchanges on one, `room` about disks that are full, `server`
//! and `away` about PostgreSQL.

mod access;
mod alone;
mod away;
mod file;
mod room;
mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::database::Database;
use crate::person::Person;
use crate::process::{self, Process};

/// Everything in a folder by its name: the bytes of files, nothing of folders.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let bytes = if entry.path().is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
            (entry.file_name().into_string().unwrap(), bytes)
        })
        .collect()
}

/// Asserts that an exchange does not start on the database, says why, and leaves its folder as it was.
fn assert_refused(database: &Database, reason: &str) {
    let before = content(&database.folder);
    let (code, log) = process::fail(database, "127.0.0.1:0");
    assert_refusal(code, &log, reason);
    assert_eq!(names(&before), names(&content(&database.folder)), "{reason}");
    assert_eq!(before, content(&database.folder), "{reason}");
}

/// Asserts the same of the commands that visit a database.
fn assert_no_visit(database: &Database, reason: &str) {
    let before = content(&database.folder);
    for (code, output, log) in [process::operator(database, &["mara"]), process::audit(database)] {
        assert_refusal(code, &log, reason);
        assert_eq!(output, "");
    }
    assert_eq!(names(&before), names(&content(&database.folder)), "{reason}");
    assert_eq!(before, content(&database.folder), "{reason}");
}

fn assert_refusal(code: Option<i32>, log: &str, reason: &str) {
    assert_eq!(code, Some(2), "{log}");
    assert!(log.contains("912 database connection failed") && log.contains(reason), "{reason}: {log}");
    assert!(!log.contains("panicked"), "{log}");
}

fn names(content: &BTreeMap<String, Vec<u8>>) -> Vec<&String> {
    content.keys().collect()
}

/// A file with a member and a lot, which no exchange uses.
async fn used(file: &Path) -> Database {
    let database = Database::file(file);
    let mut exchange = Process::start(&database);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    mara.deliver_one(5, now()).await;
    assert_eq!(exchange.stop().0.code(), Some(0));
    database
}

fn now() -> u64 {
    exchange::clock::Clock::default().now().0
}
