//! Slots: the places that lots stand at, and sets of them as bits.
//!
//! A slot is given to another lot once its own has left.

/// The place of a lot in the columns. It stays the lot's own for as long as the lot is in the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u32);

impl Slot {
    /// The slot of no lot.
    pub(crate) const NONE: Self = Self(u32::MAX);

    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Its number, from zero.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of slots, a bit each.
#[derive(Clone, Debug, Default)]
pub(crate) struct SlotSet {
    words: Vec<u64>,
}

impl SlotSet {
    pub(crate) fn contains(&self, slot: Slot) -> bool {
        let (word, bit) = place(slot);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Takes the slot in; says whether it was not in before.
    pub(crate) fn insert(&mut self, slot: Slot) -> bool {
        let (word, bit) = place(slot);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let is_new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        is_new
    }

    /// Leaves the slot out; says whether it was in.
    pub(crate) fn remove(&mut self, slot: Slot) -> bool {
        let was_in = self.contains(slot);
        let (word, bit) = place(slot);
        if let Some(word) = self.words.get_mut(word) {
            *word &= !bit;
        }
        was_in
    }

    pub(crate) fn clear(&mut self) {
        self.words.clear();
    }

    /// The slots in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Slot> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(Slot::new(index * 64 + bit))
            })
        })
    }
}

const fn place(slot: Slot) -> (usize, u64) {
    (slot.index() / 64, 1 << (slot.index() % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_knows_what_came_and_went() {
        let mut set = SlotSet::default();
        for index in [200, 0, 63, 64] {
            assert!(set.insert(Slot::new(index)));
            assert!(!set.insert(Slot::new(index)));
        }
        assert!(!set.contains(Slot::new(1)) && !set.contains(Slot::new(10_000)));
        assert!(set.remove(Slot::new(63)) && !set.remove(Slot::new(63)) && !set.remove(Slot::new(10_000)));
        assert_eq!(set.iter().map(Slot::index).collect::<Vec<_>>(), [0, 64, 200]);
        set.clear();
        assert_eq!(set.iter().count(), 0);
    }
}
