//! What was sent and may have been done, by the decision under which it was sent. It is kept as long as the
//! app is open, over a log-in too, and it looks nothing up by itself. What is to be found again after that is in
//! [`crate::pending`].

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::lot::LotHash;
use domain::timestamp::Timestamp;

use crate::api::idempotency::IdempotencyKey;
use crate::pending;

/// A handle to it; copies are the same.
#[derive(Clone, Default)]
pub struct Unsettled(Arc<Mutex<Sent>>);

#[derive(Default)]
struct Sent {
    purchases: HashMap<LotHash, IdempotencyKey>,
    deliveries: HashMap<IdempotencyKey, Vec<u64>>,
    revokes: HashSet<LotHash>,
    newest_stamp: u64,
}

impl Unsettled {
    fn sent(&self) -> MutexGuard<'_, Sent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// These lots are about to be bought.
    pub fn buy(&self, lots: impl IntoIterator<Item = LotHash>, key: &IdempotencyKey) {
        self.sent().purchases.extend(lots.into_iter().map(|hash| (hash, key.clone())));
    }

    /// That lot was not bought.
    pub fn not_bought(&self, lot: &LotHash) {
        self.sent().purchases.remove(lot);
    }

    /// Whether that lot may have been bought by that decision.
    pub fn may_be_bought(&self, lot: &LotHash, key: &IdempotencyKey) -> bool {
        self.sent().purchases.get(lot) == Some(key)
    }

    /// The stamp of a lot that is about to be delivered: later than every other.
    pub fn deliver(&self, key: &IdempotencyKey, now: Timestamp) -> u64 {
        let mut sent = self.sent();
        let stamp = now.0.max(sent.newest_stamp.saturating_add(1));
        sent.newest_stamp = stamp;
        sent.deliveries.entry(key.clone()).or_default().push(stamp);
        drop(sent);
        pending::stamp(key, stamp);
        stamp
    }

    /// The lot of that stamp was not delivered.
    pub fn not_delivered(&self, key: &IdempotencyKey, stamp: u64) {
        if let Some(stamps) = self.sent().deliveries.get_mut(key) {
            stamps.retain(|other| *other != stamp);
        }
    }

    /// The stamps under which that decision may have been delivered.
    pub fn stamps(&self, key: &IdempotencyKey) -> Vec<u64> {
        self.sent().deliveries.get(key).cloned().unwrap_or_default()
    }

    /// That lot is about to be taken back.
    pub fn revoke(&self, lot: &LotHash) {
        self.sent().revokes.insert(*lot);
    }

    /// It is known what became of that.
    pub fn revoke_settled(&self, lot: &LotHash) {
        self.sent().revokes.remove(lot);
    }

    /// Whether that lot may have been taken back.
    pub fn may_be_revoked(&self, lot: &LotHash) -> bool {
        self.sent().revokes.contains(lot)
    }
}
