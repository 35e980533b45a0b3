//! What a job sees while it writes, and how a job is committed.
//!
//! Jobs own what they need and know no transaction of their own making, so several that have queued may
//! one day share a commit. Which jobs there are, this file does not know.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::Ordering;

use super::{Connection, Database, Engine};
use crate::error::Error;

/// A job under way.
pub(crate) type Job<'c, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'c>>;

/// The transaction that a job writes into.
#[derive(Debug)]
pub(crate) struct Writing {
    connection: Connection,
    newest_event: i64,
}

impl Writing {
    /// The connection to query with.
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
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
        let mut writing = Writing { connection: self.turn().await?, newest_event: 0 };
        match work(&mut writing).await {
            Ok(done) => {
                let Writing { connection, newest_event } = writing;
                // A commit that failed may have reached the disk: that is a fault, not a database that was
                // never asked, and nobody may be told that nothing happened.
                connection.commit().await.map_err(|error| Error::Fault(format!("commit: {error}")))?;
                self.tell(newest_event);
                Ok(done)
            }
            Err(error) => {
                writing.connection.roll_back().await?;
                Err(error)
            }
        }
    }

    /// A transaction in which nobody else writes: every rule that a job looks at holds until it is committed, and
    /// pool events are committed in the order of their numbers, so that no version leaves one out.
    async fn turn(&self) -> Result<Connection, Error> {
        Ok(match &self.engine {
            Engine::Sqlite { pools, .. } => Connection::Sqlite(pools.write().await?),
            Engine::Postgres { pools } => Connection::Postgres(pools.write().await?),
        })
    }

    /// Everybody may hear of that event now; a server is asked each time.
    fn tell(&self, event: i64) {
        match &self.engine {
            Engine::Sqlite { newest_event, .. } => {
                newest_event.fetch_max(event, Ordering::SeqCst);
            }
            Engine::Postgres { .. } => {}
        }
    }
}
