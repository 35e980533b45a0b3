//! Whatever comes in, a coded answer goes out: never a page, never a stack trace.

use reqwest::Method;
use serde_json::json;

use crate::person::{PASSWORD, new_key, send};
use crate::running::Running;

#[tokio::test]
async fn bodies_that_are_no_json_get_a_coded_answer() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let deep = "[".repeat(10_000);
    for body in [
        &b""[..],
        b"{",
        b"null",
        b"{\"account\":\"a\",\"password\":\"b\"} trailing",
        b"\xff\xfe\x00",
        b"{\"account\": \"\\ud800\"}",
        b"{\"account\": 1e999}",
        b"account=a&password=b",
        b"<?xml version='1.0'?>",
        deep.as_bytes(),
    ] {
        for (method, path, code) in [
            (Method::POST, "/usr/signup", 820),
            (Method::POST, "/usr/login", 820),
            (Method::POST, "/tx/delivery", 830),
            (Method::PUT, "/tx/purchase", 830),
        ] {
            let call = mara.request(method, path).header("Idempotency-Key", new_key()).body(body.to_vec());
            let answer = send(call).await;
            assert_eq!(answer.codes(), (400, code), "{path} {}", String::from_utf8_lossy(body));
            assert_eq!(answer.fields(), ["request malformed"]);
            assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
        }
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let padding =
        |length: usize| json!({"account": "a", "password": "b", "tx": "x".repeat(length)}).to_string();
    for (method, path, code) in [
        (Method::POST, "/usr/signup", 820),
        (Method::POST, "/usr/login", 820),
        (Method::PUT, "/tx/purchase", 830),
    ] {
        let call = mara.request(method, path).header("Idempotency-Key", new_key());
        assert_eq!(send(call.body(padding(64 * 1024))).await.codes(), (413, code), "{path}");
    }
    let deliver = |length| {
        let call = mara.request(Method::POST, "/tx/delivery").header("Idempotency-Key", new_key());
        send(call.body(padding(length)))
    };
    assert_eq!(deliver(2_499 * 1024).await.codes(), (400, 830), "a delivery may be longer");
    assert_eq!(deliver(2_500 * 1024).await.codes(), (413, 830));
    exchange.close().await;
}

#[tokio::test]
async fn a_query_that_cannot_be_read_gets_a_coded_answer() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    for (path, code) in [
        ("/usr/alive?active=1", 820),
        ("/usr/alive?active=", 820),
        ("/usr/alive?active=TRUE", 820),
        ("/usr/alive?active=true&active=true", 820),
        ("/usr/account?limit=%ff", 820),
        ("/usr/account?before=1.5", 820),
        ("/tx/pool?since=a&since=b", 830),
    ] {
        let answer = mara.get(path).await;
        assert_eq!(answer.codes(), (400, code), "{path}");
        assert_eq!(answer.fields(), ["request malformed"], "{path}");
        assert_eq!(answer.header("content-type"), "application/json; charset=utf-8", "{path}");
    }
    for path in ["/usr/alive", "/usr/alive?active=true", "/usr/alive?active=false", "/usr/alive?other=1"] {
        assert_eq!(mara.get(path).await.codes(), (200, 725), "{path}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn paths_that_do_not_exist_and_wrong_methods_get_the_code_of_their_level() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for (path, code) in [
        ("/usr", 820),
        ("/usr/", 820),
        ("/usr/account/0123", 820),
        ("/tx/pool/x", 830),
        ("/tx/delivery/a/b", 830),
        ("/serv/show/x", 810),
        ("/serv/persist/x/y", 810),
        ("/serv/../usr/nothing", 820),
    ] {
        let answer = person.get(path).await;
        assert_eq!(answer.codes(), (404, code), "{path}");
    }
    for (method, path, code, allow) in [
        (Method::GET, "/usr/login", 820, "POST"),
        (Method::POST, "/usr/account", 820, "GET,HEAD"),
        (Method::DELETE, "/usr/sessions", 820, "GET,HEAD"),
        (Method::GET, "/usr/sessions/x", 820, "DELETE"),
        (Method::PATCH, "/tx/purchase", 830, "PUT"),
        (Method::OPTIONS, "/tx/pool", 830, "GET,HEAD"),
        (Method::DELETE, "/serv/status", 810, "GET,HEAD"),
        (Method::GET, "/serv/persist", 810, "POST"),
        (Method::DELETE, "/serv/persist/x", 810, "GET,HEAD"),
        (Method::POST, "/", 810, "GET,HEAD"),
    ] {
        let answer = send(person.bare(method.clone(), path)).await;
        assert_eq!(answer.codes(), (405, code), "{method} {path}");
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn text_that_is_enormous_or_invisible_is_named_and_not_taken() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for (account, problem) in
        [("\u{0}", "unprintable"), ("a\nb", "unprintable"), ("\u{feff}x", "unprintable"), ("   ", "missing")]
    {
        let answer = person.post("/usr/signup", json!({"account": account, "password": PASSWORD})).await;
        assert_eq!(answer.fields(), [format!("account {problem}")], "{account:?}");
    }
    let answer = person.post("/usr/login", json!({"account": "mara", "password": "x".repeat(5000)})).await;
    assert_eq!(answer.fields(), ["password too_long"]);
    exchange.close().await;
}

#[tokio::test]
async fn an_answer_never_tells_what_went_wrong_inside() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let mut connection = exchange.database.open().await;
    sqlx::query("ALTER TABLE lots RENAME TO hidden").execute(&mut connection).await.unwrap();
    for path in ["/tx/pool", "/usr/account"] {
        let answer = mara.get(path).await;
        assert_eq!(answer.codes(), (500, 912), "{path}");
        assert!(!answer.text.contains("lots") && !answer.text.contains("SELECT"), "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    sqlx::query("ALTER TABLE hidden RENAME TO lots").execute(&mut connection).await.unwrap();
    assert_eq!(mara.get("/tx/pool").await.codes(), (200, 731));
    drop(connection);
    exchange.close().await;
}
