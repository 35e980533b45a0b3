//! The pool before the app: where somebody opens the pool page, its first answer is on its way already, and its
//! rows are drawn by the small part of the app that comes first.
//!
//! It reads that one answer and asks nothing itself. An answer that is no pool is left to the app, which asks
//! again and says what is wrong.

use std::cell::RefCell;
use std::rc::Rc;

use domain::timestamp::Timestamp;
use futures::channel::oneshot;
use futures::future::{AbortHandle, abortable};
use wasm_bindgen_futures::spawn_local;

use crate::api::first_pool_request;
use crate::api::pool_reader::PoolReader;
use crate::browser::{clock, document, early, fetch};
use crate::pool::reader::StoreReader;
use crate::pool::store::{Listening, News, PoolStore};
use crate::pool::table::LotTable;

/// The bar of the start page.
const PROGRESS_ID: &str = "boot-read";

/// What is there before the app is.
#[derive(Default)]
pub struct EarlyPool {
    /// The lots that came.
    pub(super) store: PoolStore,
    /// The table that shows them.
    pub(super) table: Option<LotTable>,
    /// The answer, if it is being read.
    pub(super) reading: Option<EarlyReading>,
}

/// A first answer that is being read since before the app was there. Dropping it stops it.
pub struct EarlyReading {
    end: oneshot::Receiver<Option<Timestamp>>,
    stop: AbortHandle,
}

impl EarlyReading {
    /// Reads the answer that is on its way into that store.
    fn begin(store: PoolStore) -> Self {
        let (tell, end) = oneshot::channel();
        let (work, stop) = abortable(async move {
            let _listening = show_progress(&store);
            // Nobody may be waiting.
            let _ = tell.send(read(store).await);
        });
        spawn_local(async move {
            // Stopped or not, there is nothing more to do.
            let _ = work.await;
        });
        Self { end, stop }
    }

    /// When the answer had been read as a whole; never where it was no pool.
    pub async fn end(mut self) -> Option<Timestamp> {
        (&mut self.end).await.ok().flatten()
    }
}

impl Drop for EarlyReading {
    fn drop(&mut self) {
        self.stop.abort();
    }
}

impl EarlyPool {
    /// Begins to read the answer that is on its way and shows its rows in that place; without such an answer
    /// or place there is nothing.
    #[must_use]
    pub fn begin(place: &str) -> Self {
        if !early::has(&first_pool_request().url) {
            return Self::default();
        }
        let store = PoolStore::default();
        store.set_now(clock::now());
        let table = LotTable::new(&store).filter(|table| table.move_to(place));
        let reading = Some(EarlyReading::begin(store.clone()));
        Self { store, table, reading }
    }

    /// Whether there is a table in sight.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        self.table.is_some()
    }
}

/// Shows on the start page how much has come, for as long as the result is held.
fn show_progress(store: &PoolStore) -> Listening {
    let lots = store.clone();
    store.listen(move |news| match news {
        News::Lots => {
            let coming = lots.facts().coming;
            document::show_progress(PROGRESS_ID, coming.map(|progress| (progress.read, progress.total)));
        }
        News::View | News::Picks | News::Clock | News::Owner => {}
    })
}

/// Reads the answer that is on its way. Says when it had come, if it was a pool.
async fn read(store: PoolStore) -> Option<Timestamp> {
    let reader = Rc::new(RefCell::new(StoreReader::new(store)));
    let taker = Rc::clone(&reader);
    let take = Box::new(move |bytes: &[u8]| taker.borrow_mut().piece(bytes));
    let answer = fetch::fetch_in_pieces(first_pool_request(), take).await;
    let is_pool = answer.is_ok_and(|response| response.is_success()) && reader.borrow_mut().end();
    is_pool.then(clock::now)
}
