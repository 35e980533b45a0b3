//! The address of the pool: a link shows what its filters say, Back undoes one step.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::finder::{address, by, choose, history, open, send, type_keys, until_at, until_shown, value};
use crate::pretence::Pretence;
use crate::screen::Screen;
use crate::script::{Script, code, line, lot, pool};

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
    let first = screen.find("[data-testid=pool-row][aria-rowindex=\"2\"] .cell-value").unwrap();
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
