//! The session: kept in this tab, carried in paths and bodies, never prolonged.

use std::time::Duration;

use domain::status::Misfortune;
use protocol::account::Page;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::storage::tab;
use wattpool::pool::PoolStore;

use super::server::{KEY, Server, code, guest, keep_session, mara, member, script, session, settings};
use crate::lots::read_pool;
use crate::script::line;

#[wasm_bindgen_test]
async fn the_session_stays_in_this_tab_and_travels_in_paths_and_bodies() {
    let script = script(&Server::with(vec![]), |_, _| None);
    let member = member(&script).await;
    assert!(tab::get(KEY).is_some_and(|kept| kept.contains(&session())));
    let local = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    for place in 0..local.length().unwrap() {
        let key = local.key(place).unwrap().unwrap();
        assert!(!local.get_item(&key).unwrap().unwrap_or_default().contains(&session()), "{key}");
    }
    read_pool(&member, &PoolStore::default()).await.unwrap();
    member.log_out().await.unwrap();
    assert_eq!(tab::get(KEY), None, "a log-out forgets it");
    let log_out = &script.sent("DELETE /usr/logout")[0];
    assert!(log_out.body.as_deref().unwrap().contains(&session()));
    for request in script.sent("") {
        assert!(request.headers.iter().all(|(name, _)| *name == "Content-Type"), "{}", line(&request));
    }
}

#[wasm_bindgen_test]
async fn a_page_that_is_loaded_anew_goes_on_with_the_session_of_its_tab() {
    let script = script(&Server::with(vec![]), |_, _| None);
    let guest = guest(&script);
    keep_session(1_000);
    let member = guest.resume().await.unwrap();
    assert_eq!(member.account().as_str(), "mara");
    assert_eq!(member.is_operator(), Some(false));
    for is_active in [true, false] {
        let left = member.beat(is_active).await.unwrap().expires_in;
        assert!(left <= Duration::from_secs(800), "nothing prolongs it: {left:?}");
        assert!(left > Duration::from_secs(700), "{left:?}");
    }
}

#[wasm_bindgen_test]
async fn nobody_is_asked_about_a_session_that_nobody_keeps() {
    let script = script(&Server::with(vec![]), |_, _| None);
    let guest = guest(&script);
    for kept in [None, Some(""), Some("{}"), Some(r#"{"sessionId":"../..","account":"mara","loggedInAt":1}"#)]
    {
        kept.inspect(|kept| tab::set(KEY, kept));
        assert!(guest.resume().await.err().unwrap().ends_session(), "{kept:?}");
    }
    assert!(script.sent("").is_empty());
    tab::remove(KEY);
}

#[wasm_bindgen_test]
async fn an_answer_that_the_session_is_over_forgets_it_and_no_other_answer_does() {
    for (answer, is_kept) in [
        (Ok(code(825)), false),
        (Ok(code(826)), false),
        (Ok(code(831)), false),
        (Ok(code(823)), true),
        (Ok(code(930)), true),
        (Err(Misfortune::TimedOut), true),
    ] {
        let told = answer.clone();
        let script = script(&Server::with(vec![]), move |request, _| {
            line(request).starts_with("GET /usr/account").then(|| answer.clone())
        });
        let member = member(&script).await;
        assert!(member.statement(Page::default()).await.is_err());
        assert_eq!(tab::get(KEY).is_some(), is_kept, "{told:?}");
    }
}

#[wasm_bindgen_test]
async fn a_late_refusal_of_an_older_session_does_not_forget_the_newer_one() {
    let older = "d6".repeat(32);
    let script = script(&Server::with(vec![]), {
        let mut log_ins = 0;
        move |request, _| match line(request) {
            line if line == "POST /usr/login" => {
                log_ins += 1;
                (log_ins == 1)
                    .then(|| Ok(super::server::told(722, serde_json::json!({ "sessionId": older }))))
            }
            line => line.contains(&older).then(|| Ok(code(825))),
        }
    });
    let guest = guest(&script);
    let before = guest.log_in(&mara()).await.unwrap();
    let after = guest.log_in(&mara()).await.unwrap();
    assert!(before.statement(Page::default()).await.is_err());
    assert!(tab::get(KEY).is_some_and(|kept| kept.contains(&session())));
    assert!(after.statement(Page::default()).await.is_ok());
}

#[wasm_bindgen_test]
async fn a_session_that_cannot_stand_in_a_path_is_none() {
    let script = script(&Server::with(vec![]), |request, _| {
        let members = serde_json::json!({ "sessionId": "../../tx/pool" });
        (line(request) == "POST /usr/login").then(|| Ok(super::server::told(722, members)))
    });
    let guest = guest(&script);
    let failure = guest.log_in(&mara()).await.err().unwrap();
    assert!(failure.leaves_outcome_unknown(), "{failure}");
    assert_eq!((tab::get(KEY), settings().api.as_str()), (None, ""));
}
