//! `/tx/purchase`.

use domain::credits::Credits;
use domain::purchase::{LotOutcome, Receipt};
use domain::status::Status;
use serde::{Deserialize, Serialize};

use crate::{OffTheWire, lot};

/// The body of a purchase: 1 to 100 lots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    /// The lots to buy.
    pub tx: Vec<Pick>,
}

/// One lot that a person wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pick {
    /// The lot.
    pub tx_hash: String,
    /// The price in credits that the person saw.
    pub value: u64,
}

impl From<&domain::purchase::Purchase> for Purchase {
    fn from(purchase: &domain::purchase::Purchase) -> Self {
        let tx = purchase
            .picks()
            .iter()
            .map(|pick| Pick { tx_hash: pick.hash.to_string(), value: pick.value.get() })
            .collect();
        Self { tx }
    }
}

/// What a purchase answers (732).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchased {
    /// Each lot in the order of the request.
    pub result: Vec<PickOutcome>,
    /// The buyer's new balance in credits.
    pub balance: u64,
}

/// What became of one lot of a purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PickOutcome {
    /// The lot.
    pub tx_hash: String,
    /// 732, 828, 833, 835 or 836.
    pub status: u16,
}

impl TryFrom<Purchased> for Receipt {
    type Error = OffTheWire;

    fn try_from(purchased: Purchased) -> Result<Self, OffTheWire> {
        let outcomes = purchased
            .result
            .iter()
            .map(|outcome| {
                Ok(LotOutcome {
                    hash: lot::hash(&outcome.tx_hash)?,
                    status: Status::from_number(outcome.status).ok_or(OffTheWire("status"))?,
                })
            })
            .collect::<Result<_, OffTheWire>>()?;
        Ok(Self { outcomes, balance: Credits(purchased.balance) })
    }
}
