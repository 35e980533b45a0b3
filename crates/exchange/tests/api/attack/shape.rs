//! JSON of another shape: too deep, too many, twice the same, or of other types than expected.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Scene, assert_refused, call};
use crate::person::{PASSWORD, fields};

const CALLS: [(Method, &str, u64); 4] = [
    (Method::POST, "/usr/signup", 820),
    (Method::POST, "/usr/login", 820),
    (Method::POST, "/tx/delivery", 830),
    (Method::PUT, "/tx/purchase", 830),
];

#[tokio::test]
async fn what_is_nested_without_end_ends_nothing() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    for (method, path, code) in CALLS {
        for (open, close) in [("[", "]"), ("{\"tx\":", "}"), ("{\"tx\":[", "]}")] {
            for depth in [127, 128, 1_000] {
                let body = open.repeat(depth) + "1" + &close.repeat(depth);
                let answer = call(&scene.seller, method.clone(), path, body).await;
                assert_eq!(answer.codes(), (400, code), "{path} {open} {depth}");
            }
        }
    }
    // Only a delivery takes as much.
    let endless = "[".repeat(100_000);
    let answer = call(&scene.seller, Method::POST, "/tx/delivery", endless).await;
    assert_refused(&answer, 830, "request too_long", "a hundred thousand brackets");
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn a_list_without_end_is_refused_before_it_is_made() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    for element in ["0", "{}", "[]", "\"\"", "null"] {
        let body = format!("{{\"tx\":[{}]}}", vec![element; 200_000].join(","));
        let answer = call(&scene.seller, Method::POST, "/tx/delivery", body).await;
        assert_refused(&answer, 830, "request too_long", element);
    }
    let members: Vec<_> = (0..40_000).map(|number| format!("\"{number}\":1")).collect();
    let body = format!("{{\"tx\":[{{{}}}]}}", members.join(","));
    let answer = call(&scene.seller, Method::POST, "/tx/delivery", body).await;
    assert_refused(&answer, 830, "request too_long", "members");
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn bodies_of_other_types_name_the_field() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let others = [json!(1), json!(true), json!("x"), json!([1]), json!({"a": 1})];
    for other in &others {
        for path in ["/usr/signup", "/usr/login"] {
            for member in ["account", "password"] {
                let mut body = json!({"account": "mara", "password": PASSWORD});
                body[member] = other.clone();
                let problem = if other.is_string() { continue } else { format!("{member} malformed") };
                let answer = scene.seller.post(path, body).await;
                assert_refused(&answer, 820, &problem, &format!("{path} {other}"));
            }
        }
        if !other.is_array() {
            for (method, path, _) in CALLS.into_iter().skip(2) {
                let answer = call(&scene.seller, method, path, json!({"tx": other}).to_string()).await;
                assert_refused(&answer, 830, "tx malformed", &format!("{path} {other}"));
            }
        }
        if !other.is_object() && !other.is_array() {
            let answer =
                call(&scene.buyer, Method::PUT, "/tx/purchase", json!({"tx": [other]}).to_string()).await;
            assert_eq!(answer.codes(), (400, 830), "{other}");
        }
        let answer =
            call(&scene.seller, Method::POST, "/tx/delivery", json!({"tx": [other]}).to_string()).await;
        let expected = if other.is_object() { "type missing" } else { "request malformed" };
        assert_eq!(fields(&answer.body["result"][0]), [expected], "{other}");
    }
    for (method, path, code) in CALLS {
        for body in ["{}", "{\"other\": 1}", "{\"tx\": null, \"account\": null}"] {
            let answer = call(&scene.seller, method.clone(), path, body).await;
            let field = if code == 820 { "account missing" } else { "tx missing" };
            assert_refused(&answer, code, field, &format!("{path} {body}"));
        }
    }
    let mut after = scene.books().await;
    after[7] = before[7];
    assert_eq!(after, before);
    scene.exchange.close().await;
}

/// Of a member that stands twice the last one counts, for every route and for the fingerprint of a key alike.
#[tokio::test]
async fn of_a_member_that_stands_twice_the_last_one_counts() {
    let scene = Scene::set().await;
    let body = format!(r#"{{"account":"","account":"mara","password":"x","password":"{PASSWORD}"}}"#);
    let answer = call(&scene.exchange.stranger(), Method::POST, "/usr/signup", body).await;
    assert_eq!(answer.codes(), (200, 721));
    let body =
        format!(r#"{{"tx":[],"tx":[{{"txHash":"x","value":1,"value":10,"txHash":"{}"}}]}}"#, scene.lot);
    assert_eq!(call(&scene.buyer, Method::PUT, "/tx/purchase", body).await.results(), [732]);
    scene.exchange.close().await;
}

#[tokio::test]
async fn members_that_nobody_knows_are_left_alone() {
    let scene = Scene::set().await;
    let mut lot = scene.good_lot();
    for member in ["status", "txHash", "blockHeight", "__proto__", "constructor", "seller", "\u{0}", ""] {
        lot[member] = Value::from("sold");
    }
    let answer =
        call(&scene.seller, Method::POST, "/tx/delivery", json!({"tx": [lot], "operator": true}).to_string());
    assert_eq!(answer.await.results(), [733]);
    scene.exchange.close().await;
}
