//! What a remedy does: it follows what goes on, asks again under the same key, lets people log in, look
//! anew or copy the reference. What would count twice is in `once`.

use std::sync::{Arc, Mutex};

use domain::status::{Action, Cause, Message, Misfortune, Status};
use js_sys::{Function, Reflect};
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::{Request, Response};

use crate::purchase::{hash, key_of, pool_of_two, review};
use crate::reading::{Card, answered};
use crate::screen::Screen;
use crate::script::{Script, answer, code, empty, line, lot, page, pool};

/// An exchange that gives these answers to requests that begin so, one after the other, and then the usual.
pub fn in_turn(beginning: &'static str, answers: impl IntoIterator<Item = Response>) -> Arc<Script> {
    let mut answers = answers.into_iter().collect::<Vec<_>>().into_iter();
    Script::new(move |request| {
        let answer = line(request).starts_with(beginning).then(|| answers.next()).flatten();
        answer.map(Ok).or_else(|| pool_of_two(request).map(Ok))
    })
}

fn sent_the_same(sent: &[Request]) -> bool {
    sent.iter().all(|again| (key_of(again), &again.body) == (key_of(&sent[0]), &sent[0].body))
}

fn bought() -> Response {
    let result = json!([{ "txHash": hash(1), "status": 732 }, { "txHash": hash(2), "status": 732 }]);
    answer(200, &json!({ "status": 732, "msg": "", "balance": 997, "result": result }))
}

fn going_on(number: u16) -> Response {
    answer(201, &json!({ "status": number, "msg": "<b>for logs</b>", "progress": 0.25 }))
}

#[wasm_bindgen_test]
async fn what_goes_on_is_followed_until_it_ends() {
    let whole = pool("v1", &[lot(1, "wind")]);
    let script = in_turn("GET /tx/pool", [going_on(647), going_on(647), going_on(647), whole]);
    let screen = Screen::open("/pool", &script).await;
    let progress = screen.wait_for("[data-testid=message] progress").await;
    assert_eq!(progress.get_attribute("value").as_deref(), Some("250"));
    assert_eq!(progress.get_attribute("max").as_deref(), Some("1000"));
    let card = screen.wait_for("[data-testid=message]").await;
    assert_eq!(card.get_attribute("role").as_deref(), Some("status"), "it interrupts nobody");
    let goes_on = "The exchange is still working on it; the app asks again by itself.";
    assert_eq!(screen.text("[data-testid=countdown]"), goes_on);
    screen.press("Ask how far it is");
    screen.until("asked at once", |_| script.sent("GET /tx/pool").len() == 2).await;
    screen.until("asked by itself", |_| script.sent("GET /tx/pool").len() == 3).await;
    screen.until("a button", |screen| screen.button("Ask how far it is").is_some()).await;
    screen.press("Ask how far it is");
    screen.wait_for("[data-testid=pool-row]").await;
    assert!(screen.find("[data-testid=message]").is_none());
}

#[wasm_bindgen_test]
async fn a_delivery_that_goes_on_is_asked_for_under_its_key_until_it_is_done() {
    let delivered = json!({ "status": 733, "txHash": "a".repeat(64), "value": 7 });
    let delivered = answer(200, &json!({ "status": 733, "msg": "", "result": [delivered] }));
    let script = in_turn("POST /tx/delivery", [going_on(633), empty(633), delivered]);
    script.hold("POST /tx/delivery");
    let screen = Screen::open("/deliver", &script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.click("#type-wind");
    screen.type_into("Energy in kWh", "12.5");
    screen.type_into("Power in kW", "4");
    screen.type_into("Price in credits", "7");
    for _ in 0..3 {
        screen.press("Deliver");
    }
    screen.until("sent", |_| !script.sent("POST /tx/delivery").is_empty()).await;
    script.release();
    screen.wait_for("[data-testid=message] progress").await;
    assert!(screen.text("[data-testid=message]").contains("whether the lot reached the pool"));
    screen.wait_for("[data-testid=delivered]").await;
    let sent = script.sent("POST /tx/delivery");
    assert_eq!(sent.len(), 3);
    assert!(sent_the_same(&sent));
    assert!(screen.find("[data-testid=message]").is_none());
}

#[wasm_bindgen_test]
async fn a_purchase_that_nobody_can_read_is_asked_for_under_its_key_until_it_is_known() {
    let now = Arc::new(Mutex::new(empty(647)));
    let script = Script::new({
        let now = Arc::clone(&now);
        move |request| {
            let is_purchase = line(request) == "PUT /tx/purchase";
            let answer = is_purchase.then(|| now.lock().unwrap().clone());
            answer.or_else(|| pool_of_two(request)).map(Ok)
        }
    });
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    let unreadable = Cause::Misfortune(Misfortune::Unreadable);
    let faulty = Cause::Status(Status::from_number(930).unwrap());
    for (answer, cause) in [
        (empty(647), unreadable),
        (code(930), faulty),
        (going_on(647), unreadable),
        (page(502), Cause::Http(502)),
        (empty(930), faulty),
        (answer(200, &json!({ "status": 732, "msg": "", "balance": 1, "result": [] })), unreadable),
    ] {
        *now.lock().unwrap() = answer;
        // It is asked for by itself; whoever does not want to wait, or has waited too long, presses.
        screen.press_any(&["Buy now", "Check now", "Check again"]);
        let Card { headline, text, .. } = Card::of(&Message::of(&answered(cause), Action::Purchase));
        assert!(text.starts_with("We do not know yet whether the purchase went through."), "{text}");
        screen.until(&headline, |screen| Card::on(screen, "[data-testid=review]").headline == headline).await;
        assert_eq!(Card::on(&screen, "[data-testid=review]").text, text);
    }
    *now.lock().unwrap() = bought();
    screen.press_any(&["Check now", "Check again"]);
    screen.wait_for("[data-testid=new-balance]").await;
    let sent = script.sent("PUT /tx/purchase");
    assert!(sent.len() >= 7);
    assert!(sent_the_same(&sent));
}

#[wasm_bindgen_test]
async fn the_reference_is_copied_for_whoever_runs_the_exchange() {
    let navigator = web_sys::window().unwrap().navigator();
    let clipboard = JsValue::from(navigator.clipboard());
    let copy = Function::new_with_args("text", "globalThis.copied = text; return Promise.resolve()");
    Reflect::set(&clipboard, &"writeText".into(), &copy).unwrap();
    let screen = Screen::open("/service", &in_turn("GET /serv/status", [code(812)])).await;
    screen.until("the button", |screen| screen.button("Copy the reference").is_some()).await;
    screen.press("Copy the reference");
    let copied = Reflect::get(&js_sys::global(), &"copied".into()).unwrap().as_string();
    Reflect::delete_property(&clipboard.into(), &"writeText".into()).unwrap();
    assert_eq!(copied.as_deref(), Some("Code 812 · ref 7f3a"));
}

#[wasm_bindgen_test]
async fn a_session_that_is_over_is_renewed_and_the_change_waits_for_the_person() {
    for refusal in [code(834), code(827), empty(834), page(401)] {
        let script = in_turn("POST /tx/delivery", [refusal]);
        let screen = Screen::open("/deliver", &script).await;
        screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
        screen.click("#type-wind");
        screen.type_into("Energy in kWh", "12.5");
        screen.type_into("Power in kW", "4");
        screen.press("Deliver");
        screen.wait_for("[data-testid=log-in-again][open]").await;
        let link = screen.wait_for("main [data-testid=message] a.button").await;
        assert_eq!(link.get_attribute("href").as_deref(), Some("/login"));
        assert_eq!(link.text_content().as_deref(), Some("Log in again"));
        screen.type_into("Password", "violet kettle orbits slowly");
        screen.press("Log in");
        screen.until("closed", |screen| screen.find("dialog[open]").is_none()).await;
        screen.until("nothing said", |screen| screen.find("[data-testid=message]").is_none()).await;
        assert_eq!(screen.field("Energy in kWh").value(), "12.5");
        assert_eq!(script.sent("POST /tx/delivery").len(), 1, "what changes something waits for the person");
    }
}

#[wasm_bindgen_test]
async fn the_newest_state_is_shown_when_the_person_wants_it() {
    let script = in_turn("GET /usr/account", [page(409), code(838)]);
    let screen = Screen::open("/account", &script).await;
    for headline in ["409", "838"] {
        screen.until(headline, |screen| screen.text("[data-testid=message]").contains(headline)).await;
        screen.press("Show the newest state");
    }
    screen.wait_for("[data-testid=balance]").await;
    assert!(screen.find("[data-testid=message]").is_none());
    assert_eq!(script.sent("GET /usr/account").len(), 3, "it was not asked for by itself");
}
