//! The table of lots under a person's hands while others trade: what they look at, picked and have the focus in
//! stays theirs.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::api::pool_reader::PoolReader;
use wattpool::browser::fetch::Request;
use wattpool::browser::storage::tab;
use wattpool::pool::{PoolStore, StoreReader};
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::screen::{BASKET, PENDING, Screen};
use crate::script::{Script, answer, line, lot, pool};

/// An exchange whose pool becomes another when told, with the difference between the two.
pub struct Market {
    /// What plays it.
    pub script: Arc<Script>,
    step: Arc<AtomicUsize>,
}

impl Market {
    /// A pool of those lots that turns into another by that difference.
    pub fn new(lots: Vec<Value>, changed: Vec<Value>, removed: Vec<u64>) -> Self {
        let step = Arc::new(AtomicUsize::new(0));
        let now = Arc::clone(&step);
        let script = Script::new(move |request: &Request| {
            let names: Vec<_> = removed.iter().map(|number| format!("{number:064x}")).collect();
            let difference = json!({
                "status": 731, "msg": "", "version": "v2", "total": lots.len(), "changed": changed, "removed": names
            });
            match (line(request).as_str(), now.load(Ordering::Relaxed)) {
                ("GET /tx/pool", _) => Some(Ok(pool("v1", &lots))),
                ("GET /tx/pool?since=v1", 1) => Some(Ok(answer(200, &difference))),
                (line, _) if line.starts_with("GET /tx/pool") => Some(Ok(answer(304, &json!(null)))),
                _ => None,
            }
        });
        Self { script, step }
    }

    /// The pool is the other one from now on.
    pub fn turn(&self) {
        self.step.store(1, Ordering::Relaxed);
    }
}

/// The app's own styles, without which nothing scrolls; gone when dropped.
pub struct Styles(Element);

impl Styles {
    /// Puts them on the page.
    pub fn put_on() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let element = document.create_element("style").unwrap();
        let text = concat!(
            include_str!("../../style/tokens.css"),
            include_str!("../../style/base.css"),
            include_str!("../../style/components.css"),
            include_str!("../../style/pages.css"),
            include_str!("../../style/chart.css")
        );
        element.set_text_content(Some(text));
        document.head().unwrap().append_child(&element).unwrap();
        Self(element)
    }
}

impl Drop for Styles {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// Lots of solar energy with those numbers.
pub fn many(numbers: impl Iterator<Item = u64>) -> Vec<Value> {
    numbers.map(|number| lot(number, "solar")).collect()
}

fn with(mut lot: Value, member: &str, value: impl Into<Value>) -> Value {
    lot[member] = value.into();
    lot
}

/// Finds the row of a lot.
pub fn row(number: u64) -> String {
    format!("[data-hash=\"{number:064x}\"]")
}

fn top_of(screen: &Screen, number: u64) -> f64 {
    screen.find(&row(number)).unwrap().get_bounding_client_rect().top()
}

/// What is scrolled.
pub fn scroller(screen: &Screen) -> HtmlElement {
    screen.find("[data-testid=pool-table]").unwrap().unchecked_into()
}

/// Scrolls to a lot of a pool of 300, the newest first.
pub async fn scroll_to(screen: &Screen, number: u64) {
    let height = |screen: &Screen| screen.find(".row-ruler").unwrap().client_height();
    let is_measured = |screen: &Screen| scroller(screen).scroll_height() == 300 * height(screen);
    screen.until("rows as high as the styles say", is_measured).await;
    scroller(screen).set_scroll_top(height(screen) * i32::try_from(300 - number).unwrap());
    screen.until("its row", |screen| screen.find(&row(number)).is_some()).await;
}

#[wasm_bindgen_test]
async fn the_lot_that_somebody_looks_at_stays_where_it_is_when_others_come() {
    let _styles = Styles::put_on();
    let market = Market::new(many((1..=300).rev()), many(301..=340), vec![]);
    let screen = Screen::open("/pool", &market.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    scroll_to(&screen, 220).await;
    let before = top_of(&screen, 218);
    market.turn();
    screen.until("the new lots", |screen| screen.text("[data-testid=pool-count]") == "340").await;
    assert!((top_of(&screen, 218) - before).abs() < 1.0, "it moved by {}", top_of(&screen, 218) - before);
}

/// A filter that speaks of time means another moment with each beat. Each time the table was scrolled back to its
/// top, as if the person had asked for other lots.
#[wasm_bindgen_test]
async fn time_that_passes_moves_nobody_who_filters_by_it() {
    let _styles = Styles::put_on();
    let market = Market::new(many((1..=300).rev()), vec![], vec![]);
    let screen = Screen::open("/pool?expires=24h-", &market.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    scroll_to(&screen, 220).await;
    let before = scroller(&screen).scroll_top();
    let asked = market.script.sent("GET /usr/alive").len();
    screen.until("beats", |_| market.script.sent("GET /usr/alive").len() > asked + 2).await;
    assert_eq!(scroller(&screen).scroll_top(), before);
}

#[wasm_bindgen_test]
async fn a_key_picks_the_lot_that_had_the_focus_and_no_other() {
    // The lot above it was sold between the moment in which a person chose a row and that in which they pressed
    // the key, and its neighbour was picked instead.
    let market = Market::new(many([3, 2, 1].into_iter()), vec![], vec![3]);
    let screen = Screen::open("/pool", &market.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    let input = |number| screen.find(&format!("{} [data-testid=select-row]", row(number))).unwrap();
    input(2).focus().unwrap();
    market.turn();
    screen.until("one is sold", |screen| screen.text("[data-testid=pool-count]") == "2").await;
    let focused = web_sys::window().unwrap().document().unwrap().active_element().unwrap();
    assert!(focused == *input(2));
    focused.unchecked_into::<HtmlElement>().click();
    screen.until("its price", |screen| screen.text("[data-testid=selection-total]") == "2").await;
}

#[wasm_bindgen_test]
async fn what_came_and_what_changed_is_said_in_its_row() {
    let changed = vec![lot(4, "wind"), with(lot(2, "solar"), "value", 20)];
    let market = Market::new(many([3, 2, 1].into_iter()), changed, vec![]);
    let screen = Screen::open("/pool", &market.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    let mark = |screen: &Screen, number| screen.text(&format!("{} .row-mark", row(number)));
    assert_eq!(mark(&screen, 2), "", "of a first answer nothing is news");
    market.turn();
    screen.until("the new lot", |screen| screen.find(&row(4)).is_some()).await;
    assert_eq!([4, 3, 2].map(|number| mark(&screen, number)), ["New", "", "Changed"]);
}

#[wasm_bindgen_test]
async fn what_became_of_picked_lots_is_told_until_somebody_took_note() {
    let past = with(lot(3, "wind"), "timestampExpire", 1_700_000_000_000_u64);
    let lots = vec![past, lot(2, "solar"), lot(1, "solar")];
    let market = Market::new(lots, vec![with(lot(1, "solar"), "value", 50)], vec![3, 2]);
    let screen = Screen::open("/pool", &market.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    for number in [1, 2, 3] {
        screen.click(&format!("{} [data-testid=select-row]", row(number)));
    }
    screen.until("all", |screen| screen.text("[data-testid=selection-total]") == "6").await;
    market.turn();
    screen.wait_for("[data-testid=gone]").await;
    let told = screen.text("[data-testid=gone]");
    for words in ["was just sold or taken back", "The time of one lot", "has another price now"] {
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(screen.text("[data-testid=selection-total]"), "50");
    screen.press("All right");
    screen.until("it is gone", |screen| screen.find("[data-testid=gone]").is_none()).await;
}

#[wasm_bindgen_test]
async fn what_is_picked_is_picked_after_the_page_was_loaded_anew() {
    let market = Market::new(many([3, 2, 1].into_iter()), vec![], vec![]);
    let screen = Screen::open("/pool", &market.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    for number in [3, 1] {
        screen.click(&format!("{} [data-testid=select-row]", row(number)));
    }
    let kept = || tab::get(BASKET).unwrap_or_default();
    screen.until("both are kept", |_| kept().lines().count() == 3).await;
    let screen = screen.reload("/pool", &market.script).await;
    screen.until("both are picked", |screen| screen.text("[data-testid=selection-total]") == "4").await;
    let is_picked = |number| {
        let input = screen.find(&format!("{} [data-testid=select-row]", row(number))).unwrap();
        input.unchecked_into::<HtmlInputElement>().checked()
    };
    assert_eq!([1, 2, 3].map(is_picked), [true, false, true]);
    assert!(tab::get(PENDING).is_none_or(|kept| kept.is_empty()));
}

#[wasm_bindgen_test]
async fn an_answer_that_nothing_changed_touches_no_row() {
    let _styles = Styles::put_on();
    let market = Market::new(many(1..=50), vec![], vec![]);
    let screen = Screen::open("/pool", &market.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    // Everything has been told that is told once.
    screen.until("beats", |_| market.script.sent("GET /usr/alive").len() > 2).await;
    let changes = Rc::new(Cell::new(0));
    let counted = Rc::clone(&changes);
    let count = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
        counted.set(counted.get() + records.length());
    });
    let observer = web_sys::MutationObserver::new(count.as_ref().unchecked_ref()).unwrap();
    let options = web_sys::MutationObserverInit::new();
    options.set_subtree(true);
    options.set_child_list(true);
    options.set_character_data(true);
    options.set_attributes(true);
    observer.observe_with_options(&scroller(&screen), &options).unwrap();
    let asked = market.script.sent("GET /usr/alive").len();
    screen.until("beats", |_| market.script.sent("GET /usr/alive").len() > asked + 2).await;
    observer.disconnect();
    assert_eq!(changes.get(), 0);
}

#[wasm_bindgen_test]
async fn rows_are_read_in_their_order_after_scrolling() {
    let _styles = Styles::put_on();
    let market = Market::new(many((1..=300).rev()), vec![], vec![]);
    let screen = Screen::open("/pool", &market.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    scroll_to(&screen, 230).await;
    let places = |screen: &Screen| -> Vec<u32> {
        let rows = scroller(screen).query_selector_all("[data-testid=pool-row]").unwrap();
        (0..rows.length())
            .filter_map(|number| rows.get(number)?.unchecked_into::<Element>().get_attribute("aria-rowindex"))
            .filter_map(|place| place.parse().ok())
            .collect()
    };
    screen.until("their order", |screen| places(screen).is_sorted()).await;
    assert!(places(&screen).len() > 5);
}

#[wasm_bindgen_test]
fn an_answer_may_be_split_anywhere() {
    // What comes from a network is split where the network likes; here in the middle of a name, a number and a
    // letter of three bytes.
    let body = pool("v1", &[with(lot(2, "wind"), "inputData", "Dach ☀ Süd"), lot(1, "solar")]).body;
    for size in [1, 7, 64, 1_000] {
        let store = PoolStore::default();
        let mut reader = StoreReader::new(store.clone());
        for piece in body.as_bytes().chunks(size) {
            reader.piece(piece);
        }
        assert!(reader.end());
        let notes: Vec<_> = store.pool().rows(0, 9).map(|lot| lot.note().to_owned()).collect();
        assert_eq!((notes.len(), notes[0].as_str()), (2, "Dach ☀ Süd"), "pieces of {size}");
    }
}
