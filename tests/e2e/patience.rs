//! Waiting for something to be so, without ever sleeping for a fixed time.

use std::time::{Duration, Instant};

use crate::Trouble;

/// How long anything may take on a busy machine. Nothing that works comes near it.
pub(crate) const CEILING: Duration = Duration::from_secs(30);
/// How often to look.
const INTERVAL: Duration = Duration::from_millis(60);

/// Looks again and again until there is something to see.
///
/// What goes wrong while looking (an element that was just replaced, a server that is not up yet) counts
/// as "not yet".
pub(crate) async fn eventually<T>(
    what: &str,
    look: impl AsyncFnMut() -> Result<Option<T>, Trouble>,
) -> Result<T, Trouble> {
    within(CEILING, what, look).await
}

/// The same with a limit of its own.
pub(crate) async fn within<T>(
    limit: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>, Trouble>,
) -> Result<T, Trouble> {
    let start = Instant::now();
    loop {
        let last = match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => String::new(),
            Err(trouble) => format!(" (at last: {trouble})"),
        };
        if start.elapsed() > limit {
            return Err(format!("{} s were not enough for this: {what}{last}", limit.as_secs()).into());
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
