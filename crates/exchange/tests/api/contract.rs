//! The exchange against its own description: Schemathesis makes up calls from it, good and bad ones, follows its links,
//! and looks whether every answer is one that it lists. Afterwards the books are looked at, as after every test.
//!
//! `cargo xtask test --only contract` brings the programs and runs it. Who makes the calls is in
//! `tests/contract/hooks.py`. What it does follows from `WATTPOOL_SEED`; `WATTPOOL_EXAMPLES` is how many calls it makes
//! up for an operation.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use domain::credits::Credits;
use exchange::clock::Clock;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::chosen;
use crate::person::PASSWORD;
use crate::running::Running;

/// The folder of the programs.
const PROGRAMS: &str = "CONTRACT_PROGRAMS";
/// What is beside this test.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract");
/// Whoever makes the calls, by the names in `hooks.py`.
const PEOPLE: [&str; 5] = ["seller", "buyer", "operator", "leaver", "guessed"];

/// What Schemathesis says of a run.
struct Report {
    summary: Value,
    /// The links that it followed, as [`links`] calls them.
    followed: BTreeSet<String>,
}

fn seed() -> u64 {
    chosen("WATTPOOL_SEED", 1)
}

/// An exchange at which everybody is rich, and what is dear is held first.
async fn start() -> Running {
    let exchange = Running::start_changed(tempfile::tempdir().unwrap(), |settings| {
        settings.clock = Clock::default();
        settings.opening_balance = Credits(1_000_000_000_000);
        settings.confirm_above = Credits(500);
    });
    let exchange = exchange.await;
    for name in PEOPLE {
        exchange.stranger().sign_up(name).await;
    }
    exchange::operator::appoint(&exchange.database.address, "operator", true).await.unwrap();
    exchange
}

/// Lets Schemathesis make up calls, and ends the test where one was answered otherwise than described.
async fn make_up(exchange: &Running, phases: &str, seed: u64) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let status = program("schemathesis")
        .args(["--config-file", &format!("{FOLDER}/schemathesis.toml"), "run"])
        .arg(format!("{}/openapi.json", exchange.url))
        .args(["--checks", "all", "--phases", phases, "--continue-on-failure", "--seed", &seed.to_string()])
        .args(["--max-examples", &chosen("WATTPOOL_EXAMPLES", 200).to_string()])
        .args(["--report", "json,ndjson", "--report-json-path"])
        .arg(path("summary.json"))
        .arg("--report-ndjson-path")
        .arg(path("events.ndjson"))
        .env("SCHEMATHESIS_HOOKS", format!("{FOLDER}/hooks.py"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("CONTRACT_URL", &exchange.url)
        .env("CONTRACT_PASSWORD", PASSWORD)
        .env("CONTRACT_COOKIE", "__Host-wattpool")
        .current_dir(folder.path())
        .status()
        .await
        .unwrap();
    assert!(status.success(), "the lines above say what was answered otherwise");
    let summary: Value = serde_json::from_str(&fs::read_to_string(path("summary.json")).unwrap()).unwrap();
    assert_eq!((&summary["complete"], &summary["errors"]), (&Value::Bool(true), &json!([])), "{summary}");
    for phase in phases.split(',') {
        assert_eq!(summary["phases"][phase]["status"], "success", "{summary}");
    }
    let events = fs::read_to_string(path("events.ndjson")).unwrap();
    let followed = events.lines().flat_map(followed).collect();
    Report { summary, followed }
}

/// The links that an event tells of.
fn followed(event: &str) -> Vec<String> {
    let event: Value = serde_json::from_str(event).unwrap();
    let cases = event["ScenarioFinished"]["recorder"]["cases"].as_object();
    let transitions =
        cases.into_iter().flat_map(|cases| cases.values()).map(|case| &case["transition"]["id"]);
    transitions.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Every link of a description, by where it comes from and where it leads, as Schemathesis writes it.
fn links(description: &Value) -> Vec<String> {
    let operations: Vec<(String, &Value)> = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, operations)| {
            let operations = operations.as_object().unwrap().iter();
            operations
                .map(move |(method, operation)| (format!("{} {path}", method.to_uppercase()), operation))
        })
        .collect();
    let place = |name: &Value| {
        let found = operations.iter().find(|(_, operation)| operation["operationId"] == *name);
        found.map(|(place, _)| place.as_str()).unwrap()
    };
    let mut links = Vec::new();
    for (from, operation) in &operations {
        for (status, response) in operation["responses"].as_object().unwrap() {
            for (name, link) in response["links"].as_object().into_iter().flatten() {
                links.push(format!("{from} -> [{status}] {name} -> {}", place(&link["operationId"])));
            }
        }
    }
    links
}

fn program(name: &str) -> Command {
    let folder = std::env::var_os(PROGRAMS).expect("`cargo xtask test --only contract` says where they are");
    Command::new(PathBuf::from(folder).join(name))
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it needs Schemathesis, which `cargo xtask test --only contract` brings"]
async fn no_call_that_can_be_made_up_is_answered_otherwise_than_described() {
    let exchange = start().await;
    let report = make_up(&exchange, "coverage,fuzzing", seed()).await;
    assert_eq!(report.summary["operations"]["tested"], report.summary["operations"]["total"]);
    assert!(report.summary["test_cases"]["generated"].as_u64() > Some(1000), "{}", report.summary);
    exchange.close().await;
}

/// Schemathesis ends a run in which the same calls are answered otherwise than before, as they are where somebody has
/// bought the lot meanwhile. So more runs may be needed until each link was followed.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it needs Schemathesis, which `cargo xtask test --only contract` brings"]
async fn every_link_of_the_description_leads_on() {
    const RUNS: u64 = 8;
    let exchange = start().await;
    let mut left = links(&exchange.stranger().get("/openapi.json").await.body);
    assert!(left.len() > 10, "{left:?}");
    for run in 0..RUNS {
        let report = make_up(&exchange, "stateful", seed() + run).await;
        left.retain(|link| !report.followed.contains(link));
        if left.is_empty() {
            break;
        }
    }
    assert!(left.is_empty(), "never followed: {left:?}");
    exchange.close().await;
}

#[tokio::test]
#[ignore = "it needs a validator, which `cargo xtask test --only contract` brings"]
async fn the_description_is_what_its_standard_says() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = Running::start().await;
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, exchange.stranger().get("/openapi.json").await.text).unwrap();
    let status =
        program("openapi-spec-validator").args(["--schema", "3.1"]).arg(file).status().await.unwrap();
    assert!(status.success());
    exchange.close().await;
}
