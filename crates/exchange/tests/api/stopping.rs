//! Being told to stop: once, with somebody who is never done, and twice.

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::database::Database;
use crate::process::Process;

/// A request that is under way as long as its body does not come.
pub(crate) async fn endless(url: &str) -> TcpStream {
    let mut connection = TcpStream::connect(url.strip_prefix("http://").unwrap()).await.unwrap();
    let half = "POST /usr/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Sec-Fetch-Site: same-origin\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n";
    connection.write_all(half.as_bytes()).await.unwrap();
    // It is told to go on, so it is under way.
    let mut bytes = [0; 12];
    tokio::io::AsyncReadExt::read_exact(&mut connection, &mut bytes).await.unwrap();
    assert_eq!(&bytes, b"HTTP/1.1 100");
    connection
}

#[cfg(unix)]
async fn until_logged(exchange: &Process, text: &str) {
    while !exchange.log().contains(text) {
        tokio::task::yield_now().await;
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn who_is_never_done_is_waited_for_no_longer_than_ten_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let mut exchange = Process::start(&Database::of(folder.path()));
    let _under_way = endless(&exchange.url).await;
    let (status, log) = exchange.stop();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(log.contains("some requests did not end in time"), "{log}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_twice_it_ends_without_waiting() {
    for second in ["-TERM", "-INT"] {
        let folder = tempfile::tempdir().unwrap();
        let mut exchange = Process::start(&Database::of(folder.path()));
        let _under_way = endless(&exchange.url).await;
        exchange.signal("-TERM");
        until_logged(&exchange, "stopping").await;
        exchange.signal(second);
        let (status, log) = exchange.end();
        assert_eq!(status.code(), Some(3), "{log}");
        assert!(log.contains("told to stop twice"), "{log}");
        assert!(!log.contains("did not end in time"), "{log}");
    }
}
