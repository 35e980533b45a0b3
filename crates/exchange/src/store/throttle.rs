//! Attempts that fail too often have to wait: one second after the fifth, twice as long after each further one, at
//! most a quarter of an hour.
//!
//! Log-ins are counted by account and, with a higher threshold, by client address; accounts that are opened by client
//! address alone. Nobody is locked out for good. An attempt counts before it is looked at, so attempts at the same time
//! gain nothing; one that turns out well is taken back.

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
/// What a client address did is forgotten after so long without more of it.
const ADDRESS_MEMORY: Duration = Duration::from_secs(60 * 60);

/// The half of an IPv6 address that says which network it is in.
const NETWORK: u128 = !0 << 64;

/// Whose attempts are counted.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    name: String,
    threshold: i64,
    memory: Duration,
}

impl Subject {
    /// The log-ins of an account, whether or not there is one of that name.
    pub(crate) fn account(key: &NameKey) -> Self {
        let name = format!("account {}", key.as_str());
        Self { name, threshold: ACCOUNT_THRESHOLD, memory: ACCOUNT_MEMORY }
    }

    /// The log-ins of a client address.
    pub(crate) fn address(address: IpAddr) -> Self {
        let name = format!("address {}", place(address));
        Self { name, threshold: ADDRESS_THRESHOLD, memory: ADDRESS_MEMORY }
    }

    /// The sign-ups of a client address, which waits from that many on.
    pub(crate) fn sign_ups(address: IpAddr, threshold: u32) -> Self {
        let name = format!("sign-ups {}", place(address));
        Self { name, threshold: i64::from(threshold), memory: ADDRESS_MEMORY }
    }
}

/// What one client can hardly have many of: an IPv4 address, or the network of an IPv6 address, in which everybody
/// has as many addresses as they like.
fn place(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() & NETWORK)),
    }
}

/// An attempt that was counted.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    subject: String,
    blocked_until: i64,
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

/// Counts an attempt, as a failure for now.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn count(
    writing: &mut Writing,
    subject: &Subject,
    now: Timestamp,
) -> Result<Attempt, Error> {
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
    let blocked_until = if wait.is_zero() { 0 } else { moment(now.after(wait)) };
    if blocked_until > 0 {
        query("UPDATE throttle SET blocked_until = $1 WHERE subject = $2")
            .bind(blocked_until)
            .bind(&subject.name)
            .execute(writing.connection())
            .await?;
    }
    Ok(Attempt { subject: subject.name.clone(), blocked_until })
}

/// Takes an attempt back that was none of guessing. What others of the same subject did stays counted: an account of
/// one's own washes no guesses away.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn take_back(writing: &mut Writing, attempt: &Attempt) -> Result<(), Error> {
    query("DELETE FROM throttle WHERE subject = $1 AND failures = 1")
        .bind(&attempt.subject)
        .execute(writing.connection())
        .await?;
    query(
        "UPDATE throttle SET failures = failures - 1,
           blocked_until = CASE WHEN blocked_until = $2 THEN 0 ELSE blocked_until END
         WHERE subject = $1 AND failures > 1",
    )
    .bind(&attempt.subject)
    .bind(attempt.blocked_until)
    .execute(writing.connection())
    .await?;
    Ok(())
}

/// Forgets the attempts of a subject.
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

/// Forgets attempts that are long past.
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

    #[test]
    fn whoever_has_a_network_of_their_own_is_one_client() {
        let name = |address: &str| Subject::address(address.parse().unwrap()).name;
        assert_eq!(name("2001:db8:1:2:3:4:5:6"), name("2001:db8:1:2::1"));
        assert_ne!(name("2001:db8:1:2::1"), name("2001:db8:1:3::1"));
        assert_eq!(name("::ffff:192.0.2.7"), name("192.0.2.7"));
        assert_ne!(name("192.0.2.7"), name("192.0.2.8"));
    }
}
