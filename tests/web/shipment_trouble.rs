//! A shipment whose answers are lost, whose session ends, whose page is loaded anew or open twice: every lot of the
//! file is in the pool once, and nothing goes out that the person did not want.

use std::sync::Arc;

use domain::status::Misfortune;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::clock;
use wattpool::browser::storage::tab;

use crate::chance::Chance;
use crate::screen::{SHIPMENTS, Screen};
use crate::script::{Script, code};
use crate::shipped::{Fate, Market, file_of, look_at, notes_of, over};

const UNKNOWN: &str = "We do not know yet whether the lots that were just sent reached the pool.";

/// Chooses a file of 25 lots, which go out in three parts, and sends it.
async fn ship(screen: &Screen) {
    look_at(screen, &file_of(25)).await;
    screen.press("Deliver 25 lots");
}

/// The same on a page of its own, as far as the first part, which is sent and not answered before the script is released.
async fn ship_unanswered(script: &Arc<Script>) -> Screen {
    let screen = Screen::open("/deliver", script).await;
    script.hold("POST /tx/delivery");
    ship(&screen).await;
    screen.until("sent", |_| script.sent("POST").len() == 1).await;
    screen
}

async fn interrupted(screen: &Screen) {
    screen.wait_for("[data-testid=interrupted]").await;
}

#[wasm_bindgen_test]
async fn a_part_whose_answer_is_lost_is_asked_for_again_and_delivered_once() {
    let _chance = Chance::always(0.0);
    let market = Market::default();
    let script = market.script(|place, _| matches!(place, 2 | 3).then_some(Fate::Lost));
    let screen = Screen::open("/deliver", &script).await;
    ship(&screen).await;
    assert_eq!(over(&screen).await, ["25", "0", "0"]);
    assert_eq!(market.notes(), notes_of(25));
    assert_eq!(script.sent("POST").len(), 5, "three parts, one of them three times");
}

#[wasm_bindgen_test]
async fn a_network_that_is_dead_in_the_middle_is_said_and_the_rest_goes_out_when_it_is_back() {
    let _chance = Chance::always(0.0);
    let market = Market::default();
    // The first part is heard; of the others nothing is, for as long as the app asks by itself.
    let script = market
        .script(|place, _| (2..=6).contains(&place).then_some(Fate::Instead(Err(Misfortune::Unreachable))));
    let screen = Screen::open("/deliver", &script).await;
    ship(&screen).await;
    screen.until(UNKNOWN, |screen| screen.text("[data-testid=message]").contains(UNKNOWN)).await;
    screen.until("how far it is", |screen| screen.text("[data-testid=progress]").contains("10 of 25")).await;
    assert_eq!(market.notes(), notes_of(10));
    screen.go("/pool").await;
    screen.until("said elsewhere", |screen| screen.text("[data-testid=under-way]").contains(UNKNOWN)).await;
    screen.until("the app asks", |_| script.sent("POST").len() >= 5).await;
    screen.go("/deliver").await;
    screen
        .until("it goes on", |screen| {
            if let Some(button) = screen.button("Check again").or(screen.button("Check now")) {
                button.click();
            }
            screen.find("[data-testid=shipped]").is_some()
        })
        .await;
    assert_eq!(over(&screen).await, ["25", "0", "0"]);
    assert_eq!(market.notes(), notes_of(25));
}

#[wasm_bindgen_test]
async fn a_reload_in_the_middle_asks_for_the_part_that_was_sent_and_sends_no_other_by_itself() {
    let market = Market::default();
    let script = market.script(|_, _| None);
    let screen = ship_unanswered(&script).await.reload("/pool", &script).await;
    screen.until("asked for", |_| script.sent("POST").len() == 2).await;
    script.release();
    screen
        .until("the rest waits", |screen| {
            screen.text("[data-testid=under-way]").contains("not all of them were sent")
        })
        .await;
    assert_eq!(market.notes(), notes_of(10), "once, although it was sent twice");
    screen.go("/deliver").await;
    interrupted(&screen).await;
    screen.press("Send the rest");
    assert_eq!(over(&screen).await, ["25", "0", "0"]);
    assert_eq!(market.notes(), notes_of(25));
}

/// A tab that is duplicated has a copy of what the first one keeps, with the same keys.
#[wasm_bindgen_test]
async fn a_tab_that_was_duplicated_in_the_middle_delivers_nothing_twice() {
    let market = Market::default();
    let script = market.script(|_, _| None);
    let screen = ship_unanswered(&script).await;
    let copy = tab::get(SHIPMENTS).unwrap();
    script.release();
    over(&screen).await;
    tab::set(SHIPMENTS, &copy);
    let screen = screen.reload("/deliver", &script).await;
    interrupted(&screen).await;
    screen.press("Send the rest");
    assert_eq!(over(&screen).await, ["25", "0", "0"]);
    assert_eq!(market.notes(), notes_of(25), "every part of the copy was done already");
}

#[wasm_bindgen_test]
async fn a_session_that_ends_in_the_middle_is_gone_on_with_after_the_log_in() {
    let market = Market::default();
    let script = market.script(|place, _| (place == 2).then(|| Fate::Instead(Ok(code(834)))));
    let screen = Screen::open_unhurried("/deliver", &script).await;
    ship(&screen).await;
    screen.wait_for("[data-testid=log-in-again][open]").await;
    assert_eq!(market.notes(), notes_of(10));
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.click("[data-testid=log-in-again] button[type=submit]");
    assert_eq!(over(&screen).await, ["25", "0", "0"]);
    assert_eq!(market.notes(), notes_of(25));
}

#[wasm_bindgen_test]
async fn a_part_that_the_exchange_does_not_take_halts_and_the_person_decides_about_the_rest() {
    let market = Market::default();
    let script = market.script(|place, _| (place == 2).then(|| Fate::Instead(Ok(code(830)))));
    let screen = Screen::open("/deliver", &script).await;
    ship(&screen).await;
    screen
        .until("it says so", |screen| screen.text("[data-testid=message]").contains("the others stay"))
        .await;
    assert_eq!(market.notes(), notes_of(10));
    screen.press("Leave the rest");
    assert_eq!(over(&screen).await, ["10", "0", "15"]);
    assert_eq!(script.sent("POST").len(), 2);
}

/// After a day no exchange is trusted to know a key, so asking again could deliver anew.
#[wasm_bindgen_test]
async fn what_was_sent_days_ago_is_not_sent_again_and_said_to_be_unknown() {
    let kept = {
        let script = Market::default().script(|_, _| None);
        let screen = Screen::open("/deliver", &script).await;
        script.hold("POST /tx/delivery");
        ship(&screen).await;
        screen.until("sent", |_| script.sent("POST").len() == 1).await;
        tab::get(SHIPMENTS).unwrap()
    };
    let mut kept: Value = serde_json::from_str(&kept).unwrap();
    kept["shipments"][0]["sentAt"] = (clock::now().0 - 2 * 24 * 3_600_000).into();
    let market = Market::default();
    let script: Arc<Script> = market.script(|_, _| None);
    tab::set(SHIPMENTS, &kept.to_string());
    let screen = Screen::open_keeping("", wattpool::settings::Settings::default(), "/deliver", &script).await;
    interrupted(&screen).await;
    assert_eq!(script.sent("POST").len(), 0);
    screen.press("Send the rest");
    assert_eq!(over(&screen).await, ["15", "0", "0", "10"]);
    assert!(screen.text("[data-testid=many-lots]").contains("Look at your account"));
    assert_eq!(market.notes(), notes_of(25)[10..]);
}

#[wasm_bindgen_test]
async fn nobody_else_sees_or_sends_it_and_a_log_out_gives_up_what_was_not_sent() {
    let market = Market::default();
    let script = market.script(|place, _| (place == 2).then(|| Fate::Instead(Ok(code(830)))));
    let screen = Screen::open("/deliver", &script).await;
    ship(&screen).await;
    screen.wait_for("[data-testid=message]").await;
    screen.press("Log out");
    screen.until("the words", |screen| screen.text("main").contains("You are logged out.")).await;
    assert_eq!(tab::get(SHIPMENTS), None);
    assert_eq!(market.notes(), notes_of(10));
}
