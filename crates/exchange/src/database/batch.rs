//! The writer: takes the jobs that have queued, does them in one transaction, and tells their outcomes after its commit.
//!
//! What costs most about a small write is making it durable, and that costs the same for a hundred. So whoever comes
//! while a commit is under way shares the next one, and nobody waits for company. Each job is done behind a mark of its
//! own, to which the transaction goes back where the job fails; the others do not notice.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::queue::{PLACES, Queue, Queued, Worked};
use super::{Connection, Engine, NEWEST_EVENT, Writing, pools, query_scalar};
use crate::error::Error;

/// How many jobs share a commit at most.
const LARGEST: usize = 256;
/// How long a batch takes in further jobs: large ones make whoever came first wait. Tests keep one open at will.
const LONGEST: Duration = if cfg!(test) { Duration::MAX } else { Duration::from_millis(50) };

/// Does what comes out of the queue until nobody can put anything into it.
pub(super) async fn run(engine: Arc<Engine>, mut queue: Queue) {
    let mut waiting: VecDeque<Box<dyn Queued>> = VecDeque::new();
    let mut is_sure = true;
    loop {
        if waiting.is_empty() {
            let Some(first) = queue.recv().await else { break };
            waiting.push_back(first);
        }
        while waiting.len() < PLACES
            && let Ok(job) = queue.try_recv()
        {
            waiting.push_back(job);
        }
        match engine.turn().await {
            Ok(writing) => {
                let mut batch = Batch { writing, worked: Vec::new() };
                if !is_sure {
                    is_sure = engine.learn(&mut batch.writing.connection).await;
                }
                match batch.work(&mut waiting, &mut queue).await {
                    Ok(()) => is_sure &= batch.commit(&engine).await,
                    Err(error) => batch.give_up(error).await,
                }
            }
            Err(error) => {
                let error = Arc::new(error);
                waiting.drain(..).for_each(|job| job.refuse(Error::Database(Arc::clone(&error))));
            }
        }
    }
}

/// Jobs that share a transaction.
struct Batch {
    writing: Writing,
    worked: Vec<Worked>,
}

impl Batch {
    /// Does jobs as long as there are any.
    ///
    /// # Errors
    /// Those of the database that leave nothing of the transaction.
    async fn work(
        &mut self,
        waiting: &mut VecDeque<Box<dyn Queued>>,
        queue: &mut Queue,
    ) -> Result<(), sqlx::Error> {
        let begun = Instant::now();
        self.writing.connection.mark().await?;
        while self.worked.len() < LARGEST && begun.elapsed() < LONGEST {
            let Some(job) = waiting.pop_front().or_else(|| queue.try_recv().ok()) else { break };
            let mark = self.writing.mark();
            let worked = job.work(&mut self.writing).await;
            let is_done = worked.is_done;
            self.worked.push(worked);
            if is_done {
                self.writing.connection.keep().await?;
            } else {
                self.writing.go_back(mark);
                self.writing.connection.undo().await?;
            }
        }
        Ok(())
    }

    /// Makes durable what was done and tells everybody; says whether it is known what the database holds now. Refusals
    /// are told after the commit too: they may be because of a job of the same batch.
    async fn commit(self, engine: &Engine) -> bool {
        let (connection, noted) = self.writing.into_parts();
        if !self.worked.iter().any(|worked| worked.is_done) {
            if let Err(error) = connection.roll_back().await {
                tracing::warn!("undoing nothing: {error}");
            }
            self.worked.into_iter().for_each(Worked::tell);
            return true;
        }
        let committed = connection.commit().await;
        if committed.is_ok() {
            engine.tell(noted.newest_event());
        }
        noted.forget();
        match committed {
            Ok(()) => {
                self.worked.into_iter().for_each(Worked::tell);
                true
            }
            Err(error) => {
                // It may have reached the disk: that is a fault, not a database that was never asked, and nobody may
                // be told that nothing happened.
                let fault = || Error::Fault(format!("commit: {error}"));
                self.worked.into_iter().for_each(|worked| worked.tell_instead(fault()));
                false
            }
        }
    }

    /// Tells everybody that nothing was done: the transaction was lost before anybody asked for its commit.
    async fn give_up(self, error: sqlx::Error) {
        let (connection, _) = self.writing.into_parts();
        if let Err(error) = connection.roll_back().await {
            tracing::warn!("undoing a lost transaction: {error}");
        }
        let error = Arc::new(error);
        for worked in self.worked {
            worked.tell_instead(Error::Database(Arc::clone(&error)));
        }
    }
}

impl Engine {
    /// A transaction in which nobody else writes: every rule that a job looks at holds until it is committed, and
    /// pool events are committed in the order of their numbers, so that no version leaves one out.
    async fn turn(&self) -> Result<Writing, sqlx::Error> {
        Ok(Writing::new(match self {
            Self::Sqlite { writer, .. } => Connection::Direct(writer.begin().await?),
            Self::Postgres { writer, .. } => Connection::Postgres(pools::turn(writer).await?),
        }))
    }

    /// Asks which event is the newest, after a commit of which that is not known; says whether it is now.
    async fn learn(&self, connection: &mut Connection) -> bool {
        let newest = query_scalar(NEWEST_EVENT).fetch_one(connection).await;
        newest.map(|newest| self.tell(newest)).is_ok()
    }

    /// Everybody may hear of that event now; a server is asked each time.
    fn tell(&self, event: i64) {
        match self {
            Self::Sqlite { newest_event, .. } => {
                newest_event.fetch_max(event, Ordering::SeqCst);
            }
            Self::Postgres { .. } => {}
        }
    }
}
