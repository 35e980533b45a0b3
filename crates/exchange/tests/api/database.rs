//! The database of a test: a file of its own, or a database of its own on the server that
//! `EXCHANGE_TEST_POSTGRES` names, so that every test runs on either.
//!
//! The variable holds an address without a database, such as `postgres://tester@localhost`, of a server that is for
//! tests alone: they leave their databases behind.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once};
use std::{env, thread};

use sqlx::{AnyConnection, AssertSqlSafe, Connection};

const SERVER: &str = "EXCHANGE_TEST_POSTGRES";

/// A database, whether or not it is there already.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    /// Its address for the exchange.
    pub(crate) address: String,
    /// Where an exchange on it is started.
    pub(crate) folder: PathBuf,
}

impl Database {
    /// The one of a test that has that folder to itself; the same each time.
    pub(crate) fn of(folder: &Path) -> Self {
        match env::var(SERVER) {
            Ok(server) => Self::on(&server, folder),
            Err(_) => Self::file(&folder.join("test.db")),
        }
    }

    /// A file, on whatever the other tests run.
    pub(crate) fn file(path: &Path) -> Self {
        let folder = path.parent().unwrap().to_owned();
        Self { address: format!("sqlite://{}", path.display()), folder }
    }

    /// A file, for tests that a run on a server need not repeat; nothing where there is one.
    pub(crate) fn file_only(path: &Path) -> Option<Self> {
        (!are_on_server()).then(|| Self::file(path))
    }

    /// One on the server, for tests of nothing else; nothing where there is no server.
    pub(crate) fn on_server(folder: &Path) -> Option<Self> {
        let Ok(server) = env::var(SERVER) else {
            eprintln!("left out: {SERVER} names no server");
            return None;
        };
        Some(Self::on(&server, folder))
    }

    fn on(server: &str, folder: &Path) -> Self {
        let letters: Vec<char> =
            folder.to_str().unwrap().chars().filter(char::is_ascii_alphanumeric).collect();
        // A server takes no longer names than 63 letters, and what differs stands at the end.
        let name: String = letters[letters.len().saturating_sub(60)..].iter().collect();
        make(server, &name);
        Self { address: format!("{server}/{name}"), folder: folder.to_owned() }
    }

    /// Whether it is a file.
    pub(crate) fn is_file(&self) -> bool {
        self.address.starts_with("sqlite:")
    }

    /// A connection past the exchange.
    pub(crate) async fn open(&self) -> AnyConnection {
        open(&self.address).await
    }

    /// Keeps every exchange from writing until the connection is told to `ROLLBACK`.
    pub(crate) async fn stop_writes(&self) -> AnyConnection {
        let mut connection = self.open().await;
        let statements: &[_] =
            if self.is_file() { &["BEGIN IMMEDIATE"] } else { &["BEGIN", "LOCK TABLE identity"] };
        for statement in statements {
            sqlx::query(*statement).execute(&mut connection).await.unwrap();
        }
        connection
    }
}

/// Whether the tests run on a server.
pub(crate) fn are_on_server() -> bool {
    env::var_os(SERVER).is_some()
}

async fn open(address: &str) -> AnyConnection {
    static DRIVERS: Once = Once::new();
    DRIVERS.call_once(sqlx::any::install_default_drivers);
    AnyConnection::connect(address).await.unwrap()
}

/// Makes a database on the server, once.
fn make(server: &str, name: &str) {
    static MADE: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut made = MADE.lock().unwrap();
    if !made.insert(name.to_owned()) {
        return;
    }
    let (server, name) = (server.to_owned(), name.to_owned());
    // A thread of its own, because whoever asks may be in the middle of something asynchronous.
    let making = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut connection = open(&format!("{server}/postgres")).await;
            let statement = AssertSqlSafe(format!("CREATE DATABASE \"{name}\""));
            sqlx::query(statement).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        });
    });
    making.join().unwrap();
}
