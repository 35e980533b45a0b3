//! The real exchange: the release build as its own process, on a file and a port that stay the same when
//! it is killed and started again.

use std::fs::{self, File, OpenOptions};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;

use crate::Trouble;
use crate::database::Database;
use crate::patience::eventually;

/// How often the app asks by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Faster than for people: every second.
    Brisk,
    /// Not while a journey lasts.
    Quiet,
    /// As it is shipped.
    Shipped,
}

/// How an exchange is run, and how the app is served.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// Options of `serve` beyond those that every journey needs.
    pub(crate) options: &'static [&'static str],
    /// How often the app asks by itself.
    pub(crate) pace: Pace,
    /// How long a whole journey may take.
    pub(crate) limit: Duration,
}

impl Manner {
    /// As for most journeys.
    pub(crate) const ORDINARY: Self =
        Self { options: &[], pace: Pace::Brisk, limit: Duration::from_secs(240) };
}

impl Pace {
    /// The settings that the app is served with.
    fn settings(self) -> Result<String, Trouble> {
        let seconds = match self {
            Self::Brisk => 1,
            Self::Quiet => 3_600,
            Self::Shipped => return Ok(fs::read_to_string(root().join("public/config.json"))?),
        };
        let settings = json!({
            "api": "", "dialect": "exchange", "heartbeatSeconds": seconds, "poolSeconds": seconds
        });
        Ok(settings.to_string())
    }
}

/// An exchange that can be running or not.
pub(crate) struct Exchange {
    folder: TempDir,
    log: PathBuf,
    port: u16,
    options: &'static [&'static str],
    child: Option<Child>,
}

impl Exchange {
    /// Starts one on a fresh database, serving a copy of the built app. It writes its log to that file.
    pub(crate) async fn start(log: PathBuf, manner: Manner) -> Result<Self, Trouble> {
        let folder = tempfile::tempdir()?;
        copy_app(&root().join("dist"), &folder.path().join("dist"), &manner.pace.settings()?)?;
        File::create(&log)?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut exchange = Self { folder, log, port, options: manner.options, child: None };
        exchange.start_again().await?;
        Ok(exchange)
    }

    /// Starts it on the same file and port, and waits until it answers.
    pub(crate) async fn start_again(&mut self) -> Result<(), Trouble> {
        let log = OpenOptions::new().append(true).open(&self.log)?;
        let mut command = command();
        command.args(["serve", "--listen", &format!("127.0.0.1:{}", self.port)]);
        command.args(["--database", &self.database().address()]);
        command.arg("--dist").arg(self.app()).args(self.options);
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let program = command.get_program().display().to_string();
        let child = command.spawn().map_err(|error| format!("{program}: {error}"))?;
        self.child = Some(child);
        let address = format!("http://127.0.0.1:{}{}", self.port, protocol::path::SERVICE_STATUS);
        eventually("the exchange answers", async || {
            let answer = reqwest::get(&address).await?;
            Ok(answer.status().is_success().then_some(()))
        })
        .await
    }

    /// Ends it at once, as a power cut would: SIGKILL.
    pub(crate) fn kill(&mut self) -> Result<(), Trouble> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Has it started with other options from now on.
    pub(crate) fn change_options(&mut self, options: &'static [&'static str]) {
        self.options = options;
    }

    /// Makes an account an operator's, or takes that back, as whoever runs the exchange does: by its command.
    pub(crate) fn appoint(&self, account: &str, options: &[&str]) -> Result<(), Trouble> {
        let mut command = command();
        command.args(["operator", account, "--database", &self.database().address()]).args(options);
        let output = command.output()?;
        if output.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
        }
    }

    /// Its database.
    pub(crate) fn database(&self) -> Database {
        Database(self.folder.path().join("exchange.db"))
    }

    /// The folder with the app that it serves, which is this exchange's own.
    pub(crate) fn app(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    /// The files that the global data was persisted into.
    pub(crate) fn persisted(&self) -> Result<Vec<PathBuf>, Trouble> {
        let entries = fs::read_dir(self.folder.path().join("persisted"))?;
        Ok(entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?)
    }

    /// Where it listens.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// How many requests it has answered with that code, according to its log.
    pub(crate) fn count(&self, code: u16) -> Result<usize, Trouble> {
        let log = fs::read_to_string(&self.log)?;
        let words = [format!("code={code}"), format!("\"code\":{code}")];
        // Lines about the exchange itself have a code too.
        let answers = log.lines().filter(|line| line.contains("answered"));
        Ok(answers.filter(|line| words.iter().any(|word| line.contains(word))).count())
    }

    /// Everything that it has written into its log.
    pub(crate) fn log(&self) -> Result<String, Trouble> {
        Ok(fs::read_to_string(&self.log)?)
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

/// The exchange's program.
pub(crate) fn command() -> Command {
    Command::new(target().join("release/exchange"))
}

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The build folder of cargo.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Copies the app, with settings of our own. Compressed copies of the settings would hide them.
fn copy_app(from: &Path, to: &Path, settings: &str) -> Result<(), Trouble> {
    fs::create_dir_all(to)?;
    let entries =
        fs::read_dir(from).map_err(|error| format!("{}: {error}; run cargo xtask dist", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_app(&entry.path(), &target, settings)?;
        } else if entry.file_name().to_string_lossy().starts_with("config.json") {
            fs::write(to.join("config.json"), settings)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
