//! The end of a session that nothing prolongs: the person is told so, and logs in again at once or later.

use std::sync::{Arc, Mutex};

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::Request;
use wattpool::browser::storage::tab;

use super::server::{KEY, Server, code, hash, keep_session, row, script, session, settings, told};
use crate::screen::Screen;
use crate::script::{Script, line};

const QUESTION: &str = "[data-testid=ends-for-good][open]";
const LOG_IN: &str = "[data-testid=log-in-again][open]";

/// The session that the next log-in opens.
fn newer() -> String {
    "d6".repeat(32)
}

/// A server at which the newest session is the only one that lives, from the moment at which it says so.
fn renewing(server: &Arc<Mutex<Server>>, is_over: &Arc<Mutex<bool>>) -> Arc<Script> {
    let is_over = Arc::clone(is_over);
    script(server, move |request, server| {
        let line = line(request);
        if line == "POST /usr/login" {
            *is_over.lock().unwrap() = true;
            return Some(Ok(told(722, json!({ "sessionId": newer() }))));
        }
        let text = format!("{line} {}", request.body.as_deref().unwrap_or_default());
        if text.contains(&newer()) {
            let older = |text: &str| text.replace(&newer(), &session());
            let body = request.body.as_deref().map(older);
            return Some(Ok(server.act(&Request { url: older(&request.url), body, ..request.clone() })));
        }
        (text.contains(&session()) && *is_over.lock().unwrap()).then(|| Ok(code(826)))
    })
}

/// The app of somebody whose session ends in less than two minutes.
async fn open(path: &str, script: &Arc<Script>) -> Screen {
    keep_session(1_700);
    Screen::open_with(settings(), path, script).await
}

async fn log_in(screen: &Screen) {
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.click(&format!("{LOG_IN} button[type=submit]"));
    screen.until("the dialog is gone", |screen| screen.find(LOG_IN).is_none()).await;
}

#[wasm_bindgen_test]
async fn nobody_is_offered_to_stay_where_nothing_keeps_a_session() {
    let (server, is_over) = (Server::with(vec![]), Arc::default());
    let script = renewing(&server, &is_over);
    let screen = open("/deliver", &script).await;
    screen.wait_for(QUESTION).await;
    let words = screen.text(QUESTION);
    assert!(words.contains("This exchange ends every session 30 minutes after the log-in."), "{words}");
    assert!(screen.find("[data-testid=stay][open]").is_none() && screen.button("Stay signed in").is_none());
    let left = screen.text("[data-testid=ends-in]");
    assert!(
        left.split(' ').any(|word| word.parse().is_ok_and(|left: u64| (60..=100).contains(&left))),
        "{left}"
    );
}

#[wasm_bindgen_test]
async fn whoever_logs_in_again_at_once_keeps_everything_and_goes_on_in_the_new_session() {
    let (server, is_over) = (Server::with(vec![row(1)]), Arc::default());
    let script = renewing(&server, &is_over);
    let screen = open("/pool", &script).await;
    screen.wait_for(QUESTION).await;
    let select = format!("[data-hash=\"{}\"] [data-testid=select-row]", hash(1));
    screen.wait_for(&select).await.click();
    screen.until("the total", |screen| screen.text("[data-testid=selection-total]") == "1").await;
    screen.press("Log in again");
    screen.wait_for(LOG_IN).await;
    assert!(screen.find(QUESTION).is_none());
    assert_eq!(screen.field("Account name").value(), "mara");
    log_in(&screen).await;
    assert_eq!(screen.text("[data-testid=selection-total]"), "1");
    screen.press("Review purchase");
    screen.until("the review", |screen| screen.button("Buy now").is_some()).await;
    screen.press("Buy now");
    screen.wait_for("[data-testid=new-balance]").await;
    let bought = script.sent("PUT /tx/purchase").pop().unwrap();
    assert!(bought.body.unwrap().contains(&newer()), "the page goes on in the new session");
    assert!(tab::get(KEY).is_some_and(|kept| kept.contains(&newer())));
    assert!(screen.find("dialog[open] form").is_none(), "nobody has to log in once more");
}

#[wasm_bindgen_test]
async fn whoever_wants_to_log_in_later_is_not_asked_again_before_the_end() {
    let (server, is_over) = (Server::with(vec![]), Arc::<Mutex<bool>>::default());
    let script = renewing(&server, &is_over);
    let screen = open("/deliver", &script).await;
    screen.wait_for(QUESTION).await;
    screen.type_into("Energy in kWh", "12.5");
    screen.press("Log in again");
    screen.wait_for(LOG_IN).await;
    screen.press("Later");
    screen.until("it is closed", |screen| screen.find(LOG_IN).is_none()).await;
    let beats = script.sent("GET /usr/alive").len();
    screen.until("more beats", |_| script.sent("GET /usr/alive").len() >= beats + 3).await;
    assert!(screen.find("dialog[open]").is_none());
    *is_over.lock().unwrap() = true;
    screen.wait_for(LOG_IN).await;
    assert!(screen.text(LOG_IN).contains("Your session is over"));
    log_in(&screen).await;
    assert_eq!(screen.field("Energy in kWh").value(), "12.5");
    let beats = script.sent("GET /usr/alive").len();
    screen.until("it goes on", |_| script.sent("GET /usr/alive").len() >= beats + 2).await;
    assert!(screen.find("dialog[open]").is_none());
}

/// Each tab has a session of its own, and the beats of one renamed whoever sat before the other.
#[wasm_bindgen_test]
async fn tabs_of_different_accounts_leave_each_other_alone() {
    let (server, is_over) = (Server::with(vec![]), Arc::<Mutex<bool>>::default());
    let (first, second) = (renewing(&server, &is_over), renewing(&server, &is_over));
    keep_session(60);
    let maras = Screen::open_with(settings(), "/account", &first).await;
    maras.until("mara", |screen| screen.text(".who") == "mara").await;
    let kept = tab::get(KEY).unwrap();
    tab::set(KEY, &kept.replace("mara", "noor").replace(&session(), &newer()));
    let noors = Screen::open_with(settings(), "/account", &second).await;
    noors.until("noor", |screen| screen.text(".who") == "noor").await;
    let beats = |script: &Script| script.sent("GET /usr/alive").len();
    let before = (beats(&first), beats(&second));
    noors.until("both beat", |_| beats(&first) >= before.0 + 3 && beats(&second) >= before.1 + 3).await;
    assert_eq!((maras.text(".who"), noors.text(".who")), ("mara".to_owned(), "noor".to_owned()));
    noors.press("Log out");
    noors.until("out", |screen| screen.text("main").contains("You are logged out.")).await;
    let before = beats(&first);
    maras.until("beats", |_| beats(&first) >= before + 2).await;
    assert_eq!(maras.text(".who"), "mara", "somebody else logged out");
}

#[wasm_bindgen_test]
async fn whoever_logs_out_is_logged_out_in_their_other_tabs_at_the_server_too() {
    let (server, is_over) = (Server::with(vec![]), Arc::<Mutex<bool>>::default());
    let (first, second) = (renewing(&server, &is_over), renewing(&server, &is_over));
    keep_session(60);
    let here = Screen::open_with(settings(), "/account", &first).await;
    here.wait_for("[data-testid=balance]").await;
    let kept = tab::get(KEY).unwrap();
    tab::set(KEY, &kept.replace(&session(), &newer()));
    let there = Screen::open_with(settings(), "/account", &second).await;
    there.wait_for("[data-testid=balance]").await;
    here.press("Log out");
    there.until("out there too", |screen| screen.text("main").contains("You are logged out.")).await;
    there.until("at the server", |_| !second.sent("DELETE /usr/logout").is_empty()).await;
    assert!(second.sent("DELETE /usr/logout")[0].body.as_deref().unwrap().contains(&newer()));
    assert_eq!(tab::get(KEY), None, "nothing is kept in the tab");
}
