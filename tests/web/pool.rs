//! Watching the pool.

use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::{Script, answer, line, lot, page, pool};

fn with_lots(count: u64) -> std::sync::Arc<Script> {
    Script::new(move |request| {
        line(request).starts_with("GET /tx/pool").then(|| {
            let lots: Vec<_> = (1..=count)
                .map(|number| lot(number, ["solar", "water", "wind"][usize::try_from(number % 3).unwrap()]))
                .collect();
            Ok(if request.url.contains("since") { answer(304, &json!(null)) } else { pool("v1", &lots) })
        })
    })
}

fn first_price(screen: &Screen) -> String {
    let mut rows: Vec<(u32, String)> = Vec::new();
    for place in 2..10 {
        let selector = format!("[data-testid=pool-row][aria-rowindex=\"{place}\"] .cell-value");
        if let Some(element) = screen.find(&selector) {
            rows.push((place, element.text_content().unwrap_or_default()));
        }
    }
    rows.into_iter().min().map(|(_, price)| price).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn ten_thousand_lots_are_counted_while_few_rows_are_in_the_document() {
    let screen = Screen::open("/pool", &with_lots(10_000)).await;
    screen.wait_for("[data-testid=pool-row]").await;
    screen.until("all of them", |screen| screen.text("[data-testid=pool-count]") == "10,000").await;
    assert!(screen.count("[data-testid=pool-row]") <= 200);
    assert_eq!(first_price(&screen), "1", "the order of the answer");
}

#[wasm_bindgen_test]
async fn a_click_sorts_and_the_next_one_turns_it_round() {
    let screen = Screen::open("/pool", &with_lots(100)).await;
    screen.wait_for("[data-testid=pool-row]").await;
    screen.click("[data-testid=sort-value]");
    screen.until("ascending", |screen| first_price(screen) == "1").await;
    screen.click("[data-testid=sort-value]");
    screen.until("descending", |screen| first_price(screen) == "100").await;
    assert_eq!(
        screen.find("th.cell-value").unwrap().get_attribute("aria-sort").as_deref(),
        Some("descending")
    );
}

#[wasm_bindgen_test]
async fn filters_leave_what_they_name() {
    let screen = Screen::open("/pool", &with_lots(99)).await;
    screen.wait_for("[data-testid=pool-row]").await;
    screen.click("[data-testid=filter-wind]");
    screen.until("a third", |screen| screen.text("[data-testid=pool-count]") == "33").await;
    screen.click("[data-testid=filter-wind]");
    screen.type_into("Seller's address", "0b");
    screen.until("one seller", |screen| screen.text("[data-testid=pool-count]") == "1").await;
    screen.type_into("Seller's address", "no address");
    screen.until("the empty place", |screen| screen.text(".pool-lots").contains("No lot passes")).await;
    screen.press("Show all lots");
    screen.until("everything", |screen| screen.text("[data-testid=pool-count]") == "99").await;
}

#[wasm_bindgen_test]
async fn markup_in_a_note_is_shown_as_text() {
    let screen = Screen::open("/pool", &with_lots(1)).await;
    screen.wait_for("[data-testid=pool-row]").await;
    assert_eq!(screen.text(".row-note"), "<b>roof</b> ☀️ شمس");
    assert!(screen.find(".row-note b").is_none());
}

#[wasm_bindgen_test]
async fn a_difference_changes_what_it_names_and_keeps_the_selection() {
    let is_changed = Arc::new(AtomicBool::new(false));
    let script = Script::new({
        let is_changed = Arc::clone(&is_changed);
        move |request| {
            line(request).starts_with("GET /tx/pool").then(|| {
                Ok(match line(request).as_str() {
                    "GET /tx/pool" => pool("v1", &[lot(3, "solar"), lot(2, "wind"), lot(1, "wind")]),
                    "GET /tx/pool?since=v1" if is_changed.load(Ordering::Relaxed) => answer(
                        200,
                        &json!({
                            "status": 731, "msg": "", "version": "v2", "total": 3,
                            "changed": [lot(4, "water")], "removed": [format!("{:064x}", 2)]
                        }),
                    ),
                    _ => answer(304, &json!(null)),
                })
            })
        }
    });
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    for number in [2, 3] {
        screen.click(&format!("[data-hash=\"{number:064x}\"] [data-testid=select-row]"));
    }
    screen.until("five credits", |screen| screen.text("[data-testid=selection-total]") == "5").await;
    is_changed.store(true, Ordering::Relaxed);
    screen.until("the new lot", |screen| screen.find(&format!("[data-hash=\"{:064x}\"]", 4)).is_some()).await;
    assert!(screen.find(&format!("[data-hash=\"{:064x}\"]", 2)).is_none());
    assert_eq!(screen.text("[data-testid=selection-total]"), "3");
    assert!(screen.text(".pool").contains("One lot that you picked was just sold or taken back."));
    screen.until("a later question", |_| !script.sent("GET /tx/pool?since=v2").is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_pool_that_asks_to_wait_is_asked_again_by_itself() {
    let script = Script::new({
        let mut asked = 0;
        move |request| {
            line(request).starts_with("GET /tx/pool").then(|| {
                asked += 1;
                Ok(match asked {
                    1 => wattpool::browser::fetch::Response {
                        retry_after: Some("1".to_owned()),
                        content_type: Some("text/html".to_owned()),
                        ..answer(503, &json!("<h1>down</h1>"))
                    },
                    _ => pool("v1", &[lot(1, "wind")]),
                })
            })
        }
    });
    let screen = Screen::open("/pool", &script).await;
    let message = screen.wait_for("[data-testid=message]").await;
    let text = message.text_content().unwrap_or_default();
    assert!(text.contains("The exchange is not in service.") && text.contains("HTTP 503"), "{text}");
    screen.wait_for("[data-testid=pool-row]").await;
    assert!(screen.find("[data-testid=message]").is_none());
}

/// One lot of an unknown type left the whole pool empty.
#[wasm_bindgen_test]
async fn one_row_that_cannot_be_read_leaves_the_others_in_sight() {
    let script = Script::new(|request| {
        line(request).starts_with("GET /tx/pool").then(|| {
            let mut free = lot(2, "wind");
            free["value"] = json!(0);
            Ok(pool("v1", &[lot(3, "coal"), free, json!("undefined"), lot(1, "wind")]))
        })
    });
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    screen.until("the other one", |screen| screen.text("[data-testid=pool-count]") == "1").await;
}

/// Beats said that the pool had not changed, so nobody asked, and the message of a failure that was over stayed.
#[wasm_bindgen_test]
async fn a_failure_that_is_over_is_forgotten_though_the_pool_has_not_changed() {
    let is_broken = Arc::new(AtomicBool::new(false));
    let script = Script::new({
        let is_broken = Arc::clone(&is_broken);
        move |request| match line(request).as_str() {
            asked if asked.starts_with("GET /usr/alive") => Some(Ok(answer(
                200,
                &json!({
                    "status": 725, "msg": "", "account": "mara", "expiresIn": 1_800,
                    "poolVersion": if is_broken.load(Ordering::Relaxed) { "v2" } else { "v1" }
                }),
            ))),
            asked if !asked.starts_with("GET /tx/pool") => None,
            _ if is_broken.load(Ordering::Relaxed) => Some(Ok(page(408))),
            "GET /tx/pool" => Some(Ok(pool("v1", &[lot(1, "wind")]))),
            _ => Some(Ok(answer(304, &json!(null)))),
        }
    });
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    is_broken.store(true, Ordering::Relaxed);
    screen.wait_for("[data-testid=message]").await;
    screen.until("marked", |screen| screen.text("[data-testid=freshness]").starts_with("May be old")).await;
    is_broken.store(false, Ordering::Relaxed);
    screen.until("no message", |screen| screen.find("[data-testid=message]").is_none()).await;
    screen.until("fresh", |screen| screen.text("[data-testid=freshness]").starts_with("As of")).await;
}

/// What does not change is asked for once: the beats say that it is the same.
#[wasm_bindgen_test]
async fn an_idle_pool_costs_no_request_but_the_beats() {
    let script = Script::new(|request| match line(request).as_str() {
        asked if asked.starts_with("GET /usr/alive") => Some(Ok(answer(
            200,
            &json!({ "status": 725, "msg": "", "account": "mara", "expiresIn": 1_800, "poolVersion": "v1" }),
        ))),
        asked if asked.starts_with("GET /tx/pool") => Some(Ok(pool("v1", &[lot(1, "wind")]))),
        _ => None,
    });
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    let beats = script.sent("GET /usr/alive").len();
    screen.until("more beats", |_| script.sent("GET /usr/alive").len() >= beats + 4).await;
    assert_eq!(script.sent("GET /tx/pool").len(), 1);
}
