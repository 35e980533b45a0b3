//! How many there are of everything that is counted for whoever runs the exchange.
//!
//! It tells no names.

use domain::timestamp::Timestamp;

use super::session::{IDLE_LIMIT, TOTAL_LIMIT};
use super::{from_column, moment};
use crate::database::{Connection, query};
use crate::error::Error;

/// The numbers of one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Census {
    /// Accounts.
    pub(crate) accounts: u64,
    /// Sessions that are not over, as far as the database knows.
    pub(crate) sessions: u64,
    /// Lots that wait, without those that are held.
    pub(crate) waiting: u64,
    /// Lots that are held for a buyer.
    pub(crate) held: u64,
}

/// Counts.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn take(connection: &mut Connection, now: Timestamp) -> Result<Census, Error> {
    let since =
        |limit: std::time::Duration| moment(Timestamp(now.0.saturating_sub(limit.as_millis() as u64)));
    let row = query(
        "SELECT (SELECT count(*) FROM accounts) AS accounts,
                (SELECT count(*) FROM sessions WHERE last_active_at > $1 AND created_at > $2) AS sessions,
                (SELECT count(*) FROM lots WHERE status = 'waiting') AS waiting,
                (SELECT count(*) FROM held_lots) AS held",
    )
    .bind(since(IDLE_LIMIT))
    .bind(since(TOTAL_LIMIT))
    .fetch_one(connection)
    .await?;
    let held = from_column(row.try_get("held")?)?;
    Ok(Census {
        accounts: from_column(row.try_get("accounts")?)?,
        sessions: from_column(row.try_get("sessions")?)?,
        waiting: from_column(row.try_get("waiting")?)?.saturating_sub(held),
        held,
    })
}
