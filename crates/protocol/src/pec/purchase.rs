//! The body of a purchase. It names no price: whoever sends it has to know that the price is the one seen.

use domain::lot::LotHash;
use domain::timestamp::Timestamp;
use serde::Serialize;

use crate::pec::session::Token;

/// The lots to buy.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Purchase {
    session_id: String,
    timestamp_buy: u64,
    tx: Vec<Pick>,
}

/// One lot.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pick {
    tx_hash: String,
}

impl Purchase {
    /// Buys those lots now.
    #[must_use]
    pub fn of(session: &Token, lots: impl IntoIterator<Item = LotHash>, now: Timestamp) -> Self {
        let pick = |hash: LotHash| Pick { tx_hash: hash.to_string() };
        Self {
            session_id: session.to_string(),
            timestamp_buy: now.0,
            tx: lots.into_iter().map(pick).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_purchase_names_session_moment_and_lots() {
        let session: Token = "0f".repeat(32).parse().unwrap();
        let body = Purchase::of(&session, [LotHash([1; 32])], Timestamp(7));
        let expected =
            json!({ "sessionId": "0f".repeat(32), "timestampBuy": 7, "tx": [{ "txHash": "01".repeat(32) }] });
        assert_eq!(serde_json::to_value(&body).unwrap(), expected);
    }
}
