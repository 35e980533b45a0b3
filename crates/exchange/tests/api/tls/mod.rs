//! HTTPS: what goes over it, what becomes of those who speak something else, and certificates that are renewed.

mod certificate;
mod start;

use std::time::Duration;

use exchange::settings::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::rustls::ProtocolVersion;
use tokio_rustls::rustls::version::{TLS12, TLS13};

use crate::running::Running;
use certificate::{Authority, shake};

const HSTS: &str = "strict-transport-security";

/// An exchange that speaks HTTPS and has little patience, with who signed its certificate.
async fn encrypted() -> (Running, Authority) {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let files = authority.sign(folder.path());
    let exchange = Running::start_changed(folder, |settings| {
        settings.operation.tls = Some(files);
        settings.limits = Limits { header: Duration::from_millis(300), ..Limits::default() };
    })
    .await;
    (exchange, authority)
}

async fn connect(exchange: &Running) -> TcpStream {
    TcpStream::connect(exchange.url.strip_prefix("https://").unwrap()).await.unwrap()
}

async fn rest(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    // Whoever is cut off may hear of it as an end or as an error.
    let _ = stream.read_to_end(&mut text).await;
    String::from_utf8_lossy(&text).into_owned()
}

#[tokio::test]
async fn a_session_goes_over_https_and_every_answer_says_that_nothing_else_is_spoken() {
    let (exchange, authority) = encrypted().await;
    let mut mara = authority.person(&exchange.url).await;
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    assert!(mara.cookie.as_ref().unwrap().starts_with("__Host-"));
    assert_eq!(mara.deliver(vec![crate::person::lot(5, exchange.now())]).await.codes(), (200, 733));
    for path in ["/tx/pool", "/pool", "/missing.js", "/usr/nothing", "/healthz", "/readyz", "/serv/status"] {
        let answer = mara.get(path).await;
        assert_eq!(answer.header(HSTS), "max-age=63072000; includeSubDomains", "{path}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn without_tls_nobody_is_told_that_it_is_spoken() {
    let exchange = Running::start().await;
    for path in ["/tx/pool", "/healthz"] {
        assert_eq!(exchange.stranger().get(path).await.header(HSTS), "", "{path}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn both_versions_of_tls_are_spoken_and_http_1_1_alone() {
    let (exchange, authority) = encrypted().await;
    for (version, spoken) in [(&TLS12, ProtocolVersion::TLSv1_2), (&TLS13, ProtocolVersion::TLSv1_3)] {
        let mut client = authority.client_of(&[version]);
        client.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let stream = shake(client, connect(&exchange).await).await.unwrap();
        let (_, connection) = stream.get_ref();
        assert_eq!(connection.protocol_version(), Some(spoken));
        assert_eq!(connection.alpn_protocol(), Some(&b"http/1.1"[..]));
    }
    assert!(
        shake(Authority::new().client(), connect(&exchange).await).await.is_err(),
        "nobody else signed it"
    );
    exchange.close().await;
}

#[tokio::test]
async fn whoever_speaks_plain_http_is_told_and_gets_nothing_else() {
    let (exchange, _) = encrypted().await;
    for text in ["GET /serv/status HTTP/1.1\r\nHost: localhost\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "\0\0\0"] {
        let mut stream = connect(&exchange).await;
        stream.write_all(text.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let answer = rest(stream).await;
        assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\nOnly HTTPS is spoken on here.\n"), "{answer}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_slow_or_senseless_handshake_is_ended_and_hinders_nobody() {
    let (exchange, authority) = encrypted().await;
    let mut idle = Vec::new();
    for begun in [&b""[..], &[22], &[22, 3, 1, 2, 0, 1, 0], &[22, 3, 1, 255, 255], &[22; 600]] {
        for _ in 0..20 {
            let mut stream = connect(&exchange).await;
            stream.write_all(begun).await.unwrap();
            idle.push(stream);
        }
    }
    let answer = authority.person(&exchange.url).await.get("/serv/status").await;
    assert_eq!(answer.codes(), (200, 711));
    for stream in idle {
        assert!(!rest(stream).await.contains("HTTP"), "whoever begins to speak TLS is told nothing in plain");
    }
    exchange.close().await;
}

#[tokio::test]
async fn a_handshake_that_is_under_way_does_not_keep_the_exchange_from_stopping() {
    let (mut exchange, _) = encrypted().await;
    let mut half = connect(&exchange).await;
    half.write_all(&[22, 3, 1]).await.unwrap();
    exchange.stop().await;
    exchange.close().await;
    assert_eq!(rest(half).await, "");
}
