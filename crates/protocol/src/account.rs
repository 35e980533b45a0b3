//! `/usr/signup`, `/usr/login` and `/usr/account`.

use serde::{Deserialize, Serialize};

use crate::lot::Lot;

/// The body of a sign-up and of a log-in.
#[derive(Clone, Serialize, Deserialize)]
pub struct Credentials {
    /// The account's name.
    pub account: String,
    /// The password.
    pub password: String,
}

/// What a log-in answers (722).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedIn {
    /// The account's name.
    pub account: String,
    /// The account's public address.
    pub address: String,
    /// Seconds until the session ends if nothing happens.
    pub expires_in: u64,
    /// Whether the account may read and persist the global data.
    pub operator: bool,
}

/// One page of an account (723). Each list is newest first and goes on below its last `blockHeight`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The account's name.
    pub account: String,
    /// The account's public address.
    pub address: String,
    /// Credits to spend.
    pub balance: u64,
    /// How many lots were delivered and not taken back.
    pub delivery_num: u64,
    /// How many lots were bought.
    pub purchase_num: u64,
    /// How many lots were taken back.
    pub revoke_num: u64,
    /// Lots delivered and not taken back.
    pub delivery: Vec<Lot>,
    /// Lots bought.
    pub purchase: Vec<Lot>,
    /// Lots taken back.
    pub revoke: Vec<Lot>,
}

/// The query of `/usr/account`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Only lots with a smaller `blockHeight`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
    /// The most lots of each list, 1 to [`Page::MAX_LIMIT`]; [`Page::DEFAULT_LIMIT`] where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
}

impl Page {
    /// How many lots of each list come where no limit is given.
    pub const DEFAULT_LIMIT: u64 = 50;
    /// The largest limit.
    pub const MAX_LIMIT: u64 = 200;
}
