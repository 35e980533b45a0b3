//! The last lots that this browser saw, for when the app is opened and nobody answers.
//!
//! Some hundred rows as they stood in sight, and when they were true; nothing of whoever looked at them. They are
//! forgotten with whoever leaves, and when they are older than any session can be. Nothing is bought by them.

use std::time::Duration;

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotStatus, Note};
use domain::pool::{PoolAnswer, PoolVersion};
use domain::timestamp::Timestamp;
use engine::Row;

use crate::browser::storage;
use crate::pool::store::PoolStore;

/// Where they are kept.
const KEY: &str = "wattpool-kept-pool";
/// No more are kept: with the longest notes that is a quarter of a megabyte.
const MOST: usize = 500;
/// They are shown no longer than the longest session lasts.
const LONGEST: Duration = Duration::from_secs(12 * 60 * 60);
/// Rows that are in sight for long are kept anew so often.
const KEEP_EVERY: Duration = Duration::from_secs(60);

/// The lots, and when they were true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPool {
    /// When the exchange told of them.
    pub heard_at: Timestamp,
    lots: Vec<Lot>,
}

impl KeptPool {
    /// What was kept and is worth showing now. What is not is forgotten.
    #[must_use]
    pub fn at(now: Timestamp) -> Option<Self> {
        let kept = storage::get(KEY)?;
        let kept =
            Self::read(&kept).filter(|kept| kept.heard_at <= now && kept.heard_at.until(now) <= LONGEST);
        let Some(mut kept) = kept else {
            forget();
            return None;
        };
        kept.lots.retain(|lot| lot.timestamp_expire > now);
        (!kept.lots.is_empty()).then_some(kept)
    }

    /// A store of them, of which nothing can be picked.
    #[must_use]
    pub fn into_store(self, now: Timestamp) -> PoolStore {
        let store = PoolStore::for_looking();
        store.set_now(now);
        store.apply(&PoolAnswer::Full { version: PoolVersion(String::new()), lots: self.lots });
        store
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let heard_at = Timestamp(lines.next()?.parse().ok()?);
        Some(Self { heard_at, lots: lines.map(lot).collect::<Option<_>>()? })
    }
}

/// Keeps what is in sight of those lots, as it was then. What was kept a moment ago is left as it is, unless the page
/// is about to go. Where none is in sight there is nothing to keep.
pub(super) fn keep(store: &PoolStore, heard_at: Timestamp, is_leaving: bool) {
    let pool = store.pool();
    if pool.shown() == 0 {
        return;
    }
    let last = storage::get(KEY).and_then(|kept| kept.lines().next()?.parse().ok()).map(Timestamp);
    let is_due = last.is_none_or(|last| last > heard_at || last.until(heard_at) >= KEEP_EVERY);
    if !is_due && (!is_leaving || last == Some(heard_at)) {
        return;
    }
    let mut text = heard_at.0.to_string();
    for row in pool.rows(0, MOST) {
        text.push('\n');
        write(row, &mut text);
    }
    storage::set(KEY, &text);
}

/// Keeps nothing.
pub(super) fn forget() {
    storage::remove(KEY);
}

/// A line for a lot: what a row shows of it, and its note at last.
fn write(row: Row<'_>, text: &mut String) {
    let note =
        row.note().replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t");
    let parts = [
        row.hash().to_string(),
        row.block_height().to_string(),
        row.timestamp_sell().0.to_string(),
        row.timestamp_expire().0.to_string(),
        row.power().get().to_string(),
        row.amount().get().to_string(),
        row.value().get().to_string(),
        row.energy_type().token().to_owned(),
        row.seller().to_string(),
        note,
    ];
    text.push_str(&parts.join("\t"));
}

fn lot(line: &str) -> Option<Lot> {
    let mut parts = line.split('\t');
    let mut part = || parts.next();
    Some(Lot {
        hash: part()?.parse().ok()?,
        status: LotStatus::Waiting,
        block_height: part()?.parse().ok()?,
        timestamp_sell: Timestamp(part()?.parse().ok()?),
        timestamp_buy: None,
        timestamp_expire: Timestamp(part()?.parse().ok()?),
        power: Watts::new(part()?.parse().ok()?).ok()?,
        amount: WattHours::new(part()?.parse().ok()?).ok()?,
        value: LotPrice::new(part()?.parse().ok()?).ok()?,
        energy_type: EnergyType::parse(part()?).ok()?,
        seller: part()?.parse::<Address>().ok()?,
        buyer: None,
        note: Note::parse(&unescaped(part()?)).ok()?,
    })
}

fn unescaped(note: &str) -> String {
    let mut text = String::with_capacity(note.len());
    let mut signs = note.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            text.push(sign);
            continue;
        }
        match signs.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            other => text.extend(other),
        }
    }
    text
}
