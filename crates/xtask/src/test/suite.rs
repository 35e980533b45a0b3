//! The five suites: what each needs, and the commands that it consists of.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use super::run;
use super::tally::Tally;
use super::tools::Tools;
use crate::dist;
use crate::failure::Failure;
use crate::place;
use crate::postgres::{self, Server};
use crate::process;
use crate::tool;

/// Keeps Chromium from calling home. The runner adds what headless and root need.
const QUIET_BROWSER: &str = r#"{"goog:chromeOptions":{"args":["--disable-gpu","--disable-quic","--no-first-run",
"--disable-background-networking","--disable-component-update","--disable-sync"]}}
"#;

/// A suite of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Suite {
    /// Rules and words, the floors, the exchange's inner parts: plain tests on this machine
    Host,
    /// The exchange's routes on real databases: a file, and a PostgreSQL server where one can be had
    Api,
    /// The exchange against its own description: calls that are made up from it
    Contract,
    /// Screens in a headless browser
    Web,
    /// The release build, the real exchange and a real browser
    E2e,
}

/// What a suite left behind.
pub(crate) struct Outcome {
    /// Its tests.
    pub(crate) tally: Tally,
    /// Why it did not run to its end, or that its runner reports a failure.
    pub(crate) broken: Option<String>,
}

impl Outcome {
    /// Why the suite has not passed, unless it has.
    pub(crate) fn problem(&self) -> Option<&str> {
        match &self.broken {
            Some(reason) => Some(reason),
            None if self.tally.passed + self.tally.failed == 0 => Some("it ran no test"),
            None => None,
        }
    }
}

impl Suite {
    /// Every suite, the quickest first.
    pub(crate) const ALL: [Self; 5] = [Self::Host, Self::Api, Self::Contract, Self::Web, Self::E2e];

    /// The name that `--only` knows.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Api => "api",
            Self::Contract => "contract",
            Self::Web => "web",
            Self::E2e => "e2e",
        }
    }

    /// Runs it to its end. A driver that did not start is given one more try.
    ///
    /// # Errors
    /// [`Failure::Interrupted`]; all other failures are part of the outcome.
    pub(crate) fn run(self, tools: &Tools) -> Result<Outcome, Failure> {
        println!("\nxtask: suite {}", self.name());
        let mut outcome = Outcome { tally: Tally::default(), broken: None };
        let steps = match self.steps(tools) {
            Err(Failure::Interrupted) => return Err(Failure::Interrupted),
            Err(failure) => return Ok(Outcome { broken: Some(failure.to_string()), ..outcome }),
            Ok(steps) => steps,
        };
        for step in steps {
            let mut run = run::run(step(), &mut io::stdout())?;
            if run.had_hiccup && run.tally == Tally::default() && !run.status.success() {
                println!("xtask: the browser's driver did not start; one more try");
                run = run::run(step(), &mut io::stdout())?;
            }
            outcome.tally.passed += run.tally.passed;
            outcome.tally.failed += run.tally.failed;
            if !run.status.success() {
                outcome.broken = Some(run.status.to_string());
            }
        }
        Ok(outcome)
    }

    /// The commands, after what has to be made before them.
    fn steps(self, tools: &Tools) -> Result<Vec<Box<dyn Fn() -> Command>>, Failure> {
        let driver = tools.driver.clone();
        Ok(match self {
            Self::Host => vec![
                Box::new(|| cargo_test(&["--workspace", "--exclude", "exchange"])),
                Box::new(|| cargo_test(&["--package", "exchange", "--lib", "--bins"])),
            ],
            Self::Api => {
                let mut steps: Vec<Box<dyn Fn() -> Command>> = vec![Box::new(|| api_test(None))];
                if let Some(given) = env::var_os(postgres::SERVER) {
                    steps.push(Box::new(move || api_test(Some(&given))));
                } else if let Some(programs) = &tools.postgres {
                    let server = Server::start(programs)?;
                    steps.push(Box::new(move || api_test(Some(server.address().as_ref()))));
                } else {
                    println!("xtask: PostgreSQL is not there, so nothing is tested on it");
                }
                steps
            }
            Self::Contract => {
                let programs = tools.python.clone();
                vec![Box::new(move || contract_test(programs.as_deref()))]
            }
            Self::Web => {
                let settings = place::target().join("webdriver.json");
                fs::write(&settings, QUIET_BROWSER)
                    .map_err(|error| Failure::File { path: settings.clone(), error })?;
                vec![Box::new(move || web_test(driver.as_deref(), &settings))]
            }
            Self::E2e => {
                dist::run()?;
                vec![Box::new(move || {
                    let mut command = cargo_test(&["--package", "wattpool", "--test", "e2e"]);
                    command.envs(driver.as_ref().map(|driver| ("CHROMEDRIVER", driver)));
                    command
                })]
            }
        })
    }
}

fn cargo_test(arguments: &[&str]) -> Command {
    let mut command = process::cargo();
    command.args(["test", "--no-fail-fast"]).args(arguments);
    command
}

/// The tests of the routes, on files or on a server.
fn api_test(server: Option<&OsStr>) -> Command {
    let mut command = cargo_test(&["--package", "exchange", "--test", "*"]);
    match server {
        None => {
            println!("xtask: on files");
            command.env_remove(postgres::SERVER);
        }
        Some(server) => {
            println!("xtask: on a PostgreSQL server");
            command.env(postgres::SERVER, server);
        }
    }
    command
}

/// The tests that need programs of Python, which all other suites leave out.
fn contract_test(programs: Option<&Path>) -> Command {
    let mut command = cargo_test(&["--package", "exchange", "--test", "api"]);
    command.args(["contract::", "--", "--ignored", "--nocapture"]);
    command.env_remove(postgres::SERVER).envs(programs.map(|programs| ("CONTRACT_PROGRAMS", programs)));
    command
}

fn web_test(driver: Option<&Path>, settings: &Path) -> Command {
    let mut command = cargo_test(&["--package", "wattpool", "--target", tool::WASM, "--test", "web"]);
    command.envs(driver.map(|driver| ("CHROMEDRIVER", driver)));
    // The runner's own limits are for faster machines than a busy one with two cores.
    for (name, seconds) in [("WASM_BINDGEN_TEST_TIMEOUT", "900"), ("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")]
    {
        if env::var_os(name).is_none() {
            command.env(name, seconds);
        }
    }
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings);
    command
}
