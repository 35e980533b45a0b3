//! The seam between an answer about the pool and whoever holds the lots: bytes go through as they come, and
//! nothing here looks at them.

use std::cell::RefCell;
use std::rc::Rc;

use domain::lot::{Lot, LotHash};
use domain::pool::{PoolAnswer, PoolVersion};
use engine::{Pool, Reading};

/// Takes one answer about the pool in.
pub trait PoolReader {
    /// The state that is known, to ask only for what changed since.
    fn version(&self) -> Option<PoolVersion>;

    /// The next bytes of an answer in our own dialect, wherever they were split.
    fn piece(&mut self, bytes: &[u8]);

    /// The bytes are all there. Says whether they were a pool; then it has been taken in.
    fn end(&mut self) -> bool;

    /// An answer that was read already.
    fn take_in(&mut self, answer: &PoolAnswer);
}

/// A reader that the one who asks and the one who brings the bytes have in common.
pub type SharedPoolReader = Rc<RefCell<dyn PoolReader>>;

/// A pool that is read once, to look lots up in it.
#[derive(Default)]
pub(in crate::api) struct ReadOnce {
    pool: Pool,
    reading: Option<Reading>,
}

impl ReadOnce {
    /// The lot of that name, if it waits for a buyer.
    pub(in crate::api) fn lot(&self, hash: &LotHash) -> Option<Lot> {
        self.pool.row(self.pool.find(hash)?).map(engine::Row::to_lot)
    }
}

impl PoolReader for ReadOnce {
    fn version(&self) -> Option<PoolVersion> {
        None
    }

    fn piece(&mut self, bytes: &[u8]) {
        let reading = self.reading.get_or_insert_with(|| self.pool.read());
        // What is unreadable shows at the end.
        let _ = reading.feed(&self.pool, bytes);
    }

    fn end(&mut self) -> bool {
        let heard = self.reading.take().map(|reading| reading.finish(&self.pool));
        let update = heard.and_then(Result::ok).and_then(|heard| heard.update);
        update.is_some_and(|update| self.pool.merge(update).is_ok())
    }

    fn take_in(&mut self, answer: &PoolAnswer) {
        self.pool.apply(answer);
    }
}
