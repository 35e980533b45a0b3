//! Texts: whatever cannot be seen, cannot be kept, or is far too long.

use reqwest::Method;
use serde_json::json;

use super::{Scene, assert_refused, call};
use crate::person::{PASSWORD, fields};

/// What stands in no name and in no note. PostgreSQL keeps no text with the first of them.
const UNSEEN: [&str; 15] = [
    "\u{0}",
    "\u{1}",
    "\u{7}",
    "\u{8}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{ad}",
    "\u{200b}",
    "\u{200e}",
    "\u{202e}",
    "\u{2028}",
    "\u{2029}",
    "\u{2066}",
    "\u{feff}",
];

#[tokio::test]
async fn no_name_and_no_note_holds_what_cannot_be_seen() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let stranger = scene.exchange.stranger();
    for unseen in UNSEEN {
        let name = format!("ma{unseen}ra");
        for path in ["/usr/signup", "/usr/login"] {
            let answer = stranger.post(path, json!({"account": name, "password": PASSWORD})).await;
            assert_refused(&answer, 820, "account unprintable", &format!("{path} {unseen:?}"));
        }
        let mut lot = scene.good_lot();
        lot["inputData"] = json!(format!("South{unseen}roof"));
        let answer =
            call(&scene.seller, Method::POST, "/tx/delivery", json!({"tx": [lot]}).to_string()).await;
        assert_eq!((answer.codes(), answer.results()), ((200, 733), vec![830]), "{unseen:?}");
        assert_eq!(fields(&answer.body["result"][0]), ["inputData unprintable"], "{unseen:?}");
        let mut lot = scene.good_lot();
        lot["type"] = json!(format!("solar{unseen}"));
        let answer =
            call(&scene.seller, Method::POST, "/tx/delivery", json!({"tx": [lot]}).to_string()).await;
        assert_eq!(fields(&answer.body["result"][0]), ["type unknown"], "{unseen:?}");
        let picks = json!({"tx": [{"txHash": format!("{}{unseen}", scene.lot), "value": 10}]});
        let answer = call(&scene.buyer, Method::PUT, "/tx/purchase", picks.to_string()).await;
        assert_refused(&answer, 830, "txHash malformed", unseen);
    }
    // Deliveries were answered, lot by lot, so their keys are kept.
    let mut after = scene.books().await;
    assert_eq!(after[7] - before[7], 2 * UNSEEN.len() as i64);
    after[7] = before[7];
    assert_eq!(after, before);
    scene.exchange.close().await;
}

#[tokio::test]
async fn a_password_may_hold_whatever_can_be_typed_or_not() {
    let scene = Scene::set().await;
    for (number, unseen) in UNSEEN.into_iter().enumerate() {
        let credentials =
            json!({"account": format!("member {number}"), "password": format!("{PASSWORD}{unseen}")});
        let person = scene.exchange.stranger();
        assert_eq!(person.post("/usr/signup", credentials.clone()).await.codes(), (200, 721), "{unseen:?}");
        assert_eq!(person.post("/usr/login", credentials).await.codes(), (200, 722), "{unseen:?}");
        let without = json!({"account": format!("member {number}"), "password": PASSWORD});
        assert_eq!(person.post("/usr/login", without).await.codes(), (400, 824), "{unseen:?}");
    }
    scene.exchange.close().await;
}

#[tokio::test]
async fn texts_that_are_far_too_long_are_named_or_cost_no_more_than_their_reading() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let stranger = scene.exchange.stranger();
    let (long, enormous) = ("x".repeat(60_000), "x".repeat(1_000_000));
    for path in ["/usr/signup", "/usr/login"] {
        let answer = stranger.post(path, json!({"account": long, "password": PASSWORD})).await;
        assert_refused(&answer, 820, "account too_long", path);
        let answer = stranger.post(path, json!({"account": enormous, "password": PASSWORD})).await;
        assert_eq!(answer.codes(), (413, 820), "{path}");
    }
    // Marks above and below a letter, which have to be put into their order.
    let stacked = "a".to_owned() + &"\u{301}\u{323}".repeat(7_000);
    let answer = stranger.post("/usr/signup", json!({"account": stacked, "password": stacked})).await;
    assert_eq!(answer.fields(), ["account too_long", "password too_long"]);
    let mut lot = scene.good_lot();
    lot["inputData"] = json!(enormous);
    let answer = call(&scene.seller, Method::POST, "/tx/delivery", json!({"tx": [lot]}).to_string()).await;
    assert_eq!(fields(&answer.body["result"][0]), ["inputData too_long"]);
    let picks = json!({"tx": [{"txHash": long, "value": 10}]});
    let answer = call(&scene.buyer, Method::PUT, "/tx/purchase", picks.to_string()).await;
    assert_refused(&answer, 830, "txHash malformed", "a long hash");
    let mut after = scene.books().await;
    after[7] = before[7];
    assert_eq!(after, before);
    scene.exchange.close().await;
}

#[tokio::test]
async fn halves_of_characters_and_bytes_that_are_no_text_are_no_json() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    for half in [
        &br"\ud800"[..],
        br"\udc00",
        br"\udc00\ud800",
        br"\ud800\u0041",
        b"\xff",
        b"\xc0\x80",
        b"\xed\xa0\x80",
    ] {
        let around = |start: &str, end: &str| [start.as_bytes(), half, end.as_bytes()].concat();
        for (method, path, code, body) in [
            (Method::POST, "/usr/signup", 820, around(r#"{"account":"a"#, r#"","password":"b"}"#)),
            (Method::POST, "/usr/login", 820, around(r#"{"account":"a","password":"b"#, r#""}"#)),
            (Method::POST, "/tx/delivery", 830, around(r#"{"tx":[{"type":"wind","inputData":""#, r#""}]}"#)),
            (Method::POST, "/tx/delivery", 830, around(r#"{"tx":[],""#, r#"":1}"#)),
            (Method::PUT, "/tx/purchase", 830, around(r#"{"tx":[{"txHash":""#, r#"","value":1}]}"#)),
        ] {
            let answer = call(&scene.seller, method, path, body).await;
            assert_refused(&answer, code, "request malformed", &format!("{path} {half:?}"));
        }
    }
    scene.close_unchanged(&before).await;
}
