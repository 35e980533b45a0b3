//! Finding lots: filters in the bar and in the panel, chips, and the address that keeps them.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlElement, HtmlInputElement};

use crate::pretence::Pretence;
use crate::screen::{Screen, until};
use crate::script::{Script, answer, code, line, lot, pool};

/// Lots of 12.5 kWh each for 1 credit, 2 credits and so on; every third one of each type.
fn with_lots(count: u64) -> Arc<Script> {
    Script::new(move |request| {
        line(request).starts_with("GET /tx/pool").then(|| {
            let types = ["solar", "water", "wind"];
            let lots: Vec<_> =
                (1..=count).map(|number| lot(number, types[usize::try_from(number % 3).unwrap()])).collect();
            Ok(if request.url.contains("since") {
                answer(304, &serde_json::json!(null))
            } else {
                pool("v1", &lots)
            })
        })
    })
}

async fn open(path: &str, count: u64) -> Screen {
    let screen = Screen::open(path, &with_lots(count)).await;
    screen
        .until("the lots", |screen| !screen.text(".pool-scroller tbody").is_empty() || shown(screen) == "0")
        .await;
    screen
}

fn shown(screen: &Screen) -> String {
    screen.text("[data-testid=pool-count]")
}

async fn until_shown(screen: &Screen, count: &str) {
    screen.until(&format!("{count} lots"), |screen| shown(screen) == count).await;
}

fn address() -> String {
    let location = web_sys::window().unwrap().location();
    location.pathname().unwrap() + &location.search().unwrap()
}

async fn until_at(screen: &Screen, path: &str) {
    until(
        || format!("{path}, not {}; on the screen: {}", address(), screen.text("main")),
        || address() == path,
    )
    .await;
}

fn history() -> web_sys::History {
    web_sys::window().unwrap().history().unwrap()
}

fn send(element: &HtmlElement, event: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&Event::new_with_event_init_dict(event, &init).unwrap()).unwrap();
}

/// Types into a field, key by key.
fn type_keys(screen: &Screen, test_id: &str, text: &str) {
    let field: HtmlInputElement = screen.find(&by(test_id)).unwrap().unchecked_into();
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        field.set_value(&text[..end]);
        send(&field, "input");
    }
}

fn choose(screen: &Screen, test_id: &str, choice: &str) {
    let select = screen.find(&by(test_id)).unwrap();
    js_sys::Reflect::set(&select, &"value".into(), &choice.into()).unwrap();
    send(&select, "change");
}

fn by(test_id: &str) -> String {
    format!("[data-testid={test_id}]")
}

fn value(screen: &Screen, test_id: &str) -> String {
    screen.find(&by(test_id)).unwrap().unchecked_into::<HtmlInputElement>().value()
}

fn focused() -> String {
    let active = web_sys::window().unwrap().document().unwrap().active_element();
    active.map(|element| element.id()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_link_with_filters_opens_the_pool_as_it_says() {
    let screen =
        open("/pool?type=wind,solar&price=0.16-0.8&amount=-20&note=ROOF&sort=value&direction=down", 20).await;
    until_shown(&screen, "6").await;
    assert_eq!(screen.texts(".chip"), ["Solar", "Wind", "0.16–0.8 per kWh", "up to 20 kWh", "Note: ROOF"]);
    let is_pressed = ["solar", "water", "wind"].map(|name| {
        screen.find(&by(&format!("filter-{name}"))).unwrap().get_attribute("aria-pressed").unwrap()
    });
    assert_eq!(is_pressed, ["true", "false", "true"]);
    screen.until("filled fields", |screen| value(screen, "filter-price-from") == "0.16").await;
    assert_eq!(value(&screen, "filter-price-to"), "0.8");
    assert_eq!(value(&screen, "filter-amount-from"), "");
    assert_eq!(value(&screen, "filter-note"), "ROOF");
    assert_eq!(value(&screen, "filter-sort"), "value");
    assert_eq!(value(&screen, "filter-direction"), "down");
    assert!(screen.text("#filters-open").contains("5 filters applied"));
    let first = screen.find("[data-testid=pool-row][aria-rowindex=\"2\"] .cell-value strong").unwrap();
    assert_eq!(first.text_content().as_deref(), Some("9"));
}

#[wasm_bindgen_test]
async fn every_change_is_a_step_that_back_undoes_and_forward_does_again() {
    let screen = open("/pool", 30).await;
    let table = screen.find("[data-testid=pool-table]").unwrap();
    screen.click(&by("filter-solar"));
    until_at(&screen, "/pool?type=solar").await;
    screen.click(&by("filter-wind"));
    screen.click(&by("sort-value"));
    choose(&screen, "filter-expires", "30d");
    until_shown(&screen, "0").await;
    until_at(&screen, "/pool?type=solar,wind&expires=30d&sort=value").await;
    for (path, count) in [
        ("/pool?type=solar,wind&sort=value", "20"),
        ("/pool?type=solar,wind", "20"),
        ("/pool?type=solar", "10"),
        ("/pool", "30"),
    ] {
        history().back().unwrap();
        until_at(&screen, path).await;
        until_shown(&screen, count).await;
    }
    assert!(screen.texts(".chip").is_empty());
    history().forward().unwrap();
    until_shown(&screen, "10").await;
    assert!(
        screen.find("[data-testid=pool-table]").unwrap().is_same_node(Some(&table)),
        "the page was built anew"
    );
}

#[wasm_bindgen_test]
async fn what_is_typed_without_a_pause_is_one_step() {
    let screen = open("/pool", 30).await;
    screen.click(&by("filter-water"));
    until_at(&screen, "/pool?type=water").await;
    type_keys(&screen, "filter-text", "000");
    until_at(&screen, "/pool?type=water&seller=000").await;
    // However slow the machine is: no time has passed since.
    let clock = Pretence::clock(-3_600_000.0);
    type_keys(&screen, "filter-text", "000a");
    until_at(&screen, "/pool?type=water&seller=000a").await;
    drop(clock);
    send(&screen.find(&by("filter-text")).unwrap(), "blur");
    type_keys(&screen, "filter-note", "  roof  ");
    until_at(&screen, "/pool?type=water&seller=000a&note=roof").await;
    until_shown(&screen, "1").await;
    history().back().unwrap();
    until_at(&screen, "/pool?type=water&seller=000a").await;
    screen.until("an empty field", |screen| value(screen, "filter-note").is_empty()).await;
    history().back().unwrap();
    until_at(&screen, "/pool?type=water").await;
    until_shown(&screen, "10").await;
    screen.until("an empty field", |screen| value(screen, "filter-text").is_empty()).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_after_a_pause_is_another_step() {
    let screen = open("/pool", 30).await;
    type_keys(&screen, "filter-text", "000");
    until_at(&screen, "/pool?seller=000").await;
    let _clock = Pretence::clock(10_000.0);
    type_keys(&screen, "filter-text", "000a");
    until_at(&screen, "/pool?seller=000a").await;
    history().back().unwrap();
    until_at(&screen, "/pool?seller=000").await;
    screen.until("three digits", |screen| value(screen, "filter-text") == "000").await;
}

#[wasm_bindgen_test]
async fn a_seller_is_looked_for_by_their_address_and_not_in_notes() {
    let screen = open("/pool", 30).await;
    screen.type_into("Seller's address", "roof");
    until_shown(&screen, "0").await;
    screen.type_into("Seller's address", " 000B ");
    until_shown(&screen, "1").await;
    assert_eq!(screen.texts(".chip"), ["Seller: 000B"]);
}

#[wasm_bindgen_test]
async fn a_type_says_how_many_lots_it_would_show() {
    let screen = open("/pool", 32).await;
    let counts = |screen: &Screen| screen.texts(".toggle-count").join(" ");
    until_shown(&screen, "32").await;
    assert_eq!(counts(&screen), "10 11 11");
    screen.click(&by("filter-wind"));
    until_shown(&screen, "11").await;
    assert_eq!(counts(&screen), "10 11 11", "one type takes nothing from the others");
    type_keys(&screen, "filter-price-to", "0.24");
    until_shown(&screen, "1").await;
    assert_eq!(counts(&screen), "1 1 1");
}

#[wasm_bindgen_test]
async fn an_end_that_cannot_be_used_is_said_in_words_and_left_open() {
    let screen = open("/pool", 20).await;
    type_keys(&screen, "filter-price-from", "cheap");
    type_keys(&screen, "filter-price-to", "0.8");
    let field = screen.find(&by("filter-price-from")).unwrap();
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("false"), "it is still being typed");
    send(&field, "change");
    screen.until("a problem", |screen| !screen.text("#filter-price-problem").is_empty()).await;
    assert_eq!(
        screen.text("#filter-price-problem"),
        "Enter the price per kWh as a number, such as 0.25 or 3."
    );
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(field.get_attribute("aria-describedby").as_deref(), Some("filter-price-problem"));
    until_shown(&screen, "10").await;
    until_at(&screen, "/pool?price=-0.8").await;
    assert_eq!(value(&screen, "filter-price-from"), "cheap");
    type_keys(&screen, "filter-price-from", "0.4");
    screen.until("no problem", |screen| screen.text("#filter-price-problem").is_empty()).await;
    until_shown(&screen, "6").await;
    type_keys(&screen, "filter-amount-from", "0");
    send(&screen.find(&by("filter-amount-from")).unwrap(), "change");
    screen
        .until("a problem", |screen| screen.text("#filter-amount-problem").contains("more than 0 kWh"))
        .await;
}

#[wasm_bindgen_test]
async fn ends_the_wrong_way_round_change_places_but_not_while_they_are_typed() {
    let screen = open("/pool", 20).await;
    type_keys(&screen, "filter-amount-from", "20");
    type_keys(&screen, "filter-amount-to", "10");
    screen.until("a chip", |screen| screen.texts(".chip") == ["10 kWh to 20 kWh"]).await;
    until_at(&screen, "/pool?amount=10-20").await;
    assert_eq!(
        (value(&screen, "filter-amount-from"), value(&screen, "filter-amount-to")),
        ("20".into(), "10".into())
    );
}

#[wasm_bindgen_test]
async fn a_part_is_taken_away_by_its_chip_and_focus_goes_to_the_next() {
    let screen = open("/pool?type=solar,wind&price=0.1-&seller=00", 20).await;
    until_shown(&screen, "13").await;
    assert_eq!(
        screen.find("#chip-price").unwrap().get_attribute("aria-label").as_deref(),
        Some("Remove filter: from 0.1 per kWh")
    );
    for (chip, next, rest) in [
        ("chip-solar", "chip-wind", "/pool?type=wind&price=0.1-&seller=00"),
        ("chip-seller", "chip-price", "/pool?type=wind&price=0.1-"),
        ("chip-wind", "chip-price", "/pool?price=0.1-"),
        ("chip-price", "filters-open", "/pool"),
    ] {
        screen.find(&format!("#{chip}")).unwrap().focus().unwrap();
        screen.click(&format!("#{chip}"));
        assert_eq!(focused(), next, "after {chip}");
        screen.until("it is gone", |screen| screen.find(&format!("#{chip}")).is_none()).await;
        assert_eq!(focused(), next, "after {chip} is gone");
        until_at(&screen, rest).await;
    }
    until_shown(&screen, "20").await;
    screen.until("an empty field", |screen| value(screen, "filter-price-from").is_empty()).await;
}

#[wasm_bindgen_test]
async fn all_parts_are_taken_away_at_once_and_the_order_stays() {
    let screen = open("/pool?type=solar&note=roof&expires=24h-&sort=value", 20).await;
    until_shown(&screen, "6").await;
    screen.click(&by("filters-clear"));
    until_shown(&screen, "20").await;
    assert_eq!(focused(), "filters-open");
    until_at(&screen, "/pool?sort=value").await;
    assert!(screen.find(&by("filters-clear")).unwrap().has_attribute("hidden"));
    history().back().unwrap();
    until_shown(&screen, "6").await;
}

#[wasm_bindgen_test]
async fn the_panel_takes_the_focus_and_gives_it_back() {
    let screen = open("/pool", 3).await;
    let opener = screen.find("#filters-open").unwrap();
    opener.focus().unwrap();
    opener.click();
    screen.until("the panel", |screen| screen.find("#filters:popover-open").is_some()).await;
    screen.until("its heading", |_| focused() == "filters-heading").await;
    choose(&screen, "filter-sort", "delivered");
    choose(&screen, "filter-direction", "down");
    until_at(&screen, "/pool?sort=delivered&direction=down").await;
    screen.click(&by("filters-done"));
    screen.until("it is closed", |screen| screen.find("#filters:popover-open").is_none()).await;
    assert_eq!(focused(), "filters-open");
}

#[wasm_bindgen_test]
async fn the_count_is_said_aloud_for_what_the_person_did_and_not_before() {
    let screen = open("/pool?type=solar", 9).await;
    until_shown(&screen, "3").await;
    assert_eq!(screen.text(&by("pool-found")), "");
    screen.click(&by("filter-wind"));
    screen.until("it is said", |screen| screen.text(&by("pool-found")) == "6 of 9 lots").await;
}

/// A guest who opened a link with filters found the whole pool after the log-in.
#[wasm_bindgen_test]
async fn a_link_with_filters_survives_the_log_in() {
    let script = Script::new({
        let mut is_in = false;
        move |request| match line(request).as_str() {
            "POST /usr/login" => {
                is_in = true;
                None
            }
            asked if asked.starts_with("GET /usr/alive") && !is_in => Some(Ok(code(826))),
            asked if asked.starts_with("GET /tx/pool") => {
                Some(Ok(pool("v1", &[lot(1, "solar"), lot(2, "wind"), lot(3, "wind")])))
            }
            _ => None,
        }
    });
    let screen = Screen::open("/pool?type=wind&note=S%C3%BCd%20%26+roof", &script).await;
    screen.until("a form", |screen| screen.find("form").is_some()).await;
    assert!(address().starts_with("/login?next=/pool%3Ftype%3Dwind"), "{}", address());
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "not a real password");
    screen.press("Log in");
    until_at(&screen, "/pool?type=wind&note=S%C3%BCd%20%26%20roof").await;
    screen.until("the chips", |screen| screen.texts(".chip") == ["Wind", "Note: Süd & roof"]).await;
}

/// The router does not write an address that it wrote last, so after Back the page changed and its address did
/// not: loading it anew showed another page.
#[wasm_bindgen_test]
async fn a_link_leads_to_its_address_whatever_was_gone_back_to() {
    let screen = open("/pool", 9).await;
    screen.click(&by("filter-solar"));
    until_at(&screen, "/pool?type=solar").await;
    screen.click("a[href='/service']");
    until_at(&screen, "/service").await;
    history().back().unwrap();
    until_at(&screen, "/pool?type=solar").await;
    until_shown(&screen, "3").await;
    screen.click("a[href='/service']");
    until_at(&screen, "/service").await;
    screen.until("the page", |screen| screen.text("h1") == "Service").await;
    history().back().unwrap();
    until_at(&screen, "/pool?type=solar").await;
}

#[wasm_bindgen_test]
async fn the_link_to_the_pool_shows_all_of_it() {
    let screen = open("/pool", 9).await;
    screen.click(&by("filter-solar"));
    until_at(&screen, "/pool?type=solar").await;
    screen.click("nav a[href='/pool']");
    until_shown(&screen, "9").await;
    until_at(&screen, "/pool").await;
    history().back().unwrap();
    until_shown(&screen, "3").await;
}
