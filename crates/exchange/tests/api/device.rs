//! What a log-in comes from, as far as its browser says so.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::open_sessions::{log_in_from, sessions};
use crate::person::PASSWORD;
use crate::running::Running;

#[tokio::test]
async fn a_browser_that_says_nothing_sensible_of_itself_is_unknown_and_let_in() {
    let exchange = Running::start().await;
    exchange.stranger().sign_up("mara").await;
    let long = "Firefox/1.0 ".repeat(4_000);
    for user_agent in [&b""[..], b"curl/8.5.0", b"((((\t))", b"Firefox/1.0 \xff\xfe", long.as_bytes()] {
        let person = log_in_from(&exchange, "mara", user_agent).await;
        let listed = sessions(&person).await;
        assert_eq!((&listed[0]["browser"], &listed[0]["system"]), (&Value::Null, &Value::Null), "{listed:?}");
    }
    let mut silent = exchange.stranger();
    silent.log_in("mara").await;
    assert_eq!(sessions(&silent).await[0]["browser"], Value::Null);
    exchange.close().await;
}

#[tokio::test]
async fn a_header_that_cannot_be_one_or_never_ends_lets_nobody_in() {
    let exchange = Running::start().await;
    let mara = exchange.member("mara").await;
    let body = json!({"account": "mara", "password": PASSWORD}).to_string();
    let host = exchange.url.strip_prefix("http://").unwrap();
    let megabyte = "Firefox/1.0 ".repeat(100_000);
    for user_agent in ["Firefox/1.0 \u{1}", "Firefox/1.0 \u{7f}", megabyte.as_str()] {
        let mut connection = TcpStream::connect(host).await.unwrap();
        let request = format!(
            "POST /usr/login HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/json\r\nUser-Agent: {user_agent}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        // The exchange hangs up as soon as it has seen enough; how much of its answer arrives is chance.
        let _ = connection.write_all(request.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).unwrap();
        assert!(!answer.contains("722") && !answer.contains("Set-Cookie"), "{answer}");
    }
    assert_eq!(sessions(&mara).await.len(), 1);
    exchange.close().await;
}
