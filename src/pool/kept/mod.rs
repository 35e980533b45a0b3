//! The last lots that this browser saw, for when the app is opened and nobody answers.
//!
//! Some hundred rows as they stood in sight, and when they were true; nothing of whoever looked at them. They are
//! forgotten with whoever leaves, and when they are older than any session can be. Nothing is bought by them.

mod line;

use std::time::Duration;

use domain::lot::Lot;
use domain::pool::{PoolAnswer, PoolVersion};
use domain::timestamp::Timestamp;
use engine::Pool;

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
        let text = storage::get(KEY)?;
        let Some(kept) = Self::read(&text).filter(|kept| kept.is_of_a_session_at(now)) else {
            forget();
            return None;
        };
        kept.without_expired(now)
    }

    /// A store of them, of which nothing can be picked.
    #[must_use]
    pub fn into_store(self, now: Timestamp) -> PoolStore {
        let store = PoolStore::for_looking();
        store.set_now(now);
        store.apply(&PoolAnswer::Full { version: PoolVersion(String::new()), lots: self.lots });
        store
    }

    /// Whether the session in which the lots were heard of may still live.
    fn is_of_a_session_at(&self, now: Timestamp) -> bool {
        self.heard_at <= now && self.heard_at.until(now) <= LONGEST
    }

    /// Those that are still to be had as far as is known; nothing where none is.
    fn without_expired(mut self, now: Timestamp) -> Option<Self> {
        self.lots.retain(|lot| lot.timestamp_expire > now);
        (!self.lots.is_empty()).then_some(self)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let heard_at = Timestamp(lines.next()?.parse().ok()?);
        Some(Self { heard_at, lots: lines.map(line::lot).collect::<Option<_>>()? })
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
    storage::set(KEY, &text(&pool, heard_at));
}

/// The moment, and a line for each of the first lots in sight.
fn text(pool: &Pool, heard_at: Timestamp) -> String {
    let mut text = heard_at.0.to_string();
    for row in pool.rows(0, MOST) {
        text.push('\n');
        line::write(row, &mut text);
    }
    text
}

/// Keeps nothing.
pub(super) fn forget() {
    storage::remove(KEY);
}

#[cfg(test)]
mod tests {
    use domain::account::Address;
    use domain::credits::LotPrice;
    use domain::energy::{EnergyType, WattHours, Watts};
    use domain::lot::{LotHash, LotStatus, Note};

    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000_000);

    fn lots(count: u16) -> Vec<Lot> {
        let lot = |number: u16| {
            let mut hash = [0; 32];
            hash[..2].copy_from_slice(&number.to_be_bytes());
            Lot {
                hash: LotHash(hash),
                status: LotStatus::Waiting,
                block_height: u64::from(number),
                timestamp_sell: Timestamp(1),
                timestamp_buy: None,
                timestamp_expire: NOW.after(Duration::from_secs(u64::from(number))),
                power: Watts::new(1_500).unwrap(),
                amount: WattHours::new(12_000).unwrap(),
                value: LotPrice::new(30).unwrap(),
                energy_type: EnergyType::Wind,
                seller: Address([7; 20]),
                buyer: None,
                note: Note::parse("north\tand\nsouth").unwrap(),
            }
        };
        (1..=count).map(lot).collect()
    }

    fn kept(count: u16) -> KeptPool {
        let pool = KeptPool { heard_at: NOW, lots: lots(count) }.into_store(NOW);
        let text = text(&pool.pool(), NOW);
        KeptPool::read(&text).unwrap()
    }

    #[test]
    fn what_was_kept_is_what_was_in_sight() {
        assert_eq!(kept(3), KeptPool { heard_at: NOW, lots: lots(3) });
    }

    #[test]
    fn of_a_large_pool_the_first_rows_are_kept_and_no_more() {
        let kept = kept(600);
        assert_eq!(kept.lots.len(), MOST);
        assert_eq!(kept.lots[0], lots(1)[0]);
    }

    #[test]
    fn what_is_older_than_any_session_or_of_tomorrow_is_not_shown() {
        let kept = kept(1);
        assert!(kept.is_of_a_session_at(NOW) && kept.is_of_a_session_at(NOW.after(LONGEST)));
        assert!(!kept.is_of_a_session_at(NOW.after(LONGEST + Duration::from_millis(1))));
        assert!(!kept.is_of_a_session_at(NOW.before(Duration::from_millis(1))));
    }

    #[test]
    fn lots_whose_time_is_over_are_not_shown() {
        let later = NOW.after(Duration::from_secs(2));
        assert_eq!(kept(3).without_expired(later).map(|kept| kept.lots.len()), Some(1));
        assert_eq!(kept(3).without_expired(later.after(Duration::from_secs(1))), None);
    }

    #[test]
    fn a_text_that_was_cut_off_or_is_another_is_nothing() {
        for text in ["", "now", "1000\nab", "{}"] {
            assert_eq!(KeptPool::read(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_of_it_can_be_picked() {
        let store = kept(1).into_store(NOW);
        store.want([LotHash(lots(1)[0].hash.0)]);
        assert_eq!(store.basket().lots, 0);
    }
}
