//! What is said over the page and in its title: bad news stay, good news go, all of it is kept in the log,
//! and a document whose form has a problem says so in its name.

use std::sync::Arc;

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::{self, Screen};
use crate::script::{Script, answer, code, line};

const PASSWORD: &str = "violet kettle orbits slowly";

async fn is_called(screen: &Screen, title: &str) {
    screen.until(title, |_| screen::title() == title).await;
}

#[wasm_bindgen_test]
async fn the_document_says_that_its_form_has_a_problem_until_it_has_none() {
    let mut answers = vec![code(920), code(821)];
    let script = Script::new(move |request| match line(request).as_str() {
        "GET /usr/alive" => Some(Ok(code(826))),
        "POST /usr/signup" => answers.pop().map(Ok),
        _ => None,
    });
    let screen = Screen::open("/signup", &script).await;
    is_called(&screen, "Sign up · Wattpool").await;
    screen.press("Sign up");
    is_called(&screen, "Error: Sign up · Wattpool").await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", PASSWORD);
    for refusal in ["beside the field", "above the form"] {
        script.hold("POST /usr/signup");
        screen.press("Sign up");
        // What was wrong before no longer counts while it is on its way.
        is_called(&screen, "Sign up · Wattpool").await;
        script.release();
        screen.until(refusal, |_| screen::title() == "Error: Sign up · Wattpool").await;
    }
    screen.go("/login").await;
    is_called(&screen, "Log in · Wattpool").await;
    screen.press("Log in");
    is_called(&screen, "Error: Log in · Wattpool").await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", PASSWORD);
    screen.press("Log in");
    is_called(&screen, "Pool · Wattpool").await;
}

#[wasm_bindgen_test]
async fn every_page_names_the_document() {
    let screen = Screen::open("/", &Script::new(|_| None)).await;
    for (path, title) in [
        ("/", "Sell the sunshine off your roof"),
        ("/signup", "Sign up"),
        ("/login", "Log in"),
        ("/pool", "Pool"),
        ("/deliver", "Deliver"),
        ("/account", "Account"),
        ("/service", "Service"),
        ("/help/codes", "Status codes"),
        ("/help/codes/823", "Status code"),
        ("/nowhere", "Page not found"),
    ] {
        screen.go(path).await;
        is_called(&screen, &format!("{title} · Wattpool")).await;
    }
}

/// While it was not known who is here, the document had no name at all.
#[wasm_bindgen_test]
async fn the_document_has_a_name_before_it_is_known_which_page_there_will_be() {
    let script = Script::new(|_| None);
    script.hold("GET /usr/alive");
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for(".skeleton").await;
    is_called(&screen, "Wattpool").await;
    script.release();
    is_called(&screen, "Pool · Wattpool").await;
}

/// Deliveries are done, and logging out is not until the third time.
fn busy_exchange() -> Arc<Script> {
    let mut log_outs = 0;
    Script::new(move |request| match line(request).as_str() {
        "POST /tx/delivery" => {
            let delivered = json!({ "status": 733, "txHash": "a".repeat(64), "value": 7 });
            Some(Ok(answer(200, &json!({ "status": 733, "msg": "", "result": [delivered] }))))
        }
        "DELETE /usr/logout" => {
            log_outs += 1;
            (log_outs < 3).then(|| Ok(code(920)))
        }
        _ => None,
    })
}

async fn deliver(screen: &Screen) {
    screen.click("#type-wind");
    screen.type_into("Energy in kWh", "12.5");
    screen.type_into("Power in kW", "4");
    screen.press("Deliver");
    screen.wait_for("[data-testid=delivered]").await;
}

#[wasm_bindgen_test]
async fn bad_news_stay_good_news_go_and_the_log_keeps_both() {
    let screen = Screen::open("/deliver", &busy_exchange()).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    deliver(&screen).await;
    screen.wait_for(".notice.message-good").await;
    screen.press("Log out");
    screen.wait_for(".notice.message-warning").await;
    let said = |screen: &Screen| screen.texts(".notice p");
    let [good, bad] = <[String; 2]>::try_from(said(&screen)).unwrap();
    assert!(bad.ends_with("You may still be logged in."), "{bad}");
    screen.until("good news are gone", |screen| screen.find(".message-good.notice").is_none()).await;
    assert_eq!(said(&screen).join("; "), bad);
    screen.go("/service").await;
    screen.wait_for("[data-testid=notice-log]").await;
    let logged = || screen.texts("[data-testid=notice-log] li");
    assert!(logged()[0].ends_with(&bad) && logged()[1].ends_with(&good), "{:?}", logged());
    screen.click(".notice button");
    screen.until("dismissed", |screen| screen.count(".notice") == 0).await;
    assert_eq!(logged().len(), 2, "what is dismissed stays in the log");
}

#[wasm_bindgen_test]
async fn three_notices_are_in_sight_at_most_and_whoever_leaves_takes_all_along() {
    let screen = Screen::open("/deliver", &busy_exchange()).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    for log_outs in 1..=2 {
        screen.press("Log out");
        screen.until("said", |screen| screen.count(".message-warning.notice") == log_outs).await;
    }
    for _ in 0..2 {
        deliver(&screen).await;
    }
    screen.until("the oldest is gone", |screen| screen.count(".message-warning.notice") == 1).await;
    assert_eq!(screen.count(".notice"), 3);
    screen.press("Log out");
    screen.until("nothing", |screen| screen.count(".notice") == 0).await;
    screen.go("/service").await;
    screen.wait_for("[data-testid=notice-log]").await;
    assert!(screen.text("[data-testid=notice-log]").contains("None since the app was opened."));
}
