//! An exchange that conceals who has an account: a log-in tells a name that nobody has from a wrong password by
//! nothing, neither by what it answers, nor by when somebody has to wait, nor by what it computes.

use std::time::{Duration, Instant};

use exchange::settings::HashCost;
use serde_json::json;

use crate::person::{Answer, PASSWORD, Person};
use crate::running::Running;

async fn concealing(cost: HashCost) -> Running {
    let folder = tempfile::tempdir().unwrap();
    Running::start_changed(folder, |settings| {
        settings.conceals_accounts = true;
        settings.hash_cost = cost;
    })
    .await
}

const CHEAP: HashCost = HashCost { memory_kib: 64, passes: 1 };

async fn guess(person: &Person, account: &str) -> Answer {
    person.post("/usr/login", json!({"account": account, "password": "guess"})).await
}

/// Everything that an answer tells, but for what differs each time.
fn told(answer: &Answer) -> (u16, String, Vec<String>) {
    let mut headers: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    (answer.http, answer.text.clone(), headers)
}

#[tokio::test]
async fn a_name_that_nobody_has_is_answered_counted_and_kept_waiting_like_a_wrong_password() {
    let exchange = concealing(CHEAP).await;
    exchange.stranger().sign_up("mara").await;
    let (known, unknown) =
        (Person::at(&exchange.url, [127, 0, 0, 2]), Person::at(&exchange.url, [127, 0, 0, 3]));
    let mut codes = Vec::new();
    for _ in 0..40 {
        let mut hashes = Vec::new();
        let mut answers = Vec::new();
        for (person, name) in [(&known, "mara"), (&unknown, "mira")] {
            let before = exchange.hashes.get();
            answers.push(guess(person, name).await);
            hashes.push(exchange.hashes.get() - before);
        }
        assert_eq!(told(&answers[0]), told(&answers[1]));
        let is_looked_at = answers[0].codes() == (400, 824);
        assert_eq!(hashes, [u64::from(is_looked_at); 2]);
        codes.push(answers[0].codes());
        exchange.pass(Duration::from_millis(700));
    }
    assert!(codes.contains(&(400, 824)) && codes.contains(&(429, 829)), "{codes:?}");
    exchange.close().await;
}

#[tokio::test]
async fn many_names_that_nobody_has_cost_an_address_as_many_attempts_as_many_accounts() {
    let exchange = concealing(CHEAP).await;
    let person = exchange.stranger();
    for number in 0..60 {
        person.sign_up(&format!("member {number}")).await;
    }
    let mut outcomes = Vec::new();
    for (place, name) in [([127, 0, 0, 2], "member"), ([127, 0, 0, 3], "nobody")] {
        let person = Person::at(&exchange.url, place);
        let mut codes = Vec::new();
        for number in 0..60 {
            codes.push(guess(&person, &format!("{name} {number}")).await.codes());
        }
        assert_eq!(codes.iter().filter(|codes| **codes == (400, 824)).count(), 50);
        outcomes.push(codes);
    }
    assert_eq!(outcomes[0], outcomes[1]);
    exchange.close().await;
}

#[tokio::test]
async fn the_right_password_still_opens_and_a_sign_up_still_says_that_a_name_is_taken() {
    let exchange = concealing(CHEAP).await;
    let mut mara = exchange.member("mara").await;
    mara.log_in("mara").await;
    let taken = mara.post("/usr/signup", json!({"account": "mara", "password": PASSWORD})).await;
    assert_eq!(taken.codes(), (400, 821), "whoever chooses a name has to know");
    exchange.close().await;
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// What is computed is proved above; this measures what can be seen of it, on a machine that has nothing else to do.
#[tokio::test]
#[ignore = "measures; run it alone"]
async fn the_time_of_an_answer_tells_nothing() {
    let exchange = concealing(HashCost::default()).await;
    exchange.stranger().sign_up("mara").await;
    let person = exchange.stranger();
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..200 {
        for turn in 0..2 {
            let which = (round + turn) % 2;
            // Neither the account nor the address has to wait.
            exchange.pass(Duration::from_secs(24 * 60 * 60));
            let start = Instant::now();
            let answer = guess(&person, ["mara", "mira"][which]).await;
            times[which].push(start.elapsed());
            assert_eq!(answer.codes(), (400, 824));
        }
    }
    let [known, unknown] = times.each_mut().map(|times| median(times));
    let ratio = unknown.as_secs_f64() / known.as_secs_f64();
    eprintln!("a wrong password {known:?}, an unknown name {unknown:?}: {:+.2} %", (ratio - 1.0) * 100.0);
    assert!((0.95..=1.05).contains(&ratio), "{ratio}");
    exchange.close().await;
}
