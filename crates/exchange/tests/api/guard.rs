//! Calls that another site made, and the headers that keep a browser from being used against its owner.

use reqwest::Method;
use serde_json::json;

use crate::person::{PASSWORD, send};
use crate::running::Running;

/// Of the app's files.
const APP_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types default; report-to csp";
/// Of the interface's answers.
const API_POLICY: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

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
async fn nothing_that_changes_something_can_be_called_from_another_site() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    let (hash, name) = ("0".repeat(64), "0f".repeat(16));
    for (method, path) in [
        (Method::POST, "/usr/signup".to_owned()),
        (Method::POST, "/usr/login".to_owned()),
        (Method::DELETE, "/usr/logout".to_owned()),
        (Method::DELETE, format!("/usr/sessions/{name}")),
        (Method::POST, "/tx/delivery".to_owned()),
        (Method::DELETE, format!("/tx/delivery/{hash}")),
        (Method::PUT, "/tx/purchase".to_owned()),
        (Method::PUT, format!("/tx/purchase/{name}")),
        (Method::DELETE, format!("/tx/purchase/{name}")),
        (Method::POST, "/serv/persist".to_owned()),
    ] {
        let call = || olga.bare(method.clone(), &path).body("{}");
        for media_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
            let form = call().header("Content-Type", media_type).header("Sec-Fetch-Site", "cross-site");
            assert_eq!(send(form).await.http, 415, "{method} {path} as {media_type}");
        }
        assert_eq!(send(call()).await.http, 415, "{method} {path} without headers");
        let json = || call().header("Content-Type", "application/json");
        assert_eq!(send(json()).await.fields(), ["request malformed"], "{method} {path} from nowhere");
        for site in ["cross-site", "same-site", "none", "", "same-origin, cross-site"] {
            let answer = send(json().header("Sec-Fetch-Site", site)).await;
            assert_eq!((answer.http, answer.fields()), (400, vec!["request malformed".to_owned()]), "{site}");
        }
        let twice = json().header("Sec-Fetch-Site", "same-origin").header("Sec-Fetch-Site", "cross-site");
        assert_eq!(send(twice).await.fields(), ["request malformed"], "{method} {path} from two places");
    }
    assert_eq!(olga.get("/usr/alive").await.codes(), (200, 725), "nothing was done");
    exchange.close().await;
}

#[tokio::test]
async fn every_answer_carries_the_same_protection() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for (path, policy, reports) in [
        ("/serv/status", API_POLICY, ""),
        ("/usr/account", API_POLICY, ""),
        ("/tx/nothing", API_POLICY, ""),
        ("/", APP_POLICY, "csp=\"/serv/violations\""),
        ("/missing.js", APP_POLICY, "csp=\"/serv/violations\""),
    ] {
        let answer = person.get(path).await;
        for (name, value) in [
            ("content-security-policy", policy),
            ("reporting-endpoints", reports),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        let permissions = answer.header("permissions-policy");
        for feature in ["camera", "geolocation", "microphone", "payment", "usb", "clipboard-read", "serial"] {
            assert!(permissions.split(", ").any(|one| one == format!("{feature}=()")), "{permissions}");
        }
        assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
        assert_eq!(answer.header("cache-control") == "no-store", policy == API_POLICY, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
    exchange.close().await;
}
