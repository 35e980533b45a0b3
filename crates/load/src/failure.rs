//! What keeps a measurement from being one.

use std::io;

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A file, a process or a connection failed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The exchange did not begin to answer.
    #[error("the exchange does not start; it wrote:\n{0}")]
    NotStarted(String),
    /// An answer is not what was asked for.
    #[error("{wanted} was answered:\n{answer}")]
    Answer {
        /// What was wanted.
        wanted: &'static str,
        /// The beginning of the answer.
        answer: String,
    },
    /// What the exchange says in the end does not agree with its answers.
    #[error("the books are wrong: {0}")]
    Books(String),
}

impl Failure {
    /// An answer that is not what was asked for.
    pub(crate) fn answer(wanted: &'static str, body: &[u8]) -> Self {
        let beginning = &body[..body.len().min(400)];
        Self::Answer { wanted, answer: String::from_utf8_lossy(beginning).into_owned() }
    }
}
