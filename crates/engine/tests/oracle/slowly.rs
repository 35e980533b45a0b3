//! What the protocol crate reads of an answer, slowly.
//!
//! It goes over what nobody needs at any depth, where the engine gives up; [`depth`] tells when that is right.

use std::collections::{HashMap, HashSet};

use domain::lot::{Lot, LotHash};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub status: Option<u16>,
    pub pool: Option<SaidOfPool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidOfPool {
    pub version: String,
    pub is_full: bool,
    pub lots: Vec<Lot>,
    pub removed: Vec<LotHash>,
    pub skipped: usize,
}

#[derive(Deserialize)]
struct Code {
    status: u16,
}

#[derive(Deserialize)]
struct Pool {
    version: String,
    #[expect(dead_code, reason = "it has to be there, and nobody needs it")]
    total: u64,
    tx: Option<Vec<Box<RawValue>>>,
    changed: Option<Vec<Box<RawValue>>>,
    removed: Option<Vec<Box<RawValue>>>,
}

/// What the protocol crate makes of an answer, row by row; nothing where it is no JSON object.
pub fn read_slowly(bytes: &[u8]) -> Option<Said> {
    let text = std::str::from_utf8(bytes).ok()?;
    serde_json::from_str::<HashMap<String, IgnoredAny>>(text).ok()?;
    let status = serde_json::from_str::<Code>(text).ok().map(|code| code.status);
    let pool = serde_json::from_str::<Pool>(text).ok();
    Some(Said {
        status: status.filter(|status| (600..1000).contains(status)),
        pool: pool.and_then(said_of_pool),
    })
}

fn said_of_pool(pool: Pool) -> Option<SaidOfPool> {
    let is_full = pool.tx.is_some();
    let rows = pool.tx.or(pool.changed)?;
    let removed = pool.removed.filter(|_| !is_full).unwrap_or_default();
    let total = rows.len() + removed.len();
    let mut named = HashSet::new();
    let lots: Vec<Lot> =
        rows.iter().filter_map(|row| lot(row.get())).filter(|lot| named.insert(lot.hash)).collect();
    let removed: Vec<LotHash> = removed.iter().filter_map(|row| hash(row.get())).collect();
    let skipped = total - lots.len() - removed.len();
    Some(SaidOfPool { version: pool.version, is_full, lots, removed, skipped })
}

/// A row without its buyer, of whom the pool knows nothing.
fn lot(row: &str) -> Option<Lot> {
    // Serde would take a list of values in the order of the members too; nobody writes that.
    let row: protocol::lot::Lot = row.starts_with('{').then(|| serde_json::from_str(row).ok())??;
    Some(Lot { buyer: None, timestamp_buy: None, ..Lot::try_from(row).ok()? })
}

fn hash(row: &str) -> Option<LotHash> {
    protocol::lot::hash(&serde_json::from_str::<String>(row).ok()?).ok()
}

/// How deeply lists and objects stand in each other at most.
pub fn depth(bytes: &[u8]) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let (mut is_text, mut is_escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_text,
            b'"' => is_text = !is_text,
            b'[' | b'{' if !is_text => open += 1,
            b']' | b'}' if !is_text => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}
