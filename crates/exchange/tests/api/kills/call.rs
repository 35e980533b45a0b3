//! A call as it was written down, and what its answer says has been done.

use std::collections::BTreeMap;

use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use sqlx::{Connection, Row};

use crate::database::Database;
use crate::person::Person;

/// A call that was sent.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// Which member sent it.
    pub(super) who: usize,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) key: Option<String>,
    pub(super) body: Option<Value>,
    /// None until the answer has come, and for good where the kill was faster.
    pub(super) answer: Option<String>,
}

/// Something that was answered as done.
#[derive(Clone, Debug)]
pub(super) enum Fact {
    /// A member's lot came into the pool, at that price.
    Delivered { who: usize, lot: String, value: u64 },
    /// A member bought a lot.
    Bought { who: usize, lot: String },
    /// A lot was taken back.
    Revoked { lot: String },
}

/// Each lot with where it stands and the number of its buyer's account.
pub(super) type Lots = BTreeMap<String, (String, Option<i64>)>;

/// The lots of a database, read past the exchange.
pub(super) async fn lots(database: &Database) -> Lots {
    let mut connection = database.open().await;
    let rows = sqlx::query("SELECT hash, status, buyer FROM lots").fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    rows.iter()
        .map(|row| {
            let hash: Vec<u8> = row.get(0);
            let digits = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            (digits, (row.get(1), row.get(2)))
        })
        .collect()
}

impl Call {
    /// The call, to be sent for the first time or again.
    pub(super) fn request(&self, member: &Person) -> RequestBuilder {
        let mut request = member.request(self.method.clone(), &self.path);
        if let Some(key) = &self.key {
            request = request.header("Idempotency-Key", key);
        }
        match &self.body {
            Some(body) => request.body(body.to_string()),
            None => request,
        }
    }

    /// Whether it is known how it is answered once more. Of a lot that was not taken back the first time it is not.
    pub(super) fn is_repeatable(&self) -> bool {
        self.method != Method::DELETE || !self.facts().is_empty()
    }

    /// What its answer says has been done.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let answer: Value = serde_json::from_str(answer).unwrap();
        let who = self.who;
        if answer["status"] == 735 {
            return vec![Fact::Revoked { lot: self.path.rsplit('/').next().unwrap().to_owned() }];
        }
        let results = answer["result"].as_array().cloned().unwrap_or_default();
        let fact = |result: &Value| {
            let lot = result["txHash"].as_str().unwrap_or_default().to_owned();
            match result["status"].as_u64().unwrap() {
                733 => Some(Fact::Delivered { who, lot, value: result["value"].as_u64().unwrap() }),
                732 => Some(Fact::Bought { who, lot }),
                _ => None,
            }
        };
        results.iter().filter_map(fact).collect()
    }
}

impl Fact {
    /// Whether the database says the same. Members have the accounts 1, 2, 3 in the order of their numbers.
    pub(super) fn is_true_of(&self, lots: &Lots) -> bool {
        match self {
            Self::Delivered { lot, .. } => lots.contains_key(lot),
            Self::Bought { who, lot } => {
                lots.get(lot).is_some_and(|(_, buyer)| *buyer == i64::try_from(who + 1).ok())
            }
            Self::Revoked { lot } => lots.get(lot).is_some_and(|(status, _)| status == "revoked"),
        }
    }

    pub(super) fn is_delivered(&self) -> bool {
        matches!(self, Self::Delivered { .. })
    }

    pub(super) fn is_bought(&self) -> bool {
        matches!(self, Self::Bought { .. })
    }

    pub(super) fn is_revoked(&self) -> bool {
        matches!(self, Self::Revoked { .. })
    }
}
