//! What became of one lot of a delivery or purchase: a name and a word.

use domain::lot::LotHash;
use serde::Deserialize;

use crate::pec::loose::Loose;
use crate::rows::{self, Row, Rows};

/// What a delivery (733) or a purchase (732) answers. 732 says nothing by itself: it comes even where every
/// lot failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Answer {
    #[serde(deserialize_with = "rows::or_default")]
    result: Rows<Told>,
}

/// One row of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Told {
    tx_hash: Loose,
    msg: Loose,
}

impl Row for Told {
    fn is_usable(&self) -> bool {
        true
    }
}

impl Told {
    fn has_succeeded(&self) -> Option<bool> {
        match self.msg.text()? {
            "succeed" | "succeeded" => Some(true),
            "failed" => Some(false),
            _ => None,
        }
    }
}

impl Answer {
    /// Whether that lot succeeded; nothing where it is not said.
    #[must_use]
    pub fn of(&self, hash: &LotHash) -> Option<bool> {
        let told = |row: &&Told| row.tx_hash.parse() == Some(*hash);
        self.result.good.iter().filter(told).filter_map(Told::has_succeeded).max()
    }

    /// The name of the one lot that was asked for, where it is said.
    #[must_use]
    pub fn hash(&self) -> Option<LotHash> {
        self.result.good.first()?.tx_hash.parse()
    }

    /// Whether it says that the one lot that was asked for failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.result.good.first().and_then(Told::has_succeeded) == Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_lot_of_which_nothing_is_said_is_neither_bought_nor_refused() {
        let answer: Answer = serde_json::from_value(json!({
            "status": 732,
            "result": [
                null, { "txHash": "0a".repeat(32), "msg": "succeed" }, { "txHash": "0b".repeat(32), "msg": "failed" },
                { "txHash": "0c".repeat(32) }, { "msg": "failed" }, "undefined"
            ]
        }))
        .unwrap();
        let of = |byte| answer.of(&LotHash([byte; 32]));
        assert_eq!([0x0a, 0x0b, 0x0c, 0x0d].map(of), [Some(true), Some(false), None, None]);
    }

    #[test]
    fn an_answer_without_any_row_says_nothing() {
        for result in [json!(null), json!("undefined"), json!([]), json!({}), json!(7)] {
            let answer: Answer = serde_json::from_value(json!({ "status": 733, "result": result })).unwrap();
            assert_eq!((answer.hash(), answer.has_failed()), (None, false), "{result}");
        }
    }
}
