//! What a person wants to see of the pool, and whether a lot is that.

use domain::account::Address;
use domain::credits::PricePerKwh;
use domain::energy::{EnergyType, WattHours};
use domain::timestamp::Timestamp;

use crate::lots::Lots;
use crate::room;
use crate::sellers::digits;
use crate::slot::Slot;
use crate::text::Needle;

/// From one value to another, both included; an end that is not said is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<T> {
    /// The least.
    pub from: Option<T>,
    /// The most.
    pub to: Option<T>,
}

impl<T> Default for Range<T> {
    fn default() -> Self {
        Self { from: None, to: None }
    }
}

impl<T: Copy> Range<T> {
    fn bounds(self, number: fn(T) -> u64) -> (u64, u64) {
        (self.from.map_or(0, number), self.to.map_or(u64::MAX, number))
    }

    const fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// What a person wants to see: lots that pass everything that is said here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The types to show; none shows all.
    pub energy_types: Vec<EnergyType>,
    /// The price per kWh as people read it.
    pub price_per_kwh: Range<PricePerKwh>,
    /// The energy of the lot.
    pub amount: Range<WattHours>,
    /// When it leaves the pool. A time that nobody told is later than all others.
    pub timestamp_expire: Range<Timestamp>,
    /// A part of the seller's address, in either case.
    pub seller: String,
    /// A part of the note or of the seller's address, in either case.
    pub text: String,
}

impl Filter {
    /// Whether it hides anything.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.energy_types.is_empty()
            && self.price_per_kwh.is_open()
            && self.amount.is_open()
            && self.timestamp_expire.is_open()
            && self.seller.trim().is_empty()
            && self.text.trim().is_empty()
    }

    /// Whether lots of that type are shown, as far as the type goes.
    pub(crate) fn shows(&self, energy_type: EnergyType) -> bool {
        self.energy_types.is_empty() || self.energy_types.contains(&energy_type)
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
    text: Option<Needle>,
}

/// What is known of a seller's address under a sieve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SellerMatch {
    seller: bool,
    text: bool,
}

/// Every seller, where nothing is said about them.
const ANYBODY: SellerMatch = SellerMatch { seller: true, text: false };

impl Default for Sieve {
    fn default() -> Self {
        let everything = (0, u64::MAX);
        Self {
            price_per_kwh: None,
            amount: everything,
            timestamp_expire: everything,
            seller: None,
            text: None,
        }
    }
}

impl Sieve {
    pub(crate) fn new(filter: &Filter) -> Self {
        let price = filter.price_per_kwh;
        Self {
            price_per_kwh: (!price.is_open()).then(|| price.bounds(|price| price.0)),
            amount: filter.amount.bounds(WattHours::get),
            timestamp_expire: filter.timestamp_expire.bounds(|moment| moment.0),
            seller: Needle::new(&filter.seller),
            text: Needle::new(&filter.text),
        }
    }

    /// The type of the lot of each slot, or [`HIDDEN`].
    pub(crate) fn sift_all(&self, lots: &Lots, types: &mut Vec<u8>) {
        let mut scratch = String::new();
        let addresses = if self.looks_at_sellers() { lots.sellers.addresses() } else { &[] };
        let matches: Vec<_> = addresses.iter().map(|address| self.seller_match(address)).collect();
        types.clear();
        room::make(types, lots.slots());
        types.extend((0..lots.slots()).map(|index| {
            let seller = matches.get(lots.seller_ids[index].index()).copied().unwrap_or(ANYBODY);
            let slot = Slot::new(index);
            let passes = lots.is_live(slot) && self.passes(lots, slot, seller, &mut scratch);
            if passes { lots.energy_types[index] as u8 } else { HIDDEN }
        }));
    }

    /// The type of one lot, or [`HIDDEN`]. `scratch` is overwritten.
    pub(crate) fn sift(&self, lots: &Lots, slot: Slot, scratch: &mut String) -> u8 {
        let seller = self.seller_match(lots.sellers.address(lots.seller_ids[slot.index()]));
        if self.passes(lots, slot, seller, scratch) { lots.energy_types[slot.index()] as u8 } else { HIDDEN }
    }

    const fn looks_at_sellers(&self) -> bool {
        self.seller.is_some() || self.text.is_some()
    }

    fn seller_match(&self, address: &Address) -> SellerMatch {
        if !self.looks_at_sellers() {
            return ANYBODY;
        }
        let digits = digits(address);
        SellerMatch {
            seller: self.seller.as_ref().is_none_or(|needle| needle.is_in_ascii(&digits)),
            text: self.text.as_ref().is_some_and(|needle| needle.is_in_ascii(&digits)),
        }
    }

    fn passes(&self, lots: &Lots, slot: Slot, seller: SellerMatch, scratch: &mut String) -> bool {
        let at = slot.index();
        let (amount, moment) = (lots.amounts[at], lots.timestamps_expire[at].0);
        let is_within = |number: u64, (from, to): (u64, u64)| from <= number && number <= to;
        seller.seller
            && is_within(amount.get(), self.amount)
            && is_within(moment, self.timestamp_expire)
            && self.price_per_kwh.is_none_or(|bounds| is_within(lots.values[at].per_kwh(amount).0, bounds))
            && (seller.text
                || self.text.as_ref().is_none_or(|needle| needle.is_in(lots.notes.get(slot), scratch)))
    }
}
