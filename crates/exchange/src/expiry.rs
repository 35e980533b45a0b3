//! What happens by itself: holds end and lots leave the pool when their time is over, and what is no longer
//! needed is forgotten.
//!
//! Nothing depends on it being on time: a purchase, a hold and a session look at the clock themselves.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::{expiry, hold, idempotency, session, throttle};

/// How often the uses of sessions are written down.
const ACTIVITY_EVERY: Duration = Duration::from_secs(30);
/// How often old rows are deleted.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// Sweeps until `stopped` turns true, then once more writes down what is only in memory.
pub(crate) async fn run(exchange: Arc<Exchange>, mut stopped: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(exchange.settings.sweep_every);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut written, mut forgotten) = (Instant::now(), Instant::now());
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopped.wait_for(|is_over| *is_over) => break,
        }
        report("holds", lapse(&exchange).await);
        report("expiry", expire(&exchange).await);
        if written.elapsed() >= ACTIVITY_EVERY {
            written = Instant::now();
            report("activity", write_activity(&exchange).await);
        }
        if forgotten.elapsed() >= FORGET_EVERY {
            forgotten = Instant::now();
            report("forgetting", forget(&exchange).await);
        }
    }
    report("activity", write_activity(&exchange).await);
}

fn report(what: &str, outcome: Result<(), Error>) {
    if let Err(error) = outcome {
        tracing::error!("{what}: {error}");
    }
}

async fn lapse(exchange: &Exchange) -> Result<(), Error> {
    let now = exchange.clock().now();
    if !hold::has_lapsed(&mut exchange.database.read().await?, now).await? {
        return Ok(());
    }
    while exchange.database.write(move |writing| Box::pin(hold::lapse(writing, now))).await? == hold::BATCH {}
    Ok(())
}

async fn expire(exchange: &Exchange) -> Result<(), Error> {
    let now = exchange.clock().now();
    if !expiry::has_expired(&mut exchange.database.read().await?, now).await? {
        return Ok(());
    }
    while exchange.database.write(move |writing| Box::pin(expiry::expire(writing, now))).await?
        == expiry::BATCH
    {}
    Ok(())
}

async fn write_activity(exchange: &Exchange) -> Result<(), Error> {
    let noted = exchange.sessions.noted();
    if noted.is_empty() {
        return Ok(());
    }
    let uses = noted.clone();
    exchange
        .database
        .write(move |writing| Box::pin(async move { session::touch(writing.connection(), &uses).await }))
        .await?;
    exchange.sessions.written(&noted);
    Ok(())
}

async fn forget(exchange: &Exchange) -> Result<(), Error> {
    // Sessions whose use is only noted must not look ended.
    write_activity(exchange).await?;
    let now = exchange.clock().now();
    let sessions = Arc::clone(&exchange.sessions);
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move {
                session::forget_ended(writing, &sessions, now).await?;
                idempotency::forget_old(writing, now).await?;
                hold::forget_old(writing, now).await?;
                throttle::forget_old(writing, now).await
            })
        })
        .await
}
