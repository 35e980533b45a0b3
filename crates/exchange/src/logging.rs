//! The log: lines for people, or JSON for programs, written to standard error by a thread of its own.
//!
//! Nobody waits for a line. Where standard error takes none any more, lines are lost rather than requests; at the end
//! those that are left are waited for, and not for ever.

use std::io::{self, IsTerminal};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use clap::ValueEnum;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;

/// How many lines may wait to be written.
const LINES: usize = 16 * 1024;
/// How long the last lines may take.
const LIMIT: Duration = Duration::from_secs(2);

/// How lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// An object a line.
    Json,
}

/// The log while it is kept; what waits is written when it goes.
pub(crate) struct Log(Option<WorkerGuard>);

/// Begins the log.
pub(crate) fn begin(format: LogFormat) -> Log {
    let (writer, guard) =
        NonBlockingBuilder::default().lossy(true).buffered_lines_limit(LINES).finish(io::stderr());
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,hyper=warn,reqwest=warn"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer);
    match format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => {
            lines.json().flatten_event(true).with_current_span(false).with_span_list(false).init();
        }
    }
    Log(Some(guard))
}

impl Drop for Log {
    fn drop(&mut self) {
        let guard = self.0.take();
        let (written, waiting) = mpsc::channel::<()>();
        // The guard waits for the thread that writes, which may be waiting for somebody who has stopped reading.
        thread::spawn(move || {
            drop(guard);
            drop(written);
        });
        let _ = waiting.recv_timeout(LIMIT);
    }
}
