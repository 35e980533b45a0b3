//! Logging in, staying alive, logging out.

use std::time::Duration;

use serde_json::json;

use crate::person::{PASSWORD, send};
use crate::running::Running;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_log_in_hands_out_a_cookie_that_no_script_and_no_other_site_gets() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    person.sign_up("mara").await;
    let answer = person.post("/usr/login", json!({"account": "mara", "password": PASSWORD})).await;
    assert_eq!(answer.codes(), (200, 722));
    assert_eq!(answer.body["account"], "mara");
    assert_eq!(answer.body["expiresIn"], 1800);
    assert_eq!(answer.body["operator"], false);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-wattpool="), "{cookie}");
    for attribute in ["; HttpOnly", "; Secure", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!answer.text.contains(cookie.split(['=', ';']).nth(1).unwrap()));
    exchange.close().await;
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_are_told_apart() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    person.sign_up("mara").await;
    for (account, password, code) in [("mira", PASSWORD, 823), ("mara", "wrong", 824)] {
        let answer = person.post("/usr/login", json!({"account": account, "password": password})).await;
        assert_eq!(answer.codes(), (400, code));
        assert_eq!(answer.header("set-cookie"), "");
    }
    assert_eq!(
        person.post("/usr/login", json!({"account": "mara", "password": ""})).await.codes(),
        (400, 820)
    );
    exchange.close().await;
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_use() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    exchange.pass(29 * MINUTE);
    assert_eq!(mara.get("/tx/pool").await.codes(), (200, 731), "used, and so prolonged");
    exchange.pass(29 * MINUTE);
    assert_eq!(mara.get("/usr/alive").await.codes(), (200, 725));
    exchange.pass(MINUTE);
    assert_eq!(mara.get("/usr/alive").await.codes(), (401, 826));
    exchange.close().await;
}

#[tokio::test]
async fn a_heartbeat_prolongs_a_session_only_for_somebody_who_is_there() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    exchange.pass(20 * MINUTE);
    let answer = mara.get("/usr/alive").await;
    let left = answer.body["expiresIn"].as_u64().unwrap();
    assert!((590..=600).contains(&left), "{left}");
    assert!(!answer.body["poolVersion"].as_str().unwrap().is_empty());
    let answer = mara.get("/usr/alive?active=true").await;
    assert_eq!(answer.body["expiresIn"], 1800);
    exchange.pass(20 * MINUTE);
    assert_eq!(mara.get("/usr/alive?active=false").await.codes(), (200, 725));
    exchange.pass(10 * MINUTE);
    assert_eq!(mara.get("/usr/alive?active=true").await.codes(), (401, 826));
    assert_eq!(mara.get("/usr/alive?active=perhaps").await.codes(), (401, 826));
    exchange.close().await;
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_in_any_case() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    for _ in 0..(12 * 60 / 20 - 1) {
        exchange.pass(20 * MINUTE);
        assert_eq!(mara.get("/usr/alive?active=true").await.codes(), (200, 725));
    }
    let left = mara.get("/usr/alive?active=true").await.body["expiresIn"].as_u64().unwrap();
    assert!((1190..=1200).contains(&left), "{left}");
    exchange.pass(20 * MINUTE);
    assert_eq!(mara.get("/usr/alive?active=true").await.codes(), (401, 826));
    exchange.close().await;
}

#[tokio::test]
async fn a_log_out_ends_the_session_and_takes_the_cookie_back() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let answer = mara.delete("/usr/logout").await;
    assert_eq!(answer.codes(), (200, 724));
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\"", "colours and language stay");
    for path in ["/usr/alive", "/usr/alive?active=true"] {
        assert_eq!(mara.get(path).await.codes(), (401, 826), "the old cookie is worth nothing");
    }
    assert_eq!(mara.get("/usr/account").await.codes(), (401, 825));
    assert_eq!(mara.delete("/usr/logout").await.codes(), (401, 827));
    exchange.close().await;
}

/// Whoever gets a browser to send a token that they know is not logged in by it once the other has logged in.
#[tokio::test]
async fn a_log_in_never_takes_over_a_token_that_was_sent_along() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let mut mara = exchange.stranger();
    let planted = format!("__Host-wattpool={}", "5a".repeat(32));
    mara.cookie = Some(planted.clone());
    mara.log_in("mara").await;
    assert_ne!(mara.cookie.as_ref(), Some(&planted));
    let mut other = exchange.stranger();
    other.cookie = Some(planted);
    assert_eq!(other.get("/usr/alive").await.codes(), (401, 826));
    exchange.close().await;
}

#[tokio::test]
async fn tokens_are_long_random_and_kept_only_as_their_hash() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let mut tokens = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let mut mara = exchange.stranger();
        mara.log_in("mara").await;
        let token = mara.cookie.unwrap().split_once('=').unwrap().1.to_owned();
        assert_eq!(domain::hex::parse::<32>(&token).unwrap().len() * 8, 256);
        tokens.insert(token);
    }
    assert_eq!(tokens.len(), 20);
    let mut connection = exchange.database.open().await;
    let kept: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT token_hash FROM sessions").fetch_all(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
    assert_eq!(kept.len(), 20);
    assert!(tokens.iter().all(|token| !kept.contains(&domain::hex::parse::<32>(token).unwrap().to_vec())));
    exchange.close().await;
}

#[tokio::test]
async fn a_new_log_in_ends_the_session_that_was_sent_along() {
    let exchange = Running::start().await;
    let mut mara = exchange.member("mara").await;
    let before = mara.clone();
    mara.log_in("mara").await;
    assert_ne!(mara.cookie, before.cookie);
    assert_eq!(before.get("/usr/alive").await.codes(), (401, 826));
    assert_eq!(mara.get("/usr/alive").await.codes(), (200, 725));
    exchange.close().await;
}

#[tokio::test]
async fn every_route_answers_a_missing_session_with_its_own_code() {
    let exchange = Running::start().await;
    let mut stranger = exchange.stranger();
    let hash = "0".repeat(64);
    for cookie in
        [None, Some("__Host-wattpool=".to_owned() + &"0".repeat(64)), Some("__Host-wattpool=x".into())]
    {
        stranger.cookie = cookie;
        for (method, path, code) in [
            ("GET", "/usr/account".to_owned(), 825),
            ("GET", "/usr/alive".to_owned(), 826),
            ("DELETE", "/usr/logout".to_owned(), 827),
            ("GET", "/usr/sessions".to_owned(), 825),
            ("DELETE", format!("/usr/sessions/{}", "0f".repeat(16)), 827),
            ("DELETE", "/usr/sessions/x".to_owned(), 827),
            ("GET", "/tx/pool".to_owned(), 831),
            ("PUT", "/tx/purchase".to_owned(), 832),
            ("POST", "/tx/delivery".to_owned(), 834),
            ("DELETE", format!("/tx/delivery/{hash}"), 837),
            ("GET", "/serv/show".to_owned(), 811),
            ("POST", "/serv/persist".to_owned(), 811),
            ("GET", format!("/serv/persist/{hash}"), 811),
        ] {
            let answer = send(stranger.request(method.parse().unwrap(), &path)).await;
            assert_eq!(answer.codes(), (401, code), "{method} {path}");
            assert!(answer.header("www-authenticate").starts_with("Session "));
        }
    }
    exchange.close().await;
}
