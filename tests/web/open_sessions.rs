//! Where the account is logged in: the list on the account page, and ending sessions from there.

use std::sync::Arc;

use domain::status::Misfortune;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::Response;

use crate::screen::Screen;
use crate::script::{Script, answer, code, line, open_session, open_sessions};

const ROWS: &str = "[data-testid=open-session]";
const MESSAGE: &str = "[data-testid=open-sessions] [data-testid=message]";

/// An exchange with these sessions. `on_end` is told of each that is to be ended.
fn with_sessions(
    mut sessions: Vec<Value>,
    mut on_end: impl FnMut(&mut Vec<Value>, &str) -> Result<Response, Misfortune> + Send + 'static,
) -> Arc<Script> {
    Script::new(move |request| {
        let line = line(request);
        if line == "GET /usr/sessions" {
            return Some(Ok(open_sessions(&sessions)));
        }
        line.strip_prefix("DELETE /usr/sessions/").map(|id| on_end(&mut sessions, id))
    })
}

fn here_and_there() -> Vec<Value> {
    vec![open_session(1, "firefox", true), open_session(3, "chrome", false)]
}

fn end(sessions: &mut Vec<Value>, id: &str) {
    sessions.retain(|session| session["sessionId"] != id);
}

#[wasm_bindgen_test]
async fn every_session_is_told_by_its_device_and_ones_own_is_marked() {
    let mut sessions = here_and_there();
    let mut unknown = open_session(5, "netscape", false);
    unknown["system"] = Value::Null;
    sessions.extend([unknown, json!({"sessionId": "../logout"})]);
    let screen = Screen::open("/account", &with_sessions(sessions, |_, _| Ok(code(724)))).await;
    screen.wait_for(ROWS).await;
    assert_eq!(screen.count(ROWS), 3, "what cannot be read is left out");
    let [own, other, unknown] = [1, 2, 3].map(|place| screen.text(&format!("{ROWS}:nth-child({place})")));
    assert!(own.contains("Firefox on Linux") && own.contains("This browser"), "{own}");
    assert!(own.contains("logged in 2 h") && own.contains("Log out") && !own.contains("last used"), "{own}");
    assert!(other.contains("Chrome on Linux") && other.contains("last used 3 min"), "{other}");
    assert!(other.contains("End") && !other.contains("This browser"), "{other}");
    assert!(unknown.contains("Unknown browser"), "{unknown}");
    assert!(screen.text("[data-testid=open-sessions]").contains("End a session that you do not know"));
}

#[wasm_bindgen_test]
async fn who_is_logged_in_here_alone_is_told_so_and_can_end_nothing_but_that() {
    let screen = Screen::open("/account", &Script::new(|_| None)).await;
    screen.wait_for(ROWS).await;
    assert!(screen.text("[data-testid=open-sessions]").contains("You are logged in nowhere else."));
    assert!(screen.button("End").is_none());
}

#[wasm_bindgen_test]
async fn a_session_that_was_ended_is_out_of_the_list_and_said_to_have_ended() {
    let script = with_sessions(here_and_there(), |sessions, id| {
        end(sessions, id);
        Ok(code(724))
    });
    let screen = Screen::open("/account", &script).await;
    screen.wait_for(ROWS).await;
    let button = screen.button("End").unwrap();
    button.focus().unwrap();
    button.click();
    screen.until("it is out of the list", |screen| screen.count(ROWS) == 1).await;
    screen
        .until("the notice", |screen| {
            screen.text("[data-testid=notices]").contains("Session ended: Chrome on Linux.")
        })
        .await;
    screen
        .until("focus is where the list begins", |screen| {
            web_sys::window().unwrap().document().unwrap().active_element().as_ref()
                == screen.find("#open-sessions").as_deref()
        })
        .await;
    assert_eq!(
        script.sent("DELETE").iter().map(line).collect::<Vec<_>>(),
        [format!("DELETE /usr/sessions/{:032x}", 3)]
    );
    assert!(screen.text("[data-testid=open-sessions]").contains("You are logged in nowhere else."));
}

#[wasm_bindgen_test]
async fn an_ending_that_did_not_arrive_is_tried_again_by_itself() {
    let mut tries = 0;
    let script = with_sessions(here_and_there(), move |sessions, id| {
        tries += 1;
        if tries < 3 {
            return Err(Misfortune::Unreachable);
        }
        end(sessions, id);
        Ok(code(724))
    });
    let screen = Screen::open("/account", &script).await;
    screen.wait_for(ROWS).await;
    screen.press("End");
    let message = screen.wait_for(MESSAGE).await.text_content().unwrap_or_default();
    assert!(message.contains("We do not know yet whether that session has ended."), "{message}");
    assert!(message.contains("ending it twice does no harm"), "{message}");
    screen.until("it is out of the list", |screen| screen.count(ROWS) == 1).await;
    screen.until("the message is gone", |screen| screen.find(MESSAGE).is_none()).await;
    assert_eq!(script.sent("DELETE").len(), 3);
}

#[wasm_bindgen_test]
async fn a_session_whose_end_is_seen_needs_no_answer() {
    let script = with_sessions(here_and_there(), |sessions, id| {
        end(sessions, id);
        Err(Misfortune::TimedOut)
    });
    let screen = Screen::open("/account", &script).await;
    screen.wait_for(ROWS).await;
    script.hold("GET /usr/sessions");
    screen.press("End");
    screen.wait_for(MESSAGE).await;
    script.release();
    screen.until("the notice", |screen| screen.text("[data-testid=notices]").contains("Session ended")).await;
    screen.until("the message is gone", |screen| screen.find(MESSAGE).is_none()).await;
    assert_eq!(screen.count(ROWS), 1);
}

#[wasm_bindgen_test]
async fn a_refusal_says_that_the_session_was_not_ended_and_leaves_it_in_the_list() {
    let screen = Screen::open("/account", &with_sessions(here_and_there(), |_, _| Ok(code(820)))).await;
    screen.wait_for(ROWS).await;
    screen.press("End");
    let message = screen.wait_for(MESSAGE).await.text_content().unwrap_or_default();
    assert!(message.contains("That session was not ended."), "{message}");
    assert_eq!(screen.count(ROWS), 2);
}

#[wasm_bindgen_test]
async fn who_was_ended_from_elsewhere_is_asked_to_log_in_when_ending_a_session() {
    let screen = Screen::open("/account", &with_sessions(here_and_there(), |_, _| Ok(code(827)))).await;
    screen.wait_for(ROWS).await;
    screen.press("End");
    screen.wait_for("[data-testid=log-in-again][open]").await;
    assert!(screen.find(MESSAGE).is_none());
    screen.press("Leave the page");
    screen.until("the page is left", |screen| screen.find("dialog[open]").is_none()).await;
}

#[wasm_bindgen_test]
async fn ending_ones_own_session_is_the_usual_log_out() {
    let script = with_sessions(here_and_there(), |_, _| Ok(code(724)));
    let screen = Screen::open("/account", &script).await;
    screen.wait_for(ROWS).await;
    screen.click(&format!("{ROWS}:first-child button"));
    screen.until("logged out", |screen| screen.text("main").contains("You are logged out.")).await;
    assert_eq!(script.sent("DELETE").iter().map(line).collect::<Vec<_>>(), ["DELETE /usr/logout"]);
}

#[wasm_bindgen_test]
async fn an_exchange_that_cannot_list_sessions_takes_nothing_else_from_the_account() {
    let script = Script::new(|request| {
        (line(request) == "GET /usr/sessions").then(|| Ok(answer(404, &json!({"status": 820, "msg": ""}))))
    });
    let screen = Screen::open("/account", &script).await;
    screen.wait_for(MESSAGE).await;
    screen.wait_for("[data-testid=balance]").await;
    assert_eq!(screen.count("[data-testid=message]"), 1);
    assert!(screen.find(ROWS).is_none());
}

#[wasm_bindgen_test]
async fn an_exchange_that_is_away_is_told_of_once() {
    let script = Script::new(|request| {
        let line = line(request);
        (line == "GET /usr/sessions" || line.starts_with("GET /usr/account"))
            .then_some(Err(Misfortune::Offline))
    });
    let screen = Screen::open("/account", &script).await;
    screen.until("both have asked", |_| !script.sent("GET /usr/sessions").is_empty()).await;
    screen.wait_for("[data-testid=message]").await;
    screen.until("one speaks", |screen| screen.find(MESSAGE).is_none()).await;
    assert_eq!(screen.count("[data-testid=message]"), 1);
}
