//! Answers about the pool that come too late, break off, or say what was not asked: read into a store, without any
//! page.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::api::pool_reader::PoolReader;
use wattpool::pool::{PoolStore, StoreReader};

use crate::early_answer::{beginning, rest};
use crate::screen::Screen;
use crate::script::{Script, answer, line, lot, pool};

/// A store that knows these lots as `v1`.
fn knowing(numbers: impl IntoIterator<Item = u64>) -> PoolStore {
    let store = PoolStore::default();
    let lots: Vec<_> = numbers.into_iter().map(|number| lot(number, "wind")).collect();
    assert!(hear(&mut StoreReader::new(store.clone()), &pool("v1", &lots).body));
    store
}

fn hear(reader: &mut StoreReader, body: &str) -> bool {
    reader.piece(body.as_bytes());
    reader.end()
}

fn difference(version: &str, came: &[u64], left: &[u64]) -> String {
    let came: Vec<_> = came.iter().map(|number| lot(*number, "wind")).collect();
    let left: Vec<_> = left.iter().map(|number| format!("{number:064x}")).collect();
    json!({ "status": 731, "msg": "", "version": version, "total": 0, "changed": came, "removed": left })
        .to_string()
}

fn version(store: &PoolStore) -> String {
    store.version().map(|version| version.0).unwrap_or_default()
}

/// The first answer to somebody who had logged out meanwhile was taken in by the store of whoever came next: an
/// empty pool is like any other empty pool.
#[wasm_bindgen_test]
fn an_answer_to_somebody_who_has_left_is_not_taken_in() {
    for first in ["", &beginning(3, [3])] {
        let store = PoolStore::default();
        let mut reader = StoreReader::new(store.clone());
        reader.piece(first.as_bytes());
        store.forget();
        let whole = beginning(3, [3]) + &rest([2, 1]);
        reader.piece(whole.strip_prefix(first).unwrap().as_bytes());
        reader.end();
        assert_eq!((store.facts().total, store.version()), (0, None));
    }
}

/// Two questions were on the way, both for what had changed since `v1`. A lot came before the first was answered
/// and left before the second was, so the second says nothing of it. Taken in after the first, it left that lot in
/// the pool for good.
#[wasm_bindgen_test]
fn an_answer_that_was_overtaken_changes_nothing() {
    let store = knowing([2, 1]);
    let [mut sooner, mut later] = [(); 2].map(|()| StoreReader::new(store.clone()));
    assert!(hear(&mut sooner, &difference("v2", &[3], &[])));
    assert!(hear(&mut later, &difference("v3", &[4], &[2])));
    assert_eq!((version(&store).as_str(), store.facts().total), ("v2", 3));
    assert!(hear(&mut StoreReader::new(store.clone()), &difference("v3", &[4], &[3, 2])));
    assert_eq!((version(&store).as_str(), store.facts().total), ("v3", 2));
}

/// What changed since a state that nobody here knew was taken for the whole pool.
#[wasm_bindgen_test]
fn what_changed_says_nothing_to_somebody_who_knows_nothing() {
    let store = PoolStore::default();
    assert!(!hear(&mut StoreReader::new(store.clone()), &difference("v9", &[3], &[])));
    assert_eq!((version(&store).as_str(), store.facts().total), ("", 0));
}

#[wasm_bindgen_test]
fn an_exchange_that_goes_back_to_an_earlier_state_is_followed() {
    let store = knowing([2, 1]);
    assert!(hear(&mut StoreReader::new(store.clone()), &pool("v0", &[lot(1, "wind")]).body));
    assert_eq!((version(&store).as_str(), store.facts().total), ("v0", 1));
}

#[wasm_bindgen_test]
fn an_answer_that_ends_in_the_middle_is_none_and_its_rows_stay_until_the_next() {
    let store = PoolStore::default();
    let mut reader = StoreReader::new(store.clone());
    reader.piece(beginning(40, 1..=10).as_bytes());
    assert_eq!(store.facts().coming.map(|coming| (coming.read, coming.total)), Some((10, 40)));
    for piece in [",{\"txHash\":\"", "00"] {
        reader.piece(piece.as_bytes());
    }
    assert!(!reader.end());
    assert_eq!((version(&store).as_str(), store.facts().total, store.facts().coming), ("", 10, None));

    let mut reader = StoreReader::new(store.clone());
    reader.piece(beginning(40, 1..=5).as_bytes());
    let coming = store.facts().coming;
    assert_eq!(coming.map(|coming| coming.read), Some(10), "those that are there already are there");
    assert!(hear(&mut reader, &rest(6..=40)));
    assert_eq!((version(&store).as_str(), store.facts().total, store.facts().coming), ("v1", 40, None));
}

/// All lots of a delivery of many have one end.
#[wasm_bindgen_test]
fn lots_may_all_expire_in_the_same_second() {
    const MANY: u64 = 5_000;
    let store = knowing(1..=MANY);
    let picked: Vec<_> = store.pool().rows(0, 100).map(|lot| *lot.hash()).collect();
    store.want(picked);
    store.set_now(domain::timestamp::Timestamp(4_000_000_000_000));
    let all: Vec<_> = (1..=MANY).collect();
    assert!(hear(&mut StoreReader::new(store.clone()), &difference("v2", &[], &all)));
    let (facts, basket) = (store.facts(), store.basket());
    assert_eq!((facts.total, facts.shown, basket.lots), (0, 0, 0));
    assert_eq!((basket.gone.expired, basket.gone.sold), (100, 0));
}

/// Something on the way said that nothing had changed to somebody who had nothing yet, and the page said that the
/// pool was empty.
#[wasm_bindgen_test]
async fn nothing_has_changed_is_no_answer_to_somebody_who_knows_nothing() {
    let script = Script::new({
        let mut asked = 0;
        move |request| {
            line(request).starts_with("GET /tx/pool").then(|| {
                asked += 1;
                Ok(if asked == 1 { answer(304, &json!(null)) } else { pool("v1", &[lot(1, "wind")]) })
            })
        }
    });
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("[data-testid=message]").await;
    assert!(screen.find(".pool-body").unwrap().has_attribute("hidden"), "there is no pool to be empty yet");
    screen.wait_for("[data-testid=pool-row]").await;
}
