//! The part of the service page that is for operators: who sees it, the figures, and saving the data.

use std::sync::{Arc, Mutex};

use domain::status::{Action, Cause, Message, Misfortune, Status};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::Response;

use crate::chance::Chance;
use crate::reading::{Card, answered};
use crate::screen::Screen;
use crate::script::{Script, answer, code, line, page};

/// What comes back of a request.
pub type Answer = Result<Response, Misfortune>;

fn figures(accounts: u64) -> Response {
    answer(
        200,
        &json!({
            "status": 713, "msg": "", "usrNum": accounts, "poolNum": 4, "txNum": 1_234, "finishNum": 2,
            "revokeNum": 1, "blockHeight": 9, "powerUnit": "0.5", "credits": 3_000
        }),
    )
}

/// The answer that the saving goes on, that far.
pub fn saving(progress: &Value) -> Answer {
    Ok(answer(
        201,
        &json!({ "status": 611, "msg": "", "handshakeId": "a5".repeat(16), "progress": progress }),
    ))
}

/// The answer that the file is there.
pub fn saved() -> Answer {
    let sha256 = "0f".repeat(32);
    Ok(answer(
        200,
        &json!({ "status": 714, "msg": "", "file": "data-1.jsonl", "bytes": 1_234_567, "sha256": sha256 }),
    ))
}

/// An exchange for an operator: the figures count up, and the saving is answered in turn.
pub fn exchange(answers: impl IntoIterator<Item = Answer>) -> Arc<Script> {
    let mut answers = answers.into_iter().collect::<Vec<_>>().into_iter();
    let mut looks = 0;
    Script::new(move |request| match line(request) {
        line if line == "GET /serv/show" => {
            looks += 1;
            Some(Ok(figures(looks)))
        }
        line if line.contains(" /serv/persist") => answers.next(),
        _ => None,
    })
}

/// Opens the service page as an operator.
pub async fn open(script: &Arc<Script>) -> Screen {
    let screen = Screen::open("/service", script).await;
    screen.wait_for("[data-testid=operators]").await;
    screen
}

#[wasm_bindgen_test]
async fn the_figures_are_shown_and_looked_up_anew() {
    let script = exchange([]);
    let screen = open(&script).await;
    assert_eq!(
        screen.texts("[data-testid=operators] dd"),
        ["1", "4", "1,234", "2", "1", "9", "0.5", "3,000"]
    );
    let names = screen.texts("[data-testid=operators] dt");
    assert_eq!(
        (names.len(), names[0].as_str(), names[7].as_str()),
        (8, "Accounts", "Credits in circulation")
    );
    screen.press("Show the newest state");
    screen.until("the newest", |screen| screen.text("[data-testid=operators] dd") == "2").await;
    assert_eq!(script.sent("GET /serv/show").len(), 2);
}

#[wasm_bindgen_test]
async fn the_data_is_saved_once_and_followed_to_its_end() {
    let now = Arc::new(Mutex::new(saving(&json!(0))));
    let script = Script::new({
        let now = Arc::clone(&now);
        move |request| match line(request) {
            line if line == "GET /serv/show" => Some(Ok(figures(1))),
            line if line.contains(" /serv/persist") => Some(now.lock().unwrap().clone()),
            _ => None,
        }
    });
    let screen = open(&script).await;
    for (progress, percent) in [(0.0, 0), (0.25, 25), (0.999, 99)] {
        *now.lock().unwrap() = saving(&json!(progress));
        // Whoever presses again while it goes on begins nothing.
        screen.click("[data-testid=persist]");
        screen.click("[data-testid=persist]");
        let words = format!("Saving: {percent} % done");
        screen
            .until(&words, |screen| {
                screen.text("[data-testid=persist-progress] [aria-hidden]").trim() == words
            })
            .await;
    }
    let progress = screen.wait_for("[data-testid=persist-progress] progress").await;
    assert_eq!(progress.get_attribute("value").as_deref(), Some("999"));
    *now.lock().unwrap() = saved();
    let done = screen.wait_for("[data-testid=persisted]").await.text_content().unwrap_or_default();
    assert!(done.contains("Saved as data-1.jsonl, 1,234,567 bytes."), "{done}");
    assert!(done.contains(&"0f".repeat(32)), "{done}");
    assert_eq!(script.sent("POST /serv/persist").len(), 1);
    let followed = script.sent("GET /serv/persist").len();
    assert_eq!(script.sent(&format!("GET /serv/persist/{}", "a5".repeat(16))).len(), followed);
}

/// The panel was built anew with the figures, and forgot what it was saving.
#[wasm_bindgen_test]
async fn looking_at_the_newest_figures_leaves_the_saving_alone() {
    let script = exchange([saving(&json!(0)), saving(&json!(0.5)), saved()]);
    let screen = open(&script).await;
    script.hold("GET /serv/persist");
    screen.click("[data-testid=persist]");
    screen.until("asked how far it is", |_| script.sent("GET /serv/persist").len() == 1).await;
    screen.press("Show the newest state");
    screen.until("the newest", |screen| screen.text("[data-testid=operators] dd") == "2").await;
    assert!(screen.text("[data-testid=persist-progress]").contains("0 %"));
    script.release();
    screen.wait_for("[data-testid=persisted]").await;
    assert_eq!(script.sent("POST /serv/persist").len(), 1);
}

#[wasm_bindgen_test]
async fn why_nothing_was_saved_is_told_with_its_reason() {
    for (reason, words) in [
        (json!("missing_folder"), "The folder for saved data does not exist."),
        (json!("disk_full"), "The disk of the exchange is full."),
        (json!("not_permitted"), "The exchange may not write into its folder for saved data."),
        (json!("other"), "Its log says why."),
        (json!("on_fire"), "Its log says why."),
        (json!(null), "Its log says why."),
    ] {
        let failed = answer(400, &json!({ "status": 812, "msg": "<b>for logs</b>", "reason": reason }));
        let screen = open(&exchange([saving(&json!(0.5)), Ok(failed)])).await;
        screen.click("[data-testid=persist]");
        screen.wait_for(".persist [data-testid=message]").await;
        let cause = Cause::Status(Status::from_number(812).unwrap());
        assert_eq!(
            Card::on(&screen, ".persist"),
            Card::of(&Message::of(&answered(cause), Action::Look)),
            "{reason}"
        );
        assert_eq!(screen.text(".persist .quiet"), words, "{reason}");
        assert!(!screen.text("main").contains("for logs"));
    }
}

/// One lost answer ended the following for good, and the button under it began to save anew.
#[wasm_bindgen_test]
async fn saving_is_followed_again_where_an_answer_is_lost() {
    let _chance = Chance::always(0.0);
    let lost = || Err(Misfortune::Unreachable);
    let by_itself = [saving(&json!(0)), lost(), Ok(page(502)), saving(&json!(0.5))];
    let by_hand = [lost(), lost(), lost(), lost(), lost(), saved()];
    let script = exchange(by_itself.into_iter().chain(by_hand));
    let screen = open(&script).await;
    screen.click("[data-testid=persist]");
    screen.until("it goes on", |screen| screen.text("[data-testid=persist-progress]").contains("50 %")).await;
    screen.until("it is the person's turn", |screen| screen.button("Try again").is_some()).await;
    assert!(Card::on(&screen, ".persist").headline.contains("cannot be reached"));
    screen.press("Try again");
    screen.wait_for("[data-testid=persisted]").await;
    assert!(screen.find(".persist [data-testid=message]").is_none());
    assert_eq!(script.sent("POST /serv/persist").len(), 1, "it was begun once");
}

#[wasm_bindgen_test]
async fn whoever_is_no_operator_sees_nothing_of_it() {
    let script = Script::new(|_| None);
    let screen = Screen::open("/service", &script).await;
    screen.until("the refusal", |_| script.sent("GET /serv/show").len() == 1).await;
    screen.until("running", |screen| screen.text("[data-testid=service-state]") == "Running").await;
    assert!(screen.find("[data-testid=operators]").is_none());
    assert!(screen.find("[data-testid=message]").is_none(), "{}", screen.text("main"));
}

#[wasm_bindgen_test]
async fn an_operator_who_is_one_no_longer_sees_it_vanish() {
    let mut looks = 0;
    let script = Script::new(move |request| {
        let is_look = line(request) == "GET /serv/show";
        looks += u64::from(is_look);
        is_look.then(|| Ok(if looks == 1 { figures(3) } else { code(811) }))
    });
    let screen = open(&script).await;
    screen.press("Show the newest state");
    screen.until("it is gone", |screen| screen.find("[data-testid=operators]").is_none()).await;
    assert!(screen.find("[data-testid=message]").is_none());
    assert!(screen.button("Log out").is_some(), "the session lives");
}

#[wasm_bindgen_test]
async fn a_guest_is_not_even_asked_about() {
    let script = Script::new(|request| (line(request) == "GET /usr/alive").then(|| Ok(code(826))));
    let screen = Screen::open("/service", &script).await;
    screen.until("running", |screen| screen.text("[data-testid=service-state]") == "Running").await;
    screen.until("a guest", |screen| screen.text("header").contains("Log in")).await;
    assert!(script.sent("GET /serv/show").is_empty());
    screen.go("/login").await;
    screen.wait_for("form").await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    screen.wait_for("[data-testid=pool-table]").await;
    screen.go("/service").await;
    screen.until("running", |screen| screen.text("[data-testid=service-state]") == "Running").await;
    assert!(script.sent("GET /serv/show").is_empty(), "the log-in said that it is no operator's account");
}

#[wasm_bindgen_test]
async fn figures_that_do_not_come_are_tried_again_by_themselves() {
    let mut looks = 0;
    let script = Script::new(move |request| {
        let is_look = line(request) == "GET /serv/show";
        looks += u64::from(is_look);
        is_look.then(|| Ok(if looks <= 2 { page(502) } else { figures(3) }))
    });
    let screen = open(&script).await;
    assert!(screen.find("[data-testid=message]").is_none());
    assert_eq!(script.sent("GET /serv/show").len(), 3);
}
