//! Somebody who hangs up while the exchange waits for its PostgreSQL server. Without a server there is nothing to test.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sqlx::postgres::PgConnectOptions;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::{Semaphore, watch};

use crate::database::Database;
use crate::running::Running;

/// What a snapshot begins with.
const BEGIN: &[u8] = b"REPEATABLE READ READ ONLY";

/// Stands between an exchange and its server, and keeps answers back while it is told to.
#[derive(Clone)]
struct Relay {
    /// Whether answers pass.
    is_open: Arc<watch::Sender<bool>>,
    /// Whether the next snapshot that is asked for is the last question that is answered.
    is_armed: Arc<AtomicBool>,
    /// A permit for each time that this happened.
    shut: Arc<Semaphore>,
}

impl Relay {
    /// Starts it, and gives the address of the same database behind it.
    async fn before(database: &Database) -> (Self, Database) {
        let options = PgConnectOptions::from_str(&database.address).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = format!("{}@{}", options.get_username(), listener.local_addr().unwrap());
        let address = format!("postgres://{place}/{}", options.get_database().unwrap());
        let relay = Self {
            is_open: Arc::new(watch::Sender::new(true)),
            is_armed: Arc::default(),
            shut: Arc::new(Semaphore::new(0)),
        };
        let server = relay.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                match options.get_socket() {
                    Some(folder) => {
                        let socket = folder.join(format!(".s.PGSQL.{}", options.get_port()));
                        server.clone().join(client, UnixStream::connect(socket).await.unwrap().into_split());
                    }
                    None => {
                        let place = (options.get_host(), options.get_port());
                        server.clone().join(client, TcpStream::connect(place).await.unwrap().into_split());
                    }
                }
            }
        });
        (relay, Database { address, folder: database.folder.clone() })
    }

    fn join<R, W>(self, client: TcpStream, (mut answers, mut questions): (R, W))
    where
        R: AsyncReadExt + Unpin + Send + 'static,
        W: AsyncWriteExt + Unpin + Send + 'static,
    {
        let (mut asking, mut listening) = client.into_split();
        let mut is_open = self.is_open.subscribe();
        tokio::spawn(async move {
            let mut bytes = vec![0; 65_536];
            while let Ok(length @ 1..) = asking.read(&mut bytes).await {
                let is_begin = bytes[..length].windows(BEGIN.len()).any(|part| part == BEGIN);
                if is_begin && self.is_armed.swap(false, Ordering::SeqCst) {
                    self.is_open.send_replace(false);
                    self.shut.add_permits(1);
                }
                questions.write_all(&bytes[..length]).await.unwrap();
            }
        });
        tokio::spawn(async move {
            let mut bytes = vec![0; 65_536];
            while let Ok(length @ 1..) = answers.read(&mut bytes).await {
                let _ = is_open.wait_for(|is_open| *is_open).await;
                if listening.write_all(&bytes[..length]).await.is_err() {
                    break;
                }
            }
        });
    }
}

/// Whoever hung up while a snapshot was being begun left it open on its connection, and that connection showed
/// everybody who was served by it later the state of that moment: lots that were delivered since were unknown (836).
#[tokio::test(flavor = "multi_thread")]
async fn whoever_hangs_up_while_the_pool_is_asked_for_leaves_nobody_behind_in_the_past() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::on_server(folder.path()) else { return };
    let (relay, behind) = Relay::before(&database).await;
    let exchange = Running::start_on(behind, folder, |_| {}).await;
    let mara = exchange.member("mara").await;
    let cookie = mara.cookie.clone().unwrap();
    for _ in 0..4 {
        let mut browser = TcpStream::connect(exchange.url.strip_prefix("http://").unwrap()).await.unwrap();
        let request = format!("GET /tx/pool HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
        relay.is_armed.store(true, Ordering::SeqCst);
        browser.write_all(request.as_bytes()).await.unwrap();
        relay.shut.acquire().await.unwrap().forget();
        drop(browser);
        // Who comes later and needs no database has been answered many times before the server is.
        for _ in 0..50 {
            assert_eq!(exchange.stranger().get("/usr/nowhere").await.http, 404);
        }
        relay.is_open.send_replace(true);
    }
    // Each connection has its turn before the lot is there, and after.
    let available = async |lot: &str| mara.get(&format!("/tx/available/{lot}")).await.codes();
    for _ in 0..32 {
        assert_eq!(available(&"0".repeat(64)).await, (400, 836));
    }
    let lot = mara.deliver_one(5, exchange.now()).await;
    for _ in 0..32 {
        assert_eq!(available(&lot).await, (200, 734));
    }
    exchange.close().await;
}
