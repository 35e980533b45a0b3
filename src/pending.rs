//! What this tab keeps of purchases, deliveries and revokes that may have been done, over a reload too, until it is
//! known what became of them.
//!
//! It asks nobody and decides nothing. A tab that was duplicated has a copy of its own.

use domain::account::AccountName;
use domain::idempotency::IdempotencyKey;
use domain::pending::{Intent, Pending};
use protocol::pending::Kept;

use crate::browser::storage::tab;

/// Where it is kept.
const KEY: &str = "wattpool-pending";

/// Keeps an intent; to be called before it is sent.
pub fn keep(intent: Intent) {
    change(|pending| pending.keep(intent));
}

/// It is about to be sent under that stamp.
pub fn stamp(key: &IdempotencyKey, stamp: u64) {
    change(|pending| pending.stamp(key, stamp));
}

/// It is known what became of it.
pub fn forget(key: &IdempotencyKey) {
    change(|pending| pending.forget(key));
}

/// The intents of an account, the oldest first.
#[must_use]
pub fn of(account: &AccountName) -> Vec<Intent> {
    let intents = kept().intents().to_vec().into_iter();
    intents.filter(|intent| intent.account == *account).collect()
}

/// Whether anything is kept, whoever's it is.
#[must_use]
pub fn is_any() -> bool {
    !kept().intents().is_empty()
}

fn kept() -> Pending {
    let kept = tab::get(KEY).and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    kept.map(Pending::from).unwrap_or_default()
}

fn change(change: impl FnOnce(&mut Pending)) {
    let mut pending = kept();
    change(&mut pending);
    if pending.intents().is_empty() {
        tab::remove(KEY);
    } else if let Ok(text) = serde_json::to_string(&Kept::from(&pending)) {
        tab::set(KEY, &text);
    }
}
