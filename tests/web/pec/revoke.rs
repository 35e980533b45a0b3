//! Taking back: a GET that may be sent twice, at a server that may not know how.

use domain::lot::LotHash;
use domain::status::{Action, Cause, Code, Consequence, Message, Misfortune};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::server::{Server, code, hash, losing_the_first, member, not_found, row, script, session};
use crate::script::line;

fn lot() -> LotHash {
    hash(1).parse().unwrap()
}

#[wasm_bindgen_test]
async fn taking_back_is_a_get_that_names_session_and_lot() {
    let script = script(&Server::with(vec![]), |_, _| None);
    member(&script).await.revoke(&lot()).await.unwrap();
    assert_eq!(script.sent(&format!("GET /tx/revoke/{}/{}", session(), hash(1))).len(), 1);
}

#[wasm_bindgen_test]
async fn a_server_that_takes_no_lot_back_says_so_and_nothing_is_unknown() {
    let script = script(&Server::with(vec![]), |request, _| {
        line(request).starts_with("GET /tx/revoke").then(|| Ok(not_found()))
    });
    let failure = member(&script).await.revoke(&lot()).await.unwrap_err();
    assert_eq!(failure.cause, Cause::Http(405), "not offered");
    assert_eq!(Message::of(&failure, Action::Revoke).consequence, Consequence::NotRevoked);
}

#[wasm_bindgen_test]
async fn a_lot_that_was_taken_back_without_an_answer_is_looked_up_and_not_sent_again() {
    let script = losing_the_first(&Server::with(vec![]), "GET /tx/revoke");
    let member = member(&script).await;
    assert!(member.revoke(&lot()).await.unwrap_err().leaves_outcome_unknown());
    assert_eq!(member.revoke(&lot()).await, Ok(()));
    assert_eq!(script.sent("GET /tx/revoke").len(), 1);
}

#[wasm_bindgen_test]
async fn a_lot_that_still_waits_is_asked_for_again() {
    let server = Server::with(vec![]);
    server.lock().unwrap().account["delivery"] = json!([row(1)]);
    let script = script(&server, {
        let mut is_lost = false;
        move |request, _| {
            (line(request).starts_with("GET /tx/revoke") && !is_lost).then(|| {
                is_lost = true;
                Err(Misfortune::TimedOut)
            })
        }
    });
    let member = member(&script).await;
    assert!(member.revoke(&lot()).await.is_err());
    assert_eq!(member.revoke(&lot()).await, Ok(()));
    assert_eq!(script.sent("GET /tx/revoke").len(), 2);
}

/// A browser sends a GET again by itself where a connection breaks; the second answer refused what the first
/// request had done.
#[wasm_bindgen_test]
async fn a_refusal_of_what_the_first_request_did_is_no_refusal() {
    for (is_done, number) in [(true, 838), (true, 839), (false, 838), (false, 839)] {
        let script = script(&Server::with(vec![]), move |request, server| {
            line(request).starts_with("GET /tx/revoke").then(|| {
                if is_done {
                    server.act(request);
                }
                Ok(code(number))
            })
        });
        let answer = member(&script).await.revoke(&lot()).await;
        assert_eq!(answer.is_ok(), is_done, "{number}");
    }
}

#[wasm_bindgen_test]
async fn a_session_that_is_over_takes_nothing_back() {
    let script = script(&Server::with(vec![]), |request, _| {
        line(request).starts_with("GET /tx/revoke").then(|| Ok(code(837)))
    });
    let failure = member(&script).await.revoke(&lot()).await.unwrap_err();
    assert_eq!(failure.cause, Cause::Status(Code::RevokeNoSession.into()));
}
