//! A server that goes away while an exchange runs, and comes back.

use std::str::FromStr;
use std::sync::Arc;

use sqlx::postgres::PgConnectOptions;
use tokio::io::{AsyncRead, AsyncWrite, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;

use super::now;
use crate::database::Database;
use crate::person::{Person, lot};
use crate::process::Process;

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// Stands before a server, which is there or away.
struct Line(Arc<watch::Sender<bool>>);

impl Line {
    async fn before(database: &Database) -> (Self, Database) {
        let options = PgConnectOptions::from_str(&database.address).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = format!("{}@{}", options.get_username(), listener.local_addr().unwrap());
        let address = format!("postgres://{place}/{}", options.get_database().unwrap());
        let is_there = Arc::new(watch::Sender::new(true));
        let line = Arc::clone(&is_there);
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let mut is_there = line.subscribe();
                if !*is_there.borrow() {
                    continue;
                }
                let mut server: Box<dyn Stream> = match options.get_socket() {
                    Some(folder) => {
                        let socket = folder.join(format!(".s.PGSQL.{}", options.get_port()));
                        Box::new(UnixStream::connect(socket).await.unwrap())
                    }
                    None => {
                        Box::new(TcpStream::connect((options.get_host(), options.get_port())).await.unwrap())
                    }
                };
                tokio::spawn(async move {
                    tokio::select! {
                        _ = copy_bidirectional(&mut client, &mut server) => {}
                        _ = is_there.wait_for(|is_there| !is_there) => {}
                    }
                });
            }
        });
        (Self(is_there), Database { address, folder: database.folder.clone() })
    }

    fn cut(&self) {
        self.0.send_replace(false);
    }

    fn mend(&self) {
        self.0.send_replace(true);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_its_server_is_away_everybody_is_told_so_and_when_it_is_back_all_is_well_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::on_server(folder.path()) else { return };
    let (line, behind) = Line::before(&database).await;
    let mut exchange = Process::start(&behind);
    let mut mara = Person::new(&exchange.url);
    mara.sign_up("mara").await;
    mara.log_in("mara").await;
    for round in 1..=3 {
        // Who meets a connection that was cut is told so, each time once.
        loop {
            let answer = mara.deliver(vec![lot(5, now())]).await;
            if answer.codes() == (200, 733) {
                break;
            }
            assert_eq!(answer.codes(), (500, 912), "{answer:?}");
        }
        line.cut();
        // The first who meets a connection that was cut hears of it at once, whoever needs a new one a little later.
        for _ in 0..2 {
            let (status, pool, delivery, stranger) = tokio::join!(
                mara.get("/serv/status"),
                mara.get("/tx/pool"),
                mara.deliver(vec![lot(5, now())]),
                mara.post("/usr/login", serde_json::json!({"account": "mara", "password": "x"}))
            );
            for answer in [status, pool, delivery, stranger] {
                assert_eq!(answer.codes(), (500, 912), "{answer:?}");
                assert!(!answer.text.contains("onnection"), "nobody is told why: {}", answer.text);
            }
        }
        line.mend();
        while mara.get("/serv/status").await.codes() != (200, 711) {
            tokio::task::yield_now().await;
        }
        while mara.get("/usr/account").await.codes() != (200, 723) {
            tokio::task::yield_now().await;
        }
        assert_eq!(
            mara.get("/usr/account").await.body["deliveryNum"],
            round,
            "what was refused was not done"
        );
    }
    let (status, log) = exchange.stop();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(!log.contains("panicked"), "{log}");
}
