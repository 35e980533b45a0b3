//! A database on a PostgreSQL server: what it consists of, and what becomes of an exchange whose server refuses it.
//!
//! Without a server only a refusal by none can be tested.

use std::collections::BTreeSet;
use std::net::TcpListener;

use sqlx::{Connection, Row};

use crate::database::Database;
use crate::process::{self, Process};
use crate::running::Running;
use crate::start;

/// Every column of every table with its type, and every index that has a name of its own.
async fn schema(database: &Database) -> BTreeSet<String> {
    let (columns, indexes) = if database.is_file() {
        (
            "SELECT tables.name, columns.name, columns.type, CAST(columns.\"notnull\" OR columns.pk AS TEXT)
             FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
             WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%'",
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
        )
    } else {
        (
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT),
                    CAST(CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB'
                                        ELSE upper(data_type) END AS TEXT),
                    CASE is_nullable WHEN 'NO' THEN '1' ELSE '0' END
             FROM information_schema.columns WHERE table_schema = 'public'",
            "SELECT CAST(indexname AS TEXT) FROM pg_indexes
             WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey' AND indexname NOT LIKE '%_key'",
        )
    };
    let mut connection = database.open().await;
    let mut schema = BTreeSet::new();
    for row in sqlx::query(columns).fetch_all(&mut connection).await.unwrap() {
        let words: Vec<String> = (0..4).map(|column| row.get(column)).collect();
        // The table of the steps is made by whoever runs them.
        if words[0] != "_sqlx_migrations" {
            schema.insert(words.join(" "));
        }
    }
    let indexes: Vec<String> = sqlx::query_scalar(indexes).fetch_all(&mut connection).await.unwrap();
    schema.extend(indexes);
    connection.close().await.unwrap();
    schema
}

#[tokio::test]
async fn a_server_has_the_same_tables_columns_and_indexes_as_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let Some(server) = Database::on_server(folder.path()) else { return };
    let file = Database::file(&folder.path().join("test.db"));
    let mut schemas = Vec::new();
    for database in [server, file] {
        let place = tempfile::tempdir().unwrap();
        Running::start_on(database.clone(), place, |_| {}).await.close().await;
        schemas.push(schema(&database).await);
    }
    assert!(schemas[0].contains("lots left_event INTEGER 0"), "{:?}", schemas[0]);
    assert_eq!(schemas[0], schemas[1]);
}

#[test]
fn a_server_that_is_not_there_or_unknown_is_said_with_912() {
    let folder = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for address in [
        format!("postgres://nobody:secret@{free}/none"),
        "postgres://nobody:secret@127.0.0.1:none/none".to_owned(),
        "mysql://nobody:secret@127.0.0.1/none".to_owned(),
    ] {
        let database = Database { address, folder: folder.path().to_owned() };
        let (code, log) = process::fail(&database, "127.0.0.1:0");
        assert_eq!(code, Some(2), "{log}");
        assert!(log.contains("912 database connection failed") && !log.contains("secret"), "{log}");
        assert_eq!(process::operator(&database, &["mara"]).0, Some(2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_later_version_of_another_program_or_empty_is_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| Database::on_server(&folder.path().join(name));
    let (Some(later), Some(other), Some(empty)) = (place("later"), place("other"), place("empty")) else {
        return;
    };
    let at_home = |database: Database| Database { folder: folder.path().to_owned(), ..database };
    let (later, other, empty) = (at_home(later), at_home(other), at_home(empty));
    Process::start(&later).stop();
    start::make_later(&later).await;
    let mut connection = other.open().await;
    sqlx::query("CREATE TABLE recipes (name TEXT)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    for (database, reason) in [(later, "later version"), (other, "another program")] {
        let before = schema(&database).await;
        let (code, log) = process::fail(&database, "127.0.0.1:0");
        assert_eq!(code, Some(2), "{log}");
        assert!(log.contains("912 database connection failed") && log.contains(reason), "{log}");
        assert_eq!(schema(&database).await, before);
    }
    let (code, _, log) = process::operator(&empty, &["mara"]);
    assert_eq!(code, Some(2), "{log}");
    assert!(log.contains("912 database connection failed"), "{log}");
    assert_eq!(schema(&empty).await, BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn exchanges_that_start_at_the_same_time_make_one_database() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::on_server(folder.path()) else { return };
    let starting: Vec<_> = (0..4)
        .map(|_| {
            let database = database.clone();
            tokio::task::spawn_blocking(move || Process::start(&database))
        })
        .collect();
    let mut versions = BTreeSet::new();
    for (number, process) in starting.into_iter().enumerate() {
        let process = process.await.unwrap();
        let mut person = crate::person::Person::new(&process.url);
        let name = format!("member {number}");
        person.sign_up(&name).await;
        person.log_in(&name).await;
        versions.insert(person.get("/tx/pool").await.body["version"].to_string());
    }
    assert_eq!(versions.len(), 1, "{versions:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_cut_are_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::on_server(folder.path()) else { return };
    let exchange = Running::start_on(database, folder, |_| {}).await;
    let mara = exchange.member("mara").await;
    mara.deliver_one(5, exchange.now()).await;
    let mut connection = exchange.database.open().await;
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let cut: i64 = sqlx::query_scalar(cut).fetch_one(&mut connection).await.unwrap();
    assert!(cut > 1, "{cut}");
    connection.close().await.unwrap();
    // Whoever meets a connection that was cut is told so, and nothing was done.
    let mut faults = 0;
    loop {
        let answer = mara.deliver(vec![crate::person::lot(6, exchange.now())]).await;
        if answer.http == 200 {
            break;
        }
        assert_eq!(answer.codes(), (500, 912));
        faults += 1;
        assert!(faults <= cut, "every connection is bad once at most");
    }
    assert_eq!(mara.get("/usr/account").await.body["deliveryNum"], 2);
    exchange.close().await;
}
