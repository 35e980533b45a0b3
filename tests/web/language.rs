//! Languages: no page says anything in another language than the one in use, and a change of language changes
//! every word in sight and nothing that was typed. Dialogs are in `language_dialog`.
//!
//! Dictionaries are those that are served; whether they say the right thing is tested in the `words` crate.

use std::sync::Arc;

use domain::timestamp::Timestamp;
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::intl::Formats;
use web_sys::{Event, EventInit, HtmlSelectElement};
use words::{Label, Language, Locale};

use crate::foreign::Foreign;
use crate::screen::{self, Screen, speak};
use crate::script::{Script, answer, code, line, lot, pool};

/// A member, who is an operator too, of an exchange where there is something to see on every page.
pub fn exchange() -> Arc<Script> {
    Script::new(move |request| {
        let line = line(request);
        let own = |status: &str| {
            let mut own = lot(5, "wind");
            own["status"] = json!(status);
            own
        };
        let body = if line.starts_with("GET /usr/account") {
            json!({
                "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 1_234,
                "deliveryNum": 3, "purchaseNum": 1, "revokeNum": 0, "revoke": [],
                "delivery": [own("waiting"), own("succeeded"), own("expired")], "purchase": [own("succeeded")]
            })
        } else if line.starts_with("GET /tx/pool") {
            return Some(Ok(pool("v1", &[lot(2_000, "solar"), lot(1, "wind")])));
        } else if line == "GET /serv/show" {
            json!({
                "status": 713, "msg": "", "usrNum": 3, "poolNum": 4, "txNum": 1_234, "finishNum": 2,
                "revokeNum": 1, "blockHeight": 9, "powerUnit": "0.5", "credits": 3_000
            })
        } else {
            return None;
        };
        Some(Ok(answer(200, &body)))
    })
}

fn guests() -> Arc<Script> {
    Script::new(|request| (line(request) == "GET /usr/alive").then(|| Ok(code(826))))
}

fn root(attribute: &str) -> Option<String> {
    web_sys::window().unwrap().document().unwrap().document_element().unwrap().get_attribute(attribute)
}

/// Speaks every language in turn and waits until nothing of another one is in sight.
pub async fn speaks_all(screen: &Screen, title: Label) {
    for language in Language::ALL.into_iter().rev() {
        speak(language);
        let foreign = Foreign::to(language);
        let left = || foreign.on(screen);
        screen::until(|| format!("{} without {:?}", language.tag(), left()), || left().is_empty()).await;
        let named = format!("{} · Wattpool", foreign.own(title));
        screen.until(&named, |_| screen::title() == named).await;
        assert_eq!(root("lang").as_deref(), Some(language.tag()));
        assert_eq!(root("dir").as_deref(), Some(language.direction().token()));
        let choice = screen.wait_for("[data-testid=language]").await.unchecked_into::<HtmlSelectElement>();
        assert_eq!(choice.value(), language.tag());
    }
}

#[wasm_bindgen_test]
async fn every_page_speaks_one_language_at_a_time() {
    for (path, title, ready) in [
        ("/", Label::WelcomeTitle, ".steps"),
        ("/pool", Label::Pool, "[data-testid=pool-row]"),
        ("/deliver", Label::Deliver, "form"),
        ("/account", Label::Account, "[data-testid=account-lot]"),
        ("/service", Label::Service, "[data-testid=operators]"),
        ("/login", Label::LogIn, "form"),
        ("/help/codes", Label::StatusCodes, "[data-testid=code-line]"),
        ("/help/codes/823", Label::StatusCode, "[data-testid=code-entry]"),
        ("/no/such/page", Label::PageNotFound, ".empty-state"),
    ] {
        let screen = Screen::open(path, &exchange()).await;
        screen.wait_for(ready).await;
        screen.until("the member", |screen| screen.find(".who").is_some()).await;
        speaks_all(&screen, title).await;
    }
    for (path, title) in [("/", Label::WelcomeTitle), ("/signup", Label::SignUp), ("/pool", Label::LogIn)] {
        let screen = Screen::open(path, &guests()).await;
        screen.until("the guest", |screen| screen.find(".header-sign-up").is_some()).await;
        speaks_all(&screen, title).await;
    }
}

#[wasm_bindgen_test]
async fn a_page_that_is_opened_in_a_language_speaks_it_from_the_start() {
    for language in Language::ALL {
        let screen = Screen::open_in(language, "/pool", &exchange()).await;
        screen.wait_for("[data-testid=pool-row]").await;
        let foreign = Foreign::to(language);
        screen::until(|| format!("{:?}", foreign.on(&screen)), || foreign.on(&screen).is_empty()).await;
    }
    speak(Language::English);
}

#[wasm_bindgen_test]
async fn a_change_of_language_keeps_what_was_typed_and_changes_what_was_said() {
    let script = exchange();
    let screen = Screen::open("/deliver", &script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.click("#type-water");
    screen.type_into("Energy in kWh", "12.5");
    screen.type_into("Price in credits", "7");
    screen.type_into("Note", "<b>ridge</b>");
    screen.press("Deliver");
    screen.wait_for("[data-testid=problem-summary]").await;
    assert_eq!(screen.text("#power-problem"), "Enter the power in kW.");
    speak(Language::German);
    let german = Foreign::to(Language::German);
    let problem = german.own(Label::EnterPower);
    screen.until(problem, |screen| screen.text("#power-problem") == problem).await;
    assert_eq!(screen.text("[data-testid=problem-summary] li"), problem);
    let title =
        format!("{} · Wattpool", german.own(Label::ErrorTitle).replace("{page}", german.own(Label::Deliver)));
    screen.until(&title, |_| screen::title() == title).await;
    assert_eq!(screen.text("h1"), german.own(Label::Deliver));
    for (field, typed) in [("amount", "12.5"), ("value", "7"), ("power", ""), ("inputData", "<b>ridge</b>")] {
        assert_eq!(screen.value(field), typed, "{field}");
    }
    assert!(screen.find("#type-water:checked").is_some());
    assert!(screen.text("[data-testid=derived-price]").contains("0,56"), "numbers follow");
    assert!(german.on(&screen).is_empty(), "{:?}", german.on(&screen));
    speak(Language::English);
    screen.until("English again", |screen| screen.text("#power-problem") == "Enter the power in kW.").await;
    assert!(screen.text("[data-testid=derived-price]").contains("0.56"));
}

#[wasm_bindgen_test]
async fn numbers_dates_notices_and_the_table_follow() {
    let script = exchange();
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    let shown = |screen: &Screen| {
        [".cell-amount.number", ".cell-value.number", ".cell-price.number"]
            .map(|cell| screen.text(&format!("[data-testid=pool-row] {cell}")).replace('\u{a0}', " "))
    };
    let date = |screen: &Screen| {
        let time = screen.find("[data-testid=pool-row] .cell-expires").unwrap();
        let pointed = EventInit::new();
        pointed.set_bubbles(true);
        time.dispatch_event(&Event::new_with_event_init_dict("pointerover", &pointed).unwrap()).unwrap();
        time.get_attribute("title")
    };
    let english_date = date(&screen);
    assert_eq!(shown(&screen), ["12.5 kWh", "2,000", "160/kWh"]);
    speak(Language::German);
    screen.until("German", |screen| shown(screen) == ["12,5 kWh", "2.000", "160/kWh"]).await;
    assert_ne!(date(&screen), english_date);
    speak(Language::English);
    screen.until("English", |screen| date(screen) == english_date).await;

    screen.go("/service").await;
    screen.wait_for("[data-testid=operators]").await;
    speak(Language::German);
    let figures = ["3", "4", "1.234", "2", "1", "9", "0,5", "3.000"];
    screen.until("German figures", |screen| screen.texts("[data-testid=operators] dd") == figures).await;
    speak(Language::English);

    // No dictionary is served here, so the choice fails, and says so in the language that stays.
    let choice = screen.wait_for("[data-testid=language]").await.unchecked_into::<HtmlSelectElement>();
    choice.set_value("de");
    choice.dispatch_event(&web_sys::Event::new("change").unwrap()).unwrap();
    let english = Foreign::to(Language::English);
    let words = english.own(Label::LanguageNotLoaded);
    screen.until(words, |screen| screen.text(".notice p") == words).await;
    assert_eq!(choice.value(), "en", "the choice shows the language in use");
    speak(Language::Arabic);
    let words = Foreign::to(Language::Arabic).own(Label::LanguageNotLoaded).to_owned();
    screen.until("the notice follows", |screen| screen.text(".notice p") == words).await;
    speak(Language::English);
}

/// What was said of a span is kept for the next time. It was kept by its number alone, and nothing ahead is the same
/// number as nothing ago.
#[wasm_bindgen_test]
fn a_moment_just_gone_is_never_said_to_be_ahead() {
    let formats = Formats::of("en");
    let (now, just_gone) = (Timestamp(10_000), Timestamp(9_900));
    assert_eq!(formats.relative(now, now), "in 0 sec.");
    assert_eq!(formats.relative(just_gone, now), "0 sec. ago");
}
