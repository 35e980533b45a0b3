//! Reading an answer into the store as its bytes come, so that a first pool shows its first rows while the rest
//! is on its way.
//!
//! An answer is one to what was known when it was asked for. One that was overtaken by another, or by somebody who
//! left, changes nothing.

use domain::pool::{PoolAnswer, PoolVersion};
use engine::Reading;

use crate::api::pool_reader::PoolReader;
use crate::browser::clock;
use crate::pool::store::PoolStore;

/// Rows that came are shown so often while others are on their way, in milliseconds.
const REVEAL_EVERY: f64 = 50.0;
/// They are shown sooner after so many bytes: what is not shown yet takes memory twice, and a page never gives
/// memory back.
const REVEAL_BYTES: usize = 2 << 20;

/// Reads one answer.
pub struct StoreReader {
    store: PoolStore,
    /// What was known when the question was asked, and by whom.
    known: Option<PoolVersion>,
    era: u32,
    reading: Option<Reading>,
    revealed_at: Option<f64>,
    unrevealed: usize,
}

impl StoreReader {
    /// A reader of an answer for that store, which is asked for now.
    #[must_use]
    pub fn new(store: PoolStore) -> Self {
        Self {
            known: store.version(),
            era: store.era(),
            store,
            reading: None,
            revealed_at: None,
            unrevealed: 0,
        }
    }

    fn is_overtaken(&self) -> bool {
        self.store.era() != self.era || self.store.pool().version() != self.known.as_ref()
    }
}

impl PoolReader for StoreReader {
    fn version(&self) -> Option<PoolVersion> {
        self.known.clone()
    }

    fn piece(&mut self, bytes: &[u8]) {
        if self.is_overtaken() {
            return;
        }
        let reading = self.reading.get_or_insert_with(|| self.store.read());
        // What is unreadable shows at the end.
        let _ = reading.feed(&self.store.pool(), bytes);
        self.unrevealed += bytes.len();
        let now = clock::ticks();
        let is_time = self.revealed_at.is_none_or(|last| now - last >= REVEAL_EVERY);
        if is_time || self.unrevealed >= REVEAL_BYTES {
            self.revealed_at = Some(now);
            self.unrevealed = 0;
            self.store.reveal(reading);
        }
    }

    fn end(&mut self) -> bool {
        let reading = self.reading.take();
        if self.is_overtaken() {
            return true;
        }
        let heard = reading.map(|reading| reading.finish(&self.store.pool()));
        let is_pool = heard.is_some_and(|heard| heard.is_ok_and(|heard| self.store.take_in(heard)));
        if !is_pool {
            self.store.end_reading();
        }
        is_pool
    }

    fn take_in(&mut self, answer: &PoolAnswer) {
        if !self.is_overtaken() {
            self.store.apply(answer);
        }
    }
}

impl Drop for StoreReader {
    /// The answer broke off, or whoever asked has left.
    fn drop(&mut self) {
        if self.reading.is_some() && !self.is_overtaken() {
            self.store.end_reading();
        }
    }
}
