//! Attempts that may be guesses: counted before anything is looked at, in one transaction for all whom they count for.
//!
//! Who has to wait, and how long, `store::throttle` decides.

use domain::timestamp::Timestamp;

use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::throttle::{self, Attempt, Subject};

/// Counts an attempt for each of the subjects, unless one of them has to wait; then for none.
///
/// # Errors
/// [`Error::TooManyAttempts`]; [`Error::Database`].
pub(super) async fn count(
    exchange: &Exchange,
    subjects: Vec<Subject>,
    now: Timestamp,
) -> Result<Vec<Attempt>, Error> {
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move {
                for subject in &subjects {
                    throttle::check(writing.connection(), subject, now).await?;
                }
                let mut attempts = Vec::with_capacity(subjects.len());
                for subject in &subjects {
                    attempts.push(throttle::count(writing, subject, now).await?);
                }
                Ok(attempts)
            })
        })
        .await
}
