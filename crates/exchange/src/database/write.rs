//! Writing: what a job sees while it writes, and handing one to the writer.
//!
//! Jobs own what they need and know no transaction of their own making, because several share one. How they do is
//! `batch`'s matter; which jobs there are, nobody in here knows.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::queue;
use super::{Connection, Database, UnderWay};
use crate::error::Error;

/// A job under way.
pub(crate) type Job<'c, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'c>>;

/// What is done once it is decided whether a job counts, before anybody is told.
type Afterwards = Box<dyn FnOnce() + Send>;

/// The transaction that a job writes into.
pub(crate) struct Writing {
    pub(super) connection: Connection,
    noted: Noted,
}

/// What jobs have noted. It counts only once their transaction is committed.
#[derive(Default)]
pub(super) struct Noted {
    newest_event: i64,
    afterwards: Vec<Afterwards>,
}

/// How much was noted, for going back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    newest_event: i64,
    afterwards: usize,
}

impl Writing {
    /// Begins with nothing noted.
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, noted: Noted::default() }
    }

    /// The connection to query with.
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// Notes that a pool event was written; everybody hears of it once it is committed.
    pub(crate) fn note_event(&mut self, seq: i64) {
        self.noted.newest_event = self.noted.newest_event.max(seq);
    }

    /// Notes what memory has to forget because of this job. It is done after the commit and before anybody is told,
    /// also where it is not known whether the commit reached the disk; never where the job was undone.
    pub(crate) fn afterwards(&mut self, forget: impl FnOnce() + Send + 'static) {
        self.noted.afterwards.push(Box::new(forget));
    }

    /// How much is noted now.
    pub(super) fn mark(&self) -> Mark {
        Mark { newest_event: self.noted.newest_event, afterwards: self.noted.afterwards.len() }
    }

    /// Takes back what was noted since.
    pub(super) fn go_back(&mut self, mark: Mark) {
        self.noted.newest_event = mark.newest_event;
        self.noted.afterwards.truncate(mark.afterwards);
    }

    /// The transaction and what was noted in it.
    pub(super) fn into_parts(self) -> (Connection, Noted) {
        (self.connection, self.noted)
    }
}

impl Noted {
    /// The newest event that was noted, or 0.
    pub(super) fn newest_event(&self) -> i64 {
        self.newest_event
    }

    /// Does what was noted.
    pub(super) fn forget(self) {
        for forget in self.afterwards {
            forget();
        }
    }
}

impl Database {
    /// Does the job, in a transaction with whatever else waits to be written: kept where it gives `Ok`, undone alone
    /// where it gives `Err` or panics. Its outcome is told once that transaction is committed. A job that was handed
    /// over is finished even if nobody waits for it any more; [`UnderWay`] tells whoever watches the caller until then.
    ///
    /// # Errors
    /// Those of the job; [`Error::Database`] where nothing was done; [`Error::Fault`] where that is not known.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Writing) -> Job<'c, T> + Send + 'static,
    {
        let (_under_way, _waiting) = (UnderWay::begin(), Arc::clone(&self.waiting));
        let (job, told) = queue::job(work);
        self.writer.hand_over(job).await?;
        told.await.map_err(|_| Error::Fault("the writer has ended".to_owned()))?
    }
}
