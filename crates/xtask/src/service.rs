//! A child that has to go on: where it writes to, whether it answers yet, and what it said when it died.
//!
//! It ends with this value, like every group of processes.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::interruption;
use crate::place;
use crate::port;
use crate::process::Group;

/// How long a started child may take until it answers.
const START_LIMIT: Duration = Duration::from_secs(120);

/// A running child.
pub(crate) struct Service {
    what: &'static str,
    log: Option<PathBuf>,
    group: Group,
}

impl Service {
    /// Starts a child that writes to the terminal.
    ///
    /// # Errors
    /// [`Failure::NotStarted`].
    pub(crate) fn start(what: &'static str, command: &mut Command) -> Result<Self, Failure> {
        Ok(Self { what, log: None, group: Group::start(command)? })
    }

    /// Starts a child that writes to a file of that name among the logs.
    ///
    /// # Errors
    /// [`Failure::File`], [`Failure::NotStarted`].
    pub(crate) fn start_logged(
        what: &'static str,
        file: &str,
        command: &mut Command,
    ) -> Result<Self, Failure> {
        let path = place::serve().join(file);
        let log = File::create(&path).and_then(|log| Ok((log.try_clone()?, log)));
        let (output, errors) = log.map_err(|error| Failure::File { path: path.clone(), error })?;
        let group = Group::start(command.stdout(output).stderr(errors))?;
        Ok(Self { what, log: Some(path), group })
    }

    /// Waits until it answers on that port.
    ///
    /// # Errors
    /// [`Failure::Died`] if it ends first, [`Failure::NoAnswer`] if the time runs out,
    /// [`Failure::Interrupted`].
    pub(crate) fn wait_for_answer(&mut self, port: u16) -> Result<(), Failure> {
        let start = Instant::now();
        loop {
            self.check()?;
            if port::answers(port) {
                return Ok(());
            }
            if start.elapsed() > START_LIMIT {
                let seconds = START_LIMIT.as_secs();
                return Err(Failure::NoAnswer { what: self.what, port, seconds, place: self.place() });
            }
            interruption::pause()?;
        }
    }

    /// Makes sure that it still runs.
    ///
    /// # Errors
    /// [`Failure::Died`].
    pub(crate) fn check(&mut self) -> Result<(), Failure> {
        match self.group.ended() {
            None => Ok(()),
            Some(status) => {
                let last_words = self.last_words();
                Err(Failure::Died { what: self.what, status, last_words, place: self.place() })
            }
        }
    }

    fn place(&self) -> String {
        self.log.as_ref().map_or_else(|| "the lines above".to_owned(), |path| path.display().to_string())
    }

    fn last_words(&self) -> String {
        let text = self.log.as_ref().and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        let last = text.lines().rev().find(|line| !line.trim().is_empty());
        last.map(|line| format!("its last line is \"{}\"; ", line.trim())).unwrap_or_default()
    }
}
