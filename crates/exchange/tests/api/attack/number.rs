//! Numbers: at the ends of every range, beyond them, and written in every way that JSON has.

use reqwest::Method;
use serde_json::json;

use super::{Scene, assert_refused, call};
use crate::person::fields;

/// What no number of ours can be, as JSON writes it, with what is wrong about it.
const ODD: [(&str, &str); 11] = [
    ("-1", "too_small"),
    ("-9223372036854775809", "too_small"),
    ("0.5", "not_whole"),
    ("-0.5", "too_small"),
    ("18446744073709551616", "too_large"),
    ("1e300", "too_large"),
    ("null", "missing"),
    ("\"10\"", "malformed"),
    ("true", "malformed"),
    ("[10]", "malformed"),
    ("{}", "malformed"),
];

/// Whole numbers that are too large for anything here, among them those that a float cannot tell apart.
const HUGE: [&str; 6] = [
    "1000000001",
    "9007199254740991",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
];

async fn outcome(scene: &Scene, member: &str, number: &str) -> Vec<String> {
    let good = scene.good_lot().to_string();
    let marked = {
        let mut lot: serde_json::Value = serde_json::from_str(&good).unwrap();
        lot[member] = json!("@");
        lot.to_string().replace("\"@\"", number)
    };
    let answer = call(&scene.seller, Method::POST, "/tx/delivery", format!("{{\"tx\":[{marked}]}}")).await;
    assert_eq!((answer.codes(), answer.results()), ((200, 733), vec![830]), "{member} {number}");
    fields(&answer.body["result"][0])
}

#[tokio::test]
async fn each_number_of_a_lot_is_named_with_what_is_wrong() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    for member in ["power", "amount", "value", "timestampExpire"] {
        for (number, problem) in ODD {
            if member == "value" && number == "null" {
                continue; // That is how a seller leaves the price to the exchange.
            }
            assert_eq!(outcome(&scene, member, number).await, [format!("{member} {problem}")], "{number}");
        }
    }
    for member in ["power", "amount", "value"] {
        assert_eq!(outcome(&scene, member, "0").await, [format!("{member} too_small")]);
        for number in HUGE {
            assert_eq!(outcome(&scene, member, number).await, [format!("{member} too_large")], "{number}");
        }
    }
    let now = scene.exchange.now();
    let (minute, ninety_days, year) = (60_000, 90 * 86_400_000, 365 * 86_400_000_u64);
    for (moment, problem) in [
        (0, "past"),
        (1, "past"),
        (now - 1, "past"),
        (now + minute - 1, "past"),
        (now + ninety_days + 1, "too_far"),
        (now + 10_000 * year, "too_far"),
        (i64::MAX as u64, "too_far"),
        (i64::MAX as u64 + 1, "too_far"),
        (u64::MAX, "too_far"),
    ] {
        let found = outcome(&scene, "timestampExpire", &moment.to_string()).await;
        assert_eq!(found, [format!("timestampExpire {problem}")], "{moment}");
    }
    let mut after = scene.books().await;
    after[7] = before[7];
    assert_eq!(after, before);
    scene.exchange.close().await;
}

#[tokio::test]
async fn a_number_past_all_floats_makes_no_json() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    for number in
        ["1e400", "-1e400", "1E999999999", "01", "+1", "0x10", "NaN", "Infinity", "1_000", ".5", "5."]
    {
        for member in ["power", "amount", "value", "timestampExpire"] {
            let body = format!("{{\"tx\":[{{\"type\":\"wind\",\"{member}\":{number}}}]}}");
            let answer = call(&scene.seller, Method::POST, "/tx/delivery", body).await;
            assert_refused(&answer, 830, "request malformed", number);
        }
        let body = format!("{{\"tx\":[{{\"txHash\":\"{}\",\"value\":{number}}}]}}", scene.lot);
        let answer = call(&scene.buyer, Method::PUT, "/tx/purchase", body).await;
        assert_refused(&answer, 830, "request malformed", number);
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn a_price_that_nobody_can_have_seen_buys_nothing() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let odd = ODD.into_iter().chain(HUGE.map(|number| (number, "too_large"))).chain([("0", "too_small")]);
    for (number, problem) in odd {
        let body = format!("{{\"tx\":[{{\"txHash\":\"{}\",\"value\":{number}}}]}}", scene.lot);
        let answer = call(&scene.buyer, Method::PUT, "/tx/purchase", body).await;
        assert_refused(&answer, 830, &format!("value {problem}"), number);
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn a_page_of_an_account_has_ends_and_odd_ones_are_refused() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    for query in [
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=1.0",
        "limit=1e1",
        "limit=18446744073709551616",
        "limit=",
        "limit=%00",
        "before=-1",
        "before=18446744073709551616",
        "before=",
        "before=1e3",
        "limit=1&limit=1",
        "before=1&before=2",
    ] {
        let answer = scene.seller.get(&format!("/usr/account?{query}")).await;
        assert_refused(&answer, 820, "request malformed", query);
    }
    for (query, lots) in [
        ("limit=1", 1),
        ("limit=200", 1),
        ("before=0", 0),
        ("before=1", 0),
        ("before=9223372036854775807", 1),
        ("before=9223372036854775808", 1),
        ("before=18446744073709551615", 1),
    ] {
        let answer = scene.seller.get(&format!("/usr/account?{query}")).await;
        assert_eq!(answer.codes(), (200, 723), "{query}");
        assert_eq!(answer.body["delivery"].as_array().unwrap().len(), lots, "{query}");
    }
    scene.close_unchanged(&before).await;
}
