//! The exchange that is measured: the released program on a database, as a process that ends with this value.
//!
//! It logs into a file, as it would in service. What it answers is not looked at in here.

use std::fs::{self, File};
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Options;
use crate::failure::Failure;

/// How long it may take until it answers.
const START_LIMIT: Duration = Duration::from_secs(20);
/// More than anybody will spend.
const CREDITS: &str = "1000000000000";
/// What it says when it answers.
const LISTENING: &str = "listening on http://";

/// A running exchange.
pub(crate) struct Exchange {
    program: PathBuf,
    database: String,
    child: Child,
    address: SocketAddr,
}

/// Resident memory, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    /// Now.
    pub(crate) now: u64,
    /// At most since the start.
    pub(crate) most: u64,
}

impl Exchange {
    /// Starts it in that folder, on the database that was named or on a new file.
    ///
    /// # Errors
    /// [`Failure::Io`], [`Failure::NotStarted`].
    pub(crate) async fn start(
        options: &Options,
        folder: &Path,
        database: Option<&String>,
    ) -> Result<Self, Failure> {
        let own = tempfile::tempdir_in(folder)?.keep();
        let file = || format!("sqlite://{}", own.join("exchange.db").display());
        let database = database.cloned().unwrap_or_else(file);
        let log = own.join("log");
        let mut command = Command::new(&options.exchange);
        command.args(["serve", "--listen", "127.0.0.1:0", "--dist", "nowhere", "--database", &database]);
        command.args(["--opening-balance", CREDITS, "--confirm-above", CREDITS]).current_dir(folder);
        let child =
            command.env_remove("RUST_LOG").stdin(Stdio::null()).stderr(File::create(&log)?).spawn()?;
        let nowhere = SocketAddr::from(([0, 0, 0, 0], 0));
        let mut exchange = Self { program: options.exchange.clone(), database, child, address: nowhere };
        let begun = Instant::now();
        loop {
            let text = fs::read_to_string(&log)?;
            // What follows the address are fields of the line.
            let said = text.split_once(LISTENING).and_then(|(_, rest)| rest.split_once([' ', '\n']));
            if let Some(address) = said.and_then(|(address, _)| address.parse().ok()) {
                exchange.address = address;
                return Ok(exchange);
            }
            if exchange.child.try_wait()?.is_some() || begun.elapsed() > START_LIMIT {
                return Err(Failure::NotStarted(text));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// How much memory it has; nothing where the system does not tell.
    ///
    /// # Errors
    /// [`Failure::Io`].
    pub(crate) fn memory(&self) -> Result<Memory, Failure> {
        let status = match fs::read_to_string(format!("/proc/{}/status", self.child.id())) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Memory::default()),
            status => status?,
        };
        let bytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
        };
        Ok(Memory { now: bytes("VmRSS:").unwrap_or_default(), most: bytes("VmHWM:").unwrap_or_default() })
    }

    /// How long it has kept processors busy; nothing where the system does not tell.
    ///
    /// # Errors
    /// [`Failure::Io`].
    pub(crate) fn cpu(&self) -> Result<Duration, Failure> {
        let times = match fs::read_to_string(format!("/proc/{}/stat", self.child.id())) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Duration::default()),
            times => times?,
        };
        // Behind the program's name, which may hold anything: the 12th and 13th are ticks of a hundredth of a second.
        let fields = times.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
        let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Lets the exchange's own command look whether the books are right.
    ///
    /// # Errors
    /// [`Failure::Books`].
    pub(crate) async fn audit(&self) -> Result<(), Failure> {
        let mut command = tokio::process::Command::new(&self.program);
        let audit = command.args(["audit", "--database", &self.database]).output().await?;
        let said = String::from_utf8_lossy(&audit.stdout);
        if audit.status.success() { Ok(()) } else { Err(Failure::Books(said.into_owned())) }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        // Nothing of it is needed any more. An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
