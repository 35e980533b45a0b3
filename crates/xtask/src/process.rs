//! Children: each is the head of a process group of its own, so that whatever it starts ends with it.
//!
//! A group that goes out of scope is asked to end and, if it does not, killed. Only groups that were
//! started here are ever signalled.

use std::env;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::interruption;
use crate::place;

/// How long a group may take to end when asked to.
const GRACE: Duration = Duration::from_secs(5);

/// A running child with all that it has started.
pub(crate) struct Group {
    child: Child,
}

impl Group {
    /// Starts a command as the head of a new group, without standard input.
    ///
    /// # Errors
    /// [`Failure::NotStarted`].
    pub(crate) fn start(command: &mut Command) -> Result<Self, Failure> {
        command.stdin(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        match command.spawn() {
            Ok(child) => Ok(Self { child }),
            Err(error) => {
                Err(Failure::NotStarted { program: command.get_program().display().to_string(), error })
            }
        }
    }

    /// How the child ended, once it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Waits for the child to end.
    ///
    /// # Errors
    /// [`Failure::Interrupted`].
    pub(crate) fn wait(&mut self) -> Result<ExitStatus, Failure> {
        loop {
            if let Some(status) = self.ended() {
                return Ok(status);
            }
            interruption::pause()?;
        }
    }

    #[cfg(unix)]
    fn signal(&self, signal: nix::sys::signal::Signal) {
        if let Ok(id) = i32::try_from(self.child.id()) {
            // An error means that nobody is left in the group, which is what we want.
            let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(id), signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        self.signal(nix::sys::signal::Signal::SIGTERM);
        #[cfg(not(unix))]
        let _ = self.child.kill();
        let asked = Instant::now();
        while self.ended().is_none() && asked.elapsed() < GRACE {
            std::thread::sleep(interruption::PAUSE);
        }
        #[cfg(unix)]
        self.signal(nix::sys::signal::Signal::SIGKILL);
        let _ = self.child.wait();
    }
}

/// A command that runs in the checkout and finds our tools first.
///
/// What cargo told *us* about our own package is taken out, so that a build sees the same environment
/// as one that a person starts, and does not start from the beginning.
pub(crate) fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.current_dir(place::root()).env("PATH", place::search_path());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// Cargo itself: the one that runs us.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").map_or_else(|| "cargo".into(), std::path::PathBuf::from))
}

/// Runs a step to its end; what it writes is shown.
///
/// # Errors
/// [`Failure::NotStarted`], [`Failure::StepFailed`], [`Failure::Interrupted`].
pub(crate) fn run(what: &str, command: &mut Command) -> Result<(), Failure> {
    let status = Group::start(command)?.wait()?;
    if status.success() { Ok(()) } else { Err(Failure::StepFailed { what: what.to_owned(), status }) }
}
