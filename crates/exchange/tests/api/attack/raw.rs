//! Requests that no browser sends: bodies where none belong, lengths that are wrong, compressed or chunked ones, and
//! what is hardly HTTP. Where it is none, HTTP's own answer has no code.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Scene;
use crate::person::{PASSWORD, new_key, purchase};

/// Sends bytes, and gives everything that comes until the exchange closes the connection.
async fn exchange_bytes(scene: &Scene, bytes: &[u8]) -> String {
    send(scene, bytes, false).await
}

/// The same, after which nothing more will come, and everybody knows.
async fn exchange_last_bytes(scene: &Scene, bytes: &[u8]) -> String {
    send(scene, bytes, true).await
}

async fn send(scene: &Scene, bytes: &[u8], is_end: bool) -> String {
    let mut connection =
        TcpStream::connect(scene.exchange.url.strip_prefix("http://").unwrap()).await.unwrap();
    // Whoever is refused in the middle of sending may be cut off, before the answer or after it.
    let _ = connection.write_all(bytes).await;
    if is_end {
        let _ = connection.shutdown().await;
    }
    let mut answer = Vec::new();
    let _ = connection.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// A call of our own page by the buyer, with more headers, and a body as it is.
fn request(scene: &Scene, line: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let cookie = scene.buyer.cookie.as_deref().unwrap();
    let head = format!(
        "{line} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n\
         Sec-Fetch-Site: same-origin\r\nIdempotency-Key: {}\r\nConnection: close\r\n{headers}\r\n",
        new_key()
    );
    [head.as_bytes(), body].concat()
}

/// The status of the only answer, and its code where it has one.
fn codes(answer: &str) -> (u16, u64) {
    let http = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let code = answer.split_once("{\"status\":").map_or("", |(_, rest)| rest);
    (http, code.split([',', '}']).next().and_then(|code| code.parse().ok()).unwrap_or(0))
}

#[tokio::test]
async fn a_body_in_pieces_does_nothing_however_the_pieces_look() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let body = purchase(&[(&scene.lot, 11)]).to_string();
    let pieces: String = body.bytes().map(|byte| format!("1\r\n{}\r\n", char::from(byte))).collect();
    let chunked = "Transfer-Encoding: chunked\r\n";
    let whole = format!("{pieces}0\r\n\r\n");
    let endless = format!("{:x}\r\n{}\r\n", 70_000, "x".repeat(70_000));
    for text in [whole.as_str(), &endless, "zz\r\n", "ffffffffffffffffff\r\nx", "-1\r\nx\r\n"] {
        let answer =
            exchange_last_bytes(&scene, &request(&scene, "PUT /tx/purchase", chunked, text.as_bytes())).await;
        let start: String = text.chars().take(20).collect();
        assert!(matches!(codes(&answer), (400, 830) | (0, 0)), "{start:?} {answer}");
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn a_body_of_another_length_than_was_said_does_nothing() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let body = purchase(&[(&scene.lot, 10)]).to_string();
    for (said, codes_then) in [
        (body.len() - 1, (400, 830)),
        (0, (400, 830)),
        // It ends before all of it is there, so there is nobody left to be told.
        (body.len() + 1, (400, 830)),
    ] {
        let length = format!("Content-Length: {said}\r\n");
        let answer =
            exchange_last_bytes(&scene, &request(&scene, "PUT /tx/purchase", &length, body.as_bytes())).await;
        assert!(codes(&answer) == codes_then || answer.is_empty(), "{said}: {answer}");
    }
    for length in [
        "Content-Length: -1\r\n",
        "Content-Length: 1e3\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
    ] {
        let answer =
            exchange_bytes(&scene, &request(&scene, "PUT /tx/purchase", length, body.as_bytes())).await;
        assert_eq!(codes(&answer), (400, 0), "{length}: {answer}");
    }
    scene.close_unchanged(&before).await;
}

/// Two programs on the way that disagree where a request ends would let one person's request begin in another's.
#[tokio::test]
async fn nothing_is_smuggled_behind_a_request() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let body = purchase(&[(&scene.lot, 10)]).to_string();
    let inner =
        request(&scene, "PUT /tx/purchase", &format!("Content-Length: {}\r\n", body.len()), body.as_bytes());
    let smuggled = [b"0\r\n\r\n".as_slice(), &inner].concat();
    let length = format!("Content-Length: {}\r\nTransfer-Encoding: chunked\r\n", smuggled.len());
    let answer = exchange_bytes(&scene, &request(&scene, "PUT /tx/purchase", &length, &smuggled)).await;
    assert!(!answer.contains("732"), "{answer}");
    assert!(answer.matches("HTTP/1.1").count() <= 1, "{answer}");
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn compressed_bodies_are_another_media_type() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let body = purchase(&[(&scene.lot, 10)]).to_string();
    for encoding in ["gzip", "br", "deflate", "zstd", "gzip, identity", "x"] {
        let headers = format!("Content-Encoding: {encoding}\r\nContent-Length: {}\r\n", body.len());
        let answer =
            exchange_bytes(&scene, &request(&scene, "PUT /tx/purchase", &headers, body.as_bytes())).await;
        assert_eq!(codes(&answer), (415, 830), "{encoding}: {answer}");
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn a_body_where_none_belongs_plays_no_part() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    for (line, expected) in [
        ("GET /tx/pool", (200, 731)),
        ("GET /usr/account", (200, 723)),
        ("GET /usr/alive", (200, 725)),
        ("GET /serv/status", (200, 711)),
        ("HEAD /serv/status", (200, 0)),
        ("DELETE /tx/purchase/x", (400, 836)),
    ] {
        for body in ["{\"active\": true}", "\u{0}\u{1}", &"x".repeat(50_000)] {
            let length = format!("Content-Length: {}\r\n", body.len());
            let answer = exchange_bytes(&scene, &request(&scene, line, &length, body.as_bytes())).await;
            assert_eq!(codes(&answer), expected, "{line}: {answer}");
        }
    }
    scene.close_unchanged(&before).await;
}

#[tokio::test]
async fn who_waits_to_be_told_to_go_on_is_told_and_who_is_refused_is_not() {
    let scene = Scene::set().await;
    let body = format!("{{\"account\":\"mara\",\"password\":\"{PASSWORD}\"}}");
    let expecting = format!("Expect: 100-continue\r\nContent-Length: {}\r\n", body.len());
    let answer =
        exchange_bytes(&scene, &request(&scene, "POST /usr/signup", &expecting, body.as_bytes())).await;
    assert!(answer.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200"), "{answer}");
    let answer = exchange_bytes(&scene, &request(&scene, "POST /usr/nothing", &expecting, b"")).await;
    assert_eq!(codes(&answer), (404, 820), "{answer}");
    scene.exchange.close().await;
}

#[tokio::test]
async fn what_is_hardly_http_gets_an_answer_or_none_and_the_next_request_is_served() {
    let scene = Scene::set().await;
    let before = scene.books().await;
    let long_path = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(70_000));
    let many_headers: String = (0..200).map(|number| format!("x-{number}: 1\r\n")).collect();
    let many_headers = format!("GET / HTTP/1.1\r\nHost: a\r\n{many_headers}\r\n");
    let long_header = format!("GET / HTTP/1.1\r\nHost: a\r\nx: {}\r\n\r\n", "x".repeat(300_000));
    for (bytes, expected) in [
        (&b"\0\0\0\0"[..], &[400][..]),
        (b"GET\r\n\r\n", &[400]),
        (b"\x16\x03\x01\x02\x00\x01\x00", &[400, 0]),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &[400, 0, 505]),
        (b"GET /serv/status HTTP/9.9\r\n\r\n", &[400, 505]),
        (b"GET /serv/status HTTP/1.1\r\nHost: a\r\nx: \0\r\n\r\n", &[400]),
        (b"GET /serv/sta\xfftus HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &[400, 404]),
        (b"GET /serv/status\0 HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
        (b"GET /serv/status HTTP/1.1\r\nHost : a\r\n\r\n", &[400]),
        (b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &[400, 404, 405]),
        (b"CONNECT example:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &[400, 404, 405]),
        (b"TRACE /serv/status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &[405]),
        (b"BREW /serv/status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &[405]),
        (b"GET /serv/status HTTP/1.0\r\n\r\n", &[200]),
        (b"GET http://elsewhere/serv/status HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n", &[200]),
        (b"GET //serv/status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &[404]),
        (b"GET /serv/status HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", &[200, 400]),
        (long_path.as_bytes(), &[414, 431, 0]),
        (many_headers.as_bytes(), &[431]),
        (long_header.as_bytes(), &[431, 0]),
    ] {
        let answer = exchange_bytes(&scene, bytes).await;
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]);
        assert!(expected.contains(&codes(&answer).0), "{start:?}: {answer:.300}");
        assert_eq!(scene.buyer.get("/serv/status").await.codes(), (200, 711), "after {start:?}");
    }
    scene.close_unchanged(&before).await;
}
