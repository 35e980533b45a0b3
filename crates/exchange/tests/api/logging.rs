//! The log: what a program reads of it, and what becomes of the exchange where nobody reads it.

use serde_json::Value;

use crate::database::Database;
use crate::person::Person;
use crate::process::{self, Process};

/// Every line as the object that it is.
fn objects(log: &str) -> Vec<Value> {
    log.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no object: {line}")))
        .collect()
}

fn with_code(lines: &[Value], code: u64) -> &Value {
    lines.iter().find(|line| line["code"] == code).unwrap_or_else(|| panic!("nothing says {code}: {lines:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_reads_an_object_a_line_with_request_code_and_duration() {
    let folder = tempfile::tempdir().unwrap();
    let mut exchange = Process::start_with(&Database::of(folder.path()), &["--log", "json"]);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    let answer = mara.get("/usr/alive?active=true").await;
    let (status, log) = exchange.stop();
    assert!(status.success());
    let lines = objects(&log);
    assert_eq!(with_code(&lines, 712)["message"], "712 database connected");
    assert_eq!(with_code(&lines, 711)["level"], "INFO");
    let line = with_code(&lines, 725);
    assert_eq!((&line["method"], &line["path"]), (&Value::from("GET"), &Value::from("/usr/alive")));
    assert_eq!(line["request"], answer.header("x-request-id"));
    assert!(line["http"] == 200 && line["ms"].is_u64() && line["timestamp"].is_string(), "{line}");
    let cookie = mara.cookie.unwrap();
    for secret in ["active", crate::person::PASSWORD, cookie.split_once('=').unwrap().1] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[test]
fn a_program_reads_why_an_exchange_did_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let missing =
        Database { folder: folder.path().to_owned(), ..Database::file(&folder.path().join("none/x.db")) };
    let (code, log) = process::fail_with(&missing, &["--log", "json"]);
    assert_eq!(code, Some(2), "{log}");
    assert_eq!(with_code(&objects(&log), 912)["level"], "ERROR");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, log) = process::fail_with(
        &Database::file(&folder.path().join("x.db")),
        &["--log=json", "--metrics", &address],
    );
    assert_eq!(code, Some(1), "{log}");
    assert_eq!(with_code(&objects(&log), 911)["level"], "ERROR");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_line_is_lost_where_the_exchange_ends_as_it_should() {
    let folder = tempfile::tempdir().unwrap();
    let mut exchange = Process::start(&Database::of(folder.path()));
    let stranger = Person::new(&exchange.url);
    let mut asked = Vec::new();
    for _ in 0..500 {
        asked.push(stranger.get("/serv/status").await.header("x-request-id").to_owned());
    }
    let (_, log) = exchange.stop();
    for request in asked {
        assert!(log.contains(&request), "{request} is missing");
    }
}

/// A line that could not be written once ended its request, and a reader that had stopped once stopped everybody.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_has_to_read_the_log() {
    for is_closed in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let (mut exchange, lines) = Process::start_unread(&Database::of(folder.path()));
        let kept = (!is_closed).then_some(lines);
        let stranger = Person::new(&exchange.url);
        // Their lines are longer than what a pipe holds.
        for _ in 0..1500 {
            assert_eq!(stranger.get("/serv/status").await.codes(), (200, 711));
        }
        let (status, _) = exchange.stop();
        assert!(status.success(), "{status}");
        drop(kept);
    }
}
