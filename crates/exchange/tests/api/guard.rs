//! Calls that another site made, and the headers that keep a browser from being used against its owner.

use reqwest::Method;
use serde_json::json;

use crate::person::{PASSWORD, send};
use crate::running::Running;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types default";

#[tokio::test]
async fn a_call_that_changes_something_has_to_come_from_our_own_page() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let host = exchange.url.strip_prefix("http://").unwrap();
    let own = exchange.url.as_str();
    for (headers, expected) in [
        (&[][..], (400, 820)),
        (&[("Sec-Fetch-Site", "cross-site"), ("Origin", own)], (400, 820)),
        (&[("Sec-Fetch-Site", "same-site")], (400, 820)),
        (&[("Sec-Fetch-Site", "none")], (400, 820)),
        (&[("Origin", "http://evil.example")], (400, 820)),
        (&[("Origin", "null")], (400, 820)),
    ] {
        let call = mara.bare(Method::DELETE, "/usr/logout").header("Content-Type", "application/json");
        let answer = send(headers.iter().fold(call, |call, (name, value)| call.header(*name, *value))).await;
        assert_eq!(answer.codes(), expected, "{headers:?}");
        assert_eq!(answer.fields(), ["request malformed"]);
    }
    assert_eq!(mara.get("/usr/alive").await.codes(), (200, 725));
    let call = mara.bare(Method::DELETE, "/usr/logout").header("Content-Type", "application/json");
    let answer = send(call.header("Origin", own).header("Host", host)).await;
    assert_eq!(answer.codes(), (200, 724), "an older browser from our own page");
    exchange.close().await;
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_by_its_media_type() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    let body = json!({"account": "mara", "password": PASSWORD}).to_string();
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        for (path, code) in [("/usr/signup", 820), ("/tx/delivery", 830)] {
            let call = person.bare(Method::POST, path).header("Sec-Fetch-Site", "same-origin");
            let answer = send(call.header("Content-Type", media_type).body(body.clone())).await;
            assert_eq!(answer.codes(), (415, code), "{media_type}");
        }
    }
    let answer = send(person.bare(Method::POST, "/usr/signup").header("Sec-Fetch-Site", "same-origin")).await;
    assert_eq!(answer.codes(), (415, 820), "no media type at all");
    exchange.close().await;
}

#[tokio::test]
async fn every_answer_carries_the_same_protection() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for path in ["/serv/status", "/usr/account", "/tx/nothing", "/", "/missing.js"] {
        let answer = person.get(path).await;
        for (name, value) in [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(!answer.header("permissions-policy").is_empty());
        assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
    exchange.close().await;
}
