//! What whoever writes a file lets everybody know: that it is still there, and how far it is.
//!
//! It says so on its own, however long a page takes. Where it was not heard of in time, it is told to give up. What is
//! written, and how it ends, is not in here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::time::Duration;

use domain::handshake::{Handshake, Progress};
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior};

use crate::clock::Clock;
use crate::database::Database;
use crate::store::global_data_file;

/// How often progress is told, where there is any.
const EVERY: Duration = Duration::from_millis(500);
/// How often it is said that somebody is there, whatever the progress: well within [`global_data_file::SILENCE`].
const AT_LEAST_EVERY: Duration = Duration::from_secs(3);

/// Tells of the file of one handshake until it is dropped.
#[derive(Debug)]
pub(super) struct SignOfLife {
    state: Arc<State>,
    telling: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct State {
    per_mille: AtomicU16,
    is_given_up: AtomicBool,
}

impl SignOfLife {
    /// Begins to tell.
    pub(super) fn of(handshake: Handshake, database: Arc<Database>, clock: Clock) -> Self {
        let state = Arc::new(State::default());
        let telling = tokio::spawn(tell(handshake, database, clock, Arc::clone(&state)));
        Self { state, telling }
    }

    /// Notes how far it is. Says whether it is worth going on.
    pub(super) fn note(&self, progress: Progress) -> bool {
        self.state.per_mille.store(progress.per_mille(), Ordering::SeqCst);
        !self.state.is_given_up.load(Ordering::SeqCst)
    }
}

impl Drop for SignOfLife {
    fn drop(&mut self) {
        self.telling.abort();
    }
}

async fn tell(handshake: Handshake, database: Arc<Database>, clock: Clock, state: Arc<State>) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut told, mut told_at) = (0, Instant::now());
    loop {
        ticks.tick().await;
        let per_mille = state.per_mille.load(Ordering::SeqCst);
        if per_mille == told && told_at.elapsed() < AT_LEAST_EVERY {
            continue;
        }
        let (progress, clock) = (Progress::from_per_mille(per_mille), clock.clone());
        let heard = database
            .write(move |writing| {
                Box::pin(
                    async move { global_data_file::hear(writing, &handshake, progress, clock.now()).await },
                )
            })
            .await;
        match heard {
            Ok(true) => (told, told_at) = (per_mille, Instant::now()),
            Ok(false) => {
                state.is_given_up.store(true, Ordering::SeqCst);
                return;
            }
            // The database may be back in time; otherwise the next answer says that it was too late.
            Err(error) => tracing::warn!("nobody hears how far the global data is: {error}"),
        }
    }
}
