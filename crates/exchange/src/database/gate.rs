//! A job that keeps its batch open, for tests: what queues meanwhile shares that batch for sure, and nothing depends on
//! time.

use std::sync::Arc;

use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{Database, Writing, query, query_scalar};
use crate::error::Error;

/// An empty database in a folder of its own.
pub(super) async fn open() -> (TempDir, Arc<Database>) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&format!("sqlite://{}", folder.path().join("test.db").display())).await;
    (folder, Arc::new(database.unwrap()))
}

/// Writes a row by which it is known that a job was done.
pub(super) async fn leave(writing: &mut Writing, name: &'static str) -> Result<(), Error> {
    query("INSERT INTO throttle (subject, failures, blocked_until, updated_at) VALUES ($1, 1, 0, 0)")
        .bind(name)
        .execute(writing.connection())
        .await?;
    Ok(())
}

/// Who has left a row that everybody can read.
pub(super) async fn left(database: &Database) -> Vec<String> {
    let mut connection = database.read().await.unwrap();
    query_scalar("SELECT subject FROM throttle ORDER BY subject").fetch_all(&mut connection).await.unwrap()
}

/// A job that has begun and keeps its batch open until it is told to end.
pub(super) struct Gate {
    pub(super) open: oneshot::Sender<()>,
    pub(super) job: JoinHandle<Result<(), Error>>,
}

impl Gate {
    pub(super) async fn shut(database: &Arc<Database>) -> Self {
        let (begun, has_begun) = oneshot::channel();
        let (open, is_open) = oneshot::channel();
        let database = Arc::clone(database);
        let job = tokio::spawn(async move {
            database
                .write(move |_| {
                    Box::pin(async move {
                        begun.send(()).unwrap();
                        is_open.await.unwrap();
                        Ok(())
                    })
                })
                .await
        });
        has_begun.await.unwrap();
        Self { open, job }
    }
}

/// Hands a job over and waits until it stands in the queue.
pub(super) async fn queued<F>(database: &Arc<Database>, work: F) -> JoinHandle<Result<(), Error>>
where
    F: for<'c> FnOnce(&'c mut Writing) -> super::Job<'c, ()> + Send + 'static,
{
    let before = database.writer.waiting();
    let job = tokio::spawn({
        let database = Arc::clone(database);
        async move { database.write(work).await }
    });
    while database.writer.waiting() == before {
        tokio::task::yield_now().await;
    }
    job
}
