//! `/usr/signup`, `/usr/login` and `/usr/account`.

use serde::{Deserialize, Serialize};

use crate::lot::Lot;
use crate::rows::Rows;
#[cfg(feature = "schema")]
use crate::schema;

/// The body of a sign-up and of a log-in.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Credentials {
    /// The account's name.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Name))]
    pub account: String,
    /// The password.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Secret))]
    pub password: String,
}

/// What a log-in answers (722).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LoggedIn {
    /// The account's name.
    pub account: String,
    /// The account's public address.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Address))]
    pub address: String,
    /// Seconds until the session ends if nothing happens.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Seconds))]
    pub expires_in: u64,
    /// Whether the account may read and persist the global data.
    pub operator: bool,
}

/// One page of an account (723). Each list is newest first and goes on below its last `blockHeight`.
///
/// Rows that cannot be used are left out of the lists and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The account's name.
    pub account: String,
    /// The account's public address.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Address))]
    pub address: String,
    /// Credits to spend.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Credits))]
    pub balance: u64,
    /// How many lots were delivered and not taken back.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub delivery_num: u64,
    /// How many lots were bought.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub purchase_num: u64,
    /// How many lots were taken back.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub revoke_num: u64,
    /// Lots delivered and not taken back.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<Lot>))]
    pub delivery: Rows<Lot>,
    /// Lots bought.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<Lot>))]
    pub purchase: Rows<Lot>,
    /// Lots taken back.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<Lot>))]
    pub revoke: Rows<Lot>,
}

impl Account {
    /// How many rows of its lists cannot be used.
    #[must_use]
    pub const fn skipped(&self) -> usize {
        self.delivery.skipped + self.purchase.skipped + self.revoke.skipped
    }
}

/// The query of `/usr/account`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "schema", into_params(parameter_in = Query))]
pub struct Page {
    /// Only lots that come after the lot of that `blockHeight` in each list; where a list does not hold it,
    /// lots with a smaller one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", param(value_type = Option<schema::BlockHeight>))]
    pub before: Option<u64>,
    /// The most lots of each list, 1 to [`Page::MAX_LIMIT`]; [`Page::DEFAULT_LIMIT`] where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", param(value_type = Option<schema::Limit>))]
    pub limit: Option<u64>,
}

impl Page {
    /// How many lots of each list come where no limit is given.
    pub const DEFAULT_LIMIT: u64 = 50;
    /// The largest limit.
    pub const MAX_LIMIT: u64 = 200;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lot::tests::LOT;

    #[test]
    fn a_bad_row_never_takes_the_account_away() {
        let unpriced = LOT.replace("\"value\":4", "\"value\":0");
        let body = format!(
            r#"{{"account":"mara","address":"","balance":1,"deliveryNum":2,"purchaseNum":1,"revokeNum":0,
            "delivery":[{unpriced},{LOT}],"purchase":["undefined",{{"status":"waiting"}},{LOT}],"revoke":[null]}}"#
        );
        let account: Account = serde_json::from_str(&body).unwrap();
        let lists = [&account.delivery, &account.purchase, &account.revoke];
        assert_eq!(lists.map(|rows| rows.good.len()), [1, 1, 0]);
        assert_eq!(account.skipped(), 4);
        let written = serde_json::to_value(&account).unwrap();
        assert_eq!(written["revoke"], serde_json::json!([]));
        assert_eq!(written["delivery"][0], serde_json::from_str::<serde_json::Value>(LOT).unwrap());
    }
}
