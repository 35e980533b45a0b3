//! `/usr/alive`.

#[cfg(feature = "schema")]
use crate::schema;
use serde::{Deserialize, Serialize};

/// What a heartbeat answers while the session lives (725).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Alive {
    /// The account's name.
    pub account: String,
    /// Seconds until the session ends if nothing happens.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Seconds))]
    pub expires_in: u64,
    /// The pool's state, to know whether asking for it is worth it.
    #[cfg_attr(feature = "schema", schema(value_type = schema::PoolVersion))]
    pub pool_version: String,
}

/// The query of `/usr/alive`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "schema", into_params(parameter_in = Query))]
pub struct AliveQuery {
    /// Whether the person did something since the last beat; only then the session is prolonged.
    #[serde(default)]
    pub active: bool,
}
