//! What a job sees while it writes, and how a job is committed.
//!
//! Jobs own what they need and know no transaction of their own making, so several that have queued may
//! one day share a commit. Which jobs there are, this file does not know.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::Ordering;

use sqlx::Transaction;

use super::{Connection, Database, Engine};
use crate::error::Error;

/// A job under way.
pub(crate) type Job<'c, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'c>>;

/// The transaction that a job writes into.
pub(crate) struct Writing {
    transaction: Transaction<'static, Engine>,
    newest_event: i64,
}

impl Writing {
    /// The connection to query with.
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.transaction
    }

    /// Notes that a pool event was written; everybody hears of it once it is committed.
    pub(crate) fn note_event(&mut self, seq: i64) {
        self.newest_event = self.newest_event.max(seq);
    }
}

impl Database {
    pub(super) async fn write_now<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: for<'c> FnOnce(&'c mut Writing) -> Job<'c, T>,
    {
        // A transaction that reads first and writes later would fail at once if somebody wrote in between.
        let transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let mut writing = Writing { transaction, newest_event: 0 };
        match work(&mut writing).await {
            Ok(done) => {
                // A commit that failed may have reached the disk: that is a fault, not a database that was
                // never asked, and nobody may be told that nothing happened.
                writing
                    .transaction
                    .commit()
                    .await
                    .map_err(|error| Error::Fault(format!("commit: {error}")))?;
                self.newest_event.fetch_max(writing.newest_event, Ordering::SeqCst);
                Ok(done)
            }
            Err(error) => {
                writing.transaction.rollback().await?;
                Err(error)
            }
        }
    }
}
