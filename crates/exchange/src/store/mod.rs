//! The exchange's rules as SQL, one file a noun. Every function works on a connection that is given to it;
//! the ones that change something take a [`Writing`](crate::database::Writing).
//!
//! Queries are plain SQL that SQLite and PostgreSQL both read. It knows no HTTP and reads no clock.

pub(crate) mod account;
pub(crate) mod census;
pub(crate) mod delivery;
pub(crate) mod difference;
pub(crate) mod expiry;
pub(crate) mod global_data;
pub(crate) mod global_data_file;
pub(crate) mod handshake;
pub(crate) mod hold;
pub(crate) mod idempotency;
pub(crate) mod ledger;
pub(crate) mod lot;
pub(crate) mod open_session;
pub(crate) mod pool;
pub(crate) mod purchase;
pub(crate) mod session;
pub(crate) mod standing;
pub(crate) mod throttle;
pub(crate) mod token;

use domain::timestamp::Timestamp;

use crate::error::Error;

/// A number for a column. What the domain lets through always fits.
pub(crate) fn to_column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A moment for a column.
pub(crate) fn moment(timestamp: Timestamp) -> i64 {
    to_column(timestamp.0)
}

/// A number out of a column.
///
/// # Errors
/// [`Error::Fault`] for a negative one, which no rule lets in.
pub(crate) fn from_column(number: i64) -> Result<u64, Error> {
    u64::try_from(number).map_err(|_| Error::Fault("a negative number in the database".to_owned()))
}
