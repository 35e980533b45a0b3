//! Delivering a lot.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::status::Misfortune;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::{Script, answer, line, page};

async fn fill_in(screen: &Screen) {
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.click("#type-wind");
    screen.type_into("Energy in kWh", "12,5");
    screen.type_into("Power in kW", "4.2");
    screen.type_into("Price in credits", "7");
    screen.type_into("Note", "<b>ridge</b>");
}

#[wasm_bindgen_test]
async fn the_price_per_kwh_follows_what_is_typed() {
    let screen = Screen::open("/deliver", &Script::new(|_| None)).await;
    fill_in(&screen).await;
    screen
        .until("0.56", |screen| screen.text("[data-testid=derived-price]").contains("0.56 credits per kWh"))
        .await;
    screen.type_into("Price in credits", "");
    screen
        .until("the exchange's", |screen| {
            screen.text("[data-testid=derived-price]").contains("The exchange sets the price")
        })
        .await;
}

#[wasm_bindgen_test]
async fn whole_units_go_out_and_the_lot_is_confirmed() {
    let script = Script::new(|request| {
        (line(request) == "POST /tx/delivery").then(|| {
            Ok(answer(200, &json!({
                "status": 733, "msg": "", "result": [{ "status": 733, "txHash": "a".repeat(64), "value": 7 }]
            })))
        })
    });
    let screen = Screen::open("/deliver", &script).await;
    fill_in(&screen).await;
    screen.press("Deliver");
    screen.wait_for("[data-testid=delivered]").await;
    let body: serde_json::Value =
        serde_json::from_str(script.sent("POST")[0].body.as_deref().unwrap()).unwrap();
    let sent = &body["tx"][0];
    assert_eq!((&sent["amount"], &sent["power"], &sent["value"]), (&json!(12_500), &json!(4_200), &json!(7)));
    assert_eq!(sent["inputData"], json!("<b>ridge</b>"));
    assert_eq!(screen.field("Energy in kWh").value(), "", "the form is ready for the next lot");
}

#[wasm_bindgen_test]
async fn bad_fields_are_told_beside_them_and_keep_what_was_typed() {
    let script = Script::new(|_| None);
    let screen = Screen::open("/deliver", &script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.type_into("Energy in kWh", "-3");
    screen.type_into("Power in kW", "1,500");
    screen.type_into("Price in credits", "2.5");
    screen.press("Deliver");
    screen.wait_for("[data-testid=problem-summary]").await;
    assert_eq!(screen.text("#type-problem"), "Choose solar, water or wind.");
    assert_eq!(screen.text("#amount-problem"), "Enter the energy as more than 0 kWh.");
    assert!(screen.text("#power-problem").contains("1500 or 1.5"));
    assert_eq!(screen.text("#value-problem"), "Credits are whole: enter 3, not 2.5.");
    assert_eq!(screen.field("Power in kW").value(), "1,500");
    assert!(script.sent("POST").is_empty());
}

#[wasm_bindgen_test]
async fn a_lost_answer_never_delivers_twice() {
    let script = Script::new({
        let mut tries = 0;
        move |request| {
            (line(request) == "POST /tx/delivery").then(|| {
                tries += 1;
                if tries == 1 {
                    return Err(Misfortune::TimedOut);
                }
                Ok(answer(200, &json!({
                    "status": 733, "msg": "", "result": [{ "status": 733, "txHash": "a".repeat(64), "value": 7 }]
                })))
            })
        }
    });
    let screen = Screen::open("/deliver", &script).await;
    fill_in(&screen).await;
    screen.press("Deliver");
    screen.wait_for("[data-testid=delivered]").await;
    let sent = script.sent("POST /tx/delivery");
    assert_eq!((&sent[0].body, &sent[0].headers), (&sent[1].body, &sent[1].headers));
}

/// A delivery that came back left whoever had pressed the button at the foot of the form alone: the
/// message stood above it, out of sight and without focus.
#[wasm_bindgen_test]
async fn a_message_about_the_form_takes_focus() {
    let script =
        Script::new(|request| (line(request) == "POST /tx/delivery").then_some(Err(Misfortune::Unreachable)));
    let screen = Screen::open("/deliver", &script).await;
    fill_in(&screen).await;
    screen.press("Deliver");
    screen.wait_for("[data-testid=message]").await;
    screen
        .until("the message has focus", |screen| {
            web_sys::window().unwrap().document().unwrap().active_element().as_ref()
                == screen.find("[data-testid=message]").as_deref()
        })
        .await;
}

/// The form's own button made a second decision under a new key while the first one was unknown, and the
/// lot was in the pool twice.
#[wasm_bindgen_test]
async fn the_form_sent_again_after_a_lost_answer_is_the_same_decision() {
    let is_back = Arc::new(AtomicBool::new(false));
    let script = Script::new({
        let is_back = Arc::clone(&is_back);
        move |request| {
            (line(request) == "POST /tx/delivery").then(|| {
                if !is_back.load(Ordering::Relaxed) {
                    return Ok(page(408));
                }
                Ok(answer(
                    200,
                    &json!({
                        "status": 733, "msg": "", "result": [{ "status": 733, "txHash": "a".repeat(64), "value": 7 }]
                    }),
                ))
            })
        }
    });
    let screen = Screen::open("/deliver", &script).await;
    fill_in(&screen).await;
    screen.press("Deliver");
    // It was asked for by itself as often as that is allowed.
    screen.until("it is the person's turn", |screen| screen.button("Check again").is_some()).await;
    screen.type_into("Energy in kWh", "99");
    screen.press("Deliver");
    screen
        .until("the first one first", |screen| {
            screen.text("[data-testid=notices]").contains("Check the last delivery first")
        })
        .await;
    is_back.store(true, Ordering::Relaxed);
    screen.type_into("Energy in kWh", "12,5");
    screen.press("Deliver");
    screen.wait_for("[data-testid=delivered]").await;
    let sent = script.sent("POST /tx/delivery");
    assert_eq!(sent.len(), 6, "five tries by itself, one by hand");
    for again in &sent {
        assert_eq!((&again.body, &again.headers), (&sent[0].body, &sent[0].headers));
    }
}
