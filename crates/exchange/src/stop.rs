//! When the program is told to stop: by Ctrl-C, and on Unix by SIGTERM.
//!
//! The first time it ends what is under way, the second time it ends. What was answered is on the disk by then, so
//! nothing that anybody knows of is lost either way.

use std::future::Future;

/// Ends when the program is told to stop; each call waits for one more time.
pub(crate) fn told() -> impl Future<Output = ()> + Send + 'static {
    let mut signals = Signals::listen();
    async move { signals.next().await }
}

/// Ends when the program is told to stop for the second time.
pub(crate) async fn told_twice() {
    let mut signals = Signals::listen();
    signals.next().await;
    signals.next().await;
}

/// The signals that tell so; each that comes from now on is heard.
struct Signals {
    #[cfg(unix)]
    signals: [Option<tokio::signal::unix::Signal>; 2],
}

#[cfg(unix)]
impl Signals {
    fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self { signals: [SignalKind::interrupt(), SignalKind::terminate()].map(|kind| signal(kind).ok()) }
    }

    async fn next(&mut self) {
        let [interrupt, terminate] = &mut self.signals;
        tokio::select! {
            () = heard(interrupt) => {}
            () = heard(terminate) => {}
        }
    }
}

#[cfg(unix)]
async fn heard(signal: &mut Option<tokio::signal::unix::Signal>) {
    match signal {
        Some(signal) => {
            signal.recv().await;
        }
        None => std::future::pending().await,
    }
}

#[cfg(not(unix))]
impl Signals {
    fn listen() -> Self {
        Self {}
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
