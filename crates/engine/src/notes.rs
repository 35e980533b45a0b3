//! Notes, one behind the other in a single text. What nobody says any more is swept out once there is much of it.

use crate::room;
use crate::slot::Slot;

/// Less than this is never worth a sweep.
const LITTLE: usize = 16 * 1024;

/// The notes of all lots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    text: String,
    starts: Vec<u32>,
    lengths: Vec<u16>,
    /// How much of the text nobody says any more.
    unused: usize,
}

impl Notes {
    pub(crate) fn get(&self, slot: Slot) -> &str {
        let start = self.starts[slot.index()] as usize;
        self.text.get(start..start + usize::from(self.lengths[slot.index()])).unwrap_or_default()
    }

    /// Makes room for so many slots more.
    pub(crate) fn reserve(&mut self, slots: usize) {
        room::make(&mut self.starts, slots);
        room::make(&mut self.lengths, slots);
    }

    /// A slot more, without a note.
    pub(crate) fn push(&mut self) {
        self.starts.push(0);
        self.lengths.push(0);
    }

    /// Changes the note of a slot.
    pub(crate) fn set(&mut self, slot: Slot, note: &str) {
        if self.get(slot) == note {
            return;
        }
        self.unused += usize::from(self.lengths[slot.index()]);
        self.lengths[slot.index()] = 0;
        if self.unused > LITTLE && self.unused > self.text.len() / 4 {
            self.sweep();
        }
        // A note is at most 1,120 bytes, so its length fits; a text of four gigabytes has no room for more.
        let (Ok(start), Ok(length)) = (u32::try_from(self.text.len()), u16::try_from(note.len())) else {
            return;
        };
        room::make_text(&mut self.text, note.len());
        self.text.push_str(note);
        self.starts[slot.index()] = start;
        self.lengths[slot.index()] = length;
    }

    fn sweep(&mut self) {
        let used = self.text.len() - self.unused;
        let mut swept = String::with_capacity(used + used / 8);
        for index in 0..self.starts.len() {
            let start = u32::try_from(swept.len()).unwrap_or(u32::MAX);
            swept.push_str(self.get(Slot::new(index)));
            self.starts[index] = start;
        }
        self.text = swept;
        self.unused = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_stay_what_they_are_however_often_others_change() {
        let mut notes = Notes::default();
        let said = |slot: usize, round: usize| format!("{} {}", "ä☀".repeat((slot * round) % 40), round);
        for _ in 0..100 {
            notes.push();
        }
        for round in 0..200 {
            for slot in (0..100).filter(|slot| (slot + round) % 3 != 0) {
                notes.set(Slot::new(slot), &said(slot, round));
            }
            for slot in (0..100).filter(|slot| (slot + round) % 3 != 0) {
                assert_eq!(notes.get(Slot::new(slot)), said(slot, round));
            }
        }
        let used: usize = (0..100).map(|slot| notes.get(Slot::new(slot)).len()).sum();
        assert_eq!(used, notes.text.len() - notes.unused);
        assert!(notes.text.len() < 4 * used.max(LITTLE), "{} of {used}", notes.text.len());
    }
}
