//! A hash table that holds nothing but numbers: whose fingerprint is whose, its owner knows.
//!
//! Open addressing with linear probing, four bytes a place. What is taken out leaves no trace, so a table
//! that changes for days is as quick as a new one.

/// A place where nothing stands.
const EMPTY: u32 = u32::MAX;
/// The fewest places of a table that holds anything.
const FEWEST: usize = 16;

/// Numbers that are found by the fingerprints of what they stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    places: Vec<u32>,
    len: usize,
    /// How many more may come before it grows.
    room: usize,
}

impl Table {
    /// The number under that fingerprint that is the one.
    pub(crate) fn find(&self, fingerprint: u32, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let mut place = self.home(fingerprint)?;
        loop {
            match self.places[place] {
                EMPTY => return None,
                id if is_it(id) => return Some(id),
                _ => place = self.next(place),
            }
        }
    }

    /// Takes in a number that is not in.
    pub(crate) fn insert(&mut self, id: u32, fingerprint_of: impl Fn(u32) -> u32) {
        if self.room == 0 {
            self.reserve(1, &fingerprint_of);
        }
        self.put(id, fingerprint_of(id));
        self.len += 1;
        self.room -= 1;
    }

    /// Makes room for so many more, so that none of them moves the others.
    pub(crate) fn reserve(&mut self, more: usize, fingerprint_of: impl Fn(u32) -> u32) {
        if more <= self.room {
            return;
        }
        // At most three quarters full.
        let wanted = ((self.len + more) * 4).div_ceil(3).next_power_of_two().max(FEWEST);
        self.room = wanted / 4 * 3 - self.len;
        let before = std::mem::replace(&mut self.places, vec![EMPTY; wanted]);
        for id in before.into_iter().filter(|id| *id != EMPTY) {
            self.put(id, fingerprint_of(id));
        }
    }

    /// Takes a number out, and moves those up that it kept from their places.
    pub(crate) fn remove(&mut self, id: u32, fingerprint_of: impl Fn(u32) -> u32) {
        let Some(mut hole) = self.home(fingerprint_of(id)) else { return };
        while self.places[hole] != id {
            if self.places[hole] == EMPTY {
                return;
            }
            hole = self.next(hole);
        }
        self.len -= 1;
        self.room += 1;
        let mut place = self.next(hole);
        while self.places[place] != EMPTY {
            let moved = self.places[place];
            let home = self.home(fingerprint_of(moved)).unwrap_or(place);
            if self.distance(home, place) >= self.distance(hole, place) {
                self.places[hole] = moved;
                hole = place;
            }
            place = self.next(place);
        }
        self.places[hole] = EMPTY;
    }

    fn put(&mut self, id: u32, fingerprint: u32) {
        let Some(mut place) = self.home(fingerprint) else { return };
        while self.places[place] != EMPTY {
            place = self.next(place);
        }
        self.places[place] = id;
    }

    /// Where the search for a fingerprint begins; nowhere in a table without places.
    fn home(&self, fingerprint: u32) -> Option<usize> {
        let last = self.places.len().checked_sub(1)?;
        Some(fingerprint as usize & last)
    }

    fn next(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }

    fn distance(&self, from: usize, to: usize) -> usize {
        to.wrapping_sub(from) & (self.places.len() - 1)
    }
}

/// A number that spreads evenly whatever the bytes are.
pub(crate) fn fingerprint(bytes: &[u8]) -> u32 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut mixed = 0_u64;
    for part in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..part.len()].copy_from_slice(part);
        mixed = (mixed.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(ODD);
    }
    // A product says most in its upper half, so that is taken, after it was let into the lower.
    ((mixed ^ mixed >> 32).wrapping_mul(ODD) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Fingerprints that collide on purpose, at the end of the table too.
    fn crowded(id: u32) -> u32 {
        if id.is_multiple_of(3) { 13 } else { id % 16 }
    }

    #[test]
    fn what_is_in_is_found_after_any_coming_and_going() {
        let (mut table, mut model) = (Table::default(), HashSet::new());
        let mut number = 1_u32;
        for _ in 0..5_000 {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let id = number >> 26;
            if model.remove(&id) {
                table.remove(id, crowded);
            } else {
                model.insert(id);
                table.insert(id, crowded);
            }
            for id in 0..64 {
                let found = table.find(crowded(id), |other| other == id);
                assert_eq!(found, model.contains(&id).then_some(id));
            }
        }
        table.remove(99, crowded);
        assert_eq!(table.len, model.len());
    }

    #[test]
    fn fingerprints_of_hashes_that_differ_in_one_byte_are_spread() {
        for place in 0..32 {
            let homes: HashSet<u32> = (0..=255_u8)
                .map(|byte| {
                    let mut hash = [0; 32];
                    hash[place] = byte;
                    fingerprint(&hash) & 0xfff
                })
                .collect();
            assert!(homes.len() > 230, "{} at {place}", homes.len());
        }
    }
}
