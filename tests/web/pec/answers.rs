//! Reading: whatever comes ends in what can be shown, or in a message.

use domain::account::{CredentialsDraft, SignUp};
use domain::credits::Credits;
use domain::form::{Field, Problem};
use domain::lot::LotStatus;
use domain::status::{Cause, Code, Misfortune};
use protocol::account::Page;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::api::{Member, Service};
use wattpool::browser::fetch::Response;
use wattpool::pool::PoolStore;

use super::server::{Server, code, guest, mara, member, not_found, own_address, row, row_with, script, told};
use crate::lots::read_pool;
use crate::script::{answer, line};

async fn hashes_in_pool(member: &Member) -> Vec<u8> {
    let store = PoolStore::default();
    assert_eq!(read_pool(member, &store).await, Ok(true));
    store.pool().rows(0, usize::MAX).map(|lot| lot.hash().0[31]).collect()
}

#[wasm_bindgen_test]
async fn every_outcome_travels_on_http_200_and_the_code_decides() {
    for number in [823, 824, 930] {
        let script = script(&Server::with(vec![]), move |request, _| {
            (line(request) == "POST /usr/login").then(|| Ok(code(number)))
        });
        let failure = guest(&script).log_in(&mara()).await.err().unwrap();
        assert_eq!(failure.to_string(), format!("code {number}"));
    }
}

#[wasm_bindgen_test]
async fn pages_and_plain_text_under_a_json_type_are_told_and_never_read() {
    let page =
        |http_status, body: &str| Response { body: body.to_owned(), ..answer(http_status, &Value::Null) };
    for (response, cause) in [
        (page(200, "<!doctype html><p>Error"), Cause::Misfortune(Misfortune::Unreadable)),
        (page(200, "PEC server"), Cause::Misfortune(Misfortune::Unreadable)),
        (page(400, "<!doctype html><pre>SyntaxError"), Cause::Http(400)),
        (page(413, "<!doctype html>"), Cause::Http(413)),
        (not_found(), Cause::Http(404)),
        (page(200, r#"{"status":731,"tx":"undefined"}"#), Cause::Misfortune(Misfortune::Unreadable)),
        (page(200, r#"[731]"#), Cause::Misfortune(Misfortune::Unreadable)),
    ] {
        let body = response.body.clone();
        let script = script(&Server::with(vec![]), move |request, _| {
            line(request).starts_with("GET /tx/pool").then(|| Ok(response.clone()))
        });
        let failure = read_pool(&member(&script).await, &PoolStore::default()).await.unwrap_err();
        assert_eq!(failure.cause, cause, "{body}");
    }
}

#[wasm_bindgen_test]
async fn an_account_of_texts_and_rubbish_shows_what_it_can() {
    let server = Server::with(vec![]);
    server.lock().unwrap().account = json!({
        "balance": "9999.5", "address": "undefined", "deliveryNum": "NaN", "sk": "canary",
        "delivery": [null, "undefined", { "status": "waiting" }, row_with(3, "to", ""), row(2)],
        "purchase": [row_with(1, "timestampExpire", "soon"), row(1), 7],
        "revoke": "null"
    });
    let member = member(&script(&server, |_, _| None)).await;
    let statement = member.statement(Page::default()).await.unwrap();
    assert_eq!((statement.balance, statement.address), (Some(Credits(9_999)), None));
    assert_eq!((statement.deliveries.total, statement.deliveries.lots.len()), (1, 1));
    assert_eq!((statement.purchases.total, statement.revoked.total), (1, 0));
    assert_eq!(statement.purchases.lots[0].status, LotStatus::Succeeded);
    assert!(!format!("{statement:?}").contains("canary"));
    for rubbish in [json!({}), json!({ "balance": [], "delivery": {}, "address": own_address() })] {
        server.lock().unwrap().account = rubbish;
        assert_eq!(member.statement(Page::default()).await.unwrap().balance, None);
    }
}

#[wasm_bindgen_test]
async fn only_what_waits_has_not_expired_and_has_a_whole_price_is_in_the_pool() {
    let pool = vec![
        row_with(1, "timestampSell", "1556600000"),
        row_with(2, "status", "succeed"),
        row_with(3, "timestampExpire", "1556700000"),
        row_with(4, "value", "0.5"),
        row_with(5, "value", "undefined"),
        json!({ "status": "succeeded", "timestampBuy": "1556700000000", "from": "bb" }),
        row_with(7, "timestampExpire", ""),
        row_with(8, "status", "revoked"),
    ];
    let member = member(&script(&Server::with(pool), |_, _| None)).await;
    assert_eq!(hashes_in_pool(&member).await, [7, 1], "newest first");
}

#[wasm_bindgen_test]
async fn a_pool_that_is_as_it_was_is_not_told_again() {
    let server = Server::with(vec![row(1)]);
    let member = member(&script(&server, |_, _| None)).await;
    let store = PoolStore::default();
    assert_eq!(read_pool(&member, &store).await, Ok(true));
    assert_eq!(read_pool(&member, &store).await, Ok(false));
    server.lock().unwrap().pool.push(row(2));
    assert_eq!(read_pool(&member, &store).await, Ok(true));
    assert_eq!(store.facts().total, 2);
}

#[wasm_bindgen_test]
async fn the_password_rule_of_the_server_is_told_beside_the_field() {
    let script = script(&Server::with(vec![]), |request, _| {
        let members = json!({ "text": "<b>too weak</b>" });
        (line(request) == "POST /usr/signup").then(|| Ok(told(822, members)))
    });
    let guest = guest(&script);
    for (password, problem) in [("12345678", Problem::NoLetter), ("a2345678", Problem::Guessable)] {
        let draft = CredentialsDraft { account: "mara".into(), password: password.into() };
        let failure = guest.sign_up(&SignUp::validate(&draft).unwrap()).await.unwrap_err();
        assert_eq!(failure.form_problems().of(Field::Password), Some(problem));
    }
}

#[wasm_bindgen_test]
async fn the_service_runs_if_it_says_anything_of_a_lot_that_cannot_be_there() {
    for number in [734, 833, 835, 836] {
        let script = script(&Server::with(vec![]), move |_, _| Some(Ok(code(number))));
        assert_eq!(guest(&script).service().await, Ok(Service::default()));
        assert_eq!(script.sent(&format!("GET /tx/available/{}", "0".repeat(64))).len(), 1);
    }
    for (answer, cause) in [
        (Ok(code(930)), Cause::Status(Code::LotFault.into())),
        (Ok(not_found()), Cause::Http(404)),
        (Err(Misfortune::Unreachable), Cause::Misfortune(Misfortune::Unreachable)),
    ] {
        let script = script(&Server::with(vec![]), move |_, _| Some(answer.clone()));
        assert_eq!(guest(&script).service().await.unwrap_err().cause, cause);
    }
}
