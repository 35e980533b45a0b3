//! Finding lots: the filters in the bar and in the panel, and the chips. The address that keeps them is in
//! `finding_address`.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::finder::{by, choose, focused, history, open, send, type_keys, until_at, until_shown, value};
use crate::screen::Screen;

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
