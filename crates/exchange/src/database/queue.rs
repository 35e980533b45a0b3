//! The queue in front of the writer, and what waits in it: a job with whom to tell its outcome.
//!
//! A job may panic; that costs its own outcome and nothing else. When jobs are done and told is decided in `batch`.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::Poll;

use tokio::sync::mpsc::error::SendTimeoutError;
use tokio::sync::{mpsc, oneshot};

use super::pools::ACQUIRE_TIMEOUT;
use super::{Job, Writing};
use crate::error::Error;

/// How many jobs may wait. Whoever comes then waits for a place, no longer than for a connection.
pub(super) const PLACES: usize = 1024;

/// Hands jobs to the writer. Copies lead to the same one.
#[derive(Clone, Debug)]
pub(super) struct Writer(mpsc::Sender<Box<dyn Queued>>);

/// Where the writer finds them.
pub(super) type Queue = mpsc::Receiver<Box<dyn Queued>>;

/// A queue with both of its ends.
pub(super) fn queue() -> (Writer, Queue) {
    let (writer, queue) = mpsc::channel(PLACES);
    (Writer(writer), queue)
}

/// A job that waits, of whatever outcome.
pub(super) trait Queued: Send {
    /// Does it. It may leave half of its work behind where it says that it is not done.
    fn work<'c>(
        self: Box<Self>,
        writing: &'c mut Writing,
    ) -> Pin<Box<dyn Future<Output = Worked> + Send + 'c>>;

    /// Tells that it was not even begun.
    fn refuse(self: Box<Self>, error: Error);
}

/// What became of a job.
pub(super) struct Worked {
    /// Whether it is to be kept.
    pub(super) is_done: bool,
    tell: Box<dyn FnOnce(Option<Error>) + Send>,
}

impl Worked {
    /// Tells its outcome.
    pub(super) fn tell(self) {
        (self.tell)(None);
    }

    /// Tells that all of the batch came to nothing, or may have.
    pub(super) fn tell_instead(self, error: Error) {
        (self.tell)(Some(error));
    }
}

impl Writer {
    /// How many jobs stand in the queue.
    #[cfg(test)]
    pub(super) fn waiting(&self) -> usize {
        self.0.max_capacity() - self.0.capacity()
    }

    /// Puts a job at the end of the queue.
    ///
    /// # Errors
    /// [`Error::Database`] where there is no place for too long.
    pub(super) async fn hand_over(&self, job: Box<dyn Queued>) -> Result<(), Error> {
        match self.0.send_timeout(job, ACQUIRE_TIMEOUT).await {
            Ok(()) => Ok(()),
            Err(SendTimeoutError::Timeout(_)) => Err(sqlx::Error::PoolTimedOut.into()),
            Err(SendTimeoutError::Closed(_)) => Err(sqlx::Error::PoolClosed.into()),
        }
    }
}

struct Waiting<T, F> {
    work: F,
    outcome: oneshot::Sender<Result<T, Error>>,
}

/// A job for the queue, and where its outcome will be told.
pub(super) fn job<T, F>(work: F) -> (Box<dyn Queued>, oneshot::Receiver<Result<T, Error>>)
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut Writing) -> Job<'c, T> + Send + 'static,
{
    let (outcome, told) = oneshot::channel();
    (Box::new(Waiting { work, outcome }), told)
}

impl<T, F> Queued for Waiting<T, F>
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut Writing) -> Job<'c, T> + Send + 'static,
{
    fn work<'c>(
        self: Box<Self>,
        writing: &'c mut Writing,
    ) -> Pin<Box<dyn Future<Output = Worked> + Send + 'c>> {
        Box::pin(async move {
            let Self { work, outcome } = *self;
            let result = unharmed(async move { work(writing).await }).await;
            let result = result.unwrap_or_else(|panic| Err(Error::Fault(format!("a write job: {panic}"))));
            let is_done = result.is_ok();
            // Whoever asked may have gone.
            let tell = move |instead: Option<Error>| drop(outcome.send(instead.map_or(result, Err)));
            Worked { is_done, tell: Box::new(tell) }
        })
    }

    fn refuse(self: Box<Self>, error: Error) {
        drop(self.outcome.send(Err(error)));
    }
}

/// What the work gives, or the words of its panic.
async fn unharmed<W: Future>(work: W) -> Result<W::Output, String> {
    let mut work = pin!(work);
    // What it was working on is undone, so nobody sees what it left.
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(words(panic.as_ref()))),
    })
    .await
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
