//! Both pools hear the bytes of an answer: one by the engine's reader, the other by way of the protocol crate.

#[path = "slowly.rs"]
mod slowly;

use domain::pool::{PoolAnswer, PoolVersion};
use wattpool_engine::{Heard, Pool, Unreadable};

use crate::oracle::Twins;
use slowly::{Said, SaidOfPool, depth, read_slowly};

/// How deeply the engine goes for certain. An empty list or object may stand one deeper.
const DEEPEST: usize = 128;

/// Reads bytes split at these places, counted round; `reveals` says whether lots are shown after each piece.
pub fn read(pool: &mut Pool, bytes: &[u8], cuts: &[usize], reveals: bool) -> Result<Heard, Unreadable> {
    let mut places: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
    places.extend([0, bytes.len()]);
    places.sort_unstable();
    let mut reading = pool.read();
    for ends in places.windows(2) {
        if let Err(unreadable) = reading.feed(pool, &bytes[ends[0]..ends[1]]) {
            assert_eq!(reading.finish(pool).err(), Some(unreadable), "a reading that failed stays failed");
            return Err(unreadable);
        }
        if reveals {
            reading.reveal(pool);
        }
    }
    reading.finish(pool)
}

fn answer(said: SaidOfPool) -> PoolAnswer {
    let version = PoolVersion(said.version);
    if said.is_full {
        PoolAnswer::Full { version, lots: said.lots }
    } else {
        PoolAnswer::Difference { version, changed: said.lots, removed: said.removed }
    }
}

impl Twins {
    /// Lets both hear the bytes. What is no answer changes neither.
    pub fn hear(&mut self, bytes: &[u8], cuts: &[usize], reveals: bool) {
        let text = String::from_utf8_lossy(bytes);
        let reveals = reveals && self.pool.is_empty();
        let before = self.clone();
        match (read(&mut self.pool, bytes, cuts, reveals), read_slowly(bytes)) {
            (Err(_), None) => self.stay(before, reveals),
            (Err(Unreadable::TooDeep), Some(_)) if depth(bytes) > DEEPEST => self.stay(before, reveals),
            (Ok(heard), Some(Said { status, pool })) => {
                assert_eq!(heard.status.map(|status| status.number()), status, "{text}");
                assert!(depth(bytes) <= DEEPEST + 1, "{text}");
                match (heard.update, pool) {
                    (None, None) => self.stay(before, reveals),
                    (Some(update), Some(said)) => {
                        let skipped = said.skipped;
                        let changes = self.pool.merge(update).unwrap();
                        self.plain.apply(answer(said));
                        self.check();
                        self.check_anew();
                        assert_eq!(changes.skipped, skipped, "{text}");
                        if !reveals {
                            self.check_changes(&changes, &before.plain);
                        }
                    }
                    (update, said) => panic!("{update:?} is not {said:?}: {text}"),
                }
            }
            (read, said) => panic!("{read:?} is not {said:?}: {text}"),
        }
    }

    /// Lets both hear an answer while another is being read. That one is refused, or says what is true still.
    pub fn overtake(&mut self, slow: &[u8], cut: usize, quick: &[u8]) {
        let (first, second) = slow.split_at(cut % (slow.len() + 1));
        let mut reading = self.pool.read();
        let is_readable = reading.feed(&self.pool, first).is_ok();
        self.hear(quick, &[], false);
        if is_readable
            && reading.feed(&self.pool, second).is_ok()
            && let Ok(Heard { update: Some(update), .. }) = reading.finish(&self.pool)
            && let Some(Said { pool: Some(said), .. }) = read_slowly(slow)
            && self.pool.merge(update).is_ok()
        {
            self.plain.apply(answer(said));
        }
        self.check();
    }

    /// An answer that is none leaves the pool as it was, but for what was revealed of it, and that gives way to
    /// the next answer.
    fn stay(&mut self, before: Self, reveals: bool) {
        if reveals {
            let nothing = PoolAnswer::Full { version: PoolVersion("a".into()), lots: Vec::new() };
            self.pool.apply(&nothing);
            self.plain.apply(nothing);
        }
        self.check();
        *self = before;
    }
}
