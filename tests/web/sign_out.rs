//! Signing out: nothing of the account is left, neither on the screen of any tab nor in what a tab remembers.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use domain::account::AccountName;
use domain::delivery::DeliveryDraft;
use domain::energy::EnergyType;
use domain::status::Severity;
use domain::tidings::Tidings;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::app::{Rooms, provide_rooms};
use wattpool::browser::fetch::{Request, Response};
use wattpool::browser::storage::tab;
use wattpool::pool::EarlyPool;
use wattpool::settings::Settings;
use web_sys::{BroadcastChannel, HtmlElement};
use words::Label;

use crate::lots::read_pool;
use crate::screen::{BASKET, Screen, until};
use crate::script::{Script, alive, answer, line, lot, pool};

/// What belongs to the account: its name, its balance, its address and its lots.
const TRACES: [&str; 4] = ["mara", "1,234", "ffffffff", "4,711"];

fn rich(request: &Request) -> Option<Response> {
    let line = line(request);
    if line.starts_with("GET /usr/account") {
        let account = serde_json::json!({
            "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 1234,
            "deliveryNum": 1, "purchaseNum": 0, "revokeNum": 0, "delivery": [lot(4711, "wind")],
            "purchase": [], "revoke": []
        });
        Some(answer(200, &account))
    } else {
        line.starts_with("GET /tx/pool").then(|| pool("v1", &[lot(4711, "solar")]))
    }
}

fn script() -> Arc<Script> {
    Script::new(|request| rich(request).map(Ok))
}

fn traces(screen: &Screen) -> Vec<&'static str> {
    let shown =
        format!("{} {} {}", screen.text("header"), screen.text("main"), screen.text("[data-testid=notices]"));
    TRACES.into_iter().filter(|trace| shown.contains(trace)).collect()
}

/// A tab at a page, with something of the account on it.
async fn open(path: &str, script: &Arc<Script>) -> Screen {
    let screen = Screen::open(path, script).await;
    screen
        .until("something of the account", |screen| {
            traces(screen).len() >= if path == "/account" { 4 } else { 1 }
        })
        .await;
    screen
}

#[wasm_bindgen_test]
async fn whoever_logs_out_leaves_nothing_on_the_screen_of_any_tab() {
    for path in ["/account", "/pool", "/deliver", "/service", "/help/codes", "/"] {
        let (first, second) = (script(), script());
        let (here, there) = (open("/account", &first).await, open(path, &second).await);
        here.press("Log out");
        for (screen, what) in [(&here, "here"), (&there, path)] {
            screen.until(what, |screen| screen.text("main").contains("You are logged out.")).await;
            screen.until("no trace", |screen| traces(screen).is_empty()).await;
        }
        assert!(second.sent("DELETE /usr/logout").is_empty());
    }
}

#[wasm_bindgen_test]
async fn whoever_goes_back_after_logging_out_sees_the_log_in_page() {
    let script = script();
    let screen = open("/account", &script).await;
    screen.press("Log out");
    screen.until("out", |screen| screen.text("main").contains("You are logged out.")).await;
    let asked = script.sent("").len();
    for path in ["/account", "/pool", "/deliver"] {
        screen.go(path).await;
        screen.until("the log-in page again", |screen| screen.button("Log in").is_some()).await;
        assert_eq!(traces(&screen), Vec::<&str>::new(), "{path}");
    }
    assert_eq!(script.sent("").len(), asked, "nobody is asked for what nobody may see");
}

/// The answer to a question of before the log-out came after it, and made the tab a member's again.
#[wasm_bindgen_test]
async fn whoever_is_still_being_looked_for_when_another_tab_logs_out_is_not_found() {
    let script = script();
    script.hold("GET /usr/alive");
    let screen = Screen::open("/account", &script).await;
    screen.until("it is asked", |_| script.sent("GET /usr/alive").len() == 1).await;
    tell(&Tidings::Left { account: AccountName::parse("mara").unwrap() });
    screen.until("out", |screen| screen.text("main").contains("You are logged out.")).await;
    script.release();
    // A question that is asked later is answered later, so the first answer is there by then.
    screen.go("/service").await;
    screen.until("another answer", |screen| screen.text("[data-testid=service-state]") == "Running").await;
    assert!(screen.button("Log out").is_none());
    assert_eq!(script.sent("GET /usr/alive").len(), 1);
}

/// As another tab does.
fn tell(tidings: &Tidings) {
    let channel = BroadcastChannel::new("wattpool-tabs").unwrap();
    channel.post_message(&JsValue::from_str(&tidings.to_text())).unwrap();
    channel.close();
}

/// The rooms without any page, with something of `mara` in each of them.
async fn furnished(script: &Arc<Script>) -> (Rooms, impl Drop) {
    let container: HtmlElement =
        web_sys::window().unwrap().document().unwrap().create_element("div").unwrap().unchecked_into();
    let found = Rc::new(RefCell::new(None));
    let handle = mount_to(container, {
        let (found, transport) = (Rc::clone(&found), Arc::clone(script));
        move || {
            *found.borrow_mut() = Some(provide_rooms(Settings::default(), transport, EarlyPool::default()))
        }
    });
    let rooms: Rooms = found.take().unwrap();
    until(|| "a beat".to_owned(), || rooms.heartbeat.answered_at.get_untracked().is_some()).await;
    assert!(rooms.heartbeat.pool_version.get_untracked().is_some());
    rooms.notices.say(Severity::Warning, Label::ToldBought);
    let member = rooms.session.member_now().unwrap();
    let store = rooms.pool.store();
    read_pool(&member, &store).await.unwrap();
    rooms.pool.restore(member.account());
    store.want([format!("{:064x}", 4711).parse().unwrap()]);
    until(|| "kept".to_owned(), || tab::get(BASKET).is_some()).await;
    let (purchase, lots) = rooms.pool.purchase().unwrap();
    rooms.gate.question(lots[0].clone());
    rooms.desk.review(purchase, lots);
    let draft = DeliveryDraft {
        energy_type: Some(EnergyType::Wind),
        power_kw: "4".into(),
        amount_kwh: "12".into(),
        ..DeliveryDraft::default()
    };
    rooms.dock.deliver(draft).unwrap();
    (rooms, handle)
}

/// What the rooms still know of somebody.
fn memories(rooms: &Rooms) -> Vec<&'static str> {
    let known = [
        ("client", rooms.session.member_now().is_some()),
        ("account", untrack(|| rooms.session.account()).is_some()),
        ("notices", !untrack(|| rooms.notices.log()).is_empty()),
        ("last beat", rooms.heartbeat.answered_at.get_untracked().is_some()),
        ("version", rooms.heartbeat.pool_version.get_untracked().is_some()),
        ("lots", rooms.pool.store().facts().total > 0),
        ("picked lots", rooms.pool.basket.with_untracked(|basket| basket.lots) > 0),
        ("kept lots", tab::get(BASKET).is_some()),
        ("decision", rooms.desk.decision.with_untracked(Option::is_some)),
        ("delivery", rooms.dock.course.errand.with_untracked(Option::is_some)),
        ("revoke", rooms.gate.course.errand.with_untracked(Option::is_some)),
    ];
    known.into_iter().filter_map(|(what, is_known)| is_known.then_some(what)).collect()
}

/// The answer to a delivery came in the moment of the log-out, and its outcome was said to whoever sat there then.
#[wasm_bindgen_test]
async fn whoever_leaves_is_remembered_by_no_room() {
    let ways: [fn(&Rooms); 2] = [
        |rooms| rooms.session.leave(),
        |_| tell(&Tidings::Left { account: AccountName::parse("mara").unwrap() }),
    ];
    for leaves in ways {
        let script = script();
        let (rooms, _handle) = furnished(&script).await;
        assert_eq!(memories(&rooms).len(), 11, "{:?}", memories(&rooms));
        leaves(&rooms);
        until(|| format!("{:?}", memories(&rooms)), || memories(&rooms).is_empty()).await;
    }
}

#[wasm_bindgen_test]
async fn somebody_else_finds_nothing_of_whoever_was_here_before() {
    let script = Script::new({
        let mut beats = 0;
        move |request| {
            line(request)
                .starts_with("GET /usr/alive")
                .then(|| {
                    beats += 1;
                    Ok(alive(if beats < 3 { "mara" } else { "noor" }, 1_800))
                })
                .or_else(|| rich(request).map(Ok))
        }
    });
    let (rooms, _handle) = furnished(&script).await;
    rooms.heartbeat.stay();
    until(|| "noor".to_owned(), || untrack(|| rooms.session.account()).as_deref() == Some("noor")).await;
    until(|| "no decision".to_owned(), || rooms.desk.decision.with_untracked(Option::is_none)).await;
    assert!(!rooms.desk.is_open.get_untracked());
    let said = untrack(|| rooms.notices.log());
    assert_eq!(said.len(), 1, "that it is somebody else, and nothing of before: {said:?}");
    assert_eq!(rooms.session.member_now().unwrap().account().as_str(), "noor");
}
