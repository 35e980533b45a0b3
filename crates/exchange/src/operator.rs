//! Making an account an operator's, from a command line that reaches the database. No call
//! over HTTP can.
//!
//! It works beside a running exchange, which looks at each call whether the account is an operator's. It
//! makes no database and changes the version of none.

use domain::account::AccountName;
use unicode_normalization::UnicodeNormalization;

use crate::database::Database;
use crate::error::Error;
use crate::store::account::{self, NameKey};

/// Makes the account of that name an operator's, or takes that back, and gives the name as its owner writes
/// it.
///
/// # Errors
/// [`Error::NoSuchAccount`]; [`Error::DatabaseUnavailable`] where there is no database of ours;
/// [`Error::Database`].
pub async fn appoint(database: &str, name: &str, is_operator: bool) -> Result<String, Error> {
    let unknown = || Error::NoSuchAccount(name.to_owned());
    let database = std::sync::Arc::new(Database::open_existing(database).await?);
    let composed: String = name.nfc().collect();
    let key = NameKey::of(&AccountName::parse(&composed).map_err(|_| unknown())?);
    let appointed = database
        .write(move |writing| Box::pin(async move { account::appoint(writing, &key, is_operator).await }))
        .await;
    database.close().await;
    appointed?.ok_or_else(unknown)
}
