//! What is picked adds up to, what became of lots that were picked, and keeping the names of both over a reload
//! of the tab.
//!
//! Which lots are picked is known to the engine. Nothing is bought here.

use domain::account::AccountName;
use domain::credits::{Credits, PricePerKwh};
use domain::lot::LotHash;

use crate::browser::storage::tab;

/// Where the tab keeps what is picked.
const KEY: &str = "wattpool-basket";
/// No more are kept; nobody can buy so many at once anyway.
const MOST: usize = 1_000;

/// What is picked, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    /// How many lots are picked.
    pub lots: usize,
    /// What they cost together.
    pub value: Credits,
    /// How much energy that is, in watt-hours.
    pub amount_wh: u64,
    /// What became of others.
    pub gone: Gone,
}

impl Basket {
    /// What a kWh of it costs on average; nothing of an empty one.
    #[must_use]
    pub fn mean_price(&self) -> Option<PricePerKwh> {
        PricePerKwh::mean(self.value, self.amount_wh)
    }
}

/// What became of lots that were picked, until the person has taken note of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// They were sold to somebody else, or taken back.
    pub sold: usize,
    /// Their time was over.
    pub expired: usize,
    /// They are still picked, at another price.
    pub repriced: usize,
}

impl Gone {
    /// Whether there is nothing to take note of.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.sold == 0 && self.expired == 0 && self.repriced == 0
    }
}

/// What was picked in this tab by that account.
pub(super) fn kept(account: &AccountName) -> Vec<LotHash> {
    let text = tab::get(KEY).unwrap_or_default();
    let mut lines = text.lines();
    if lines.next() != Some(account.as_str()) {
        return Vec::new();
    }
    lines.filter_map(|line| line.parse().ok()).take(MOST).collect()
}

/// Keeps what is picked by that account.
pub(super) fn keep(account: &AccountName, picked: impl Iterator<Item = LotHash>) {
    let mut text = account.as_str().to_owned();
    let mut is_empty = true;
    for hash in picked.take(MOST) {
        text.push('\n');
        text.push_str(&hash.to_string());
        is_empty = false;
    }
    if is_empty { forget() } else { tab::set(KEY, &text) }
}

/// Keeps nothing.
pub(super) fn forget() {
    tab::remove(KEY);
}
