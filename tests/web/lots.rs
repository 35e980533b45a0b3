//! Asking for the pool without any page.

use std::cell::RefCell;
use std::rc::Rc;

use domain::status::Failure;
use wattpool::api::Member;
use wattpool::api::pool_reader::SharedPoolReader;
use wattpool::pool::{PoolStore, StoreReader};

/// Reads the pool into a store; false where nothing had changed.
pub async fn read_pool(member: &Member, store: &PoolStore) -> Result<bool, Failure> {
    let reader: SharedPoolReader = Rc::new(RefCell::new(StoreReader::new(store.clone())));
    member.pool(&reader).await
}
