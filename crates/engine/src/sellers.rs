//! Sellers, each kept once however many lots they offer, and forgotten with their last.

use domain::account::Address;

use crate::radix;
use crate::table::{Table, fingerprint};

/// The number under which a seller is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SellerId(u32);

impl SellerId {
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The sellers of all lots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sellers {
    addresses: Vec<Address>,
    /// How many lots each has; zero where the number is free.
    lots: Vec<u32>,
    free: Vec<u32>,
    table: Table,
    ranks: Vec<u32>,
    is_ranked: bool,
}

impl Sellers {
    /// The number of a seller who has one lot more from now on.
    pub(crate) fn take(&mut self, address: &Address) -> SellerId {
        let id = self.find(address).map_or_else(|| self.insert(address), |id| id.0);
        self.lots[id as usize] += 1;
        SellerId(id)
    }

    /// The seller has one lot less from now on.
    pub(crate) fn release(&mut self, id: SellerId) {
        self.lots[id.index()] -= 1;
        if self.lots[id.index()] == 0 {
            let addresses = &self.addresses;
            self.table.remove(id.0, |id| fingerprint(&addresses[id as usize].0));
            self.free.push(id.0);
        }
    }

    pub(crate) fn find(&self, address: &Address) -> Option<SellerId> {
        let is_it = |id: u32| self.addresses[id as usize] == *address;
        self.table.find(fingerprint(&address.0), is_it).map(SellerId)
    }

    pub(crate) fn address(&self, id: SellerId) -> &Address {
        &self.addresses[id.index()]
    }

    /// How many lots the seller has.
    pub(crate) fn lots(&self, id: SellerId) -> usize {
        self.lots[id.index()] as usize
    }

    /// Every address by number, those of free numbers too.
    pub(crate) fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Where the seller stands among all by address. Says the truth only after [`Sellers::rank_all`].
    pub(crate) fn rank(&self, id: SellerId) -> u64 {
        self.ranks.get(id.index()).copied().unwrap_or_default().into()
    }

    /// Finds out who stands where, unless nobody came since the last time.
    pub(crate) fn rank_all(&mut self) {
        if self.is_ranked {
            return;
        }
        let mut ids: Vec<u32> = (0..).take(self.addresses.len()).collect();
        // Eight bytes at a time, the last first: later rounds keep the order of earlier ones.
        for from in [12, 8, 0] {
            let number = |id: &u32| {
                let bytes = &self.addresses[*id as usize].0[from..from + 8];
                bytes.try_into().map_or(0, u64::from_be_bytes)
            };
            let keys = ids.iter().map(number).collect();
            radix::sort(&mut ids, keys);
        }
        self.ranks.resize(ids.len(), 0);
        for (rank, id) in (0..).zip(&ids) {
            self.ranks[*id as usize] = rank;
        }
        self.is_ranked = true;
    }

    fn insert(&mut self, address: &Address) -> u32 {
        self.is_ranked = false;
        let id = self.free.pop().unwrap_or_else(|| {
            self.addresses.push(*address);
            self.lots.push(0);
            u32::try_from(self.addresses.len() - 1).unwrap_or(u32::MAX)
        });
        self.addresses[id as usize] = *address;
        let addresses = &self.addresses;
        self.table.insert(id, |id| fingerprint(&addresses[id as usize].0));
        id
    }
}

/// The address as it is written, 40 digits.
pub(crate) fn digits(address: &Address) -> [u8; 40] {
    let mut digits = [0; 40];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(address.0) {
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    digits
}

const fn digit(number: u8) -> u8 {
    if number < 10 { b'0' + number } else { b'a' + number - 10 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seller_is_kept_once_and_forgotten_with_the_last_lot() {
        let mut sellers = Sellers::default();
        let (one, other) = (Address([1; 20]), Address([2; 20]));
        let id = sellers.take(&one);
        assert_eq!(sellers.take(&one), id);
        assert_eq!((sellers.lots(id), sellers.find(&other)), (2, None));
        sellers.release(id);
        assert_eq!(sellers.find(&one), Some(id));
        sellers.release(id);
        assert_eq!(sellers.find(&one), None);
        assert_eq!(sellers.take(&other), id, "the number is free again");
        assert_eq!(sellers.address(id), &other);
    }

    #[test]
    fn ranks_are_the_order_of_the_addresses_as_written() {
        let mut sellers = Sellers::default();
        let mut addresses: Vec<Address> = (0..=40_u8)
            .map(|number| {
                let mut bytes = [number / 20; 20];
                bytes[usize::from(number % 20)] = number.wrapping_mul(89);
                Address(bytes)
            })
            .collect();
        let ids: Vec<_> = addresses.iter().map(|address| sellers.take(address)).collect();
        sellers.rank_all();
        let mut by_rank = addresses.clone();
        by_rank.sort_by_key(|address| {
            sellers.rank(ids[addresses.iter().position(|other| other == address).unwrap()])
        });
        addresses.sort_by_key(ToString::to_string);
        assert_eq!(by_rank, addresses);
        assert_eq!(digits(&addresses[3]).as_slice(), addresses[3].to_string().as_bytes());
    }
}
