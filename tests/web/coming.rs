//! How much of a large pool is there while its first answer is on its way.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::early_answer::{EarlyAnswer, beginning, quiet, rest};
use crate::screen::{Screen, until};

const SHOWN: &str = "[data-testid=pool-shown]";
const BAR: &str = "[data-testid=pool-shown] progress";
const FOUND: &str = "[data-testid=pool-found]";

/// Whoever opened a pool of a hundred thousand lots on a slow line saw a number grow and did not know to what.
#[wasm_bindgen_test]
async fn a_large_pool_says_how_much_of_it_is_there_until_it_is() {
    let asked = EarlyAnswer::asked();
    let early = asked.read();
    asked.bring(&beginning(40, 1..=10));
    let of_start_page = |name: &str| asked.find("#boot-read")?.get_attribute(name);
    until(|| "the bar".to_owned(), || of_start_page("value").as_deref() == Some("10")).await;
    assert_eq!(of_start_page("max").as_deref(), Some("40"));

    let screen = Screen::open_after(early, "/pool", &quiet(40)).await;
    screen.until("how much", |screen| screen.text(SHOWN).starts_with("10 of 40 lots are here")).await;
    let bar = |name: &str| screen.find(BAR)?.get_attribute(name);
    assert_eq!((bar("value").as_deref(), bar("max").as_deref()), (Some("10"), Some("40")));
    assert!(screen.find("[data-testid=pool-count]").is_none(), "it stands in the place of the count");

    screen.until("it is said", |screen| screen.text(FOUND).starts_with("10 of 40 lots are here")).await;
    asked.bring(&format!(",{}", beginning(40, 11..=20).split_once('[').unwrap().1));
    screen.until("more", |screen| screen.text(SHOWN).starts_with("20 of 40")).await;
    assert!(screen.text(FOUND).starts_with("10 of 40"), "each step is not said");

    asked.bring(&rest(21..=40));
    asked.end();
    screen.until("all", |screen| screen.text("[data-testid=pool-count]") == "40").await;
    assert!(screen.find(BAR).is_none());
    screen.until("it is said", |screen| screen.text(FOUND) == "40 lots").await;
}

#[wasm_bindgen_test]
async fn an_answer_that_breaks_off_is_not_said_to_be_on_its_way() {
    let asked = EarlyAnswer::asked();
    let early = asked.read();
    asked.bring(&beginning(40, 1..=10));
    let script = quiet(40);
    script.hold("GET /tx/pool");
    let screen = Screen::open_after(early, "/pool", &script).await;
    screen.wait_for(BAR).await;
    asked.break_off();
    screen.until("the count", |screen| screen.text("[data-testid=pool-count]") == "10").await;
    assert!(screen.find(BAR).is_none());
}

/// Somebody followed a link to lots of one seller. Before the first of them had come, the page said that there was
/// none.
#[wasm_bindgen_test]
async fn nobody_is_told_that_no_lot_passes_while_lots_are_coming() {
    let asked = EarlyAnswer::asked();
    let early = asked.read();
    asked.bring(&beginning(40, 1..=10));
    let screen = Screen::open_after(early, "/pool?type=solar", &quiet(40)).await;
    screen.until("so far", |screen| screen.text(SHOWN) == "0 of 10 lots").await;
    screen.wait_for(BAR).await;
    assert!(!screen.text(".pool-lots").contains("No lot passes"));
    asked.bring(&rest(11..=40));
    asked.end();
    screen.until("none", |screen| screen.text(".pool-lots").contains("No lot passes")).await;
    assert!(screen.find(BAR).is_none());
}
