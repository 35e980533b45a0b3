//! Every code and every HTTP status, wherever an answer has it, without a screen: which failure it becomes,
//! and that there are words for it.
//!
//! All numbers are tried, not a sample. How a message looks is in `message`.

use domain::status::{Action, Cause, Class, Failure, Message, Misfortune, Status};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::Response;

use crate::caller::Caller;
use crate::reading::{Card, answered};
use crate::script::{answer, empty, page};

const FOR_LOGS: &str = "<b>for logs</b>";

fn every_code() -> impl Iterator<Item = Status> {
    (600..=999).filter_map(Status::from_number)
}

fn body(code: Status) -> serde_json::Value {
    json!({ "status": code.number(), "msg": FOR_LOGS, "text": FOR_LOGS })
}

/// What there is to read of a failure: nothing is missing, and nothing is from the server.
fn read(failure: &Failure, action: Action) -> Card {
    let card = Card::of(&Message::of(failure, action));
    let Card { headline, text, reference, address, button: _ } = &card;
    assert!([headline, text, reference].iter().all(|part| !part.is_empty()), "{failure} {action:?}");
    assert!(address.starts_with("/help/codes/") && !address.ends_with('/'), "{failure}: {address}");
    let words = card.words();
    assert!(!words.contains(FOR_LOGS) && !words.contains(['{', '…']), "{failure} {action:?}: {words}");
    card
}

#[wasm_bindgen_test]
async fn a_code_says_the_same_wherever_an_answer_has_it() {
    let caller = Caller::new().await;
    for code in every_code() {
        let number = code.number();
        let answers = [
            answer(200, &body(code)),
            answer(400, &body(code)),
            answer(401, &body(code)),
            answer(500, &body(code)),
            answer(number, &body(code)),
            empty(number),
            page(number),
            answer(number, &json!(null)),
            answer(number, &json!({ "error": FOR_LOGS })),
            answer(number, &json!({ "status": number.to_string(), "msg": FOR_LOGS })),
        ];
        let expected = if code.class() == Class::Done { Ok(()) } else { Err(answered(Cause::Status(code))) };
        for response in answers {
            let heard = caller.hear(Action::Revoke, Ok(response.clone())).await;
            assert_eq!(heard, expected, "{response:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn the_code_of_the_body_comes_before_the_http_status() {
    let caller = Caller::new().await;
    for code in every_code() {
        let expected = if code.class() == Class::Done { Ok(()) } else { Err(answered(Cause::Status(code))) };
        let other = 600 + (code.number() - 600 + 137) % 400;
        for http_status in [100, 200, 202, 302, 401, 404, 429, 502, 503, other] {
            let heard = caller.hear(Action::Revoke, Ok(answer(http_status, &body(code)))).await;
            assert_eq!(heard, expected, "{code} on HTTP {http_status}");
        }
    }
}

/// What is only said to be done is not what was asked for, where more than that was asked for; and nobody
/// can follow a purchase whose answer names no hold.
fn expected(code: Status, action: Action) -> Option<Cause> {
    let has_body =
        matches!(action, Action::LogIn | Action::Look | Action::Deliver | Action::Ship | Action::Purchase);
    match (code.class(), action) {
        (Class::Done, _) if !has_body => None,
        (Class::Done, _) | (Class::GoingOn, Action::Purchase) => {
            Some(Cause::Misfortune(Misfortune::Unreadable))
        }
        (Class::GoingOn | Class::Refused | Class::Fault, _) => Some(Cause::Status(code)),
    }
}

#[wasm_bindgen_test]
async fn every_code_has_words_for_whatever_the_person_was_doing() {
    let caller = Caller::new().await;
    for code in every_code() {
        for action in Action::ALL {
            for response in [answer(200, &body(code)), empty(code.number())] {
                let heard = caller.hear(action, Ok(response)).await;
                let expected = expected(code, action).map(answered);
                assert_eq!(heard.as_ref().err(), expected.as_ref(), "{code} {action:?}");
                let Err(failure) = heard else { continue };
                let Card { text, reference, .. } = read(&failure, action);
                if failure.cause == Cause::Status(code) {
                    assert_eq!(reference, format!("Code {code} · ref 7f3a"));
                }
                let is_settled = matches!(code.number(), 800..900 | 911 | 912);
                let is_change = !matches!(action, Action::Look | Action::LogOut);
                let is_unknown = text.starts_with("We do not know yet whether");
                assert_eq!(is_unknown, is_change && !is_settled, "{code} {action:?}: {text}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn an_http_status_counts_where_no_code_is_given() {
    let caller = Caller::new().await;
    for number in 100..=599 {
        let is_done = (200..300).contains(&number) && number != 202;
        let json = [
            answer(number, &json!(null)),
            answer(number, &json!({ "error": FOR_LOGS })),
            answer(number, &json!({ "status": number, "msg": FOR_LOGS })),
            answer(number, &json!({ "status": "823" })),
            Response { body: "{\"status\": 82".to_owned(), ..answer(number, &json!(null)) },
        ];
        let others = [empty(number), page(number)];
        let cases = json
            .into_iter()
            .map(|response| (response, Misfortune::Unreadable))
            .chain(others.into_iter().map(|response| (response, Misfortune::WrongContentType)));
        for (response, misfortune) in cases {
            let cause = if is_done { Cause::Misfortune(misfortune) } else { Cause::Http(number) };
            let heard = caller.hear(Action::Revoke, Ok(response.clone())).await;
            assert_eq!(heard, Err(answered(cause)), "{response:?}");
            let card = read(&answered(cause), Action::Revoke);
            let small_print = if is_done { "No answer".to_owned() } else { format!("HTTP {number}") };
            assert_eq!(card.reference, format!("{small_print} · ref 7f3a"));
        }
    }
}

#[wasm_bindgen_test]
async fn a_misfortune_on_the_way_is_told_as_what_it_is() {
    let caller = Caller::new().await;
    for misfortune in Misfortune::ALL {
        for action in Action::ALL {
            let heard = caller.hear(action, Err(misfortune)).await;
            assert_eq!(heard, Err(misfortune.into()), "{action:?}");
            assert_eq!(read(&misfortune.into(), action).reference, "No answer");
        }
    }
}
