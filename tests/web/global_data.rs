//! What an operator asks, without a screen: figures, a file that is written, and how far it is.

use std::sync::{Arc, Mutex};

use domain::account::{CredentialsDraft, LogIn};
use domain::credits::Credits;
use domain::global_data::PersistFailure;
use domain::handshake::{Handshake, Progress};
use domain::status::{Cause, Code};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::api::{Guest, Member, PersistProgress, Persisting};
use wattpool::browser::fetch::Response;
use wattpool::settings::Settings;

use crate::script::{Script, answer, code, line};

const HANDSHAKE: Handshake = Handshake([0xa5; 16]);

/// Somebody at an exchange that gives these answers to `/serv`, one after the other.
async fn operator(answers: impl IntoIterator<Item = Response>) -> (Member, Arc<Script>) {
    let answers: Mutex<Vec<Response>> = Mutex::new(answers.into_iter().collect());
    let script = Script::new(move |request| match line(request).as_str() {
        "POST /usr/login" => Some(Ok(answer(
            200,
            &json!({
                "status": 722, "msg": "", "account": "olga", "address": "f".repeat(40), "expiresIn": 1800, "operator": true
            }),
        ))),
        line if line.contains(" /serv/") => Some(Ok(answers.lock().unwrap().remove(0))),
        _ => None,
    });
    let transport = Arc::clone(&script);
    let guest = Guest::new(transport, &Settings::default());
    let draft = CredentialsDraft { account: "olga".into(), password: "quiet river".into() };
    let member = guest.log_in(&LogIn::validate(&draft).unwrap()).await.unwrap();
    (member, script)
}

fn going_on(code: u16, progress: &Value) -> Response {
    let handshake = HANDSHAKE.to_string();
    answer(201, &json!({ "status": code, "msg": "", "handshakeId": handshake, "progress": progress }))
}

#[wasm_bindgen_test]
async fn whether_somebody_is_an_operator_is_known_from_the_log_in_only() {
    let (member, script) = operator([]).await;
    assert_eq!(member.is_operator(), Some(true));
    assert_eq!(member.of_account(member.account().clone()).is_operator(), None);
    let transport = Arc::clone(&script);
    let resumed = Guest::new(transport, &Settings::default()).resume().await.unwrap();
    assert_eq!(resumed.is_operator(), None);
}

#[wasm_bindgen_test]
async fn the_figures_are_read_and_a_refusal_ends_no_session() {
    let figures = json!({
        "status": 713, "msg": "", "usrNum": 3, "poolNum": 3, "txNum": 6, "finishNum": 2, "revokeNum": 1,
        "blockHeight": 9, "powerUnit": "0.5", "credits": 3000
    });
    let (member, _) = operator([answer(200, &figures), code(811)]).await;
    let data = member.global_data().await.unwrap();
    assert_eq!((data.accounts, data.sold, data.credits), (3, 2, Credits(3000)));
    let failure = member.global_data().await.unwrap_err();
    assert_eq!(failure.cause, Cause::Status(Code::NotAnOperator.into()));
    assert!(!failure.ends_session());
}

#[wasm_bindgen_test]
async fn every_code_6xx_says_that_it_goes_on() {
    let half = Some(Progress::from_per_mille(500));
    let (member, script) = operator([
        going_on(611, &json!(0)),
        going_on(611, &json!(0.5)),
        going_on(699, &json!("half")),
        answer(647, &Value::Null),
        answer(
            200,
            &json!({ "status": 714, "msg": "", "file": "d.jsonl", "bytes": 7, "sha256": "0f".repeat(32) }),
        ),
    ])
    .await;
    let begun = member.persist().await.unwrap();
    assert_eq!(begun, Persisting { handshake: HANDSHAKE, progress: Some(Progress::default()) });
    for progress in [half, None, None] {
        let expected = PersistProgress::GoingOn(Persisting { handshake: HANDSHAKE, progress });
        assert_eq!(member.persist_progress(&begun.handshake).await.unwrap(), expected);
    }
    let PersistProgress::Done(persisted) = member.persist_progress(&HANDSHAKE).await.unwrap() else {
        panic!("it is done");
    };
    assert_eq!((persisted.file.as_str(), persisted.bytes), ("d.jsonl", 7));
    assert_eq!(script.sent("POST /serv/persist").len(), 1);
    assert_eq!(script.sent(&format!("GET /serv/persist/{}", "a5".repeat(16))).len(), 4);
}

#[wasm_bindgen_test]
async fn why_nothing_was_written_is_told_and_other_refusals_stay_failures() {
    let failed = |reason: Value| answer(400, &json!({ "status": 812, "msg": "", "reason": reason }));
    let (member, _) = operator([
        failed(json!("disk_full")),
        failed(json!("on_fire")),
        failed(json!(7)),
        code(812),
        code(810),
    ])
    .await;
    for expected in
        [PersistFailure::DiskFull, PersistFailure::Other, PersistFailure::Other, PersistFailure::Other]
    {
        let PersistProgress::Failed { failure, reason } = member.persist_progress(&HANDSHAKE).await.unwrap()
        else {
            panic!("it has failed");
        };
        assert_eq!(failure.cause, Cause::Status(Code::PersistFailed.into()));
        assert_eq!(reason, expected);
    }
    let failure = member.persist_progress(&HANDSHAKE).await.unwrap_err();
    assert_eq!(failure.cause, Cause::Status(Code::ServiceRequestMalformed.into()));
}
