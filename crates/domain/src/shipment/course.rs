//! What becomes of a shipment: which parcel is the next one, what was answered, what is not known.
//!
//! Which lots are in which parcel never changes, so that a parcel that is sent again is the same under the same key.

use std::ops::Range;

use crate::delivery::{self, Delivered, Delivery};
use crate::idempotency::IdempotencyKey;
use crate::pending::KEY_LIFE;
use crate::timestamp::Timestamp;

/// About so many parcels there are, so that there is progress to see.
const PARCELS: usize = 20;
/// The fewest lots of a parcel.
const SMALLEST_PARCEL: usize = 10;

/// What became of a lot that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemOutcome {
    /// The exchange told it.
    Told(Delivered),
    /// Nobody can say any more by itself; the account shows it.
    Unknown,
}

/// One lot of a shipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The row of the file.
    pub row: usize,
    /// The lot.
    pub delivery: Delivery,
    /// What became of it, once that is known.
    pub outcome: Option<ItemOutcome>,
}

/// Some lots of a shipment that are sent together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Under which key.
    pub key: IdempotencyKey,
    /// Which lots.
    pub deliveries: Vec<Delivery>,
}

/// How many lots of a shipment are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In all.
    pub all: usize,
    /// In the pool.
    pub in_pool: usize,
    /// Not taken.
    pub refused: usize,
    /// Not known.
    pub unknown: usize,
}

impl Tally {
    /// Those of which there is nothing to wait for.
    #[must_use]
    pub const fn settled(self) -> usize {
        self.in_pool + self.refused + self.unknown
    }

    /// Those that were not sent, or are on their way.
    #[must_use]
    pub const fn open(self) -> usize {
        self.all - self.settled()
    }
}

/// Many lots that are delivered because a person said so once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipment {
    /// The decision; each parcel has a key made from it.
    pub key: IdempotencyKey,
    /// How many lots are in a parcel.
    pub parcel: usize,
    /// The lots, in the order in which they are sent.
    pub items: Vec<Item>,
    /// When the next parcel was sent for the first time, if it was, so that it may have been done.
    pub sent_at: Option<Timestamp>,
    /// Whether the person wants nothing more of it to be sent.
    pub is_stopped: bool,
}

impl Shipment {
    /// A shipment of these lots, each with the row that it came from.
    #[must_use]
    pub fn new(key: IdempotencyKey, lots: impl IntoIterator<Item = (usize, Delivery)>) -> Self {
        let lots = lots.into_iter();
        let items: Vec<_> = lots.map(|(row, delivery)| Item { row, delivery, outcome: None }).collect();
        let parcel = items.len().div_ceil(PARCELS).clamp(SMALLEST_PARCEL, delivery::MAX_LOTS);
        Self { key, parcel, items, sent_at: None, is_stopped: false }
    }

    /// The parcel that is to be sent next, or is on its way; nothing once all is settled.
    #[must_use]
    pub fn next(&self) -> Option<Parcel> {
        let (number, range) = self.place()?;
        let items = self.items.get(range)?;
        let deliveries = items.iter().map(|item| item.delivery.clone()).collect();
        Some(Parcel { key: self.key.part(number), deliveries })
    }

    /// How many lots are in it.
    #[must_use]
    pub fn next_size(&self) -> usize {
        self.place().map_or(0, |(_, range)| range.len())
    }

    /// It is known what became of the next parcel. Outcomes of another number than its lots are none.
    pub fn settle(&mut self, outcomes: Vec<ItemOutcome>) {
        let Some((_, range)) = self.place() else { return };
        self.sent_at = None;
        let items = self.items.get_mut(range).unwrap_or_default();
        if items.len() == outcomes.len() {
            for (item, outcome) in items.iter_mut().zip(outcomes) {
                item.outcome = Some(outcome);
            }
        }
    }

    /// Nobody will know by itself what became of the next parcel.
    pub fn give_up(&mut self) {
        self.settle(vec![ItemOutcome::Unknown; self.next_size()]);
    }

    /// Whether the next parcel may be sent: for the first time, or again under its key as long as an exchange is
    /// trusted to know that.
    #[must_use]
    pub fn is_repeatable(&self, now: Timestamp) -> bool {
        self.sent_at.is_none_or(|sent_at| u128::from(sent_at.0.abs_diff(now.0)) < KEY_LIFE.as_millis())
    }

    /// Whether there is nothing to wait for any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.sent_at.is_none() && (self.is_stopped || self.place().is_none())
    }

    /// How many lots are where.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally { all: self.items.len(), ..Tally::default() };
        for outcome in self.items.iter().filter_map(|item| item.outcome.as_ref()) {
            match outcome {
                ItemOutcome::Told(Delivered::InPool { .. }) => tally.in_pool += 1,
                ItemOutcome::Told(Delivered::Refused { .. }) => tally.refused += 1,
                ItemOutcome::Unknown => tally.unknown += 1,
            }
        }
        tally
    }

    /// The number of the next parcel and the places of its lots.
    fn place(&self) -> Option<(usize, Range<usize>)> {
        let first = self.items.iter().position(|item| item.outcome.is_none())?;
        let number = first.checked_div(self.parcel)?;
        let begin = number * self.parcel;
        Some((number, begin..self.items.len().min(begin.saturating_add(self.parcel))))
    }
}
