//! The pool before the app: where somebody opens the pool page, its first answer is on its way already, and its
//! rows are drawn by the small part of the app that comes first.
//!
//! It reads that one answer and asks nothing itself. An answer that is no pool is left to the app, which asks
//! again and says what is wrong.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures::channel::oneshot;
use protocol::path;
use wasm_bindgen_futures::spawn_local;

use crate::api::pool_reader::PoolReader;
use crate::browser::fetch::{self, Method, Request};
use crate::browser::{clock, early};
use crate::pool::reader::StoreReader;
use crate::pool::store::PoolStore;
use crate::pool::table::LotTable;

/// How long to wait for each piece.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// What is there before the app is.
#[derive(Default)]
pub struct EarlyPool {
    /// The lots that came.
    pub(super) store: PoolStore,
    /// The table that shows them.
    pub(super) table: Option<LotTable>,
    /// Whether the answer was a pool, once it is there as a whole.
    pub(super) end: Option<oneshot::Receiver<bool>>,
}

impl EarlyPool {
    /// Begins to read the answer that is on its way and shows its rows in that place; without such an answer
    /// or place there is nothing.
    #[must_use]
    pub fn begin(place: &str) -> Self {
        if !early::has(path::POOL) {
            return Self::default();
        }
        let store = PoolStore::default();
        store.set_now(clock::now());
        let table = LotTable::new(&store).filter(|table| table.move_to(place));
        let (tell, end) = oneshot::channel();
        spawn_local({
            let store = store.clone();
            async move {
                // Nobody may be waiting.
                let _ = tell.send(read(store).await);
            }
        });
        Self { store, table, end: Some(end) }
    }

    /// Whether there is a table in sight.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        self.table.is_some()
    }
}

/// Reads the answer that is on its way. Says whether it was a pool.
async fn read(store: PoolStore) -> bool {
    let request = Request {
        method: Method::GET,
        url: path::POOL.to_owned(),
        headers: Vec::new(),
        body: None,
        may_be_kept: false,
        time_limit: TIME_LIMIT,
    };
    let reader = Rc::new(RefCell::new(StoreReader::new(store)));
    let taker = Rc::clone(&reader);
    let take = Box::new(move |bytes: &[u8]| taker.borrow_mut().piece(bytes));
    let answer = fetch::fetch_in_pieces(request, take).await;
    answer.is_ok_and(|response| response.is_success()) && reader.borrow_mut().end()
}
