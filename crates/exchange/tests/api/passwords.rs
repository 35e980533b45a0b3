//! Which passwords an account may have, in whatever form they are typed, and what their hashes cost.

use std::collections::BTreeMap;
use std::thread;

use exchange::settings::HashCost;
use reqwest::Method;
use serde_json::json;
use sqlx::Connection;
use tokio::task::JoinSet;

use crate::person::{Answer, PASSWORD, Person, send};
use crate::running::Running;

async fn sign_up(person: &Person, account: &str, password: &str) -> Answer {
    person.post("/usr/signup", json!({"account": account, "password": password})).await
}

async fn log_in(person: &Person, account: &str, password: &str) -> (u16, u64) {
    person.post("/usr/login", json!({"account": account, "password": password})).await.codes()
}

#[tokio::test]
async fn none_of_the_most_common_passwords_is_taken_and_each_time_the_reason_is_given() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    let list = include_str!("common_passwords.txt");
    let mut tried = 0;
    for password in list.lines().filter(|line| !line.starts_with('#')) {
        let answer = sign_up(&person, "Mara Lindqvist", password).await;
        assert_eq!(answer.codes(), (400, 822), "{password}");
        assert_eq!(answer.fields(), ["password guessable"], "{password}");
        assert!(!answer.body["text"].as_str().unwrap().is_empty(), "{password}");
        tried += 1;
    }
    assert_eq!(tried, 3500);
    assert_eq!(exchange.hashes.get(), 0, "none was worth a hash");
    exchange.close().await;
}

#[tokio::test]
async fn a_password_that_is_the_accounts_name_or_this_places_is_refused() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for (account, password) in [
        ("Zqvkxwmj Farms", "zqvkxwmj"),
        ("Zqvkxwmj Farms", "Zqvkxwmj1"),
        ("zqvkxwmj@example.org", "zqvkxwmj99"),
        ("mara", "wattpool2026"),
    ] {
        let answer = sign_up(&person, account, password).await;
        assert_eq!((answer.codes(), answer.fields()), ((400, 822), vec!["password guessable".to_owned()]));
    }
    exchange.close().await;
}

#[tokio::test]
async fn passwords_of_any_script_and_length_to_128_characters_are_taken_whole() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    let longest: String = "quiet river under copper moon ".chars().cycle().take(128).collect();
    let passwords =
        ["kT7$wq9Z;", "тихая река", "🌞🐝🌾🚜🏡⚡🔋🌬🍯", "  spaces at both ends  ", &longest[..64], &longest];
    for (number, password) in passwords.iter().enumerate() {
        let name = format!("member {number}");
        assert_eq!(sign_up(&person, &name, password).await.codes(), (200, 721), "{password}");
        assert_eq!(log_in(&person, &name, password).await, (200, 722), "{password}");
        let mut shorter = (*password).to_owned();
        shorter.pop();
        assert_eq!(log_in(&person, &name, &shorter).await, (400, 824), "nothing is cut off: {password}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn characters_are_counted_not_bytes_and_only_their_number_is_ruled() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    let longer = "quiet river under copper moon ".chars().cycle().take(129).collect::<String>();
    for (password, problem) in [
        ("kT7$wq9", "too_short"),
        ("🌞🐝🌾🚜🏡⚡🔋", "too_short"),
        // Long enough, and found by trying all.
        ("kT7$wq9Z", "guessable"),
        (&longer, "too_long"),
    ] {
        let answer = sign_up(&person, "mara", password).await;
        assert_eq!((answer.codes(), answer.fields()), ((400, 822), vec![format!("password {problem}")]));
    }
    // Neither capitals nor digits nor signs are asked for.
    assert_eq!(sign_up(&person, "mara", "quietriverundercopper").await.codes(), (200, 721));
    exchange.close().await;
}

/// The same letter is one character on some keyboards and two on others.
#[tokio::test]
async fn a_password_is_the_same_however_its_letters_are_composed() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    let (composed, apart) =
        ("gr\u{fc}ne \u{c4}hre tanzt sp\u{e4}t", "gru\u{308}ne A\u{308}hre tanzt spa\u{308}t");
    for (name, chosen, entered) in [("mara", composed, apart), ("olga", apart, composed)] {
        assert_eq!(sign_up(&person, name, chosen).await.codes(), (200, 721));
        assert_eq!(log_in(&person, name, entered).await, (200, 722));
        assert_eq!(log_in(&person, name, "grune Ahre tanzt spat").await, (400, 824));
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_hash_of_another_cost_is_made_anew_when_its_owner_logs_in() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let folder = exchange.leave().await;
    let dearer = HashCost { memory_kib: 128, passes: 2 };
    let exchange = Running::start_changed(folder, |settings| settings.hash_cost = dearer).await;
    let cost = async || {
        let mut connection = exchange.database.open().await;
        let hash: String = sqlx::query_scalar("SELECT password_hash FROM accounts")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        hash.split('$').nth(3).unwrap().to_owned()
    };
    let person = exchange.stranger();
    assert_eq!(log_in(&person, "mara", "wrong").await, (400, 824));
    assert_eq!(cost().await, "m=64,t=1,p=1");
    for hashes in [2, 1] {
        let before = exchange.hashes.get();
        assert_eq!(log_in(&person, "mara", PASSWORD).await, (200, 722));
        assert_eq!(cost().await, "m=128,t=2,p=1");
        assert_eq!(exchange.hashes.get() - before, hashes, "the second time nothing is left to do");
    }
    exchange.close().await;
}

#[tokio::test]
async fn whoever_comes_when_too_many_wait_for_a_hash_is_told_when_to_come_again() {
    let exchange = Running::start().await;
    let places = 64 + thread::available_parallelism().unwrap().get();
    let person = exchange.stranger();
    // Whoever has a place keeps it while nothing can be written.
    let mut other = exchange.database.stop_writes().await;
    let mut calls = JoinSet::new();
    for number in 0..=places {
        let body = json!({"account": format!("member {number}"), "password": PASSWORD});
        let call = person.request(Method::POST, "/usr/signup").body(body.to_string());
        calls.spawn(send(call));
    }
    let busy = calls.join_next().await.unwrap().unwrap();
    assert_eq!((busy.codes(), busy.header("retry-after")), ((500, 920), "1"));
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    let mut codes: BTreeMap<_, usize> = BTreeMap::new();
    for answer in calls.join_all().await {
        *codes.entry(answer.codes()).or_default() += 1;
    }
    assert_eq!(codes, BTreeMap::from([((200, 721), places)]));
    exchange.close().await;
}
