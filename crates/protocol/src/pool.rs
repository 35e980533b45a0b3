//! `/tx/pool`.

use domain::pool::{PoolAnswer, PoolVersion};
use serde::{Deserialize, Serialize};

use crate::OffTheWire;
use crate::lot::{self, Lot};

/// What the pool answers (731): `tx` in full, or `changed` and `removed` since the version asked with.
/// Lists are newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// Names this state of the pool.
    pub version: String,
    /// How many lots wait.
    pub total: u64,
    /// Every lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tx: Option<Vec<Lot>>,
    /// Lots that came or changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Vec<Lot>>,
    /// Hashes of lots that left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<Vec<String>>,
}

/// The query of `/tx/pool`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolQuery {
    /// The version that the client holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

impl TryFrom<Pool> for PoolAnswer {
    type Error = OffTheWire;

    fn try_from(pool: Pool) -> Result<Self, OffTheWire> {
        let lots = |lots: Vec<Lot>| lots.into_iter().map(TryInto::try_into).collect::<Result<_, _>>();
        let version = PoolVersion(pool.version);
        match (pool.tx, pool.changed) {
            (Some(tx), _) => Ok(Self::Full { version, lots: lots(tx)? }),
            (None, Some(changed)) => Ok(Self::Difference {
                version,
                changed: lots(changed)?,
                removed: pool
                    .removed
                    .unwrap_or_default()
                    .iter()
                    .map(|hash| lot::hash(hash))
                    .collect::<Result<_, _>>()?,
            }),
            (None, None) => Err(OffTheWire("tx")),
        }
    }
}
