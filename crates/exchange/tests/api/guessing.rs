//! Guessing on a large scale: what it costs is counted in password hashes, not in time.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::person::{PASSWORD, Person, send};
use crate::running::Running;

const GUESSES: u32 = 200;
/// The guesses are spread over a minute.
const PAUSE: Duration = Duration::from_millis(300);

async fn guess(person: &Person, account: &str, password: &str) -> (u16, u64) {
    person.post("/usr/login", json!({"account": account, "password": password})).await.codes()
}

#[tokio::test]
async fn of_two_hundred_guesses_in_a_minute_at_most_twelve_are_looked_at() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    person.sign_up("mara").await;
    let before = exchange.hashes.get();
    for number in 0..GUESSES {
        let outcome = guess(&person, "mara", &format!("guess {number}")).await;
        assert!(matches!(outcome, (400, 824) | (429, 829)), "{outcome:?}");
        exchange.pass(PAUSE);
    }
    let looked_at = exchange.hashes.get() - before;
    assert!((5..=12).contains(&looked_at), "{looked_at}");
    exchange.close().await;
}

/// Whoever guesses has many addresses, and the account's owner another one still.
#[tokio::test]
async fn guesses_from_many_addresses_are_no_more_and_the_owner_gets_in_after_the_wait() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let mut here = exchange.member("olga").await;
    let before = exchange.hashes.get();
    for number in 0..GUESSES {
        let elsewhere = Person::at(&exchange.url, [127, 0, 1, u8::try_from(number % 200 + 1).unwrap()]);
        let outcome = guess(&elsewhere, "mara", &format!("guess {number}")).await;
        assert!(matches!(outcome, (400, 824) | (429, 829)), "{outcome:?}");
        exchange.pass(PAUSE);
    }
    let looked_at = exchange.hashes.get() - before;
    assert!((5..=12).contains(&looked_at), "{looked_at}");
    here.log_in("olga").await;
    let mut mara = exchange.stranger();
    let right = json!({"account": "mara", "password": PASSWORD});
    let wait: u64 = mara.post("/usr/login", right).await.header("retry-after").parse().unwrap();
    assert!(wait <= 64, "{wait}");
    exchange.pass(Duration::from_secs(wait));
    mara.log_in("mara").await;
    exchange.close().await;
}

/// Only failures of an address were counted, after the fact: guesses at the same time at as many accounts were all
/// looked at.
#[tokio::test]
async fn guesses_at_many_accounts_at_the_same_time_gain_nothing() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for number in 0..64 {
        person.sign_up(&format!("member {number}")).await;
    }
    let before = exchange.hashes.get();
    let guesses: Vec<_> = (0..64)
        .map(|number| {
            let person = person.clone();
            tokio::spawn(async move { guess(&person, &format!("member {number}"), "guess").await })
        })
        .collect();
    let mut outcomes = Vec::new();
    for guess in guesses {
        outcomes.push(guess.await.unwrap());
    }
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == (400, 824)).count(), 50, "{outcomes:?}");
    assert!(outcomes.iter().all(|outcome| matches!(outcome, (400, 824) | (429, 829))));
    assert_eq!(exchange.hashes.get() - before, 50);
    exchange.close().await;
}

#[tokio::test]
async fn an_address_cannot_be_made_up() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    let mut codes = Vec::new();
    for number in 0..60 {
        let body = json!({"account": format!("nobody {number}"), "password": "guess"}).to_string();
        let mut call = person.request(Method::POST, "/usr/login").body(body);
        for name in ["X-Forwarded-For", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP"] {
            call = call.header(name, format!("192.0.2.{number}"));
        }
        call = call.header("Forwarded", format!("for=192.0.2.{number}"));
        codes.push(send(call).await.codes());
    }
    assert_eq!(codes.iter().filter(|codes| **codes == (400, 823)).count(), 50, "{codes:?}");
    exchange.close().await;
}

/// A log-in forgot whatever its address had done: whoever had an account of their own guessed, logged in, and guessed
/// on for as long as they liked.
#[tokio::test]
async fn an_account_of_ones_own_washes_no_guesses_away() {
    let exchange = Running::start().await;
    let mut person = exchange.stranger();
    person.sign_up("olga").await;
    for number in 0..100 {
        person.sign_up(&format!("member {number}")).await;
    }
    let mut looked_at = 0;
    for number in 0..100 {
        match guess(&person, &format!("member {number}"), "guess").await {
            (400, 824) => looked_at += 1,
            other => assert_eq!(other, (429, 829)),
        }
        if looked_at < 50 {
            person.log_in("olga").await;
        }
    }
    assert_eq!(looked_at, 50);
    exchange.pass(Duration::from_secs(1));
    person.log_in("olga").await;
    assert_eq!(guess(&person, "member 7", "guess").await, (400, 824), "a log-in is none of the guesses");
    assert_eq!(guess(&person, "member 8", "guess").await, (429, 829));
    exchange.close().await;
}

#[tokio::test]
async fn an_address_opens_so_many_accounts_and_then_has_to_wait() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = Running::start_changed(folder, |settings| settings.sign_ups = 3).await;
    let person = exchange.stranger();
    let sign_up = async |person: &Person, name: &str, password: &str| {
        person.post("/usr/signup", json!({"account": name, "password": password})).await
    };
    for _ in 0..5 {
        let weak = sign_up(&person, "mara", "password1").await;
        assert_eq!(weak.codes(), (400, 822), "thinking of a better password is no attempt");
    }
    person.sign_up("mara").await;
    assert_eq!(
        sign_up(&person, "mara", PASSWORD).await.codes(),
        (400, 821),
        "asking whether there is one is"
    );
    person.sign_up("olga").await;
    let hashes = exchange.hashes.get();
    for name in ["lena", "mara"] {
        let answer = sign_up(&person, name, PASSWORD).await;
        assert_eq!((answer.codes(), answer.header("retry-after")), ((429, 829), "1"), "{name}");
    }
    assert_eq!(exchange.hashes.get(), hashes);
    let mut elsewhere = Person::at(&exchange.url, [127, 0, 0, 2]);
    elsewhere.sign_up("lena").await;
    elsewhere.log_in("lena").await;
    let mut mara = person.clone();
    mara.log_in("mara").await;
    exchange.pass(Duration::from_secs(1));
    person.sign_up("ada").await;
    assert_eq!(sign_up(&person, "tove", PASSWORD).await.header("retry-after"), "2");
    exchange.pass(Duration::from_secs(60 * 60));
    for name in ["tove", "nils"] {
        person.sign_up(name).await;
    }
    exchange.close().await;
}
