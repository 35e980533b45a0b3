//! What was asked for and may have been done: a purchase, a delivery or a revoke whose outcome is not known yet,
//! kept by the tab that asked until it is.
//!
//! It knows no storage and no clock. Nothing secret is in it: who, which lots, at which prices, under which key.

use std::time::Duration;

use crate::account::AccountName;
use crate::delivery::{Delivery, DeliveryDraft};
use crate::hold::Held;
use crate::idempotency::IdempotencyKey;
use crate::lot::Lot;
use crate::timestamp::Timestamp;

/// The most intents that a tab keeps; the oldest gives way.
pub const MAX_KEPT: usize = 16;
/// How long an exchange is trusted to know a key. What is older is looked up and never sent again under it.
pub const KEY_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// How long something may still be on its way where nothing is keyed. What nobody sees after that was not done.
pub const SILENCE: Duration = Duration::from_secs(60);

/// How something was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The decision that it was.
    pub key: IdempotencyKey,
    /// When the person decided.
    pub made_at: Timestamp,
    /// When it was sent the last time.
    pub sent_at: Timestamp,
    /// The stamps under which it was sent, where lots have stamps.
    pub stamps: Vec<u64>,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To buy lots.
    Purchase {
        /// The lots as they were when the person decided.
        lots: Vec<Lot>,
        /// What is held of them, once something is.
        held: Option<Held>,
        /// Whether the person has confirmed what is held.
        is_confirmed: bool,
    },
    /// To put a lot into the pool.
    Delivery {
        /// What was typed.
        draft: DeliveryDraft,
        /// What was sent.
        delivery: Delivery,
    },
    /// To take a lot back.
    Revoke {
        /// The lot.
        lot: Lot,
    },
}

/// Something that was asked for, by whom, and how it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Whose it is; nobody else sees or settles it.
    pub account: AccountName,
    /// How it was sent.
    pub sending: Sending,
    /// What was asked for.
    pub wish: Wish,
}

/// The intents of a tab, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending(Vec<Intent>);

impl Sending {
    /// A decision that is sent for the first time.
    #[must_use]
    pub const fn first(key: IdempotencyKey, now: Timestamp) -> Self {
        Self { key, made_at: now, sent_at: now, stamps: Vec::new() }
    }

    /// Whether it may be sent again under its key. Of a decision that was made in the future, by a clock that
    /// was set since, nobody knows the age either.
    #[must_use]
    pub const fn is_repeatable(&self, now: Timestamp) -> bool {
        (self.made_at.0.abs_diff(now.0) as u128) < KEY_LIFE.as_millis()
    }

    /// From when on it is no longer on its way, where nothing is keyed.
    #[must_use]
    pub fn is_over_at(&self, now: Timestamp) -> Timestamp {
        self.sent_at.min(now).after(SILENCE)
    }
}

impl Pending {
    /// Keeps an intent, in place of what was kept under its key; the stamps of that stay.
    pub fn keep(&mut self, mut intent: Intent) {
        let known = self.0.iter().position(|known| known.sending.key == intent.sending.key);
        if let Some(known) = known.map(|place| self.0.remove(place)) {
            let stamps = &mut intent.sending.stamps;
            stamps.extend(known.sending.stamps);
            stamps.sort_unstable();
            stamps.dedup();
        }
        self.0.push(intent);
        let surplus = self.0.len().saturating_sub(MAX_KEPT);
        self.0.drain(..surplus);
    }

    /// It is known what became of it.
    pub fn forget(&mut self, key: &IdempotencyKey) {
        self.0.retain(|intent| intent.sending.key != *key);
    }

    /// It is about to be sent under that stamp.
    pub fn stamp(&mut self, key: &IdempotencyKey, stamp: u64) {
        for intent in self.0.iter_mut().filter(|intent| intent.sending.key == *key) {
            intent.sending.stamps.push(stamp);
        }
    }

    /// The intents, the oldest first.
    #[must_use]
    pub fn intents(&self) -> &[Intent] {
        &self.0
    }
}

impl FromIterator<Intent> for Pending {
    fn from_iter<I: IntoIterator<Item = Intent>>(intents: I) -> Self {
        let mut pending = Self::default();
        intents.into_iter().for_each(|intent| pending.keep(intent));
        pending
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::energy::EnergyType;
    use crate::lot::tests::lot;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn key(number: usize) -> IdempotencyKey {
        IdempotencyKey::parse(&number.to_string()).unwrap()
    }

    fn intent(number: usize) -> Intent {
        Intent {
            account: AccountName::parse("Ada Example").unwrap(),
            sending: Sending::first(key(number), NOW),
            wish: Wish::Revoke { lot: lot(1, EnergyType::Wind, 7) },
        }
    }

    #[test]
    fn one_decision_is_kept_once_with_all_its_stamps() {
        let mut pending = Pending::default();
        pending.keep(intent(1));
        pending.stamp(&key(1), 8);
        pending.stamp(&key(2), 9);
        pending.keep(intent(1));
        assert_eq!(pending.intents().len(), 1);
        assert_eq!(pending.intents()[0].sending.stamps, [8]);
        pending.forget(&key(1));
        assert_eq!(pending, Pending::default());
    }

    #[test]
    fn the_oldest_gives_way_where_there_are_too_many() {
        let pending: Pending = (0..MAX_KEPT + 3).map(intent).collect();
        assert_eq!(pending.intents().len(), MAX_KEPT);
        assert_eq!(pending.intents()[0].sending.key, key(3));
    }

    #[test]
    fn after_a_day_nothing_is_sent_again_under_its_key() {
        let sending = Sending::first(key(1), NOW);
        let second = Duration::from_secs(1);
        assert!(sending.is_repeatable(NOW) && sending.is_repeatable(NOW.after(KEY_LIFE).before(second)));
        for other in [NOW.after(KEY_LIFE), NOW.before(KEY_LIFE), Timestamp(0), Timestamp::UNKNOWN] {
            assert!(!sending.is_repeatable(other), "{other:?}");
        }
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_make_anybody_wait_longer() {
        let sending = Sending::first(key(1), NOW);
        assert_eq!(sending.is_over_at(NOW.after(KEY_LIFE)), NOW.after(SILENCE));
        assert_eq!(sending.is_over_at(Timestamp(7)), Timestamp(7).after(SILENCE));
    }
}
