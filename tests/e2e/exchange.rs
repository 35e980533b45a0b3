//! The real exchange: the release build as its own process, on a file and a port that stay the same when
//! it is killed and started again.

use std::fs::{self, File, OpenOptions};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::Trouble;
use crate::patience::eventually;

/// The settings that the app is served with: everything beats faster than for people.
const SETTINGS: &str = r#"{"api": "", "dialect": "exchange", "heartbeatSeconds": 1, "poolSeconds": 1}"#;

/// An exchange that can be running or not.
pub(crate) struct Exchange {
    folder: TempDir,
    log: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl Exchange {
    /// Starts one on a fresh database, serving a copy of the built app. It writes its log to that file.
    pub(crate) async fn start(log: PathBuf) -> Result<Self, Trouble> {
        let folder = tempfile::tempdir()?;
        copy_app(&root().join("dist"), &folder.path().join("dist"))?;
        File::create(&log)?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut exchange = Self { folder, log, port, child: None };
        exchange.start_again().await?;
        Ok(exchange)
    }

    /// Starts it on the same file and port, and waits until it answers.
    pub(crate) async fn start_again(&mut self) -> Result<(), Trouble> {
        let program = target().join("release/exchange");
        let log = OpenOptions::new().append(true).open(&self.log)?;
        let mut command = Command::new(&program);
        command.args(["serve", "--listen", &format!("127.0.0.1:{}", self.port)]);
        command
            .arg("--database")
            .arg(format!("sqlite://{}", self.folder.path().join("exchange.db").display()));
        command.arg("--dist").arg(self.folder.path().join("dist"));
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let child = command.spawn().map_err(|error| format!("{}: {error}", program.display()))?;
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

    /// Where it listens.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// How many requests it has answered with that code, according to its log.
    pub(crate) fn count(&self, code: u16) -> Result<usize, Trouble> {
        let log = fs::read_to_string(&self.log)?;
        let words = [format!("code={code}"), format!("\"code\":{code}")];
        Ok(log.lines().filter(|line| words.iter().any(|word| line.contains(word))).count())
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let _ = self.kill();
    }
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
fn copy_app(from: &Path, to: &Path) -> Result<(), Trouble> {
    fs::create_dir_all(to)?;
    let entries =
        fs::read_dir(from).map_err(|error| format!("{}: {error}; run cargo xtask dist", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_app(&entry.path(), &target)?;
        } else if entry.file_name().to_string_lossy().starts_with("config.json") {
            fs::write(to.join("config.json"), SETTINGS)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
