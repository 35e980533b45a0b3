//! Operators: how an account becomes one's, and that nobody else sees the global data.

use std::fs;
use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use sqlx::Connection;

use crate::database::Database;
use crate::global_data::names;
use crate::person::{PASSWORD, Person, send};
use crate::process::{self, Process};
use crate::running::Running;

async fn log_in(person: &Person, name: &str) -> serde_json::Value {
    let answer = person.post("/usr/login", json!({"account": name, "password": PASSWORD})).await;
    assert_eq!(answer.codes(), (200, 722), "{answer:?}");
    answer.body["operator"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_appoints_while_the_exchange_runs_and_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let exchange = Process::start(&database);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("Zoë").await;
    mara.log_in("Zoë").await;
    assert_eq!(mara.get("/serv/show").await.codes(), (401, 811));
    let (code, output, log) = process::operator(&database, &["ZOE\u{308}"]);
    assert_eq!((code, output.as_str()), (Some(0), "Zoë is an operator\n"), "{log}");
    assert_eq!(mara.get("/serv/show").await.codes(), (200, 713), "in the session that was open before");
    assert_eq!(log_in(&mara, "Zoë").await, json!(true));
    let (code, output, log) = process::operator(&database, &["Zoë", "--revoke"]);
    assert_eq!((code, output.as_str()), (Some(0), "Zoë is no operator\n"), "{log}");
    assert_eq!(mara.get("/serv/show").await.codes(), (401, 811));
    assert_eq!(log_in(&mara, "Zoë").await, json!(false));
    drop(exchange);
    crate::audit::check(&database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_account_is_said_with_exit_code_3() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    Process::start(&database).stop();
    for (name, shown) in [("mira", "\"mira\""), ("", "\"\""), ("a\u{1b}[2Jb", "\"a\\u{1b}[2Jb\"")] {
        let (code, output, log) = process::operator(&database, &[name]);
        assert_eq!((code, output.as_str()), (Some(3), ""), "{log}");
        assert!(log.contains(&format!("823 no account is called {shown}")), "{log}");
        assert_eq!(log.lines().count(), 1, "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_missing_or_not_ours_is_said_with_912_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (missing, empty, other) = ("missing.db", "empty.db", "other.db");
    fs::write(folder.path().join(empty), "").unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join(other));
    let mut connection = sqlx::ConnectOptions::connect(&options.create_if_missing(true)).await.unwrap();
    sqlx::query("CREATE TABLE accounts (name TEXT)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let before = fs::read(folder.path().join(other)).unwrap();
    for name in [missing, empty, other] {
        let (code, _, log) = process::operator(&Database::file(&folder.path().join(name)), &["mara"]);
        assert_eq!(code, Some(2), "{name} {log}");
        assert!(log.contains("912 database connection failed"), "{name} {log}");
    }
    assert!(!folder.path().join(missing).exists());
    assert_eq!(fs::read(folder.path().join(empty)).unwrap(), b"");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing was put beside them");
    assert_eq!(fs::read(folder.path().join(other)).unwrap(), before);
}

#[tokio::test]
async fn nobody_else_sees_the_global_data_and_a_member_stays_logged_in() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    for (method, path) in [
        (Method::GET, "/serv/show".to_owned()),
        (Method::POST, "/serv/persist".to_owned()),
        (Method::GET, format!("/serv/persist/{}", "0".repeat(32))),
        (Method::GET, "/serv/persist/x".to_owned()),
    ] {
        let answer = send(mara.request(method, &path)).await;
        assert_eq!(answer.codes(), (401, 811), "{path}");
        assert_eq!(answer.header("www-authenticate"), "Session realm=\"wattpool\"");
    }
    assert_eq!(mara.get("/usr/alive").await.codes(), (200, 725));
    assert_eq!(names(&exchange.folder.path().join("persisted")), [""; 0], "nothing was written");
    exchange.close().await;
}

#[tokio::test]
async fn an_operators_session_ends_as_any_other_and_is_prolonged_by_use() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    for _ in 0..3 {
        exchange.pass(Duration::from_secs(29 * 60));
        assert_eq!(olga.get("/serv/show").await.codes(), (200, 713));
    }
    exchange.pass(Duration::from_secs(30 * 60));
    assert_eq!(olga.get("/serv/show").await.codes(), (401, 811));
    exchange.close().await;
}

#[tokio::test]
async fn an_operators_password_is_guessed_no_faster() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    let wrong = json!({"account": "olga", "password": "wrong"});
    for _ in 0..5 {
        assert_eq!(olga.post("/usr/login", wrong.clone()).await.codes(), (400, 824));
    }
    let answer = olga.post("/usr/login", json!({"account": "olga", "password": PASSWORD})).await;
    assert_eq!((answer.codes(), answer.header("retry-after")), ((429, 829), "1"));
    assert_eq!(answer.body["operator"], serde_json::Value::Null, "nothing is told of the account");
    assert_eq!(olga.get("/serv/show").await.codes(), (200, 713), "who is logged in need not wait");
    exchange.close().await;
}

#[tokio::test]
async fn another_site_starts_no_persisting() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    for site in ["cross-site", "same-site", "none"] {
        let call = olga.bare(Method::POST, "/serv/persist").header("Content-Type", "application/json");
        let answer = send(call.header("Sec-Fetch-Site", site)).await;
        assert_eq!((answer.codes(), answer.fields()), ((400, 810), vec!["request malformed".to_owned()]));
    }
    let call = olga.bare(Method::POST, "/serv/persist").header("Sec-Fetch-Site", "same-origin");
    assert_eq!(send(call.header("Content-Type", "text/plain")).await.codes(), (415, 810));
    assert_eq!(olga.get("/serv/persist").await.codes(), (405, 810), "it is no link either");
    assert_eq!(names(&exchange.folder.path().join("persisted")), [""; 0]);
    exchange.close().await;
}
