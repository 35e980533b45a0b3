//! What the exchange shows of itself to whoever tries all doors: methods that nobody needs, other origins, its make.

use reqwest::Method;

use crate::app_files::with_app;
use crate::person::send;
use crate::running::Running;

const PATHS: [&str; 10] = [
    "/",
    "/index.html",
    "/boot.js",
    "/missing.js",
    "/serv/status",
    "/serv/violations",
    "/usr/account",
    "/usr/login",
    "/tx/pool",
    "/tx/nothing",
];

#[tokio::test]
async fn methods_that_nobody_needs_are_refused_everywhere() {
    let exchange = with_app().await;
    let person = exchange.stranger();
    for path in PATHS {
        for method in ["TRACE", "TRACK", "OPTIONS", "PATCH", "PROPFIND", "DEBUG", "LINK", "get"] {
            let call = person.bare(Method::from_bytes(method.as_bytes()).unwrap(), path);
            let answer = send(call.header("X-Echo", "canary")).await;
            assert!(matches!(answer.http, 404 | 405), "{method} {path}: {answer:?}");
            assert!(answer.body["status"].is_u64() && !answer.text.contains("canary"), "{method} {path}");
        }
        for pretended in ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"] {
            let plain = person.get(path).await;
            let answer = send(person.bare(Method::GET, path).header(pretended, "DELETE")).await;
            assert_eq!(answer.http, plain.http, "{pretended} {path}");
        }
    }
    exchange.close().await;
}

#[tokio::test]
async fn no_other_origin_is_let_in_and_no_make_is_shown() {
    let exchange = with_app().await;
    let person = exchange.stranger();
    for path in PATHS {
        for method in [Method::GET, Method::POST, Method::OPTIONS, Method::HEAD] {
            for origin in ["https://evil.example", "null", exchange.url.as_str()] {
                let call = person
                    .bare(method.clone(), path)
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "PUT")
                    .header("Access-Control-Request-Headers", "content-type");
                let answer = send(call).await;
                for (name, value) in &answer.headers {
                    let name = name.as_str();
                    assert!(!name.starts_with("access-control-"), "{method} {path}: {name}");
                    assert!(!["server", "x-powered-by", "via"].contains(&name), "{name}: {value:?}");
                }
            }
        }
    }
    exchange.close().await;
}

#[tokio::test]
async fn every_text_says_that_it_is_utf_8() {
    let exchange = with_app().await;
    for path in PATHS {
        let answer = exchange.stranger().get(path).await;
        assert!(answer.header("content-type").ends_with("; charset=utf-8"), "{path}: {:?}", answer.headers);
    }
    let bare = Running::start().await;
    assert_eq!(bare.stranger().get("/").await.header("content-type"), "text/plain; charset=utf-8");
    bare.close().await;
    exchange.close().await;
}

#[tokio::test]
async fn a_name_that_a_client_gives_to_host_or_address_leads_nowhere() {
    let exchange = with_app().await;
    let person = exchange.stranger();
    for (name, value) in [
        ("Host", "evil.example"),
        ("X-Forwarded-Host", "evil.example"),
        ("X-Original-URL", "/serv/show"),
        ("X-Rewrite-URL", "/serv/show"),
    ] {
        for path in ["/", "/serv/status", "/usr/account"] {
            let plain = person.get(path).await;
            let answer = send(person.bare(Method::GET, path).header(name, value)).await;
            assert_eq!(
                (answer.http, &answer.body["status"]),
                (plain.http, &plain.body["status"]),
                "{name} {path}"
            );
            assert!(!format!("{answer:?}").contains("evil.example"), "{name} {path}: {answer:?}");
        }
    }
    exchange.close().await;
}
