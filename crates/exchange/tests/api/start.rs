//! Starting and stopping the real binary: what it logs and how it ends.

use std::fs;
use std::net::TcpListener;

use crate::database::Database;
use crate::person::Person;
use crate::process::{self, Process};

#[tokio::test(flavor = "multi_thread")]
async fn it_says_712_and_711_logs_each_request_with_its_code_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut exchange = Process::start(&Database::of(folder.path()));
    let person = Person::new(&exchange.url);
    let answer = person.get("/serv/status?secret=canary-query").await;
    assert_eq!(answer.codes(), (200, 711));
    let (status, log) = exchange.stop();
    assert_eq!(status.code(), Some(0));
    let lines: Vec<_> = log.lines().collect();
    let place = |text: &str| lines.iter().position(|line| line.contains(text)).expect(text);
    assert!(place("712 database connected") < place("711 listening on http://127.0.0.1:"));
    let line = lines[place("path=\"/serv/status\"")];
    for part in ["method=GET", "http=200", "code=711", "ms=", answer.header("x-request-id")] {
        assert!(line.contains(part), "{line}");
    }
    assert!(!log.contains("canary") && !log.contains('\u{1b}'), "{log}");
}

#[test]
fn a_taken_port_is_said_with_911_and_exit_code_1() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let (code, log) = process::fail(&Database::of(folder.path()), &taken.local_addr().unwrap().to_string());
    assert_eq!(code, Some(1), "{log}");
    assert!(log.contains("911 port already in use"), "{log}");
}

#[test]
fn a_file_that_is_no_database_is_said_with_912_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.db");
    let text = "these are not the pages of a database\n".repeat(200);
    fs::write(&file, &text).unwrap();
    let (code, log) = process::fail(&Database::file(&file), "127.0.0.1:0");
    assert_eq!(code, Some(2), "{log}");
    assert!(log.contains("912 database connection failed"), "{log}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was put beside it");
}

#[test]
fn a_folder_that_does_not_exist_is_said_with_912() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Database {
        folder: folder.path().to_owned(),
        ..Database::file(&folder.path().join("missing/new.db"))
    };
    let (code, log) = process::fail(&missing, "127.0.0.1:0");
    assert_eq!(code, Some(2), "{log}");
    assert!(log.contains("912 database connection failed"), "{log}");
}

/// Makes a database what a later version would have left behind.
pub(crate) async fn make_later(database: &Database) {
    let mut connection = database.open().await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (99, 'later', TRUE, $1, 0)",
    )
    .bind(&[0_u8][..])
    .execute(&mut connection)
    .await
    .unwrap();
    sqlx::Connection::close(connection).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_later_version_or_of_another_program_is_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let later = folder.path().join("later.db");
    let database = Database::file(&later);
    Process::start(&database).stop();
    make_later(&database).await;
    let other = folder.path().join("other.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&other).create_if_missing(true);
    let mut connection = sqlx::ConnectOptions::connect(&options).await.unwrap();
    sqlx::query("CREATE TABLE recipes (name TEXT)").execute(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
    for (file, reason) in [(later, "later version"), (other, "another program")] {
        let before = fs::read(&file).unwrap();
        let (code, log) = process::fail(&Database::file(&file), "127.0.0.1:0");
        assert_eq!(code, Some(2), "{log}");
        assert!(log.contains("912 database connection failed") && log.contains(reason), "{log}");
        assert_eq!(fs::read(&file).unwrap(), before);
    }
}
