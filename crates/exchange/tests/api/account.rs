//! Signing up and looking at an account.

use std::time::Duration;

use serde_json::json;

use crate::person::{PASSWORD, send};
use crate::running::{OPENING_BALANCE, Running};

#[tokio::test]
async fn a_new_account_has_its_opening_balance_an_address_and_empty_lists() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let answer = mara.get("/usr/account").await;
    assert_eq!(answer.codes(), (200, 723));
    assert_eq!(answer.body["account"], "mara");
    assert_eq!(answer.body["balance"], OPENING_BALANCE);
    assert_eq!(answer.body["address"], mara.address.as_str());
    assert_eq!(mara.address.len(), 40);
    for list in ["delivery", "purchase", "revoke"] {
        assert_eq!(answer.body[list], json!([]));
        assert_eq!(answer.body[format!("{list}Num")], 0);
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_taken_name_is_taken_in_any_case_and_composition() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    person.sign_up("Zoë").await;
    for name in ["Zoë", "zoë", " ZOË ", "zoe\u{308}"] {
        let answer = person.post("/usr/signup", json!({"account": name, "password": PASSWORD})).await;
        assert_eq!(answer.codes(), (400, 821), "{name}");
    }
    let mut person = exchange.stranger();
    person.log_in("zoe\u{308}").await;
    assert_eq!(person.get("/usr/account").await.body["account"], "Zoë");
    exchange.close().await;
}

#[tokio::test]
async fn names_of_any_script_and_with_markup_come_back_as_they_were_typed() {
    let exchange = Running::start().await;
    for name in
        ["شمس المزرعة", "太阳能发电", "👩‍👩‍👧 ☀️", "<img src=x onerror=alert(1)>", "'; DROP TABLE accounts;--"]
    {
        let person = exchange.member(name).await;
        assert_eq!(person.get("/usr/account").await.body["account"], name);
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_password_that_is_easy_to_guess_or_of_the_wrong_length_is_refused_with_advice() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for (password, problem) in [
        ("password", "guessable"),
        ("Mara Lindqvist", "guessable"),
        ("aaaaaaaaaaaaaaaa", "guessable"),
        ("x7$Kq", "too_short"),
        (&"long ".repeat(30), "too_long"),
    ] {
        let body = json!({"account": "Mara Lindqvist", "password": password});
        let answer = person.post("/usr/signup", body).await;
        assert_eq!(answer.codes(), (400, 822), "{password}");
        assert_eq!(answer.fields(), [format!("password {problem}")]);
        assert!(!answer.body["text"].as_str().unwrap().is_empty());
    }
    exchange.close().await;
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_a_name_is_named() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for (body, fields) in [
        (json!({}), &["account missing"][..]),
        (json!({"account": "mara"}), &["password missing"]),
        (json!({"account": "", "password": ""}), &["account missing", "password missing"]),
        (json!({"account": null, "password": PASSWORD}), &["account missing"]),
        (json!({"account": 5, "password": PASSWORD}), &["account malformed"]),
        (json!({"account": "mara", "password": [PASSWORD]}), &["password malformed"]),
        (json!({"account": "x".repeat(300), "password": PASSWORD}), &["account too_long"]),
        (json!({"account": "mara\u{202e}nimda", "password": PASSWORD}), &["account unprintable"]),
        (json!({"account": "x".repeat(300), "password": "x"}), &["account too_long", "password too_short"]),
    ] {
        let answer = person.post("/usr/signup", body.clone()).await;
        assert_eq!(answer.codes(), (400, 820), "{body}");
        assert_eq!(answer.fields(), fields, "{body}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn without_a_session_there_is_no_account() {
    let exchange = Running::start().await;
    let answer = exchange.stranger().get("/usr/account").await;
    assert_eq!(answer.codes(), (401, 825));
    assert_eq!(answer.header("www-authenticate"), "Session realm=\"wattpool\"");
    exchange.close().await;
}

#[tokio::test]
async fn lists_come_newest_first_and_page_by_block_height() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut hashes = Vec::new();
    for value in 1..=7 {
        hashes.push(seller.deliver_one(value, exchange.now()).await);
    }
    assert_eq!(buyer.buy(&[(&hashes[0], 1), (&hashes[1], 2)]).await.results(), [732, 732]);
    assert_eq!(seller.delete(&format!("/tx/delivery/{}", hashes[6])).await.codes(), (200, 735));

    let page = seller.get("/usr/account?limit=4").await;
    let heights = |answer: &crate::person::Answer| -> Vec<u64> {
        let lots = answer.body["delivery"].as_array().unwrap();
        lots.iter().map(|lot| lot["blockHeight"].as_u64().unwrap()).collect()
    };
    assert_eq!(page.body["deliveryNum"], 6);
    assert_eq!(page.body["revokeNum"], 1);
    assert_eq!(page.body["revoke"][0]["txHash"], hashes[6].as_str());
    assert_eq!(heights(&page), [6, 5, 4, 3]);
    let rest = seller.get("/usr/account?limit=4&before=3").await;
    assert_eq!(heights(&rest), [2, 1]);
    assert_eq!(rest.body["delivery"][1]["status"], "succeeded");
    assert_eq!(rest.body["delivery"][1]["from"], buyer.address.as_str());

    let bought = buyer.get("/usr/account").await;
    assert_eq!(bought.body["purchaseNum"], 2);
    assert_eq!(bought.body["purchase"][0]["to"], seller.address.as_str());
    for query in ["limit=0", "limit=201", "limit=-1", "before=x", "limit=1&limit=2"] {
        assert_eq!(seller.get(&format!("/usr/account?{query}")).await.codes(), (400, 820), "{query}");
    }
    exchange.close().await;
}

/// Purchases and lots that were taken back once came in the order in which they had been delivered, so that a
/// lot bought just now stood below one bought last week, and the next page left some out.
#[tokio::test]
async fn purchases_and_lots_taken_back_come_in_the_order_in_which_that_happened() {
    let exchange = Running::start().await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut hashes = Vec::new();
    for value in 1..=9 {
        hashes.push(seller.deliver_one(value, exchange.now()).await);
    }
    let lot = |height: u64| (hashes[usize::try_from(height).unwrap() - 1].as_str(), height);
    assert_eq!(buyer.buy(&[lot(5)]).await.results(), [732]);
    exchange.pass(Duration::from_secs(1));
    assert_eq!(buyer.buy(&[lot(2), lot(6), lot(1)]).await.results(), [732; 3], "in one purchase");
    exchange.pass(Duration::from_secs(1));
    assert_eq!(buyer.buy(&[lot(3)]).await.results(), [732]);
    for height in [8, 4, 9] {
        assert_eq!(seller.delete(&format!("/tx/delivery/{}", lot(height).0)).await.codes(), (200, 735));
    }
    for (person, list, query, expected) in [
        (&buyer, "purchase", "", &[3, 1, 6, 2, 5][..]),
        (&buyer, "purchase", "?limit=2", &[3, 1]),
        (&buyer, "purchase", "?limit=2&before=1", &[6, 2]),
        (&buyer, "purchase", "?limit=2&before=2", &[5]),
        (&buyer, "purchase", "?before=5", &[]),
        // Lots that the list does not hold: one that somebody else has, one that nobody knows.
        (&buyer, "purchase", "?before=4", &[3, 1, 2]),
        (&buyer, "purchase", "?before=1000", &[3, 1, 6, 2, 5]),
        (&seller, "revoke", "", &[9, 4, 8]),
        (&seller, "revoke", "?limit=1&before=9", &[4]),
        (&seller, "revoke", "?limit=1&before=4", &[8]),
        (&seller, "revoke", "?before=8", &[]),
        (&seller, "revoke", "?before=7", &[4]),
        (&seller, "delivery", "", &[7, 6, 5, 3, 2, 1]),
        (&seller, "delivery", "?before=4", &[3, 2, 1]),
    ] {
        let answer = person.get(&format!("/usr/account{query}")).await;
        let lots = answer.body[list].as_array().unwrap();
        let heights: Vec<_> = lots.iter().map(|lot| lot["blockHeight"].as_u64().unwrap()).collect();
        assert_eq!(heights, expected, "{list}{query}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn an_unchanged_account_is_answered_without_a_body() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let first = mara.get("/usr/account").await;
    assert_eq!(first.header("cache-control"), "private, no-cache");
    let again =
        |etag: String| send(mara.request(reqwest::Method::GET, "/usr/account").header("If-None-Match", etag));
    let unchanged = again(first.header("etag").to_owned()).await;
    assert_eq!((unchanged.http, unchanged.text.as_str()), (304, ""));
    assert_eq!(unchanged.header("etag"), first.header("etag"));
    mara.deliver_one(5, exchange.now()).await;
    assert_eq!(again(first.header("etag").to_owned()).await.codes(), (200, 723));
    exchange.close().await;
}
