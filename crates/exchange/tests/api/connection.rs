//! Clients that are slow on purpose, and what is slow without their doing.

use std::time::Duration;

use exchange::settings::Limits;
use reqwest::Method;
use serde_json::json;
use sqlx::Connection;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::person::{lot, new_key};
use crate::running::Running;

async fn limited(limits: Limits) -> Running {
    Running::start_with(tempfile::tempdir().unwrap(), limits).await
}

/// Sends that much and nothing more, then reads until the exchange closes the connection.
async fn send_half(exchange: &Running, text: &str) -> String {
    let mut connection = TcpStream::connect(exchange.url.strip_prefix("http://").unwrap()).await.unwrap();
    connection.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

/// Half a header once held its connection for ever, and a few thousand of them the whole exchange.
#[tokio::test]
async fn a_connection_on_which_a_header_is_never_finished_is_closed() {
    let exchange = limited(Limits { header: Duration::from_millis(100), ..Limits::default() }).await;
    for half in ["", "GET /serv/st", "GET /serv/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: "] {
        assert_eq!(send_half(&exchange, half).await, "", "{half:?}");
    }
    let whole = "GET /serv/status HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let answer = send_half(&exchange, &format!("{whole}{whole}GET /serv")).await;
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2, "what was whole is answered: {answer}");
    exchange.close().await;
}

#[tokio::test]
async fn half_a_header_does_not_keep_the_exchange_from_stopping() {
    let mut exchange = limited(Limits { header: Duration::from_millis(100), ..Limits::default() }).await;
    let mut half = TcpStream::connect(exchange.url.strip_prefix("http://").unwrap()).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    assert_eq!(exchange.stranger().get("/serv/status").await.codes(), (200, 711));
    exchange.stop().await;
    exchange.close().await;
}

/// A delivery that waited long for the disk was once answered 930, "not done", and was done nevertheless.
#[tokio::test]
async fn a_write_that_has_begun_is_waited_for_however_long_a_request_may_take() {
    let exchange = limited(Limits { request: Duration::from_secs(1), ..Limits::default() }).await;
    let mara = exchange.member("mara").await;
    let mut other = exchange.database.stop_writes().await;
    let body = json!({"tx": [lot(10, exchange.now())]});
    let delivery = tokio::spawn({
        let mara = mara.clone();
        async move { mara.keyed(Method::POST, "/tx/delivery", &new_key(), &body).await }
    });
    // A body that never comes is waited for exactly as long as a request may take.
    let half = "POST /usr/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Sec-Fetch-Site: same-origin\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{";
    let ended = send_half(&exchange, half).await;
    assert!(ended.starts_with("HTTP/1.1 500") && ended.contains("{\"status\":920,"), "{ended}");
    assert!(!delivery.is_finished());
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    assert_eq!(delivery.await.unwrap().results(), [733]);
    assert_eq!(mara.get("/tx/pool").await.body["total"], 1);
    exchange.close().await;
}
