//! A session that runs out over a page: what was typed, chosen, picked and read stays, what is safe is asked
//! again, and nothing else is done by itself.

use std::sync::{Arc, Mutex};

use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::Request;
use web_sys::{Event, HtmlInputElement};

use crate::purchase::{key_of, review};
use crate::screen::Screen;
use crate::script::{Script, answer, code, line, lot, pool};

/// An exchange whose session can be made to end; a log-in opens another one.
struct Exchange {
    script: Arc<Script>,
    refused: Arc<Mutex<Option<&'static str>>>,
}

impl Exchange {
    fn new() -> Self {
        let refused = Arc::new(Mutex::new(None::<&str>));
        let script = Script::new({
            let refused = Arc::clone(&refused);
            let mut who = "mara".to_owned();
            move |request| {
                let line = line(request);
                if line == "POST /usr/login" {
                    let body: serde_json::Value = serde_json::from_str(request.body.as_deref()?).ok()?;
                    who = body["account"].as_str()?.to_owned();
                    *refused.lock().unwrap() = None;
                    return Some(Ok(answer(
                        200,
                        &json!({
                            "status": 722, "msg": "", "account": who, "address": "f".repeat(40), "expiresIn": 1800, "operator": false
                        }),
                    )));
                }
                if refused.lock().unwrap().is_some_and(|beginning| line.starts_with(beginning)) {
                    return Some(Ok(code(refusal(&line))));
                }
                if line.starts_with("GET /usr/alive") {
                    // Only while it is refused there is something new in the pool, so that afterwards no beat is a
                    // reason to ask.
                    let version = if refused.lock().unwrap().is_some() { "v2" } else { "v1" };
                    let alive = json!({
                        "status": 725, "msg": "", "account": who, "expiresIn": 1800, "poolVersion": version
                    });
                    Some(Ok(answer(200, &alive)))
                } else if line.starts_with("GET /usr/account") {
                    let lots: Vec<_> = (1..60).map(|number| lot(number, "wind")).collect();
                    let account = json!({
                        "status": 723, "msg": "", "account": who, "address": "e".repeat(40), "balance": 1234,
                        "deliveryNum": 59, "purchaseNum": 0, "revokeNum": 0, "delivery": lots, "purchase": [],
                        "revoke": []
                    });
                    Some(Ok(answer(200, &account)))
                } else if line.starts_with("GET /tx/pool") {
                    let lots: Vec<_> = (1..30)
                        .map(|number| lot(number, if number % 2 == 0 { "solar" } else { "wind" }))
                        .collect();
                    Some(Ok(pool("v1", &lots)))
                } else {
                    None
                }
            }
        });
        Self { script, refused }
    }

    /// The session is over, which the next call that begins so is told.
    fn end(&self, beginning: &'static str) {
        *self.refused.lock().unwrap() = Some(beginning);
    }

    fn sent(&self, beginning: &str) -> Vec<Request> {
        self.script.sent(beginning)
    }
}

/// The code by which a call is told that its session is over.
fn refusal(line: &str) -> u16 {
    match line {
        line if line.starts_with("GET /tx/pool") => 831,
        line if line.starts_with("GET /usr/account") => 825,
        line if line.starts_with("PUT /tx/purchase") => 832,
        line if line.starts_with("PUT /tx/delivery") || line.starts_with("POST /tx/delivery") => 834,
        line if line.starts_with("DELETE /tx/delivery") => 837,
        _ => 826,
    }
}

const LOG_IN: &str = "[data-testid=log-in-again][open]";

async fn log_in_over_the_page(screen: &Screen, account: &str) {
    screen.wait_for(LOG_IN).await;
    screen.type_into("Account name", account);
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.click(&format!("{LOG_IN} button[type=submit]"));
    screen.until("the dialog is gone", |screen| screen.find(LOG_IN).is_none()).await;
}

fn has_focus(screen: &Screen, selector: &str) -> bool {
    let active = web_sys::window().unwrap().document().unwrap().active_element();
    active.is_some() && active.as_ref() == screen.find(selector).as_deref()
}

/// Room for a list that is longer than what is in sight, as the styles make it.
fn make_scrollable(screen: &Screen, selector: &str) {
    let element = screen.find(selector).unwrap();
    element
        .set_attribute("style", "display: block; height: 200px; overflow: auto; position: relative")
        .unwrap();
}

fn is_checked(screen: &Screen, selector: &str) -> bool {
    screen.find(selector).is_some_and(|input| input.unchecked_into::<HtmlInputElement>().checked())
}

#[wasm_bindgen_test]
async fn a_half_filled_delivery_is_as_it_was_and_is_not_sent_by_itself() {
    let exchange = Exchange::new();
    let screen = Screen::open("/deliver", &exchange.script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.click("#type-water");
    screen.type_into("Energy in kWh", "12.5");
    screen.type_into("Price in credits", "7");
    let note = screen.find("#inputData").unwrap();
    note.unchecked_ref::<HtmlInputElement>().set_value("from the weir");
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    note.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
    let stay = screen.find("#timestampExpire").unwrap().unchecked_into::<HtmlInputElement>();
    let hours = screen.elements("#timestampExpire option").pop().unwrap().get_attribute("value").unwrap();
    stay.set_value(&hours);
    stay.dispatch_event(&Event::new_with_event_init_dict("change", &init).unwrap()).unwrap();
    note.focus().unwrap();
    exchange.end("GET /usr/alive");
    log_in_over_the_page(&screen, "mara").await;
    assert!(is_checked(&screen, "#type-water"));
    assert_eq!(screen.field("Energy in kWh").value(), "12.5");
    assert_eq!(screen.field("Power in kW").value(), "");
    assert_eq!(screen.field("Price in credits").value(), "7");
    assert_eq!(screen.value("inputData"), "from the weir");
    assert_eq!(screen.value("timestampExpire"), hours);
    screen.until("focus", |screen| has_focus(screen, "#inputData")).await;
    assert!(exchange.sent("POST /tx/delivery").is_empty());
}

#[wasm_bindgen_test]
async fn a_delivery_that_was_refused_for_want_of_a_session_is_sent_when_the_person_wants_it() {
    let exchange = Exchange::new();
    let screen = Screen::open_unhurried("/deliver", &exchange.script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.click("#type-wind");
    screen.type_into("Energy in kWh", "12.5");
    screen.type_into("Power in kW", "4.2");
    exchange.end("POST /tx/delivery");
    screen.press("Deliver");
    log_in_over_the_page(&screen, "mara").await;
    screen.until("no reproach", |screen| screen.find("[data-testid=message]").is_none()).await;
    assert_eq!(exchange.sent("POST /tx/delivery").len(), 1);
    assert_eq!(screen.field("Energy in kWh").value(), "12.5");
    screen.press("Deliver");
    screen.until("once more", |_| exchange.sent("POST /tx/delivery").len() == 2).await;
}

#[wasm_bindgen_test]
async fn the_pool_keeps_filters_order_selection_place_and_focus_and_is_asked_for_again() {
    let exchange = Exchange::new();
    let screen = Screen::open("/pool", &exchange.script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    screen.click("[data-testid=filter-wind]");
    screen.click("[data-testid=sort-value]");
    let text = screen.find("[data-testid=filter-text]").unwrap().unchecked_into::<HtmlInputElement>();
    text.set_value("00000");
    text.dispatch_event(&Event::new("input").unwrap()).unwrap();
    let picked = "[data-testid=pool-row] [data-testid=select-row]";
    screen.until("the chosen ones", |screen| screen.text("[data-testid=pool-count]") == "15").await;
    screen.click(picked);
    screen.until("the total", |screen| screen.text("[data-testid=selection-total]") == "1").await;
    make_scrollable(&screen, "#lots");
    screen.find("#lots").unwrap().set_scroll_top(50);
    text.focus().unwrap();
    let asked = exchange.sent("GET /tx/pool").len();
    exchange.end("GET /tx/pool");
    screen.until("it is refused", |_| exchange.sent("GET /tx/pool").len() > asked).await;
    screen.wait_for(LOG_IN).await;
    let asked = exchange.sent("GET /tx/pool").len();
    log_in_over_the_page(&screen, "mara").await;
    screen.until("it is asked again", |_| exchange.sent("GET /tx/pool").len() > asked).await;
    screen.until("no reproach", |screen| screen.find("[data-testid=message]").is_none()).await;
    let pressed = |screen: &Screen, name: &str| screen.find(name).unwrap().get_attribute("aria-pressed");
    assert_eq!(pressed(&screen, "[data-testid=filter-wind]").as_deref(), Some("true"));
    assert_eq!(pressed(&screen, "[data-testid=filter-solar]").as_deref(), Some("false"));
    assert!(screen.find("th[aria-sort=ascending] [data-testid=sort-value]").is_some());
    assert_eq!(text.value(), "00000");
    assert_eq!(screen.text("[data-testid=pool-count]"), "15");
    assert!(is_checked(&screen, picked));
    assert_eq!(screen.text("[data-testid=selection-total]"), "1");
    assert_eq!(screen.find("#lots").unwrap().scroll_top(), 50);
    screen.until("focus", |screen| has_focus(screen, "[data-testid=filter-text]")).await;
    assert!(exchange.sent("PUT").is_empty());
}

#[wasm_bindgen_test]
async fn a_purchase_that_was_refused_for_want_of_a_session_is_made_when_the_person_wants_it_under_its_key() {
    let exchange = Exchange::new();
    let screen = Screen::open("/pool", &exchange.script).await;
    review(&screen).await;
    exchange.end("PUT /tx/purchase");
    screen.press("Buy now");
    log_in_over_the_page(&screen, "mara").await;
    screen.until("the review goes on", |screen| screen.button("Buy now").is_some()).await;
    let heard = exchange.sent("GET /usr/alive").len();
    screen.until("beats", |_| exchange.sent("GET /usr/alive").len() > heard + 1).await;
    assert_eq!(exchange.sent("PUT /tx/purchase").len(), 1, "it is not sent by itself");
    screen.press("Buy now");
    screen.until("once more", |_| exchange.sent("PUT /tx/purchase").len() == 2).await;
    let keys: Vec<_> = exchange.sent("PUT /tx/purchase").iter().map(key_of).collect();
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[wasm_bindgen_test]
async fn the_account_is_read_again_and_a_lot_is_not_taken_back_by_itself() {
    let exchange = Exchange::new();
    let screen = Screen::open("/account", &exchange.script).await;
    screen.wait_for("[data-testid=account-lot]").await;
    make_scrollable(&screen, "main");
    screen.find("main").unwrap().set_scroll_top(120);
    screen.press("Take back");
    screen.wait_for("[data-testid=revoke][open]").await;
    let read = exchange.sent("GET /usr/account").len();
    exchange.end("DELETE /tx/delivery");
    screen.click("[data-testid=revoke] .button-primary");
    screen.wait_for(LOG_IN).await;
    let revoked = exchange.sent("DELETE /tx/delivery").len();
    log_in_over_the_page(&screen, "mara").await;
    let refused = read + 1;
    screen.until("it is read again", |_| exchange.sent("GET /usr/account").len() > refused).await;
    assert!(screen.find("[data-testid=revoke][open]").is_some(), "the question stays");
    assert_eq!(exchange.sent("DELETE /tx/delivery").len(), revoked);
    assert_eq!(screen.find("main").unwrap().scroll_top(), 120);
    assert_eq!(screen.text("[data-testid=balance]"), "1,234 credits");
}

#[wasm_bindgen_test]
async fn whoever_else_logs_in_over_the_page_finds_nothing_of_the_first() {
    for path in ["/deliver", "/pool", "/account"] {
        let exchange = Exchange::new();
        let screen = Screen::open(path, &exchange.script).await;
        screen.until("mara", |screen| screen.text(".who") == "mara").await;
        if path == "/deliver" {
            screen.type_into("Energy in kWh", "12.5");
        } else if path == "/pool" {
            review(&screen).await;
            screen.press("Cancel");
        }
        exchange.end("GET /usr/alive");
        log_in_over_the_page(&screen, "noor").await;
        screen.until("noor", |screen| screen.text(".who") == "noor").await;
        screen.until("a page of her own", |screen| !screen.text("main").contains("mara")).await;
        if path == "/deliver" {
            screen.until("an empty form", |screen| screen.button("Deliver").is_some()).await;
            assert_eq!(screen.field("Energy in kWh").value(), "");
        } else if path == "/pool" {
            screen.wait_for("[data-testid=pool-row]").await;
            assert!(screen.find("[data-testid=select-row]:checked").is_none());
            assert!(screen.find("dialog[open]").is_none());
        }
        assert!(!screen.text("[data-testid=notices]").contains("mara"));
    }
}
