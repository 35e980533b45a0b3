//! Requests that two programs could read in two ways, and headers without end: refused, and the connection closed, so
//! that nothing that stands in such a request is ever taken for another one.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::running::Running;

/// What must never be answered: it stands where a body is, or after a request that is refused.
const HIDDEN: &str = "GET /serv/status HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Sends those bytes, and reads until the exchange closes the connection.
async fn send(exchange: &Running, bytes: &[u8]) -> String {
    let mut connection = TcpStream::connect(exchange.url.strip_prefix("http://").unwrap()).await.unwrap();
    // Whoever is refused early may be cut off while sending.
    let _ = connection.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = connection.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_request_whose_end_could_be_read_in_two_ways_is_refused_and_nothing_behind_it_answered() {
    let exchange = Running::start().await;
    let chunked = format!("0\r\n\r\n{HIDDEN}");
    let length = HIDDEN.len();
    for (headers, body) in [
        (format!("Content-Length: {length}\r\nTransfer-Encoding: chunked"), chunked.as_str()),
        (format!("Transfer-Encoding: chunked\r\nContent-Length: {length}"), &chunked),
        ("Transfer-Encoding: chunked".to_owned(), &chunked),
        ("Transfer-Encoding: gzip, chunked".to_owned(), &chunked),
        ("Transfer-Encoding: chunked, identity".to_owned(), &chunked),
        ("Transfer-Encoding: xchunked".to_owned(), &chunked),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity".to_owned(), &chunked),
        ("Transfer-Encoding:\u{b}chunked".to_owned(), &chunked),
        (format!("Content-Length: 0\r\nContent-Length: {length}"), HIDDEN),
        (format!("Content-Length: {length}\r\nContent-Length: 0"), HIDDEN),
        (format!("Content-Length: 0, {length}"), HIDDEN),
        ("Content-Length: +0".to_owned(), HIDDEN),
        ("Content-Length: -1".to_owned(), HIDDEN),
        ("Content-Length: 0x0".to_owned(), HIDDEN),
        ("Content-Length:".to_owned(), HIDDEN),
        ("Content-Length: 99999999999999999999".to_owned(), HIDDEN),
        ("Content-Length : 0".to_owned(), HIDDEN),
        (" Content-Length: 0".to_owned(), HIDDEN),
        ("X-Folded: a\r\n b".to_owned(), HIDDEN),
        ("X-Null: a\0b".to_owned(), HIDDEN),
        ("No colon".to_owned(), HIDDEN),
        ("Host: elsewhere.example".to_owned(), HIDDEN),
    ] {
        for path in ["/serv/status", "/usr/login", "/"] {
            let request = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n{body}");
            let answer = send(&exchange, request.as_bytes()).await;
            assert!(answer.starts_with("HTTP/1.1 400 "), "{headers:?} {path}: {answer:?}");
            assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{headers:?}: {answer}");
        }
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_request_that_does_not_say_whom_it_is_for_is_refused() {
    let exchange = Running::start().await;
    for request in [
        format!("GET /serv/status HTTP/1.1\r\n\r\n{HIDDEN}"),
        format!("GET /serv/status HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n{HIDDEN}"),
        format!("GET /serv/status HTTP/9.9\r\nHost: localhost\r\n\r\n{HIDDEN}"),
        format!("GET /serv/status\r\n\r\n{HIDDEN}"),
        format!("GET  /serv/status HTTP/1.1\r\nHost: localhost\r\n\r\n{HIDDEN}"),
        format!("GET /serv/ status HTTP/1.1\r\nHost: localhost\r\n\r\n{HIDDEN}"),
        format!("\0GET /serv/status HTTP/1.1\r\nHost: localhost\r\n\r\n{HIDDEN}"),
    ] {
        let answer = send(&exchange, request.as_bytes()).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{request:?}: {answer:?}");
        assert!(!answer.contains("200 OK"), "{request:?}: {answer:?}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_hundred_headers_are_read_and_one_more_or_a_line_without_end_is_not() {
    let exchange = Running::start().await;
    let request = |headers: usize, value: &str| {
        let lines: String = (0..headers).map(|number| format!("X-{number}: {value}\r\n")).collect();
        format!("GET /serv/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n")
    };
    // Two of the hundred are the host and that the connection is to be closed.
    let answer = send(&exchange, request(98, "a").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let line = "a".repeat(1_000_000);
    for (headers, value) in [(99, "a"), (1000, "a"), (1, line.as_str()), (98, &line[..10_000])] {
        let answer = send(&exchange, request(headers, value).as_bytes()).await;
        // Of an answer to somebody who is still sending, nothing may arrive.
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431 "), "{headers}: {answer}");
    }
    let long = format!("GET /{line} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let answer = send(&exchange, long.as_bytes()).await;
    assert!(
        answer.is_empty() || ["HTTP/1.1 414 ", "HTTP/1.1 431 "].iter().any(|begin| answer.starts_with(begin)),
        "{answer}"
    );
    exchange.close().await;
}

#[tokio::test]
async fn what_is_refused_like_that_is_still_answered_with_a_code_and_protected() {
    let exchange = Running::start().await;
    let request =
        "POST /tx/delivery HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    let answer = send(&exchange, request.as_bytes()).await.to_lowercase();
    assert!(answer.contains("{\"status\":830,"), "{answer}");
    for header in
        ["connection: close", "x-content-type-options: nosniff", "cache-control: no-store", "x-request-id: "]
    {
        assert!(answer.contains(header), "{header}: {answer}");
    }
    exchange.close().await;
}
