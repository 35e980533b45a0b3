//! What the exchange says of itself.

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::person::PASSWORD;
use crate::running::Running;

#[tokio::test]
async fn anybody_may_ask_whether_the_exchange_and_its_database_run() {
    let exchange = Running::start().await;
    let answer = exchange.stranger().get("/serv/status").await;
    assert_eq!(answer.codes(), (200, 711));
    assert_eq!(answer.body["database"], 712);
    assert_eq!(answer.body["version"], env!("CARGO_PKG_VERSION"));
    assert!(answer.body["uptime"].as_u64().unwrap() < 60);
    assert!(!answer.body["msg"].as_str().unwrap().is_empty());
    assert_eq!(answer.header("cache-control"), "no-store");
    exchange.close().await;
}

/// The exchange asked its database for the number one, which a connection answers without looking at the
/// file, so a database that had been taken from it was still called connected.
#[tokio::test]
async fn a_database_that_cannot_be_read_is_not_called_connected() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    assert_eq!(person.get("/serv/status").await.codes(), (200, 711));
    let mut connection = exchange.database.open().await;
    sqlx::query("ALTER TABLE identity RENAME TO hidden").execute(&mut connection).await.unwrap();
    assert_eq!(person.get("/serv/status").await.codes(), (500, 912));
    sqlx::query("ALTER TABLE hidden RENAME TO identity").execute(&mut connection).await.unwrap();
    assert_eq!(person.get("/serv/status").await.codes(), (200, 711));
    exchange.close().await;
}

#[tokio::test]
async fn a_call_that_is_under_way_is_answered_although_the_exchange_stops() {
    let mut exchange = Running::start().await;
    let host = exchange.url.strip_prefix("http://").unwrap().to_owned();
    let body = json!({"account": "mara", "password": PASSWORD}).to_string();
    let head = format!(
        "POST /usr/signup HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    let mut connection = TcpStream::connect(&host).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    // "100 Continue" says that the call has been read and the body is waited for.
    let mut begun = [0; 12];
    connection.read_exact(&mut begun).await.unwrap();
    assert_eq!(&begun, b"HTTP/1.1 100");
    exchange.stop().await;
    connection.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("HTTP/1.1 200") && answer.contains("\"status\":721"), "{answer}");
    exchange.close().await;
}
