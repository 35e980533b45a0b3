//! What a query means at a moment, and whether a lot is that.

use domain::account::Address;
use domain::credits::PricePerKwh;
use domain::energy::{EnergyType, EnergyTypes, WattHours};
use domain::pool::{PoolQuery, Range};
use domain::timestamp::Timestamp;

use crate::lots::Lots;
use crate::room;
use crate::sellers::digits;
use crate::slot::Slot;
use crate::text::Needle;

/// What a person wants to see: lots that pass everything that is said here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The types to show; none shows all.
    pub energy_types: EnergyTypes,
    /// The price per kWh as people read it.
    pub price_per_kwh: Range<PricePerKwh>,
    /// The energy of the lot.
    pub amount: Range<WattHours>,
    /// When it leaves the pool. A time that nobody told is later than all others.
    pub timestamp_expire: Range<Timestamp>,
    /// A part of the seller's address, in either case.
    pub seller: String,
    /// A part of the note, in either case.
    pub note: String,
}

impl Filter {
    /// What a query means now.
    #[must_use]
    pub fn of(query: &PoolQuery, now: Timestamp) -> Self {
        Self {
            energy_types: query.energy_types,
            price_per_kwh: query.price_per_kwh,
            amount: query.amount,
            timestamp_expire: query.expiry.map(|expiry| expiry.range(now)).unwrap_or_default(),
            seller: query.seller.clone(),
            note: query.note.clone(),
        }
    }

    /// Whether it hides anything.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.energy_types.is_empty()
            && self.price_per_kwh.is_open()
            && self.amount.is_open()
            && self.timestamp_expire.is_open()
            && self.seller.trim().is_empty()
            && self.note.trim().is_empty()
    }

    /// Whether lots of that type are shown, as far as the type goes.
    pub(crate) fn shows(&self, energy_type: EnergyType) -> bool {
        self.energy_types.is_empty() || self.energy_types.contains(energy_type)
    }
}

/// Stands for the type of a lot that does not pass, and of no lot.
pub(crate) const HIDDEN: u8 = EnergyType::ALL.len() as u8;

/// Whether a lot passes a filter but for its type, with everything worked out that can be beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sieve {
    price_per_kwh: Option<(u64, u64)>,
    amount: (u64, u64),
    timestamp_expire: (u64, u64),
    seller: Option<Needle>,
    note: Option<Needle>,
}

const EVERYTHING: (u64, u64) = (0, u64::MAX);

impl Default for Sieve {
    fn default() -> Self {
        Self {
            price_per_kwh: None,
            amount: EVERYTHING,
            timestamp_expire: EVERYTHING,
            seller: None,
            note: None,
        }
    }
}

impl Sieve {
    pub(crate) fn new(filter: &Filter) -> Self {
        let price = filter.price_per_kwh;
        Self {
            price_per_kwh: (!price.is_open()).then(|| bounds(price, |price| price.0)),
            amount: bounds(filter.amount, WattHours::get),
            timestamp_expire: bounds(filter.timestamp_expire, |moment| moment.0),
            seller: Needle::new(&filter.seller),
            note: Needle::new(&filter.note),
        }
    }

    /// The type of the lot of each slot, or [`HIDDEN`].
    pub(crate) fn sift_all(&self, lots: &Lots, types: &mut Vec<u8>) {
        let mut scratch = String::new();
        let addresses = if self.seller.is_some() { lots.sellers.addresses() } else { &[] };
        let passing: Vec<_> = addresses.iter().map(|address| self.takes_seller(address)).collect();
        types.clear();
        room::make(types, lots.slots());
        types.extend((0..lots.slots()).map(|index| {
            let takes_seller = passing.get(lots.seller_ids[index].index()).copied().unwrap_or(true);
            let slot = Slot::new(index);
            let passes = takes_seller && lots.is_live(slot) && self.passes(lots, slot, &mut scratch);
            if passes { lots.energy_types[index] as u8 } else { HIDDEN }
        }));
    }

    /// The type of one lot, or [`HIDDEN`]. `scratch` is overwritten.
    pub(crate) fn sift(&self, lots: &Lots, slot: Slot, scratch: &mut String) -> u8 {
        let seller = lots.sellers.address(lots.seller_ids[slot.index()]);
        let passes = self.takes_seller(seller) && self.passes(lots, slot, scratch);
        if passes { lots.energy_types[slot.index()] as u8 } else { HIDDEN }
    }

    fn takes_seller(&self, address: &Address) -> bool {
        self.seller.as_ref().is_none_or(|needle| needle.is_in_ascii(&digits(address)))
    }

    /// Whether a lot passes everything but what is said of its type and its seller.
    fn passes(&self, lots: &Lots, slot: Slot, scratch: &mut String) -> bool {
        let at = slot.index();
        let (amount, moment) = (lots.amounts[at], lots.timestamps_expire[at].0);
        let is_within = |number: u64, (from, to): (u64, u64)| from <= number && number <= to;
        is_within(amount.get(), self.amount)
            && is_within(moment, self.timestamp_expire)
            && self.price_per_kwh.is_none_or(|bounds| is_within(lots.values[at].per_kwh(amount).0, bounds))
            && self.note.as_ref().is_none_or(|needle| needle.is_in(lots.notes.get(slot), scratch))
    }
}

fn bounds<T: Copy>(range: Range<T>, number: fn(T) -> u64) -> (u64, u64) {
    let (least, most) = EVERYTHING;
    (range.from.map_or(least, number), range.to.map_or(most, number))
}
