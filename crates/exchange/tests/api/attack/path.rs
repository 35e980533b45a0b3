//! What stands outside a body: parts of paths, queries, and headers.

use reqwest::Method;
use reqwest::header::HeaderValue;
use serde_json::json;

use super::{Scene, assert_refused};
use crate::person::{new_key, purchase, send};

#[tokio::test]
async fn no_part_of_a_path_names_what_it_should_not() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let long = "0".repeat(20_000);
    let odd = [
        "x",
        "%00",
        "%FF",
        "%C0%80",
        "%ED%A0%80",
        "%2e%2e%2f",
        "..%2F..%2Fusr",
        "%25",
        "%",
        "%zz",
        "%E2%80%AE",
        "0123456789abcdef",
        "-1",
        "'%20OR%201=1--",
        &long,
    ];
    for odd in odd {
        let context = &odd[..odd.len().min(40)];
        for (method, path, person) in
            [(Method::GET, "/tx/available", &scene.buyer), (Method::DELETE, "/tx/delivery", &scene.seller)]
        {
            let answer = send(person.request(method, &format!("{path}/{odd}"))).await;
            assert_refused(&answer, 830, "txHash malformed", context);
        }
        let answer = scene.buyer.delete(&format!("/usr/sessions/{odd}")).await;
        assert_refused(&answer, 820, "sessionId malformed", context);
        for method in [Method::PUT, Method::DELETE] {
            let answer = send(scene.buyer.request(method, &format!("/tx/purchase/{odd}"))).await;
            assert_eq!(answer.codes(), (400, 836), "{context}");
        }
        assert_eq!(scene.buyer.get(&format!("/serv/persist/{odd}")).await.codes(), (401, 811), "{context}");
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn a_version_that_was_never_given_is_answered_with_the_whole_pool() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let known = scene.buyer.get("/tx/pool").await.body["version"].as_str().unwrap().to_owned();
    let identity = known.split_once('-').unwrap().0.to_owned();
    let long = "9".repeat(20_000);
    for since in [
        "",
        "0",
        "-1",
        "x",
        "%00",
        "%FF",
        "%F0%9F%A6%80",
        "' OR 1=1 --",
        "*",
        &long,
        &known.to_uppercase(),
        &format!("{identity}-"),
        &format!("{identity}--1"),
        &format!("{identity}-01"),
        &format!("{identity}-9223372036854775807"),
        &format!("{identity}-9223372036854775808"),
        &format!("{identity}-1%00"),
        &format!("{known}%20"),
    ] {
        let answer = scene.buyer.get(&format!("/tx/pool?since={since}")).await;
        assert_eq!(answer.codes(), (200, 731), "{since}");
        assert_eq!(answer.body["tx"].as_array().map(Vec::len), Some(1), "{since}");
    }
    let difference = scene.buyer.get(&format!("/tx/pool?since={identity}-0&other=1")).await;
    assert_eq!(difference.body["changed"].as_array().map(Vec::len), Some(1));
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn conditions_that_make_no_sense_are_no_conditions() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let etag = scene.buyer.get("/tx/pool").await.header("etag").to_owned();
    let many = vec!["\"x\""; 5_000].join(", ");
    for (condition, codes) in [
        (&b"\xff\xfe"[..], (200, 731)),
        (b",,,,,", (200, 731)),
        (b"\"", (200, 731)),
        (b"W/", (200, 731)),
        (b"\"x", (200, 731)),
        (many.as_bytes(), (200, 731)),
        ([many.as_bytes(), b", ", etag.as_bytes()].concat().as_slice(), (304, 0)),
        (b"*", (304, 0)),
    ] {
        let value = HeaderValue::from_bytes(condition).unwrap();
        for path in ["/tx/pool", "/usr/account"] {
            let answer =
                send(scene.buyer.request(Method::GET, path).header("If-None-Match", value.clone())).await;
            let is_own = path == "/tx/pool" || condition == b"*" || codes.0 == 200;
            assert_eq!(answer.http, if is_own { codes.0 } else { 200 }, "{path} {condition:?}");
        }
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn keys_of_odd_bytes_name_the_key_and_nothing_is_bought() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let picks = purchase(&[(&scene.lot, 10)]).to_string();
    let (longest, longer) = ("k".repeat(64), "k".repeat(65));
    for (key, problem) in [
        (&b""[..], "missing"),
        (b" ", "missing"),
        (b"a b", "malformed"),
        (b"a\tb", "malformed"),
        (b"\xff", "malformed"),
        ("schl\u{fc}ssel".as_bytes(), "malformed"),
        (longer.as_bytes(), "too_long"),
        (&[b'k'; 10_000], "too_long"),
    ] {
        let key_value = HeaderValue::from_bytes(key).unwrap();
        let call = scene.buyer.request(Method::PUT, "/tx/purchase").header("Idempotency-Key", key_value);
        let answer = send(call.body(picks.clone())).await;
        assert_refused(&answer, 830, &format!("Idempotency-Key {problem}"), &String::from_utf8_lossy(key));
    }
    let twice = scene.buyer.request(Method::PUT, "/tx/purchase");
    let twice = twice.header("Idempotency-Key", new_key()).header("Idempotency-Key", new_key());
    assert_refused(&send(twice.body(picks.clone())).await, 830, "Idempotency-Key malformed", "two keys");
    assert_eq!(scene.books().await, before);
    let call = scene.buyer.request(Method::PUT, "/tx/purchase").header("Idempotency-Key", longest);
    assert_eq!(send(call.body(picks)).await.results(), [732]);
    scene.exchange.close().await;
}

#[tokio::test]
async fn cookies_that_are_many_huge_or_odd_open_no_session_and_hide_none() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let ours = scene.buyer.cookie.clone().unwrap();
    let (name, token) = ours.split_once('=').unwrap();
    let stranger = scene.exchange.stranger();
    let huge = format!("other={}", "x".repeat(30_000));
    let many: String = (0..2_000).map(|number| format!("c{number}=1; ")).collect();
    for (cookies, http) in [
        (vec![ours.clone().into_bytes()], 200),
        (vec![format!("{huge}; {ours}").into_bytes()], 200),
        (vec![format!("{many}{ours}").into_bytes()], 200),
        (vec![huge.clone().into_bytes(), ours.clone().into_bytes()], 200),
        (vec![[b"greeting=Zo\xeb; ", ours.as_bytes()].concat()], 200),
        (vec![format!("{ours}; {name}=x").into_bytes()], 200),
        (vec![format!("{name}=\"{token}\"").into_bytes()], 401),
        (vec![format!("{name}=x; {ours}").into_bytes()], 401),
        (vec![format!("{name}={}", token.to_uppercase()).into_bytes()], 200),
        (vec![format!("{name}={token}0").into_bytes()], 401),
        (vec![format!("{name}=").into_bytes()], 401),
        (vec![name.as_bytes().to_vec()], 401),
        (vec![format!("{}={token}", name.to_uppercase()).into_bytes()], 401),
        (vec![b"\xff\xff=\xff".to_vec()], 401),
        (vec![Vec::new()], 401),
    ] {
        let mut call = stranger.request(Method::GET, "/tx/pool");
        for cookie in &cookies {
            call = call.header("Cookie", HeaderValue::from_bytes(cookie).unwrap());
        }
        let answer = send(call).await;
        let text = String::from_utf8_lossy(&cookies[0]);
        assert_eq!(answer.codes(), (http, if http == 200 { 731 } else { 831 }), "{:.120}", text);
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn programs_with_odd_names_may_log_in() {
    let scene = Scene::set().await;
    for agent in
        [&b""[..], b"\xff\xfe", b"Mozilla/5.0 (\xc3\xa9)", &[b'x'; 30_000], &[b'('; 5_000], b"Chrome/"]
    {
        let call = scene.exchange.stranger().request(Method::POST, "/usr/login");
        let call = call.header("User-Agent", HeaderValue::from_bytes(agent).unwrap());
        let body = json!({"account": "buyer", "password": crate::person::PASSWORD});
        assert_eq!(send(call.body(body.to_string())).await.codes(), (200, 722), "{agent:?}");
    }
    scene.exchange.close().await;
}
