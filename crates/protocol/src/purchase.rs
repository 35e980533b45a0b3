//! `/tx/purchase`: what is bought at once, and what is held until it is confirmed.

use std::time::Duration;

use domain::credits::Credits;
use domain::hold::Hold;
use domain::purchase::{LotOutcome, Receipt};
use domain::status::Status;
use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use crate::schema;
use crate::{OffTheWire, lot};

/// The body of a purchase: 1 to 100 lots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Purchase {
    /// The lots to buy.
    #[cfg_attr(feature = "schema", schema(value_type = schema::PurchaseLots))]
    pub tx: Vec<Pick>,
}

/// One lot that a person wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Pick {
    /// The lot.
    #[cfg_attr(feature = "schema", schema(value_type = schema::LotHash))]
    pub tx_hash: String,
    /// The price in credits that the person saw.
    #[cfg_attr(feature = "schema", schema(value_type = schema::LotPrice))]
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

/// What a purchase answers (732), at once or once it was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Purchased {
    /// Each lot in the order of the request.
    pub result: Vec<PickOutcome>,
    /// The buyer's new balance in credits. What became of the lots is told even without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::Credits>, nullable = false))]
    pub balance: Option<u64>,
}

/// What a purchase answers that has to be confirmed (631).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// Names the hold in the paths that confirm and release it.
    #[cfg_attr(feature = "schema", schema(value_type = schema::HandshakeId))]
    pub handshake_id: String,
    /// What the held lots cost together, in credits.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Credits))]
    pub total: u64,
    /// Seconds until the lots are no longer held.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Seconds))]
    pub expires_in: u64,
    /// Each lot in the order of the request.
    pub result: Vec<PickOutcome>,
}

/// What became of one lot of a purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PickOutcome {
    /// The lot.
    #[cfg_attr(feature = "schema", schema(value_type = schema::LotHash))]
    pub tx_hash: String,
    /// 732, 631, 828, 833, 835 or 836.
    #[cfg_attr(feature = "schema", schema(value_type = schema::PickStatus))]
    pub status: u16,
}

impl From<&LotOutcome> for PickOutcome {
    fn from(outcome: &LotOutcome) -> Self {
        Self { tx_hash: outcome.hash.to_string(), status: outcome.status.number() }
    }
}

impl From<&Receipt> for Purchased {
    fn from(receipt: &Receipt) -> Self {
        Self {
            result: receipt.outcomes.iter().map(PickOutcome::from).collect(),
            balance: receipt.balance.map(|balance| balance.0),
        }
    }
}

impl From<&Hold> for Held {
    fn from(hold: &Hold) -> Self {
        Self {
            handshake_id: hold.id.to_string(),
            total: hold.total.0,
            expires_in: hold.expires_in.as_secs(),
            result: hold.outcomes.iter().map(PickOutcome::from).collect(),
        }
    }
}

impl TryFrom<Purchased> for Receipt {
    type Error = OffTheWire;

    fn try_from(purchased: Purchased) -> Result<Self, OffTheWire> {
        Ok(Self { outcomes: outcomes(&purchased.result)?, balance: purchased.balance.map(Credits) })
    }
}

impl TryFrom<Held> for Hold {
    type Error = OffTheWire;

    fn try_from(held: Held) -> Result<Self, OffTheWire> {
        Ok(Self {
            id: held.handshake_id.parse().map_err(|_| OffTheWire("handshakeId"))?,
            total: Credits(held.total),
            expires_in: Duration::from_secs(held.expires_in),
            outcomes: outcomes(&held.result)?,
        })
    }
}

fn outcomes(result: &[PickOutcome]) -> Result<Vec<LotOutcome>, OffTheWire> {
    let outcome = |outcome: &PickOutcome| {
        Ok(LotOutcome {
            hash: lot::hash(&outcome.tx_hash)?,
            status: Status::from_number(outcome.status).ok_or(OffTheWire("status"))?,
        })
    };
    result.iter().map(outcome).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_hold_goes_into_the_domain_and_back_unchanged() {
        let on_the_wire = json!({
            "handshakeId": "0f".repeat(16), "total": 600, "expiresIn": 120,
            "result": [{"txHash": "0a".repeat(32), "status": 631}, {"txHash": "0b".repeat(32), "status": 835}]
        });
        let held: Held = serde_json::from_value(on_the_wire.clone()).unwrap();
        let hold = Hold::try_from(held).unwrap();
        assert_eq!((hold.total, hold.expires_in, hold.held()), (Credits(600), Duration::from_secs(120), 1));
        assert_eq!(serde_json::to_value(Held::from(&hold)).unwrap(), on_the_wire);
    }

    #[test]
    fn a_hold_whose_name_cannot_stand_in_a_path_is_not_what_was_agreed() {
        for (id, status, member) in [
            ("", 631, "handshakeId"),
            ("../../usr/logout", 631, "handshakeId"),
            (&"0f".repeat(16), 599, "status"),
        ] {
            let result = vec![PickOutcome { tx_hash: "0a".repeat(32), status }];
            let held = Held { handshake_id: id.to_owned(), total: 600, expires_in: 120, result };
            assert_eq!(Hold::try_from(held), Err(OffTheWire(member)), "{id}");
        }
    }
}
