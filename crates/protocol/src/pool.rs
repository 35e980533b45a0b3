//! `/tx/pool`.

use domain::pool::{PoolAnswer, PoolVersion};
use serde::{Deserialize, Serialize};

use crate::OffTheWire;
use crate::lot::{self, Lot};
use crate::rows::Rows;
#[cfg(feature = "schema")]
use crate::schema;

/// What the pool answers (731): `tx` in full, or `changed` and `removed` since the version asked with.
/// Lists are newest first; rows that cannot be used are left out of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Pool {
    /// Names this state of the pool.
    #[cfg_attr(feature = "schema", schema(value_type = schema::PoolVersion))]
    pub version: String,
    /// How many lots wait.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub total: u64,
    /// Every lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Vec<Lot>>, nullable = false))]
    pub tx: Option<Rows<Lot>>,
    /// Lots that came, came back or changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Vec<Lot>>, nullable = false))]
    pub changed: Option<Rows<Lot>>,
    /// Hashes of lots that left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Vec<schema::LotHash>>, nullable = false))]
    pub removed: Option<Rows<String>>,
}

impl Pool {
    /// How many rows were left out because they could not be used.
    #[must_use]
    pub fn skipped(&self) -> usize {
        let lots = self.tx.iter().chain(&self.changed).map(|rows| rows.skipped);
        lots.chain(self.removed.iter().map(|rows| rows.skipped)).sum()
    }
}

/// The query of `/tx/pool`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "schema", into_params(parameter_in = Query))]
pub struct PoolQuery {
    /// The version that the client holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

impl TryFrom<Pool> for PoolAnswer {
    type Error = OffTheWire;

    fn try_from(pool: Pool) -> Result<Self, OffTheWire> {
        let lots = |rows: Rows<Lot>| rows.into_iter().filter_map(|lot| lot.try_into().ok()).collect();
        let version = PoolVersion(pool.version);
        match (pool.tx, pool.changed) {
            (Some(tx), _) => Ok(Self::Full { version, lots: lots(tx) }),
            (None, Some(changed)) => Ok(Self::Difference {
                version,
                changed: lots(changed),
                removed: pool
                    .removed
                    .unwrap_or_default()
                    .into_iter()
                    .filter_map(|hash| lot::hash(&hash).ok())
                    .collect(),
            }),
            (None, None) => Err(OffTheWire("tx")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lot::tests::LOT;

    const ROWS: usize = 11;

    /// One good row among others that are of another shape or break a rule.
    fn rows() -> String {
        let broken = [
            LOT.replace("\"value\":4", "\"value\":0"),
            LOT.replace("\"value\":4", "\"value\":\"4\""),
            LOT.replace("\"value\":4", "\"value\":2.5"),
            LOT.replace("\"value\":4", "\"value\":99999999999999999999999"),
            LOT.replace("\"wind\"", "\"coal\""),
            LOT.replace("\"power\":3,", ""),
            LOT.replace("\"power\":3", "\"power\":3,\"power\":3"),
            "null".into(),
            "[]".into(),
            "{}".into(),
        ];
        format!("[{},{LOT}]", broken.join(","))
    }

    #[test]
    fn a_bad_row_never_takes_the_pool_away() {
        let body = format!(r#"{{"version":"a","total":11,"tx":{}}}"#, rows());
        let pool: Pool = serde_json::from_str(&body).unwrap();
        assert_eq!(pool.skipped(), ROWS - 1);
        let PoolAnswer::Full { lots, .. } = PoolAnswer::try_from(pool).unwrap() else { panic!("no lots") };
        assert_eq!(lots.len(), 1);
    }

    #[test]
    fn a_bad_row_never_takes_a_difference_away() {
        let hash = "0f".repeat(32);
        let body = format!(
            r#"{{"version":"b","total":1,"changed":{},"removed":["{hash}",null,"undefined"]}}"#,
            rows()
        );
        let pool: Pool = serde_json::from_str(&body).unwrap();
        assert_eq!(pool.skipped(), ROWS - 1 + 2);
        let PoolAnswer::Difference { changed, removed, .. } = PoolAnswer::try_from(pool).unwrap() else {
            panic!("no difference")
        };
        assert_eq!((changed.len(), removed.len()), (1, 1));
    }

    #[test]
    fn an_answer_without_any_list_is_no_pool() {
        let pool: Pool = serde_json::from_str(r#"{"version":"a","total":0}"#).unwrap();
        assert_eq!(PoolAnswer::try_from(pool), Err(OffTheWire("tx")));
    }

    #[test]
    fn the_pool_is_written_as_plain_lists() {
        let lot: Lot = serde_json::from_str(LOT).unwrap();
        let pool = Pool {
            version: "a".into(),
            total: 1,
            tx: Some(vec![lot.clone()].into()),
            changed: None,
            removed: None,
        };
        let expected = serde_json::json!({"version": "a", "total": 1, "tx": [lot]});
        assert_eq!(serde_json::to_value(&pool).unwrap(), expected);
    }
}
