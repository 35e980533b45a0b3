//! How many lots wait: counted once, and from then on carried along the pool's history.
//!
//! Counting a million rows takes as long as answering a hundred polls. Events take turns, one brings a lot into the
//! pool and the next takes it out, so those between two counts say how they differ.

use std::sync::{Mutex, PoisonError};

use crate::database::Connection;
use crate::error::Error;
use crate::store::pool;

/// Beyond so many events between them, a new count costs less.
const FAR: u64 = 100_000;

/// The newest event whose count is known, with that count.
#[derive(Debug, Default)]
pub(super) struct Total(Mutex<Option<(i64, u64)>>);

impl Total {
    /// How many lots wait after that event, if that was the last thing that was asked.
    pub(super) fn known(&self, event: i64) -> Option<u64> {
        self.last().filter(|(known, _)| *known == event).map(|(_, total)| total)
    }

    /// How many lots wait after that event, in a snapshot of which it is the newest.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(super) async fn at(&self, snapshot: &mut Connection, event: i64) -> Result<u64, Error> {
        let total = match self.last() {
            Some((known, total)) if known == event => return Ok(total),
            // What memory knows may be newer than the snapshot: then only the count tells.
            Some((known, total)) if known < event && event.abs_diff(known) <= FAR => {
                let came = pool::came_after(snapshot, known).await?;
                total
                    .checked_add_signed(came)
                    .ok_or_else(|| Error::Fault("more lots left the pool than were in it".to_owned()))?
            }
            Some(_) | None => pool::count(snapshot).await?,
        };
        let mut last = self.lock();
        if last.is_none_or(|(known, _)| known < event) {
            *last = Some((event, total));
        }
        Ok(total)
    }

    fn last(&self) -> Option<(i64, u64)> {
        *self.lock()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(i64, u64)>> {
        // It is only ever replaced.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
