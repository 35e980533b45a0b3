//! The proxy between one browser and the exchange: a server of HTTP/1.1 that passes everything on as it is,
//! except for the calls that it was told to spoil.
//!
//! To the browser it is the exchange: it keeps the `Host` and `Origin` that the browser sends, and every header
//! of an answer. Each answer closes its connection, because a browser repeats a call by itself, and tells
//! nobody, when a connection that it kept breaks. What a fault means is not known in here.

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, HeaderMap, RETRY_AFTER};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::asks::Asks;
use super::call::Call;
use super::faults::{Fault, Heard};
use super::order::{Book, Order};
use super::spoilt::{self, Body};
use crate::Trouble;

/// A proxy that ends with this value.
pub(super) struct Proxy {
    port: u16,
    desk: Arc<Desk>,
    task: JoinHandle<()>,
}

/// What all connections share.
struct Desk {
    exchange: String,
    client: reqwest::Client,
    book: Mutex<Book>,
}

/// The connection is to be reset instead of answered.
#[derive(Debug)]
struct Reset;

impl std::fmt::Display for Reset {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("to be reset")
    }
}

impl std::error::Error for Reset {}

impl Proxy {
    /// Opens one before the exchange on that port of this machine.
    pub(super) async fn open(exchange: u16) -> Result<Self, Trouble> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let redirect = reqwest::redirect::Policy::none();
        let client = reqwest::Client::builder().no_proxy().redirect(redirect).build()?;
        let exchange = format!("http://127.0.0.1:{exchange}");
        let desk = Arc::new(Desk { exchange, client, book: Mutex::default() });
        let shared = Arc::clone(&desk);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Ok(Self { port, desk, task })
    }

    /// Where the browser connects to.
    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    /// From now on these calls go wrong, and no others.
    pub(super) fn spoil(&self, orders: &[Order]) {
        self.desk.book(|book| book.take(orders));
    }

    /// From now on everything gets through.
    pub(super) fn calm(&self) {
        self.spoil(&[]);
    }

    /// How many calls there have been.
    pub(super) fn count(&self) -> usize {
        self.desk.book(|book| book.calls_from(0).len())
    }

    /// The calls from that number on.
    pub(super) fn calls_from(&self, number: usize) -> Vec<Call> {
        self.desk.book(|book| book.calls_from(number).to_vec())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves one connection until either end is done with it.
async fn serve(stream: TcpStream, desk: Arc<Desk>) {
    let service = service_fn(move |request| Box::pin(answer(Arc::clone(&desk), request)));
    let mut connection =
        http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service);
    let end = std::future::poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let mut stream = connection.into_parts().io.into_inner();
    let is_reset =
        end.is_err_and(|error| std::error::Error::source(&error).is_some_and(|it| it.is::<Reset>()));
    // The browser may have hung up already; then there is nothing left to do.
    let _ = if is_reset {
        stream.set_zero_linger()
    } else {
        tokio::io::AsyncWriteExt::shutdown(&mut stream).await
    };
}

/// Passes a request on and its answer back, or spoils it.
async fn answer(desk: Arc<Desk>, request: Request<Incoming>) -> Result<Response<Body>, Reset> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map_err(|_| Reset)?.to_bytes();
    let target = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let Some(asks) = Asks::of(parts.method.as_str(), &target) else {
        return desk.forward(&parts, &target, body).await.map(|answer| answer.map(whole));
    };
    let key = parts.headers.get(protocol::IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok());
    let (number, fault, delay) =
        desk.book(|book| book.begin(asks, format!("{} {target}", parts.method), key.map(str::to_owned)));
    tokio::time::sleep(delay).await;
    let genuine = match fault.reaches_exchange() {
        true => Some(desk.forward(&parts, &target, body).await?),
        false => None,
    };
    let heard = genuine.as_ref().map(heard);
    desk.book(|book| book.call(number).acted(heard.clone()));
    let answer = match (fault, genuine) {
        (Fault::Late, Some(answer)) => Ok(answer.map(whole)),
        (fault, genuine) => spoilt::answer(fault, genuine).ok_or(Reset),
    };
    desk.book(|book| book.call(number).answered(fault.failure(asks, heard.as_ref())));
    answer
}

impl Desk {
    fn book<T>(&self, look: impl FnOnce(&mut Book) -> T) -> T {
        look(&mut self.book.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn forward(&self, parts: &Parts, target: &str, body: Bytes) -> Result<Response<Bytes>, Reset> {
        let mut headers = parts.headers.clone();
        headers.remove(CONNECTION);
        let request = self.client.request(parts.method.clone(), format!("{}{target}", self.exchange));
        let answer = request.headers(headers).body(body).send().await.map_err(|_| Reset)?;
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        response.headers_mut().remove(CONNECTION);
        *response.body_mut() = answer.bytes().await.map_err(|_| Reset)?;
        Ok(response)
    }
}

fn whole(bytes: Bytes) -> Body {
    Full::new(bytes).map_err(|never: Infallible| match never {}).boxed()
}

fn heard(answer: &Response<Bytes>) -> Heard {
    let seconds = |headers: &HeaderMap| headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok();
    Heard {
        http: answer.status().as_u16(),
        retry_after: seconds(answer.headers()),
        envelope: serde_json::from_slice(answer.body()).ok(),
    }
}
