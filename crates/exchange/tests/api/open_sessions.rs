//! Where an account is logged in, and ending any of these sessions.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::HeaderValue;
use serde_json::{Value, json};

use crate::person::{PASSWORD, Person, send};
use crate::running::Running;

const MINUTE: Duration = Duration::from_secs(60);
const LAPTOP: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 \
    (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

/// Logs in from a browser that says that of itself.
pub(crate) async fn log_in_from(exchange: &Running, name: &str, user_agent: &[u8]) -> Person {
    let mut person = exchange.stranger();
    let call = person.request(Method::POST, "/usr/login");
    let call = call.header("User-Agent", HeaderValue::from_bytes(user_agent).unwrap());
    let answer = send(call.body(json!({"account": name, "password": PASSWORD}).to_string())).await;
    assert_eq!(answer.codes(), (200, 722), "{answer:?}");
    person.keep_cookie(&answer);
    person
}

/// The sessions that somebody sees.
pub(crate) async fn sessions(person: &Person) -> Vec<Value> {
    let answer = person.get("/usr/sessions").await;
    assert_eq!(answer.codes(), (200, 723), "{answer:?}");
    answer.body["sessions"].as_array().unwrap().clone()
}

fn path(session: &Value) -> String {
    format!("/usr/sessions/{}", session["sessionId"].as_str().unwrap())
}

/// The path by which the session that it is asked in is ended.
async fn own(person: &Person) -> String {
    path(sessions(person).await.iter().find(|session| session["current"] == true).unwrap())
}

#[tokio::test]
async fn every_log_in_is_listed_with_its_device_the_last_used_first() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let start = exchange.now();
    let laptop = log_in_from(&exchange, "mara", LAPTOP.as_bytes()).await;
    exchange.pass(MINUTE);
    let phone = log_in_from(&exchange, "mara", PHONE.as_bytes()).await;
    exchange.pass(MINUTE);
    let listed = sessions(&laptop).await;
    let ids: Vec<_> = listed.iter().map(|session| session["sessionId"].clone()).collect();
    let minutes = |count: u64| start + count * 60_000;
    assert_eq!(
        listed,
        [
            json!({"sessionId": ids[0], "browser": "firefox", "system": "linux", "timestampStart": start,
                   "timestampActive": minutes(2), "expiresIn": 1800, "current": true}),
            json!({"sessionId": ids[1], "browser": "safari", "system": "ios", "timestampStart": minutes(1),
                   "timestampActive": minutes(1), "expiresIn": 1740, "current": false}),
        ]
    );
    exchange.pass(MINUTE);
    let from_the_phone = sessions(&phone).await;
    let places: Vec<_> = from_the_phone.iter().map(|session| session["sessionId"].clone()).collect();
    assert_eq!(places, [ids[1].clone(), ids[0].clone()], "the names stay, the order follows the use");
    assert_eq!(from_the_phone[0]["current"], true);
    exchange.close().await;
}

#[tokio::test]
async fn the_list_holds_nothing_that_a_session_could_be_taken_over_with() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let laptop = log_in_from(&exchange, "mara", LAPTOP.as_bytes()).await;
    let answer = laptop.get("/usr/sessions").await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let id = answer.body["sessions"][0]["sessionId"].as_str().unwrap().to_owned();
    let mut connection = exchange.database.open().await;
    let hash: Vec<u8> =
        sqlx::query_scalar("SELECT token_hash FROM sessions").fetch_one(&mut connection).await.unwrap();
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    sqlx::Connection::close(connection).await.unwrap();
    let token = laptop.cookie.clone().unwrap().split_once('=').unwrap().1.to_owned();
    assert!(id.len() == 32 && !token.contains(&id) && !hash.contains(&id), "{id}");
    assert!(!answer.text.contains(&token) && !answer.text.contains(&hash) && !answer.text.contains("Gecko"));
    exchange.close().await;
}

#[tokio::test]
async fn a_session_that_is_ended_elsewhere_hears_of_it_at_its_next_beat() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let laptop = log_in_from(&exchange, "mara", LAPTOP.as_bytes()).await;
    let phone = log_in_from(&exchange, "mara", PHONE.as_bytes()).await;
    let phones = own(&phone).await;
    for time in ["once", "twice"] {
        let answer = laptop.delete(&phones).await;
        assert_eq!(answer.codes(), (200, 724), "{time}");
        assert_eq!(answer.header("set-cookie"), "", "the own cookie stays");
    }
    assert_eq!(phone.get("/usr/alive").await.codes(), (401, 826));
    assert_eq!(phone.get("/usr/sessions").await.codes(), (401, 825));
    assert_eq!(laptop.get("/usr/alive").await.codes(), (200, 725));
    assert_eq!(sessions(&laptop).await.len(), 1);
    exchange.close().await;
}

#[tokio::test]
async fn ending_the_session_that_one_is_in_is_a_log_out() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let answer = mara.delete(&own(&mara).await).await;
    assert_eq!(answer.codes(), (200, 724));
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(mara.get("/usr/alive").await.codes(), (401, 826));
    exchange.close().await;
}

#[tokio::test]
async fn a_session_of_somebody_else_is_neither_listed_nor_ended_nor_told_from_one_that_never_was() {
    let exchange = Running::start().await;
    let (mara, olga) = (exchange.member("mara").await, exchange.member("olga").await);
    let hers = own(&olga).await;
    assert_eq!(sessions(&mara).await.len(), 1);
    let of_hers = mara.delete(&hers).await;
    let of_nobody = mara.delete(&format!("/usr/sessions/{}", "0f".repeat(16))).await;
    assert_eq!(of_hers.codes(), (200, 724));
    assert_eq!(of_hers.text, of_nobody.text);
    assert_eq!(olga.get("/usr/alive").await.codes(), (200, 725));
    assert_eq!(mara.get("/usr/alive").await.codes(), (200, 725));
    exchange.close().await;
}

#[tokio::test]
async fn what_cannot_be_the_name_of_a_session_is_malformed() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    for text in ["0f", &"0g".repeat(16), &"0f".repeat(32), "%ff", "%00", "current"] {
        let answer = mara.delete(&format!("/usr/sessions/{text}")).await;
        assert_eq!(answer.codes(), (400, 820), "{text}");
        assert_eq!(answer.fields(), ["sessionId malformed"], "{text}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_session_that_is_over_is_not_listed_and_one_that_is_in_use_is() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let idle = log_in_from(&exchange, "mara", PHONE.as_bytes()).await;
    let used = log_in_from(&exchange, "mara", LAPTOP.as_bytes()).await;
    exchange.pass(20 * MINUTE);
    assert_eq!(used.get("/tx/pool").await.codes(), (200, 731));
    exchange.pass(10 * MINUTE);
    let third = log_in_from(&exchange, "mara", LAPTOP.as_bytes()).await;
    let listed = sessions(&third).await;
    assert_eq!(listed.iter().map(|session| session["expiresIn"].clone()).collect::<Vec<_>>(), [1800, 1200]);
    assert_eq!(idle.get("/usr/alive").await.codes(), (401, 826));
    exchange.close().await;
}

#[tokio::test]
async fn looking_at_the_sessions_is_a_use_of_ones_own() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    for _ in 0..3 {
        exchange.pass(20 * MINUTE);
        assert_eq!(sessions(&mara).await.len(), 1);
    }
    exchange.close().await;
}

#[tokio::test]
async fn no_other_site_ends_a_session() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let path = own(&mara).await;
    for site in ["cross-site", "same-site", "none"] {
        let call = mara.bare(Method::DELETE, &path).header("Content-Type", "application/json");
        let answer = send(call.header("Sec-Fetch-Site", site)).await;
        assert_eq!((answer.codes(), answer.fields()), ((400, 820), vec!["request malformed".to_owned()]));
    }
    let call = mara.bare(Method::DELETE, &path).header("Sec-Fetch-Site", "same-origin");
    assert_eq!(send(call).await.codes(), (415, 820), "nor a form");
    assert_eq!(mara.get("/usr/alive").await.codes(), (200, 725));
    exchange.close().await;
}
