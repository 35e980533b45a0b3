//! What this tab keeps of purchases, deliveries and revokes that may have been done, over a reload too, until it is
//! known what became of them.
//!
//! And of the lots of a file, until the person has seen what became of each. It asks nobody and decides nothing. A tab
//! that was duplicated has a copy of its own.

use domain::account::AccountName;
use domain::idempotency::IdempotencyKey;
use domain::pending::{Intent, Pending};
use domain::shipment::Shipment;
use protocol::pending::Kept;
use protocol::shipment::KeptShipments;

use crate::browser::storage::tab;

/// Where it is kept.
const KEY: &str = "wattpool-pending";
/// Where the lots of files are kept: they are many, and change with each part that is sent.
const SHIPMENTS: &str = "wattpool-shipments";

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

/// Whether anything is kept that is not known, whoever's it is.
#[must_use]
pub fn is_any() -> bool {
    !kept().intents().is_empty() || shipments().is_any_sent()
}

/// Keeps the shipment of an account in place of the one before, or none; to be called before a part of it is sent.
pub fn keep_shipment(account: &AccountName, shipment: Option<&Shipment>) {
    let mut kept = shipments();
    kept.keep(account, shipment);
    if kept.is_empty() {
        tab::remove(SHIPMENTS);
    } else if let Ok(text) = serde_json::to_string(&kept) {
        tab::set(SHIPMENTS, &text);
    }
}

/// The shipment of an account.
#[must_use]
pub fn shipment_of(account: &AccountName) -> Option<Shipment> {
    shipments().of(account)
}

fn shipments() -> KeptShipments {
    tab::get(SHIPMENTS).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
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
