//! Messages on the screen: what happened, what it means, the next step, the reference and the one button,
//! wherever the answer has its code. One answer stands for each remedy; all numbers are in `status`.

use std::mem::discriminant;
use std::sync::Arc;

use domain::status::{Action, Cause, Failure, Message, Misfortune, Remedy, Status};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::Response;

use crate::chance::Chance;
use crate::reading::{Card, answered};
use crate::screen::Screen;
use crate::script::{Script, answer, code, empty, line, lot, page};

/// What the service page shows a guest whose every look at the service is answered so.
async fn shows(answer: Result<Response, Misfortune>, failure: &Failure) -> Message {
    let script = Script::new(move |request| match line(request).as_str() {
        "GET /usr/alive" => Some(Ok(code(826))),
        "GET /serv/status" => Some(answer.clone()),
        _ => None,
    });
    let screen = Screen::open("/service", &script).await;
    let message = Message::of(failure, Action::Look);
    // What is tried again by itself gets its button once that is over.
    stands(&screen, "main", &message).await;
    assert!(!screen.text("main").contains("for logs"), "{failure}");
    let number = message.code.map(|code| code.to_string()).unwrap_or_default();
    assert_eq!(screen.wait_for("[data-testid=message]").await.get_attribute("data-code"), Some(number));
    message
}

async fn stands(screen: &Screen, place: &str, message: &Message) {
    let expected = Card::of(message);
    screen.until(&format!("{expected:?}"), |screen| Card::on(screen, place) == expected).await;
}

fn code_of(number: u16) -> Cause {
    Cause::Status(Status::from_number(number).unwrap())
}

#[wasm_bindgen_test]
async fn every_remedy_of_a_look_has_its_words_and_its_button_wherever_the_code_stands() {
    let _chance = Chance::always(0.0);
    let mut remedies = Vec::new();
    for number in [910, 829, 647, 811, 833, 820, 812] {
        let body = json!({ "status": number, "msg": "<b>for logs</b>" });
        let http = [empty(number), page(number), answer(number, &json!({ "error": "for logs" }))];
        for response in [answer(200, &body), answer(503, &body)].into_iter().chain(http) {
            remedies.push(shows(Ok(response), &answered(code_of(number))).await.remedy);
        }
    }
    for number in [503, 451, 408, 429, 401, 409, 402, 400] {
        for response in [empty(number), page(number), answer(number, &json!({ "error": "for logs" }))] {
            remedies.push(shows(Ok(response), &answered(Cause::Http(number))).await.remedy);
        }
    }
    for remedy in Remedy::ALL {
        // Whoever only looks has entered nothing, and there is no outcome to check.
        let is_for_lookers = !matches!(remedy, Remedy::FixInput | Remedy::CheckOutcome);
        let is_seen = remedies.iter().any(|seen| discriminant(seen) == discriminant(&remedy));
        assert_eq!(is_seen, is_for_lookers, "{remedy:?}");
    }
}

#[wasm_bindgen_test]
async fn every_misfortune_has_its_words_and_its_button() {
    let _chance = Chance::always(0.0);
    for misfortune in Misfortune::ALL {
        shows(Err(misfortune), &misfortune.into()).await;
    }
    let unreadable = answered(Cause::Misfortune(Misfortune::Unreadable));
    shows(Ok(answer(200, &json!({ "status": 711, "msg": "for logs" }))), &unreadable).await;
    let wrong_type = answered(Cause::Misfortune(Misfortune::WrongContentType));
    shows(Ok(page(200)), &wrong_type).await;
}

#[wasm_bindgen_test]
async fn what_has_to_be_changed_has_no_button_of_its_own() {
    for response in [code(820), empty(820), page(820)] {
        let script = Script::new(move |request| match line(request).as_str() {
            "GET /usr/alive" => Some(Ok(code(826))),
            "POST /usr/login" => Some(Ok(response.clone())),
            _ => None,
        });
        let screen = Screen::open("/login", &script).await;
        screen.type_into("Account name", "mara");
        screen.type_into("Password", "violet kettle orbits slowly");
        screen.press("Log in");
        let message = Message::of(&answered(code_of(820)), Action::LogIn);
        assert_eq!(message.remedy, Remedy::FixInput);
        stands(&screen, "main", &message).await;
    }
}

fn account_with_a_lot(revoke_answer: Response) -> Arc<Script> {
    Script::new(move |request| {
        let line = line(request);
        if line.starts_with("GET /usr/account") {
            let body = json!({
                "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 1234,
                "deliveryNum": 1, "purchaseNum": 0, "revokeNum": 0, "delivery": [lot(5, "wind")], "purchase": [], "revoke": []
            });
            return Some(Ok(answer(200, &body)));
        }
        line.starts_with("DELETE /tx/delivery/").then(|| Ok(revoke_answer.clone()))
    })
}

#[wasm_bindgen_test]
async fn an_unknown_outcome_is_told_as_unknown_and_can_be_checked() {
    for (response, cause) in [
        (code(930), code_of(930)),
        (empty(930), code_of(930)),
        (page(647), code_of(647)),
        (page(502), Cause::Http(502)),
        (page(200), Cause::Misfortune(Misfortune::WrongContentType)),
    ] {
        let screen = Screen::open("/account", &account_with_a_lot(response)).await;
        screen.wait_for("[data-testid=account-lot]").await;
        screen.press("Take back");
        screen.wait_for("[data-testid=revoke][open]").await;
        screen.click("[data-testid=revoke] .button-primary");
        let message = Message::of(&answered(cause), Action::Revoke);
        assert_eq!(message.remedy, Remedy::CheckOutcome);
        stands(&screen, "[data-testid=revoke]", &message).await;
    }
}
