//! What a balancer asks: whether the exchange lives, and whether it is ready.

use std::time::Duration;

use crate::database::Database;
use crate::person::Person;
use crate::process::{self, Process};
use crate::running::Running;

async fn said(person: &Person, path: &str) -> (u16, String) {
    let answer = person.get(path).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    (answer.http, answer.text)
}

fn ready() -> (u16, String) {
    (200, "ready\n".to_owned())
}

fn not_ready() -> (u16, String) {
    (503, "not ready\n".to_owned())
}

#[tokio::test]
async fn a_database_that_cannot_be_read_leaves_the_exchange_alive_and_not_ready() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    assert_eq!(said(&person, "/readyz").await, ready());
    let mut connection = exchange.database.open().await;
    sqlx::query("ALTER TABLE identity RENAME TO hidden").execute(&mut connection).await.unwrap();
    assert_eq!(said(&person, "/readyz").await, not_ready());
    assert_eq!(said(&person, "/healthz").await, (200, "alive\n".to_owned()));
    sqlx::query("ALTER TABLE hidden RENAME TO identity").execute(&mut connection).await.unwrap();
    assert_eq!(said(&person, "/readyz").await, ready());
    let answer = person.get("/readyz").await;
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "headers are as on every answer");
    exchange.close().await;
}

/// A balancer that asks every second would be most of the log.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_asked_to_stop_is_not_ready_at_once_and_goes_on_until_a_balancer_could_notice() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let mut exchange = Process::start_with(&database, &["--drain-delay", "3600"]);
    let mut mara = Person::new(&exchange.url);
    assert_eq!(said(&mara, "/readyz").await, ready());
    assert_eq!(process::healthcheck(&format!("{}/readyz", exchange.url)), Some(0));
    exchange.signal("-TERM");
    while said(&mara, "/readyz").await != not_ready() {
        tokio::task::yield_now().await;
    }
    assert_eq!(process::healthcheck(&format!("{}/readyz", exchange.url)), Some(1));
    assert_eq!(process::healthcheck(&format!("{}/healthz", exchange.url)), Some(0));
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    assert_eq!(mara.get("/tx/pool").await.codes(), (200, 731));
    let log = exchange.log();
    assert!(!log.contains("readyz") && !log.contains("healthz"), "{log}");
    exchange.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_delay_the_exchange_ends_as_ever() {
    let folder = tempfile::tempdir().unwrap();
    let mut exchange = Process::start_with(&Database::of(folder.path()), &["--drain-delay", "1"]);
    let begun = std::time::Instant::now();
    let (status, log) = exchange.stop();
    assert!(status.success() && begun.elapsed() >= Duration::from_secs(1), "{log}");
    assert_eq!(process::healthcheck(&format!("{}/readyz", exchange.url)), Some(1), "nobody listens there");
}
