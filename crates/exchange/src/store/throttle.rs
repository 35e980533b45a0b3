//! Log-ins that fail too often have to wait: one second after the fifth, twice as long after each further
//! one, at most a quarter of an hour.
//!
//! Counted by account and, with a higher threshold, by client address. Nobody is locked out for good. An
//! account's attempt counts before its password is looked at, so guesses at the same time gain nothing.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use domain::timestamp::Timestamp;

use super::account::NameKey;
use super::{from_column, moment};
use crate::database::{Connection, Writing, query, query_scalar};
use crate::error::Error;

/// Failures in a row from which on an account waits.
pub(crate) const ACCOUNT_THRESHOLD: i64 = 5;
/// Failures from which on a client address waits; a household shares one.
pub(crate) const ADDRESS_THRESHOLD: i64 = 50;
/// The longest wait.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// An account's failures are forgotten after so long without another.
const ACCOUNT_MEMORY: Duration = Duration::from_secs(24 * 60 * 60);
/// A client address's failures are forgotten after so long without another.
const ADDRESS_MEMORY: Duration = Duration::from_secs(60 * 60);

/// The half of an IPv6 address that says which network it is in.
const NETWORK: u128 = !0 << 64;

/// Whose failures are counted.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    name: String,
    threshold: i64,
    memory: Duration,
}

impl Subject {
    /// An account.
    pub(crate) fn account(key: &NameKey) -> Self {
        let name = format!("account {}", key.as_str());
        Self { name, threshold: ACCOUNT_THRESHOLD, memory: ACCOUNT_MEMORY }
    }

    /// A client address. Who has one of IPv6 has the 2^64 addresses of its network too, so that network is counted.
    pub(crate) fn address(address: IpAddr) -> Self {
        let name = match address.to_canonical() {
            IpAddr::V4(address) => format!("address {address}"),
            IpAddr::V6(address) => {
                let network = Ipv6Addr::from_bits(address.to_bits() & NETWORK);
                format!("address {network}/64")
            }
        };
        Self { name, threshold: ADDRESS_THRESHOLD, memory: ADDRESS_MEMORY }
    }
}

/// Lets the subject through where it need not wait.
///
/// # Errors
/// [`Error::TooManyAttempts`]; [`Error::Database`].
pub(crate) async fn check(
    connection: &mut Connection,
    subject: &Subject,
    now: Timestamp,
) -> Result<(), Error> {
    let blocked_until: Option<i64> = query_scalar("SELECT blocked_until FROM throttle WHERE subject = $1")
        .bind(&subject.name)
        .fetch_optional(connection)
        .await?;
    let wait = now.until(Timestamp(from_column(blocked_until.unwrap_or(0))?));
    if wait.is_zero() { Ok(()) } else { Err(Error::TooManyAttempts { wait }) }
}

/// Counts a failure.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn fail(writing: &mut Writing, subject: &Subject, now: Timestamp) -> Result<(), Error> {
    let row = query(
        "INSERT INTO throttle (subject, failures, blocked_until, updated_at) VALUES ($1, 1, 0, $2)
         ON CONFLICT (subject) DO UPDATE SET updated_at = $2,
           failures = CASE WHEN throttle.updated_at <= $3 THEN 1 ELSE throttle.failures + 1 END
         RETURNING failures",
    )
    .bind(&subject.name)
    .bind(moment(now))
    .bind(moment(now) - super::to_column(subject.memory.as_millis() as u64))
    .fetch_one(writing.connection())
    .await?;
    let wait = wait_after(row.try_get("failures")?, subject.threshold);
    if !wait.is_zero() {
        query("UPDATE throttle SET blocked_until = $1 WHERE subject = $2")
            .bind(moment(now.after(wait)))
            .bind(&subject.name)
            .execute(writing.connection())
            .await?;
    }
    Ok(())
}

/// Forgets the failures of a subject.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn reset(writing: &mut Writing, subject: &Subject) -> Result<(), Error> {
    query("DELETE FROM throttle WHERE subject = $1")
        .bind(&subject.name)
        .execute(writing.connection())
        .await?;
    Ok(())
}

/// Forgets failures that are long past.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn forget_old(writing: &mut Writing, now: Timestamp) -> Result<(), Error> {
    query("DELETE FROM throttle WHERE updated_at < $1")
        .bind(moment(now) - super::to_column(ACCOUNT_MEMORY.as_millis() as u64))
        .execute(writing.connection())
        .await?;
    Ok(())
}

fn wait_after(failures: i64, threshold: i64) -> Duration {
    let beyond = failures.saturating_sub(threshold);
    // 2^16 seconds are past the longest wait.
    u32::try_from(beyond.min(16))
        .map_or(Duration::ZERO, |beyond| Duration::from_secs(1 << beyond).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_ipv6_network_are_one_subject_and_those_of_ipv4_are_not() {
        let name = |address: &str| Subject::address(address.parse().unwrap()).name;
        assert_eq!(name("2001:db8:1:2::1"), name("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert_ne!(name("2001:db8:1:2::1"), name("2001:db8:1:3::1"));
        assert_eq!(name("::ffff:192.0.2.1"), name("192.0.2.1"));
        assert_ne!(name("192.0.2.1"), name("192.0.2.2"));
    }

    #[test]
    fn the_wait_starts_with_the_fifth_failure_doubles_and_has_an_end() {
        let seconds: Vec<_> = (1..=16).map(|failures| wait_after(failures, 5).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!(wait_after(i64::MAX, 5), LONGEST_WAIT);
    }
}
