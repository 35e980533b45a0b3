//! Connections: accepting them, encrypting them where that is wanted, reading requests from them, and letting them end
//! when the exchange stops.
//!
//! HTTP/1 only. Whoever takes too long over shaking hands, over the header of a request, or between two requests,
//! loses the connection, so that nobody holds one open with half a request. What is answered is the router's matter.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tower::ServiceExt;

use super::crowd::{Connections, Place, Refused};
use crate::settings::Limits;
use crate::tls::Tls;

/// How many bytes of a header are waited for; what came with the last of them counts too. One that is longer gets HTTP's
/// own answer, 431.
const LONGEST_HEADER: usize = 64 * 1024;

/// How connections are served.
#[derive(Clone)]
pub(crate) struct Serving {
    /// What answers.
    pub(crate) router: Router,
    /// How long a client may take over shaking hands and over a header, and how many are served at once.
    pub(crate) limits: Limits,
    /// What encrypts the connections; they are plain without.
    pub(crate) tls: Option<Tls>,
}

/// Answers on the listener until `stopped` is over, then accepts nothing more and waits until the requests
/// that are under way have been answered. Dropping it cuts whatever connections are left.
pub(crate) async fn run(mut listener: TcpListener, serving: Serving, stopped: impl Future<Output = ()>) {
    let Limits { header: header_limit, connections: most, .. } = serving.limits;
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(header_limit).max_buf_size(LONGEST_HEADER);
    let room = Connections::new(most);
    let graceful = GracefulShutdown::new();
    let (open, closing) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut stopped = std::pin::pin!(stopped);
    loop {
        let (stream, client) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            Some(_) = connections.join_next() => continue,
            () = &mut stopped => break,
        };
        let Some(place) = room.place() else { continue };
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!("a connection without TCP_NODELAY: {error}");
        }
        let connection = Connection {
            http: http.clone(),
            router: serving.router.clone(),
            client,
            place,
            watcher: graceful.watcher(),
        };
        match serving.tls.clone() {
            None => connections.spawn(connection.answer(stream)),
            Some(tls) => connections.spawn(encrypted(connection, stream, tls, header_limit, closing.clone())),
        };
    }
    drop((listener, open));
    graceful.shutdown().await;
}

/// Shakes hands and then answers. Hands that are being shaken keep nobody from closing.
async fn encrypted(
    connection: Connection,
    stream: TcpStream,
    tls: Tls,
    limit: Duration,
    mut closing: watch::Receiver<()>,
) {
    let shaken = tokio::select! {
        shaken = timeout(limit, tls.shake(stream)) => shaken,
        _ = closing.changed() => return,
    };
    match shaken {
        Ok(Ok(Some(stream))) => connection.answer(stream).await,
        Ok(Ok(None)) => {}
        Ok(Err(error)) => tracing::debug!("no hands were shaken: {error}"),
        Err(_) => tracing::debug!("a handshake took too long"),
    }
}

/// What answers one client.
struct Connection {
    http: http1::Builder,
    router: Router,
    client: SocketAddr,
    place: Place,
    watcher: Watcher,
}

impl Connection {
    async fn answer(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let service = service(self.router, self.client, self.place.is_seat());
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        if let Err(error) = self.watcher.watch(connection).await {
            tracing::debug!("a connection ended early: {error}");
        }
        // Whoever comes next may have the place now.
        drop(self.place);
    }
}

/// The router, for the requests of one client, which are refused where it is not served.
fn service(
    router: Router,
    client: SocketAddr,
    is_served: bool,
) -> impl hyper::service::Service<
    hyper::Request<Incoming>,
    Response = axum::response::Response,
    Error = Infallible,
    Future: Send,
> {
    service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(client));
        if !is_served {
            request.extensions_mut().insert(Refused);
        }
        router.clone().oneshot(request)
    })
}
