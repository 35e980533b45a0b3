//! Whether somebody waits for a write job, for whoever would otherwise stop waiting for that somebody.
//!
//! It limits no time and ends nothing.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

tokio::task_local! {
    static WATCHED: UnderWay;
}

/// The write jobs that a watched future waits for. Copies count the same jobs.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnderWay(Arc<AtomicUsize>);

/// Counts as a job until it is dropped.
#[derive(Debug)]
pub(super) struct Begun(Option<UnderWay>);

impl UnderWay {
    /// Watches a future: the jobs that it waits for count.
    pub(crate) async fn watch<F: Future>(self, work: F) -> F::Output {
        WATCHED.scope(self, work).await
    }

    /// Whether it waits for one now.
    pub(crate) fn is_writing(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }

    /// Notes that a job begins; nobody hears of it where nobody watches.
    pub(super) fn begin() -> Begun {
        let watched = WATCHED.try_with(Clone::clone).ok();
        if let Some(UnderWay(jobs)) = &watched {
            jobs.fetch_add(1, Ordering::SeqCst);
        }
        Begun(watched)
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if let Some(UnderWay(jobs)) = &self.0 {
            jobs.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_job_counts_from_its_begin_to_its_end_and_only_for_who_is_watched() {
        let (watched, other) = (UnderWay::default(), UnderWay::default());
        let _unwatched = UnderWay::begin();
        let looks = watched.clone().watch(async {
            let begun = UnderWay::begin();
            let during = (watched.is_writing(), other.is_writing());
            drop(begun);
            (during, watched.is_writing())
        });
        assert_eq!(looks.await, ((true, false), false));
    }
}
