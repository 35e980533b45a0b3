//! What jobs that share a transaction do to each other: nothing.

use tokio::sync::oneshot;

use super::gate::{Gate, leave, left, open, queued};
use super::query;
use crate::error::Error;

#[tokio::test]
async fn a_job_that_fails_or_panics_costs_only_itself() {
    let (_folder, database) = open().await;
    let gate = Gate::shut(&database).await;
    let first = queued(&database, |writing| Box::pin(leave(writing, "first"))).await;
    let fails = queued(&database, |writing| {
        Box::pin(async move {
            writing.note_event(99);
            leave(writing, "fails").await?;
            Err(Error::WrongMethod)
        })
    });
    let fails = fails.await;
    let panics = queued(&database, |writing| {
        Box::pin(async move {
            leave(writing, "panics").await?;
            panic!("canary")
        })
    });
    let panics = panics.await;
    // The same row twice: the database refuses the second.
    let breaks = queued(&database, |writing| {
        Box::pin(async move {
            leave(writing, "breaks").await?;
            leave(writing, "breaks").await
        })
    });
    let breaks = breaks.await;
    let last = queued(&database, |writing| Box::pin(leave(writing, "last"))).await;
    gate.open.send(()).unwrap();
    gate.job.await.unwrap().unwrap();
    first.await.unwrap().unwrap();
    last.await.unwrap().unwrap();
    assert!(matches!(fails.await.unwrap(), Err(Error::WrongMethod)));
    assert!(matches!(panics.await.unwrap(), Err(Error::Fault(text)) if text.contains("canary")));
    assert!(matches!(breaks.await.unwrap(), Err(Error::Database(_))));
    assert_eq!(left(&database).await, ["first", "last"]);
    assert_eq!(database.newest_event().await.unwrap(), 0, "nobody hears of what was undone");
}

#[tokio::test]
async fn nobody_is_told_before_the_commit() {
    let (_folder, database) = open().await;
    let gate = Gate::shut(&database).await;
    let (done, is_done) = oneshot::channel();
    let job = queued(&database, |writing| {
        Box::pin(async move {
            leave(writing, "done").await?;
            writing.note_event(7);
            done.send(()).unwrap();
            Ok(())
        })
    });
    let (job, refused) =
        (job.await, queued(&database, |_| Box::pin(async { Err(Error::WrongMethod) })).await);
    // Behind both of them, in the same batch.
    let (begun, has_begun) = oneshot::channel();
    let (end, may_end) = oneshot::channel::<()>();
    let behind = queued(&database, move |_| {
        Box::pin(async move {
            begun.send(()).unwrap();
            may_end.await.unwrap();
            Ok(())
        })
    });
    let behind = behind.await;
    gate.open.send(()).unwrap();
    is_done.await.unwrap();
    has_begun.await.unwrap();
    assert!(!gate.job.is_finished() && !job.is_finished() && !refused.is_finished());
    assert_eq!((left(&database).await.len(), database.newest_event().await.unwrap()), (0, 0));
    end.send(()).unwrap();
    job.await.unwrap().unwrap();
    assert_eq!((left(&database).await.len(), database.newest_event().await.unwrap()), (1, 7));
    assert!(refused.await.unwrap().is_err() && behind.await.unwrap().is_ok());
}

#[tokio::test]
async fn a_commit_that_fails_is_a_fault_for_all_who_shared_it_and_for_nobody_else() {
    let (_folder, database) = open().await;
    let gate = Gate::shut(&database).await;
    let sound = queued(&database, |writing| Box::pin(leave(writing, "sound"))).await;
    // That the lot is not there is noticed at the commit.
    let broken = queued(&database, |writing| {
        Box::pin(async move {
            query("INSERT INTO pool_events (kind, lot, at) VALUES ('sold', $1, 1)")
                .bind([0; 32].as_slice())
                .execute(writing.connection())
                .await?;
            writing.note_event(1);
            Ok(())
        })
    });
    let broken = broken.await;
    gate.open.send(()).unwrap();
    for job in [gate.job, sound, broken] {
        assert!(matches!(job.await.unwrap(), Err(Error::Fault(text)) if text.starts_with("commit: ")));
    }
    assert_eq!((left(&database).await.len(), database.newest_event().await.unwrap()), (0, 0));
    database.write(|writing| Box::pin(leave(writing, "later"))).await.unwrap();
    assert_eq!(left(&database).await, ["later"]);
}

/// A full disk makes SQLite undo a whole transaction by itself. What was told to undo it failed then, and the connection
/// counted as being in a transaction for good: nothing could be written any more.
#[tokio::test]
async fn a_transaction_that_the_database_undid_by_itself_costs_its_batch_and_nothing_later() {
    let (_folder, database) = open().await;
    let gate = Gate::shut(&database).await;
    let sound = queued(&database, |writing| Box::pin(leave(writing, "sound"))).await;
    let undone = queued(&database, |writing| {
        Box::pin(async move {
            query("ROLLBACK").execute(writing.connection()).await?;
            Ok(())
        })
    });
    let undone = undone.await;
    gate.open.send(()).unwrap();
    for job in [gate.job, sound, undone] {
        assert!(matches!(job.await.unwrap(), Err(Error::Database(_))), "nothing was done, and that is known");
    }
    database.write(|writing| Box::pin(leave(writing, "later"))).await.unwrap();
    assert_eq!(left(&database).await, ["later"]);
}

#[tokio::test]
async fn a_job_that_was_handed_over_is_done_though_nobody_waits() {
    let (_folder, database) = open().await;
    let gate = Gate::shut(&database).await;
    let given_up = queued(&database, |writing| Box::pin(leave(writing, "given up"))).await;
    given_up.abort();
    assert!(given_up.await.unwrap_err().is_cancelled());
    let last = queued(&database, |writing| Box::pin(leave(writing, "last"))).await;
    gate.open.send(()).unwrap();
    last.await.unwrap().unwrap();
    assert_eq!(left(&database).await, ["given up", "last"]);
}
