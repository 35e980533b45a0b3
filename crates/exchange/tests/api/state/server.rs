//! Servers that refuse: a wrong password, a role without rights, too many connections, one that changes nothing or never
//! answers. No password is logged.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::str::FromStr;
use std::thread;

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection};

use super::{assert_no_visit, assert_refusal, assert_refused};
use crate::database::Database;
use crate::person::Person;
use crate::process::{self, Process};

/// The database of a test, in whose folder nothing else lies.
fn place(folder: &std::path::Path) -> Option<Database> {
    Database::on_server(folder)
}

async fn execute(database: &Database, statements: &[&str]) {
    let mut connection = database.open().await;
    for statement in statements {
        let statement = AssertSqlSafe((*statement).to_owned());
        sqlx::query(statement).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

/// The name of the database on its server.
fn name(database: &Database) -> String {
    PgConnectOptions::from_str(&database.address).unwrap().get_database().unwrap().to_owned()
}

/// The same database for somebody else.
fn by(database: &Database, role: &str) -> Database {
    let (_, rest) = database.address.split_once('@').unwrap();
    Database { address: format!("postgres://{role}@{rest}"), ..database.clone() }
}

/// A server that asks for a password, and likes none.
fn strict_server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for client in listener.incoming() {
            let mut client = client.unwrap();
            let mut bytes = [0; 4096];
            // It asks for TLS first, which there is not.
            let length = client.read(&mut bytes).unwrap_or(0);
            if bytes[..length].ends_with(&80_877_103_i32.to_be_bytes()) {
                client.write_all(b"N").unwrap();
                let _ = client.read(&mut bytes);
            }
            client.write_all(b"R\0\0\0\x08\0\0\0\x03").unwrap();
            let _ = client.read(&mut bytes);
            let text = b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user \"nobody\"\0\0";
            let length = u32::try_from(text.len() + 4).unwrap().to_be_bytes();
            client.write_all(&[b"E".as_slice(), &length, text].concat()).unwrap();
        }
    });
    address
}

#[test]
fn a_wrong_password_is_said_and_never_logged() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("postgres://nobody:canary-secret@{}/none", strict_server());
    let database = Database { address, folder: folder.path().to_owned() };
    let (code, log) = process::fail(&database, "127.0.0.1:0");
    assert_refusal(code, &log, "password authentication failed");
    assert!(!log.contains("canary"), "{log}");
    for (code, output, log) in [process::operator(&database, &["mara"]), process::audit(&database)] {
        assert_refusal(code, &log, "password authentication failed");
        assert!(!log.contains("canary") && output.is_empty(), "{log}");
    }
}

#[test]
fn a_server_that_never_answers_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("postgres://nobody:canary@{}/none", listener.local_addr().unwrap());
    let database = Database { address, folder: folder.path().to_owned() };
    let (code, log) = process::fail(&database, "127.0.0.1:0");
    assert_refusal(code, &log, "the server does not answer");
    assert!(!log.contains("canary"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_without_rights_changes_nothing_and_with_them_it_runs() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = place(folder.path()) else { return };
    let role = format!("r{}", name(&database));
    execute(
        &database,
        &[&format!("CREATE ROLE \"{role}\" LOGIN"), "REVOKE ALL ON SCHEMA public FROM PUBLIC"],
    )
    .await;
    let limited = by(&database, &role);
    assert_refused(&limited, "no schema has been selected");
    assert_no_visit(&limited, "");
    execute(&database, &[&format!("GRANT ALL ON SCHEMA public TO \"{role}\"")]).await;
    Process::start(&limited).stop();
    // What it may only look at it does not start on, and the books can be looked at.
    let reader = format!("s{}", name(&database));
    execute(
        &database,
        &[
            &format!("CREATE ROLE \"{reader}\" LOGIN"),
            &format!("GRANT USAGE ON SCHEMA public TO \"{reader}\""),
            &format!("GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"{reader}\""),
        ],
    )
    .await;
    assert_refused(&by(&database, &reader), "permission denied");
    assert_eq!(process::audit(&by(&database, &reader)).0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_may_only_be_read_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = place(folder.path()) else { return };
    Process::start(&database).stop();
    let name = name(&database);
    execute(&database, &[&format!("ALTER DATABASE \"{name}\" SET default_transaction_read_only = on")]).await;
    assert_refused(&database, "read-only transaction");
    assert_eq!(process::audit(&database).0, Some(0));
    let statements = [
        "SET default_transaction_read_only = off".to_owned(),
        format!("ALTER DATABASE \"{name}\" RESET default_transaction_read_only"),
    ];
    execute(&database, &statements.each_ref().map(String::as_str)).await;
    Process::start(&database).stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_was_changed_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = place(folder.path()) else { return };
    Process::start(&database).stop();
    execute(&database, &["UPDATE _sqlx_migrations SET checksum = '\\x00' WHERE version = 1"]).await;
    assert_refused(&database, "has been modified");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_too_many_are_connected_it_starts_not_and_where_few_may_be_everybody_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = place(folder.path()) else { return };
    let role = format!("r{}", name(&database));
    let limit = |most: u32| format!("ALTER ROLE \"{role}\" CONNECTION LIMIT {most}");
    execute(
        &database,
        &[
            &format!("CREATE ROLE \"{role}\" LOGIN"),
            &format!("GRANT ALL ON SCHEMA public TO \"{role}\""),
            &limit(0),
        ],
    )
    .await;
    let limited = by(&database, &role);
    assert_refused(&limited, "too many connections");
    execute(&database, &[&limit(3)]).await;
    let exchange = Process::start(&limited);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..32 {
        let mara = mara.clone();
        asking.spawn(async move { mara.get("/usr/account").await.codes() });
    }
    for codes in asking.join_all().await {
        assert!(matches!(codes, (200, 723) | (500, 912)), "{codes:?}");
    }
    // Whoever has to wait for a connection of another's may be told so, but not for ever.
    while mara.get("/usr/account").await.codes() != (200, 723) {}
}
