//! The pool in pictures: there only when somebody wants them, true to the lots, and the same as their tables in any
//! language.

use std::sync::Arc;

use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::{clock, storage};
use web_sys::{Event, EventInit, HtmlElement, HtmlInputElement};
use words::{Label, Language};

use crate::language::speaks_all;
use crate::screen::{Screen, speak};
use crate::script::{Script, answer, line, lot, pool};
use crate::table::{Market, Styles};

const HOUR: u64 = 3_600_000;
const KEPT: &str = "wattpool-market";
const PRICES: &str = "[data-testid=prices-chart]";
const SUPPLY: &str = "[data-testid=supply-chart]";
const BUTTON: &str = "[data-testid=unfold-market]";

/// A lot that was put in so many hours ago.
fn offered(number: u64, energy_type: &str, hours_ago: u64, credits: u64, amount_wh: u64) -> Value {
    let mut offered = lot(number, energy_type);
    // By the beginning of the hour, so that a minute more or less makes no other hour of it.
    let at = clock::hour_of(clock::now()).0 - hours_ago * HOUR;
    offered["timestampSell"] = json!(at);
    offered["value"] = json!(credits);
    offered["amount"] = json!(amount_wh);
    offered
}

fn with(lots: Vec<Value>) -> Arc<Script> {
    Script::new(move |request| {
        line(request).starts_with("GET /tx/pool").then(|| {
            if request.url.contains("since") { Ok(answer(304, &json!(null))) } else { Ok(pool("v1", &lots)) }
        })
    })
}

/// Some of everything: water was put in in two hours that do not follow one another, wind too long ago.
fn some() -> Vec<Value> {
    vec![
        offered(1, "solar", 0, 10, 10_000),
        offered(2, "solar", 0, 60, 30_000),
        offered(3, "solar", 1, 5, 10_000),
        offered(4, "water", 2, 4, 10_000),
        offered(5, "water", 5, 8, 10_000),
        offered(6, "wind", 30, 12, 40_000),
    ]
}

/// The pool with its pictures, which nobody had opened before.
async fn open_in(language: Language, script: &Arc<Script>) -> Screen {
    storage::set(KEPT, "");
    let screen = Screen::open_in(language, "/pool", script).await;
    screen.wait_for(BUTTON).await;
    screen.until("the lots", |screen| screen.count("[data-testid=pool-row], .pool-none") > 0).await;
    screen.click(BUTTON);
    screen.wait_for(PRICES).await;
    screen
}

async fn open(lots: Vec<Value>) -> Screen {
    open_in(Language::English, &with(lots)).await
}

/// The rows of a picture's table: what each is about, and its figures.
async fn rows(screen: &Screen, picture: &str) -> Vec<Vec<String>> {
    let button = format!("{picture} > .button");
    if screen.find(&format!("{picture} table")).is_none() {
        screen.click(&button);
    }
    screen.wait_for(&format!("{picture} tbody tr")).await;
    let rows = screen.elements(&format!("{picture} tbody tr")).len();
    let row = |row: usize| screen.texts(&format!("{picture} tbody tr:nth-child({}) > *", row + 1));
    (0..rows).map(row).collect()
}

fn way(screen: &Screen, selector: &str) -> String {
    screen.find(selector).and_then(|path| path.get_attribute("d")).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn pictures_are_there_only_when_somebody_wants_them_and_are_remembered() {
    let screen = open(some()).await;
    assert_eq!(screen.find(BUTTON).unwrap().get_attribute("aria-expanded").as_deref(), Some("true"));
    drop(screen);
    let screen = Screen::open("/pool", &with(some())).await;
    screen.wait_for(PRICES).await;
    screen.click(BUTTON);
    screen.until("folded", |screen| screen.find(".market").is_none()).await;
    drop(screen);
    let screen = Screen::open("/pool", &with(some())).await;
    screen.wait_for("[data-testid=pool-row]").await;
    assert_eq!(screen.find(BUTTON).unwrap().get_attribute("aria-expanded").as_deref(), Some("false"));
    assert!(screen.find(".market").is_none());
}

#[wasm_bindgen_test]
async fn the_table_of_prices_says_what_the_lines_show_and_gaps_are_gaps() {
    let screen = open(some()).await;
    assert_eq!(
        screen.text(&format!("{PRICES} .chart-summary")),
        "Cheapest on average over 24 hours: Water at 0.6 credits per kWh; dearest: Solar at 1.5."
    );
    let rows = rows(&screen, PRICES).await;
    assert_eq!(rows.len(), 24);
    assert_eq!(screen.texts(&format!("{PRICES} thead th")), ["Hour of delivery", "Solar", "Water", "Wind"]);
    assert_eq!(rows[23][1..], ["1.75", "–nothing put in", "–nothing put in"]);
    assert_eq!(rows[22][1], "0.5");
    for (column, energy_type, runs) in [(1, "solar", 1), (2, "water", 2), (3, "wind", 0)] {
        let figures = rows.iter().filter(|row| !row[column].starts_with('–')).count();
        let dots = way(&screen, &format!("{PRICES} .dot-{energy_type}"));
        assert_eq!(dots.matches("h0").count(), figures, "{energy_type}");
        let line = way(&screen, &format!("{PRICES} .line-{energy_type}"));
        assert_eq!(line.matches('M').count(), runs, "{energy_type}: {line}");
    }
    let ticks = screen.texts(&format!("{PRICES} .chart-up span"));
    assert_eq!(ticks, ["0", "0.5", "1", "1.5", "2"]);
    // 1.75 of 2, from the top.
    assert!(way(&screen, &format!("{PRICES} .line-solar")).ends_with(" 1250"));
}

#[wasm_bindgen_test]
async fn the_table_of_supply_says_what_the_areas_show() {
    let screen = open(some()).await;
    assert_eq!(
        screen.text(&format!("{SUPPLY} .chart-summary")),
        "Of 110 kWh in the pool, 60 kWh cost 0.5 credits per kWh or less; the lowest price is 0.3."
    );
    let rows = rows(&screen, SUPPLY).await;
    let last = rows.last().unwrap();
    assert_eq!(last[1..], ["50", "20", "40", "110"]);
    let level = rows.iter().find(|row| row[0] == "0.5").unwrap();
    assert_eq!(level[1..], ["10", "10", "40", "60"]);
    let top: f64 = screen.texts(&format!("{SUPPLY} .chart-up span")).last().unwrap().parse().unwrap();
    for (energy_type, up_to) in [("solar", 50.0), ("water", 70.0), ("wind", 110.0)] {
        let line = way(&screen, &format!("{SUPPLY} .line-{energy_type}"));
        let levels: Vec<&str> = line.split('V').skip(1).collect();
        assert_eq!(levels.len(), rows.len(), "as many steps as rows");
        let end: f64 = levels.last().unwrap().split('H').next().unwrap().parse().unwrap();
        assert!(
            ((10_000.0 - end) / 10_000.0 - up_to / top).abs() < 0.001,
            "{energy_type}: {end} below {top}"
        );
    }
}

#[wasm_bindgen_test]
async fn an_empty_pool_is_told_and_not_drawn() {
    let screen = open(Vec::new()).await;
    let told = [format!("{PRICES} .chart-summary"), format!("{SUPPLY} .chart-summary")];
    assert_eq!(
        told.map(|selector| screen.text(&selector)),
        ["No lot that is in the pool was put in during the last 24 hours.", "The pool is empty."]
    );
    assert_eq!(screen.count(".market svg[role=img], .market input, .market table"), 0);
}

#[wasm_bindgen_test]
async fn one_lot_is_a_picture_too() {
    let screen = open(vec![offered(1, "wind", 3, 5, 10_000)]).await;
    assert_eq!(
        screen.text(&format!("{PRICES} .chart-summary")),
        "Put in over 24 hours: Wind only, at 0.5 credits per kWh on average."
    );
    assert_eq!(
        screen.text(&format!("{SUPPLY} .chart-summary")),
        "Of 10 kWh in the pool, 10 kWh cost 0.5 credits per kWh or less; the lowest price is 0.5."
    );
    assert_eq!(way(&screen, &format!("{PRICES} .dot-wind")).matches("h0").count(), 1);
    assert_eq!(screen.count(&format!("{SUPPLY} .area")), 1);
}

#[wasm_bindgen_test]
async fn a_value_is_read_off_with_the_slider_in_sight_and_aloud() {
    let screen = open(some()).await;
    let slider = screen.find(&format!("{PRICES} input")).unwrap().unchecked_into::<HtmlInputElement>();
    assert_eq!(slider.get_attribute("aria-label").as_deref(), Some("Read off: Price by hour of delivery"));
    assert!(screen.text(&format!("{PRICES} .chart-read")).ends_with(" · Solar 1.75"));
    for (hour, words) in [("18", " · Water 0.8"), ("7", " · nothing put in")] {
        slider.set_value(hour);
        let init = EventInit::new();
        init.set_bubbles(true);
        slider.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
        let read = || screen.text(&format!("{PRICES} .chart-read"));
        screen.until(words, |_| read().ends_with(words)).await;
        screen.until("aloud", |_| slider.get_attribute("aria-valuetext") == Some(read())).await;
    }
}

#[wasm_bindgen_test]
async fn pictures_follow_the_pool_and_leave_the_person_where_they_are() {
    let market = Market::new(some(), vec![offered(7, "wind", 0, 90, 30_000)], vec![1]);
    let screen = open_in(Language::English, &market.script).await;
    rows(&screen, SUPPLY).await;
    let slider = screen.find(&format!("{SUPPLY} input")).unwrap();
    slider.focus().unwrap();
    market.turn();
    screen
        .until("the new lot", |screen| {
            screen.text(&format!("{PRICES} .chart-summary")).contains("dearest: Wind at 3.")
        })
        .await;
    let document = web_sys::window().unwrap().document().unwrap();
    let holder = document.active_element().unwrap().unchecked_into::<HtmlElement>();
    assert_eq!(holder, slider, "the slider has the focus still");
    let last = rows(&screen, SUPPLY).await.last().unwrap().clone();
    assert_eq!(last[1..], ["40", "20", "70", "130"]);
}

#[wasm_bindgen_test]
async fn pictures_speak_one_language_at_a_time() {
    let screen = open(some()).await;
    rows(&screen, PRICES).await;
    rows(&screen, SUPPLY).await;
    speaks_all(&screen, Label::Pool).await;
}

#[wasm_bindgen_test]
async fn time_runs_the_way_that_the_reader_reads() {
    let _styles = Styles::put_on();
    for (language, is_from_left) in [(Language::English, true), (Language::Arabic, false)] {
        let screen = open_in(language, &with(some())).await;
        let ticks = screen.elements(&format!("{PRICES} .chart-along span"));
        let left = |place: usize| ticks[place].get_bounding_client_rect().left();
        assert_eq!(left(0) < left(ticks.len() - 1), is_from_left, "{language:?}");
        // The newest value stands under the last hour that is written.
        let newest = screen.find(&format!("{PRICES} .dot-solar")).unwrap().get_bounding_client_rect();
        let plot = screen.find(&format!("{PRICES} .chart-plot")).unwrap().get_bounding_client_rect();
        let middle = plot.left() + plot.width() / 2.0;
        assert_eq!(newest.left() > middle, is_from_left, "{language:?}");
    }
    speak(Language::English);
}
