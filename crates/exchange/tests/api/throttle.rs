//! Guessing passwords: it soon takes long, and never locks the owner out for good.

use std::time::Duration;

use serde_json::json;

use crate::person::{PASSWORD, Person};
use crate::running::Running;

#[tokio::test]
async fn five_wrong_passwords_make_everybody_wait_longer_each_time() {
    let exchange = Running::start().await;
    let mut person = exchange.stranger();
    person.sign_up("mara").await;
    let wrong = json!({"account": "MARA", "password": "wrong"});
    let right = json!({"account": "mara", "password": PASSWORD});
    for _ in 0..5 {
        assert_eq!(person.post("/usr/login", wrong.clone()).await.codes(), (400, 824));
    }
    let mut wait = 1;
    for _ in 0..4 {
        let answer = person.post("/usr/login", right.clone()).await;
        assert_eq!(answer.codes(), (429, 829), "even the right password has to wait");
        assert_eq!(answer.header("retry-after"), wait.to_string());
        exchange.pass(Duration::from_secs(wait));
        assert_eq!(person.post("/usr/login", wrong.clone()).await.codes(), (400, 824));
        wait *= 2;
    }
    exchange.pass(Duration::from_secs(15 * 60));
    person.log_in("mara").await;
    assert_eq!(person.post("/usr/login", wrong).await.codes(), (400, 824), "a success starts the count anew");
    person.log_in("mara").await;
    exchange.close().await;
}

/// Guesses forty passwords of mara's at once, by turns as each of these people. Gives how many were looked at; all
/// others have to wait.
pub(crate) async fn guess_at_once(people: &[Person]) -> usize {
    let guesses: Vec<_> = (0..40)
        .map(|number| {
            let person = people[number % people.len()].clone();
            let body = json!({"account": "mara", "password": format!("guess {number}")});
            tokio::spawn(async move { person.post("/usr/login", body).await.codes() })
        })
        .collect();
    let mut looked_at = 0;
    for guess in guesses {
        match guess.await.unwrap() {
            (400, 824) => looked_at += 1,
            other => assert_eq!(other, (429, 829)),
        }
    }
    looked_at
}

#[tokio::test]
async fn guesses_at_the_same_time_gain_nothing() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    person.sign_up("mara").await;
    assert_eq!(guess_at_once(&[person]).await, 5);
    exchange.close().await;
}

#[tokio::test]
async fn an_address_that_tries_many_names_has_to_wait_too() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for number in 0..50 {
        let body = json!({"account": format!("nobody {number}"), "password": "x"});
        assert_eq!(person.post("/usr/login", body).await.codes(), (400, 823));
    }
    let body = json!({"account": "mara", "password": PASSWORD});
    assert_eq!(person.post("/usr/login", body.clone()).await.codes(), (429, 829));
    assert_eq!(person.post("/usr/signup", body.clone()).await.codes(), (429, 829));
    exchange.pass(Duration::from_secs(1));
    assert_eq!(person.post("/usr/signup", body).await.codes(), (200, 721));
    exchange.close().await;
}

#[tokio::test]
async fn failures_are_kept_in_the_database_and_never_lock_the_owner_out() {
    let exchange = Running::start().await;
    let mut person = exchange.stranger();
    person.sign_up("mara").await;
    let wrong = json!({"account": "mara", "password": "wrong"});
    for _ in 0..60 {
        exchange.pass(Duration::from_secs(900));
        assert_eq!(person.post("/usr/login", wrong.clone()).await.codes(), (400, 824));
    }
    let mut connection = exchange.database.open().await;
    let failures = "SELECT failures FROM throttle WHERE subject = 'account mara'";
    let failures: i64 = sqlx::query_scalar(failures).fetch_one(&mut connection).await.unwrap();
    assert_eq!(failures, 60);
    drop(connection);
    assert_eq!(person.post("/usr/login", wrong.clone()).await.header("retry-after"), "900");
    exchange.pass(Duration::from_secs(900));
    person.log_in("mara").await;
    exchange.close().await;
}

#[tokio::test]
async fn an_address_that_failed_long_ago_starts_anew() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    let guess = json!({"account": "nobody", "password": "x"});
    for _ in 0..49 {
        assert_eq!(person.post("/usr/login", guess.clone()).await.codes(), (400, 823));
    }
    exchange.pass(Duration::from_secs(60 * 60));
    for _ in 0..49 {
        assert_eq!(person.post("/usr/login", guess.clone()).await.codes(), (400, 823));
    }
    exchange.close().await;
}
