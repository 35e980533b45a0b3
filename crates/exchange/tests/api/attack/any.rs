//! Anything at all: JSON of every shape at every route that takes some, and parts of paths, queries and headers of any
//! bytes. Nothing faults, and the books stay right.
//!
//! `WATTPOOL_CASES` says how many of each (60). What one of these finds becomes a line of a table beside it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reqwest::Method;
use reqwest::header::HeaderValue;
use tokio::runtime::Handle;

use super::made::{anything, escaped, nearly};
use super::{Scene, call};
use crate::chosen;
use crate::person::{Person, new_key, send};

/// Tries a check on many values. It may wait for something asynchronous.
fn on_many<S: Strategy>(strategy: &S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let cases = u32::try_from(chosen("WATTPOOL_CASES", 60)).unwrap();
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    if let Err(failure) = tokio::task::block_in_place(|| TestRunner::new(config).run(strategy, check)) {
        panic!("{failure}");
    }
}

/// Every call that takes a body answers with a code and without a fault.
fn check_body(handle: &Handle, person: &Person, body: &str) -> Result<(), TestCaseError> {
    for (method, path) in [
        (Method::POST, "/usr/signup"),
        (Method::POST, "/usr/login"),
        (Method::POST, "/tx/delivery"),
        (Method::PUT, "/tx/purchase"),
        (Method::POST, "/serv/persist"),
    ] {
        let answer = handle.block_on(call(person, method, path, body.to_owned()));
        let (http, code) = answer.codes();
        prop_assert!(http < 500 && (600..900).contains(&code), "{path}: {answer:?}");
        for result in answer.body["result"].as_array().into_iter().flatten() {
            prop_assert!(result["status"].as_u64().is_some_and(|code| code < 900), "{path}: {answer:?}");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn json_of_any_shape_faults_nowhere() {
    let scene = Scene::set().await;
    let handle = Handle::current();
    let person = scene.buyer.clone();
    on_many(&prop_oneof![anything(), nearly(&scene)], move |body| {
        check_body(&handle, &person, &body.to_string())
    });
    scene.exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn any_text_that_was_damaged_faults_nowhere() {
    let scene = Scene::set().await;
    let handle = Handle::current();
    let person = scene.buyer.clone();
    let damaged =
        (nearly(&scene), any::<prop::sample::Index>(), ".{0,3}").prop_map(|(body, place, inserted)| {
            let mut text: Vec<char> = body.to_string().chars().collect();
            let place = place.index(text.len());
            text.splice(place..=place, inserted.chars());
            text.into_iter().collect::<String>()
        });
    on_many(&damaged, move |body| check_body(&handle, &person, &body));
    scene.exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paths_and_queries_of_any_bytes_fault_nowhere() {
    let scene = Scene::set().await;
    let handle = Handle::current();
    let person = scene.buyer.clone();
    on_many(&escaped(), move |part| {
        for (method, path) in [
            (Method::GET, format!("/tx/available/{part}")),
            (Method::DELETE, format!("/tx/delivery/{part}")),
            (Method::PUT, format!("/tx/purchase/{part}")),
            (Method::DELETE, format!("/tx/purchase/{part}")),
            (Method::DELETE, format!("/usr/sessions/{part}")),
            (Method::GET, format!("/serv/persist/{part}")),
            (Method::GET, format!("/tx/pool?since={part}")),
            (Method::GET, format!("/tx/pool?{part}")),
            (Method::GET, format!("/usr/account?limit={part}&before={part}")),
            (Method::GET, format!("/usr/alive?active={part}")),
            (Method::GET, format!("/{part}")),
        ] {
            let answer = handle.block_on(send(person.request(method, &path)));
            prop_assert!(answer.http < 500, "{path}: {answer:?}");
            let is_app = !path.starts_with("/tx") && !path.starts_with("/usr") && !path.starts_with("/serv");
            prop_assert!(is_app || (600..900).contains(&answer.codes().1), "{path}: {answer:?}");
        }
        Ok(())
    });
    scene.exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_of_any_bytes_fault_nowhere() {
    let scene = Scene::set().await;
    let handle = Handle::current();
    let person = scene.buyer.clone();
    let cookie = person.cookie.clone().unwrap();
    let bytes = vec(prop_oneof![32..=126_u8, 128..=255_u8, Just(b'"'), Just(b';'), Just(b'=')], 0..60);
    on_many(&bytes, move |bytes| {
        let value = HeaderValue::from_bytes(&bytes).unwrap();
        for name in
            ["If-None-Match", "Idempotency-Key", "User-Agent", "Accept-Encoding", "Range", "X-Forwarded-For"]
        {
            for (method, path) in
                [(Method::GET, "/tx/pool"), (Method::GET, "/usr/account"), (Method::POST, "/tx/delivery")]
            {
                let request = person.request(method, path).header(name, value.clone()).body("{\"tx\":[]}");
                let answer = handle.block_on(send(request));
                prop_assert!(answer.http < 500, "{name} {path}: {answer:?}");
            }
        }
        for name in ["Sec-Fetch-Site", "Origin", "Content-Encoding"] {
            let request =
                person.bare(Method::POST, "/tx/delivery").header("Content-Type", "application/json");
            let request = request.header(name, value.clone()).header("Idempotency-Key", new_key());
            let answer = handle.block_on(send(request.body("{\"tx\":[]}")));
            prop_assert!((400..500).contains(&answer.http), "{name}: {answer:?}");
        }
        // Another cookie hides the session only where it is cut off by a quote or bears its name.
        let cookies = [&bytes[..], b"; ", cookie.as_bytes()].concat();
        let mut stranger = person.clone();
        stranger.cookie = None;
        let request = stranger.request(Method::GET, "/tx/pool");
        let answer =
            handle.block_on(send(request.header("Cookie", HeaderValue::from_bytes(&cookies).unwrap())));
        prop_assert_eq!(answer.http, 200, "{:?}", answer);
        Ok(())
    });
    scene.exchange.close().await;
}
