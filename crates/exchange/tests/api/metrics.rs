//! What is told in numbers, read by a parser of Prometheus' text format.

use std::collections::BTreeSet;

use prometheus_parse::{Sample, Scrape, Value};
use serde_json::json;

use crate::database::Database;
use crate::person::Person;
use crate::process::Process;

struct Told(Vec<Sample>);

impl Told {
    async fn by(exchange: &Process) -> Self {
        let answer = Person::new(&exchange.metrics()).get("/metrics").await;
        assert_eq!(answer.http, 200);
        assert!(
            answer.header("content-type").starts_with("text/plain; version=0.0.4"),
            "{:?}",
            answer.headers
        );
        Self(Scrape::parse(answer.text.lines().map(|line| Ok(line.to_owned()))).unwrap().samples)
    }

    /// The sum of what has that name and those labels; nothing where nothing has.
    fn sum(&self, name: &str, labels: &[(&str, &str)]) -> Option<f64> {
        let has =
            |sample: &&Sample| labels.iter().all(|(label, value)| sample.labels.get(label) == Some(*value));
        let values = self.0.iter().filter(|sample| sample.metric == name).filter(has);
        values
            .map(|sample| match &sample.value {
                Value::Counter(value) | Value::Gauge(value) | Value::Untyped(value) => *value,
                Value::Histogram(counts) => counts.last().unwrap().count,
                Value::Summary(_) => panic!("there is no summary"),
            })
            .reduce(|sum, value| sum + value)
    }
}

fn start(folder: &tempfile::TempDir) -> Process {
    Process::start_with(&Database::of(folder.path()), &["--metrics", "127.0.0.1:0"])
}

/// Waits until a scrape tells that of the number: what is looked up is kept for a moment.
async fn becomes(exchange: &Process, name: &str, wanted: Option<f64>) {
    while Told::by(exchange).await.sum(name, &[]) != wanted {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_counted_by_route_method_status_and_code() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = start(&folder);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    let hash = mara.deliver_one(5, exchange::clock::Clock::default().now().0).await;
    for _ in 0..3 {
        mara.get(&format!("/tx/available/{hash}")).await;
    }
    let told = Told::by(&exchange).await;
    let labels = [("route", "/usr/login"), ("method", "POST"), ("http", "200"), ("code", "722")];
    assert_eq!(told.sum("exchange_requests_total", &labels), Some(1.0));
    let labels = [("route", "/tx/available/:tx_hash"), ("method", "GET")];
    assert_eq!(told.sum("exchange_requests_total", &labels), Some(3.0));
    assert_eq!(told.sum("exchange_request_duration_seconds", &[("route", "/usr/login")]), Some(1.0));
    becomes(&exchange, "exchange_accounts", Some(1.0)).await;
    becomes(&exchange, "exchange_sessions", Some(1.0)).await;
    becomes(&exchange, "exchange_lots_waiting", Some(1.0)).await;
    let told = Told::by(&exchange).await;
    assert_eq!(told.sum("exchange_lots_held", &[]), Some(0.0));
    assert_eq!(told.sum("exchange_database_up", &[]), Some(1.0));
    assert_eq!(told.sum("exchange_build_info", &[("version", env!("CARGO_PKG_VERSION"))]), Some(1.0));
    assert!(told.sum("process_resident_memory_bytes", &[]).unwrap() > 1e6);
    let all: String = told.0.iter().map(|sample| format!("{sample:?}")).collect();
    assert!(!all.contains("mara") && !all.contains(&hash), "no number tells of a person or a lot");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_a_write_is_counted_until_it_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = start(&folder);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    becomes(&exchange, "exchange_writes_waiting", Some(0.0)).await;
    let mut stopped = Database::of(folder.path()).stop_writes().await;
    let now = exchange::clock::Clock::default().now().0;
    let (hash, ()) = tokio::join!(mara.deliver_one(5, now), async {
        becomes(&exchange, "exchange_writes_waiting", Some(1.0)).await;
        sqlx::query("ROLLBACK").execute(&mut stopped).await.unwrap();
    });
    assert_eq!(hash.len(), 64);
    becomes(&exchange, "exchange_writes_waiting", Some(0.0)).await;
}

/// Whoever can name a number can fill a memory with names.
#[tokio::test(flavor = "multi_thread")]
async fn no_caller_makes_up_a_label() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = start(&folder);
    let stranger = Person::new(&exchange.url);
    for number in 0..20 {
        for path in ["/made/up.js", "/tx/made-up", "/tx/purchase", "/usr/sessions"] {
            stranger.get(&format!("{path}{number}")).await;
            stranger.get(&format!("{path}/{number}")).await;
        }
        let method = reqwest::Method::from_bytes(format!("MADE{number}").as_bytes()).unwrap();
        crate::person::send(stranger.bare(method, "/tx/pool")).await;
    }
    let told = Told::by(&exchange).await;
    let values = |label: &str| -> BTreeSet<&str> {
        let requests = told.0.iter().filter(|sample| sample.metric == "exchange_requests_total");
        requests.filter_map(|sample| sample.labels.get(label)).collect()
    };
    assert!(values("route").iter().all(|route| !route.contains('1')), "{:?}", values("route"));
    assert!(values("route").contains("unknown"), "{:?}", values("route"));
    assert_eq!(values("method"), BTreeSet::from(["GET", "other"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn attempts_that_have_to_wait_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = start(&folder);
    let stranger = Person::new(&exchange.url);
    stranger.sign_up("mara").await;
    let mut waiting = 0.0;
    for _ in 0..8 {
        let answer = stranger.post("/usr/login", json!({"account": "mara", "password": "wrong"})).await;
        waiting += f64::from(u8::from(answer.codes() == (429, 829)));
    }
    assert!(waiting > 0.0);
    let told = Told::by(&exchange).await;
    assert_eq!(told.sum("exchange_attempts_throttled_total", &[]), Some(waiting));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_read_is_told_as_such_and_nothing_is_told_of_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = start(&folder);
    let database = Database::of(folder.path());
    becomes(&exchange, "exchange_accounts", Some(0.0)).await;
    let mut connection = database.open().await;
    sqlx::query("ALTER TABLE identity RENAME TO hidden").execute(&mut connection).await.unwrap();
    becomes(&exchange, "exchange_accounts", None).await;
    assert_eq!(Told::by(&exchange).await.sum("exchange_database_up", &[]), Some(0.0));
    let ready = Person::new(&exchange.metrics()).get("/readyz").await;
    assert_eq!((ready.http, ready.text.as_str()), (503, "not ready\n"));
    sqlx::query("ALTER TABLE hidden RENAME TO identity").execute(&mut connection).await.unwrap();
    becomes(&exchange, "exchange_accounts", Some(0.0)).await;
    assert_eq!(Told::by(&exchange).await.sum("exchange_database_up", &[]), Some(1.0));
    let hidden = Person::new(&exchange.url).get("/metrics").await;
    assert_ne!(hidden.http, 200, "nobody else is told");
}
