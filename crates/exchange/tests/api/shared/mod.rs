//! Two exchanges on one PostgreSQL database: whoever is served by one may be served by the other next.
//!
//! Accounts are made by an exchange inside the test, whose hashes are cheap. Without a server there is nothing to
//! test.

mod file;
mod member;
mod pool;

use domain::credits::Credits;
use tempfile::TempDir;

use crate::database::Database;
use crate::person::Person;
use crate::running::Running;

/// A folder and a database of a test, if there is a server.
pub(super) fn place() -> Option<(TempDir, Database)> {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::on_server(folder.path())?;
    Some((folder, database))
}

/// An exchange in the test on the database, and one more beside it whose clock is the same.
pub(super) async fn pair() -> Option<(Running, Running)> {
    let (folder, database) = place()?;
    let first =
        Running::start_on(database.clone(), folder, |settings| settings.confirm_above = Credits(500)).await;
    let clock = first.clock.clone();
    let second = Running::start_on(database, tempfile::tempdir().unwrap(), |settings| {
        settings.confirm_above = Credits(500);
        settings.clock = clock;
    });
    Some((first, second.await))
}

/// The same person, served by another exchange.
pub(super) fn at(person: &Person, url: &str) -> Person {
    let mut there = Person::new(url);
    there.cookie.clone_from(&person.cookie);
    there.address.clone_from(&person.address);
    there
}
