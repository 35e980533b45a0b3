//! What is secret appears in no log, no answer, no file and no help, whatever goes wrong.
//!
//! A whole life is lived at a real process that logs all it can. What it types, holds and sends is marked, and the
//! marks are looked for everywhere afterwards.

use std::fs;

use reqwest::Method;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::Connection;

use crate::database::Database;
use crate::person::{Answer, Person, lot, purchase, send};
use crate::process::{self, Process};

/// Typed when an account is opened and when somebody logs in.
const RIGHT: &str = "canary Zx91 under copper moon";
/// Typed by mistake.
const WRONG: &str = "canary Qv47 under silver moon";
/// Sent along with what must not be done twice.
const KEY: &str = "canary-key-5e1b";
/// Asked for.
const QUERY: &str = "canaryquery83";

/// Somebody who remembers every answer.
struct Life {
    person: Person,
    answers: Vec<Answer>,
}

impl Life {
    async fn call(&mut self, method: Method, path: &str, body: impl Into<String>) -> (u16, u64) {
        let call = self.person.request(method, path).header("Idempotency-Key", KEY).body(body.into());
        let answer = send(call).await;
        let codes = answer.codes();
        self.answers.push(answer);
        codes
    }

    async fn log_in(&mut self, password: &str) -> (u16, u64) {
        self.call(Method::POST, "/usr/login", json!({"account": "mara", "password": password}).to_string())
            .await
    }
}

fn now() -> u64 {
    exchange::clock::Clock::default().now().0
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_life_leaves_nothing_secret_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let mut exchange = Process::start_talkative(&database);
    let mut seller = Person::new(&exchange.url);
    seller.sign_up("olga").await;
    seller.log_in("olga").await;
    let hash = seller.deliver_one(30, now()).await;

    let mut mara = Life { person: Person::new(&exchange.url), answers: Vec::new() };
    let credentials = json!({"account": "mara", "password": RIGHT}).to_string();
    assert_eq!(mara.call(Method::POST, "/usr/signup", &credentials).await, (200, 721));
    assert_eq!(mara.call(Method::POST, "/usr/signup", &credentials).await, (400, 821));
    assert_eq!(mara.log_in(WRONG).await, (400, 824));
    assert_eq!(mara.log_in(RIGHT).await, (200, 722));
    let opened = mara.answers.pop().unwrap();
    mara.person.keep_cookie(&opened);
    assert!(!opened.text.contains("canary"), "{}", opened.text);
    let token = mara.person.cookie.clone().unwrap().split_once('=').unwrap().1.to_owned();

    assert_eq!(mara.call(Method::GET, &format!("/tx/pool?since={QUERY}"), "").await, (200, 731));
    assert_eq!(mara.call(Method::GET, &format!("/usr/alive?active={QUERY}"), "").await, (400, 820));
    let picks = purchase(&[(&hash, 30)]).to_string();
    for _ in 0..2 {
        assert_eq!(mara.call(Method::PUT, "/tx/purchase", &picks).await, (200, 732));
    }
    let lots = json!({"tx": [lot(5, now())]}).to_string();
    assert_eq!(mara.call(Method::POST, "/tx/delivery", lots).await, (400, 830), "the key was used");
    for body in [
        format!("{{\"account\": \"mara\", \"password\": \"{RIGHT}\""),
        format!("{{\"account\": \"mara\", \"password\": [\"{RIGHT}\"]}}"),
        format!("{{\"account\": {{\"password\": \"{RIGHT}\"}}}}"),
        format!("account=mara&password={RIGHT}"),
        format!("{{\"account\": \"mara\", \"password\": \"{}\"}}", RIGHT.repeat(10)),
        format!("{{\"{RIGHT}\": 1}}"),
    ] {
        for path in ["/usr/signup", "/usr/login"] {
            assert_eq!(mara.call(Method::POST, path, &body).await.0, 400, "{body}");
        }
        assert_eq!(mara.call(Method::PUT, "/tx/purchase", &body).await, (400, 830), "{body}");
    }

    let pool = format!("/tx/pool?since={QUERY}");
    let nothing = String::new();
    for (table, calls) in [
        (
            "accounts",
            &[(Method::POST, "/usr/login", &credentials), (Method::POST, "/usr/signup", &credentials)][..],
        ),
        ("lots", &[(Method::GET, &pool, &nothing), (Method::PUT, "/tx/purchase", &picks)]),
    ] {
        let mut connection = database.open().await;
        let mut rename = async |from: &str, to: &str| {
            let statement = sqlx::AssertSqlSafe(format!("ALTER TABLE {from} RENAME TO {to}"));
            sqlx::query(statement).execute(&mut connection).await.unwrap();
        };
        rename(table, "hidden").await;
        for (method, path, body) in calls {
            let codes = mara.call(method.clone(), path, body.as_str()).await;
            // What was answered before is answered again without looking at a lot.
            let expected = if *method == Method::PUT { (200, 732) } else { (500, 912) };
            assert_eq!(codes, expected, "{method} {path}");
        }
        rename("hidden", table).await;
        connection.close().await.unwrap();
    }

    assert_eq!(mara.call(Method::DELETE, "/usr/logout", "").await, (200, 724));
    mara.answers.pop();
    assert_eq!(mara.call(Method::GET, "/usr/account", "").await, (401, 825));
    let (_, log) = exchange.stop();

    let kept = Sha256::digest(domain::hex::parse::<32>(&token).unwrap());
    let secrets = [token.clone(), hex(&kept), format!("{:?}", &kept[..4]).trim_end_matches(']').to_owned()];
    for answer in &mara.answers {
        let headers = format!("{:?}", answer.headers);
        for place in [&answer.text, &headers] {
            assert!(!place.contains("canary"), "{place}");
            assert!(!secrets.iter().any(|secret| place.contains(secret)), "{place}");
        }
        assert!(!answer.text.contains("SELECT") && !answer.text.contains("hidden"), "{}", answer.text);
    }
    assert!(log.contains("code=912") && log.contains("code=824"), "the log tells what happened: {log}");
    assert!(!log.contains("canary"), "{log}");
    assert!(!log.contains("SELECT") && !log.contains("$argon2"), "{log}");
    assert!(!secrets.iter().any(|secret| log.contains(secret)), "{log}");
    if database.is_file() {
        assert_no_file_tells(&database, &token);
    }
}

/// Looks through everything that the database consists of.
fn assert_no_file_tells(database: &Database, token: &str) {
    let plain = domain::hex::parse::<32>(token).unwrap();
    let mut looked_at = 0;
    for entry in fs::read_dir(&database.folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let content = fs::read(&path).unwrap();
        for secret in [RIGHT.as_bytes(), WRONG.as_bytes(), token.as_bytes(), &plain[..]] {
            let is_there = content.windows(secret.len()).any(|part| part == secret);
            assert!(!is_there, "{} in {}", String::from_utf8_lossy(secret), path.display());
        }
        looked_at += 1;
    }
    assert!(looked_at > 0);
}

#[test]
fn the_help_of_no_command_shows_the_password_of_a_database() {
    for command in ["serve", "simulate", "operator", "audit"] {
        let help =
            process::help(command, "EXCHANGE_DATABASE", "postgres://wattpool:canary@localhost/wattpool");
        assert!(help.contains("Usage:") && !help.contains("canary"), "{help}");
    }
}
