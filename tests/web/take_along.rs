//! The history of an account as a file: all of it, page by page, with sums that are those of its rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::csv::{Records, Separator};
use domain::status::Misfortune;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::{Request, Response};

use crate::chance::Chance;
use crate::screen::Screen;
use crate::script::{Script, answer, line, lot};
use crate::shipped::{figures, text_behind};

/// So many lots were delivered, every third of them sold.
const DELIVERED: u64 = 450;

fn sold(number: u64) -> Value {
    let mut lot = lot(number, "wind");
    lot["status"] = json!("succeeded");
    lot["timestampBuy"] = json!(1_800_000_000_000_u64 + number * 86_400_000);
    lot["from"] = json!(format!("{:040x}", 7));
    lot
}

/// One page of each list: 450 lots delivered, 3 bought, 1 taken back.
fn page(request: &Request) -> Option<Response> {
    let query = request.url.strip_prefix("/usr/account")?.trim_start_matches('?').to_owned();
    let of = |name: &str| {
        let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        pair.and_then(|value| value.parse::<u64>().ok())
    };
    let (before, limit) = (of("before").unwrap_or(u64::MAX), of("limit").unwrap_or(50) as usize);
    let cut = |lots: Vec<Value>| -> Vec<Value> {
        lots.into_iter().filter(|lot| lot["blockHeight"].as_u64().unwrap() < before).take(limit).collect()
    };
    let delivery = (1..=DELIVERED).rev().map(|number| match number % 3 {
        0 => sold(number),
        _ => lot(number, "solar"),
    });
    let mut odd = lot(900, "water");
    odd["inputData"] = json!("=1+1");
    odd["status"] = json!("revoked");
    Some(answer(
        200,
        &json!({
            "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 1000,
            "deliveryNum": DELIVERED, "purchaseNum": 3, "revokeNum": 1,
            "delivery": cut(delivery.collect()), "purchase": cut(vec![sold(703), sold(702), sold(701)]),
            "revoke": cut(vec![odd])
        }),
    ))
}

async fn prepare(screen: &Screen) -> String {
    screen.until("the button", |screen| screen.button("Prepare the file").is_some()).await;
    screen.press("Prepare the file");
    text_behind(screen, "history-file").await
}

fn records(text: &str) -> Vec<Vec<String>> {
    Records::of(text, Separator::Comma).skip(1).map(Result::unwrap).collect()
}

/// What the rows of a list come to that were sold or bought.
fn sum(records: &[Vec<String>], list: &str) -> u64 {
    let rows = records.iter().filter(|row| row[0] == list && row[1] == "succeeded");
    rows.map(|row| row[5].parse::<u64>().unwrap()).sum()
}

#[wasm_bindgen_test]
async fn all_of_the_history_is_in_the_file_and_its_sums_are_those_that_are_shown() {
    let script = Script::new(|request| page(request).map(Ok));
    let screen = Screen::open_unhurried("/account", &script).await;
    let text = prepare(&screen).await;
    let records = records(&text);
    assert_eq!(records.len() as u64, DELIVERED + 3 + 1);
    let shown = |place: usize| {
        let value = &screen.elements("[data-testid=history] .fact-value")[place];
        value.get_attribute("data-sum").unwrap().parse::<u64>().unwrap()
    };
    assert_eq!(sum(&records, "delivery"), (1..=DELIVERED).filter(|number| number % 3 == 0).sum::<u64>());
    assert_eq!((shown(1), shown(2)), (sum(&records, "delivery"), sum(&records, "purchase")));
    assert_eq!(figures(&screen, "history")[0], "454");
    assert_eq!(records.last().unwrap().last().unwrap(), "'=1+1", "no spreadsheet takes it for a formula");
    let pages = script.sent("GET /usr/account?");
    assert!(pages.iter().any(|page| page.url.contains("before=251&limit=200")), "page by page");
}

#[wasm_bindgen_test]
async fn dates_leave_out_what_happened_on_other_days() {
    let script = Script::new(|request| page(request).map(Ok));
    let screen = Screen::open_unhurried("/account", &script).await;
    screen.until("the fields", |screen| screen.find("#take-along-from").is_some()).await;
    // The three purchases were made about 700 days after the first day, on one day each.
    let day = |number: u64| {
        let date = js_sys::Date::new(&((1_800_000_000_000_u64 + number * 86_400_000) as f64).into());
        format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
    };
    screen.type_into("From this day", &day(702));
    screen.type_into("To this day", &day(701));
    let first = records(&prepare(&screen).await);
    assert_eq!(first.len(), 2, "the days change places, and both are in it");
    assert_eq!(sum(&first, "purchase"), 701 + 702);
    screen.type_into("To this day", "");
    screen.until("it is another file", |screen| screen.find("[data-testid=history]").is_none()).await;
    assert_eq!(sum(&records(&prepare(&screen).await), "purchase"), 702 + 703);
}

#[wasm_bindgen_test]
async fn fetching_shows_how_far_it_is_and_can_be_cancelled() {
    let script = Script::new(|request| page(request).map(Ok));
    let screen = Screen::open_unhurried("/account", &script).await;
    screen.wait_for("[data-testid=balance]").await;
    script.hold("GET /usr/account?before=251");
    screen.until("the button", |screen| screen.button("Prepare the file").is_some()).await;
    screen.press("Prepare the file");
    screen.press("Prepare the file");
    screen
        .until("200 are here", |screen| {
            screen.text("[data-testid=progress]").contains("Lots fetched: 200 of 454.")
        })
        .await;
    screen.press("Cancel");
    screen.until("it is given up", |_| script.on_the_way() == 0).await;
    assert!(
        screen.find("[data-testid=progress]").is_none() && screen.find("[data-testid=history]").is_none()
    );
    assert_eq!(
        script.sent("GET /usr/account?limit=200").len(),
        1,
        "asked once, however often it was pressed"
    );
    script.release();
    assert_eq!(records(&prepare(&screen).await).len(), 454);
}

#[wasm_bindgen_test]
async fn a_page_that_does_not_come_is_told_and_tried_again() {
    let _chance = Chance::always(0.0);
    let is_down = Arc::new(AtomicBool::new(true));
    let script = Script::new({
        let is_down = Arc::clone(&is_down);
        move |request| {
            let is_page = line(request).contains("before=251") && is_down.load(Ordering::Relaxed);
            if is_page { Some(Err(Misfortune::Unreachable)) } else { page(request).map(Ok) }
        }
    });
    let screen = Screen::open_unhurried("/account", &script).await;
    screen.until("the button", |screen| screen.button("Prepare the file").is_some()).await;
    screen.press("Prepare the file");
    screen
        .until("it is told", |screen| screen.find("[data-testid=take-along] [data-testid=message]").is_some())
        .await;
    assert!(screen.find("[data-testid=history-file]").is_none(), "half a history is none");
    is_down.store(false, Ordering::Relaxed);
    screen
        .until("it is there", |screen| {
            if let Some(button) = screen.button("Try again").or(screen.button("Try now")) {
                button.click();
            }
            screen.find("[data-testid=history-file]").is_some()
        })
        .await;
    assert_eq!(records(&text_behind(&screen, "history-file").await).len(), 454);
}
