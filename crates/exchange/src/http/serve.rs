//! Connections: accepting them, reading requests from them, and letting them end when the exchange stops.
//!
//! HTTP/1 only. Whoever takes too long over the header of a request, or between two requests, loses the
//! connection, so that nobody holds one open with half a request. What is answered is the router's matter.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::crowd::{Connections, Refused};
use crate::settings::Limits;

/// How many bytes of a header are waited for; what came with the last of them counts too. One that is longer gets HTTP's
/// own answer, 431.
const LONGEST_HEADER: usize = 64 * 1024;

/// Answers on the listener until `stopped` is over, then accepts nothing more and waits until the requests
/// that are under way have been answered. Dropping it cuts whatever connections are left.
pub(crate) async fn run(
    mut listener: TcpListener,
    router: Router,
    limits: Limits,
    stopped: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.header).max_buf_size(LONGEST_HEADER);
    let room = Connections::new(limits.connections);
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut stopped = std::pin::pin!(stopped);
    loop {
        let (stream, client) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            Some(_) = connections.join_next() => continue,
            () = &mut stopped => break,
        };
        let Some(place) = room.place() else { continue };
        let service = service(router.clone(), client, place.is_seat());
        let connection = http.serve_connection(connected(stream), service);
        let watched = graceful.watch(connection);
        connections.spawn(async move {
            if let Err(error) = watched.await {
                tracing::debug!("a connection ended early: {error}");
            }
            drop(place);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

fn connected(stream: TcpStream) -> TokioIo<TcpStream> {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!("a connection without TCP_NODELAY: {error}");
    }
    TokioIo::new(stream)
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
