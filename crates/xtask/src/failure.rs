//! Why a command could not do its work, each reason in one line.
//!
//! A reason says what to do where that is known. What a tool itself wrote is not repeated.

use std::path::PathBuf;
use std::process::ExitStatus;

/// What ends a command early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Somebody else listens where we want to.
    #[error("port {port} is taken; end what listens there, or choose another port with {option}")]
    PortTaken {
        /// The port.
        port: u16,
        /// The option that changes it.
        option: &'static str,
    },
    /// Two of our own listeners were given one port.
    #[error("--port and --exchange-port are both {0}; give them different ports")]
    PortTwice(u16),
    /// A tool is missing and did not let itself be installed, or is never installed without being asked for.
    #[error("{tool} is missing and was not installed; this would do it: {remedy}")]
    NotInstalled {
        /// The tool.
        tool: String,
        /// The line to type.
        remedy: String,
    },
    /// A step ran and failed.
    #[error("{what} failed ({status}); the lines above say why")]
    StepFailed {
        /// The step.
        what: String,
        /// How its process ended.
        status: ExitStatus,
    },
    /// A program did not even start.
    #[error("{program} could not be started: {error}")]
    NotStarted {
        /// The program.
        program: String,
        /// The reason.
        error: std::io::Error,
    },
    /// A child that should have gone on ended.
    #[error("{what} ended by itself ({status}), so everything else was ended too; {last_words}see {place}")]
    Died {
        /// The child.
        what: &'static str,
        /// How its process ended.
        status: ExitStatus,
        /// The last line that it wrote to a file, with a semicolon behind it; empty if there is none.
        last_words: String,
        /// Where it wrote to.
        place: String,
    },
    /// A child runs and does not answer.
    #[error("{what} did not answer on port {port} within {seconds} seconds; see {place}")]
    NoAnswer {
        /// The child.
        what: &'static str,
        /// Where it should answer.
        port: u16,
        /// How long it was given.
        seconds: u64,
        /// Where it wrote to.
        place: String,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        error: std::io::Error,
    },
    /// A file does not say what it has to.
    #[error("{}: {problem}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is missing or wrong.
        problem: String,
    },
    /// A language lacks words, or a file has no place for them.
    #[error("{0}")]
    Words(String),
    /// More of the app travels than may.
    #[error(
        "{what}: {bytes} bytes with brotli are {} more than the budget of {budget}; make it smaller, or raise the \
         budget in crates/xtask/src/size.rs and say why",
        bytes - budget
    )]
    OverBudget {
        /// Which of the sums.
        what: String,
        /// How large it is.
        bytes: u64,
        /// How large it may be.
        budget: u64,
    },
    /// The system lets us not listen for Ctrl-C.
    #[error("Ctrl-C cannot be caught: {0}")]
    Signal(ctrlc::Error),
    /// Ctrl-C, or a request to terminate.
    #[error("interrupted; everything that was started has been ended")]
    Interrupted,
    /// Tests failed, and the closing lines have said so.
    #[error("tests failed")]
    TestsFailed,
}

impl Failure {
    /// What the process exits with: 130 where a person stopped it, 1 for all else.
    pub(crate) const fn exit_code(&self) -> u8 {
        if matches!(self, Self::Interrupted) { 130 } else { 1 }
    }
}
