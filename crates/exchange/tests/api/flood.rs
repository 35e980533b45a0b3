//! More connections and more requests than are served at once: whoever is served does not notice, and everybody else is
//! told to try again.

use std::time::Duration;

use exchange::settings::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::database::Database;
use crate::person::Person;
use crate::process::Process;
use crate::running::Running;
use crate::stopping::endless;

async fn connect(url: &str) -> TcpStream {
    TcpStream::connect(url.strip_prefix("http://").unwrap()).await.unwrap()
}

/// Asks over a connection that stays, and gives the beginning of the answer.
async fn ask(connection: &mut TcpStream) -> String {
    connection.write_all(b"GET /serv/status HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut bytes = vec![0; 4096];
    let length = connection.read(&mut bytes).await.unwrap();
    String::from_utf8_lossy(&bytes[..length]).into_owned()
}

/// Waits until somebody new is served.
async fn until_served(url: &str) {
    while !ask(&mut connect(url).await).await.starts_with("HTTP/1.1 200") {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_beyond_the_limit_are_told_to_come_back_and_those_under_way_are_answered() {
    let limits = Limits { requests: 2, ..Limits::default() };
    let exchange = Running::start_with(tempfile::tempdir().unwrap(), limits).await;
    let mara = exchange.member("mara").await;
    let mut under_way = [endless(&exchange.url).await, endless(&exchange.url).await];
    for (path, code) in [("/tx/pool", 930), ("/usr/account", 920), ("/serv/status", 910), ("/", 910)] {
        let refused = mara.get(path).await;
        assert_eq!((refused.codes(), refused.header("retry-after")), ((500, code), "1"), "{path}");
        assert_eq!(refused.header("content-type"), "application/json; charset=utf-8");
    }
    for connection in &mut under_way {
        connection.write_all(&[b'x'; 100]).await.unwrap();
        let mut bytes = vec![0; 4096];
        let mut answer = String::new();
        // What is left of being told to go on, then the answer.
        while !answer.contains("HTTP/1.1 400") {
            let length = connection.read(&mut bytes).await.unwrap();
            assert!(length > 0, "{answer}");
            answer += &String::from_utf8_lossy(&bytes[..length]);
        }
    }
    assert_eq!(mara.get("/tx/pool").await.codes(), (200, 731));
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_beyond_the_limit_is_answered_once_and_the_others_go_on() {
    // Nobody is sent away for having been silent, however slow this machine is.
    let limits = Limits { connections: 3, header: Duration::from_secs(3600), ..Limits::default() };
    let exchange = Running::start_with(tempfile::tempdir().unwrap(), limits).await;
    let mut seated = Vec::new();
    while seated.len() < 3 {
        let mut connection = connect(&exchange.url).await;
        // Until the connection of whoever came before is noticed to be over.
        if ask(&mut connection).await.starts_with("HTTP/1.1 200") {
            seated.push(connection);
        }
    }
    let mut standing = connect(&exchange.url).await;
    standing.write_all(b"GET /tx/pool HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    standing.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 500") && answer.contains("{\"status\":930,"), "{answer}");
    assert!(answer.contains("retry-after: 1\r\n") && answer.contains("connection: close\r\n"), "{answer}");
    let mut flood = Vec::new();
    for _ in 0..100 {
        let mut connection = connect(&exchange.url).await;
        let _ = connection.write_all(b"POST /usr/login HTTP/1.1\r\nHost: a\r\n").await;
        flood.push(connection);
        for connection in &mut seated {
            assert!(ask(connection).await.starts_with("HTTP/1.1 200"));
        }
    }
    drop(flood);
    seated.pop();
    until_served(&exchange.url).await;
    drop(seated);
    exchange.close().await;
}

/// Where no file could be opened any more, the database's were among them.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_more_connections_than_files_may_be_open_ends_and_everybody_is_served_again() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let mut exchange = Process::start_with_few_files(&database, 256);
    for name in ["mara", "jonas"] {
        let mut flood = Vec::new();
        for _ in 0..500 {
            let mut connection = connect(&exchange.url).await;
            let _ = connection.write_all(b"POST /usr/login HTTP/1.1\r\nHost: a\r\n").await;
            flood.push(connection);
        }
        drop(flood);
        until_served(&exchange.url).await;
        let mut member = Person::new(&exchange.url);
        // The connection that was served stays.
        while member.get("/serv/status").await.http != 200 {}
        member.sign_up(name).await;
        member.log_in(name).await;
        member.deliver_one(5, exchange::clock::Clock::default().now().0).await;
    }
    let (status, log) = exchange.stop();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(log.contains("room for 128 connections only"), "{log}");
    assert!(!log.contains("accept error") && !log.contains("panicked"), "{log}");
}
