//! Accounts: opening one, finding one by its name, what belongs to one, who is an operator.
//!
//! Names are compared by a key, so that two accounts never look alike by case or by composition alone.

use domain::account::{AccountName, Address};
use domain::credits::Credits;
use domain::timestamp::Timestamp;
use unicode_normalization::UnicodeNormalization;

use super::{from_column, ledger, lot, moment, to_column};
use crate::database::{Connection, Writing, query, query_scalar};
use crate::error::Error;

/// What a name is compared by: composed (NFC) and in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameKey(String);

impl NameKey {
    /// The key of a name.
    pub(crate) fn of(name: &AccountName) -> Self {
        Self(name.as_str().to_lowercase().nfc().collect())
    }

    /// The key as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// An account that somebody wants to log into.
#[derive(Clone)]
pub(crate) struct Found {
    /// Its number in here.
    pub(crate) id: i64,
    /// Its name.
    pub(crate) name: String,
    /// Its public address.
    pub(crate) address: Address,
    /// The hash of its password.
    pub(crate) password_hash: String,
    /// Whether it is an operator's.
    pub(crate) is_operator: bool,
}

/// Whether the name is taken.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn is_taken(connection: &mut Connection, key: &NameKey) -> Result<bool, Error> {
    let taken: Option<i64> = query_scalar("SELECT id FROM accounts WHERE name_key = $1")
        .bind(key.as_str())
        .fetch_optional(connection)
        .await?;
    Ok(taken.is_some())
}

/// Opens an account and issues its opening balance. Gives nothing where the name is taken.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn open(
    writing: &mut Writing,
    name: &AccountName,
    password_hash: &str,
    balance: Credits,
    now: Timestamp,
) -> Result<Option<i64>, Error> {
    let address: [u8; 20] = rand::random();
    let id: Option<i64> = query_scalar(
        "INSERT INTO accounts (name, name_key, password_hash, address, balance, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name_key) DO NOTHING RETURNING id",
    )
    .bind(name.as_str())
    .bind(NameKey::of(name).as_str())
    .bind(password_hash)
    .bind(address.as_slice())
    .bind(to_column(balance.0))
    .bind(moment(now))
    .fetch_optional(writing.connection())
    .await?;
    if let Some(id) = id {
        ledger::issue(writing, id, balance, now).await?;
    }
    Ok(id)
}

/// The account of that name.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn find(connection: &mut Connection, key: &NameKey) -> Result<Option<Found>, Error> {
    let row = query("SELECT id, name, address, password_hash, operator FROM accounts WHERE name_key = $1")
        .bind(key.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(Found {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            address: lot::address(row.try_get("address")?)?,
            password_hash: row.try_get("password_hash")?,
            is_operator: row.try_get::<i64>("operator")? != 0,
        })
    })
    .transpose()
}

/// Keeps another hash of the same password, unless the password was changed meanwhile.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn renew_hash(
    writing: &mut Writing,
    account: i64,
    old: &str,
    new: &str,
) -> Result<(), Error> {
    query("UPDATE accounts SET password_hash = $1 WHERE id = $2 AND password_hash = $3")
        .bind(new)
        .bind(account)
        .bind(old)
        .execute(writing.connection())
        .await?;
    Ok(())
}

/// Whether the account is an operator's now.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn is_operator(connection: &mut Connection, account: i64) -> Result<bool, Error> {
    let operator: i64 = query_scalar("SELECT operator FROM accounts WHERE id = $1")
        .bind(account)
        .fetch_one(connection)
        .await?;
    Ok(operator != 0)
}

/// Makes the account of that name an operator's, or takes that back. Gives its name, or nothing where there
/// is none.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn appoint(
    writing: &mut Writing,
    key: &NameKey,
    is_operator: bool,
) -> Result<Option<String>, Error> {
    let name = query_scalar("UPDATE accounts SET operator = $1 WHERE name_key = $2 RETURNING name")
        .bind(i64::from(is_operator))
        .bind(key.as_str())
        .fetch_optional(writing.connection())
        .await?;
    Ok(name)
}

/// What the account can spend.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn balance(connection: &mut Connection, account: i64) -> Result<Credits, Error> {
    let balance: i64 = query_scalar("SELECT balance FROM accounts WHERE id = $1")
        .bind(account)
        .fetch_one(connection)
        .await?;
    from_column(balance).map(Credits)
}

/// How many lots the account delivered without taking them back, bought, and took back.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn counts(connection: &mut Connection, account: i64) -> Result<[u64; 3], Error> {
    let row = query(
        "SELECT (SELECT count(*) FROM lots WHERE seller = $1 AND status <> 'revoked') AS delivered,
                (SELECT count(*) FROM lots WHERE buyer = $1) AS bought,
                (SELECT count(*) FROM lots WHERE seller = $1 AND status = 'revoked') AS revoked",
    )
    .bind(account)
    .fetch_one(connection)
    .await?;
    Ok([
        from_column(row.try_get("delivered")?)?,
        from_column(row.try_get("bought")?)?,
        from_column(row.try_get("revoked")?)?,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> NameKey {
        NameKey::of(&AccountName::parse(name).unwrap())
    }

    #[test]
    fn case_and_composition_make_no_other_name() {
        assert_eq!(key("Zoë"), key("zoe\u{308}"));
        assert_eq!(key("ÅSA"), key("a\u{30a}sa"));
        assert_ne!(key("zoe"), key("zoë"));
    }
}
