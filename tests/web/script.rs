//! A scripted exchange: each request is answered by a closure and written down. It checks nothing by itself.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::status::{Failure, Misfortune};
use serde_json::{Value, json};
use wattpool::api::transport::{LocalFuture, Transport};
use wattpool::browser::fetch::{Request, Response};
use wattpool::browser::{storage, timer};

use crate::screen::MARK;

/// What every answer gives as its `X-Request-Id`.
pub const REQUEST_ID: &str = "7f3a";

type Answerer = Box<dyn FnMut(&Request) -> Result<Response, Misfortune> + Send>;

/// The transport that plays the exchange.
pub struct Script {
    answerer: Mutex<Answerer>,
    requests: Mutex<Vec<Request>>,
    held: Arc<Mutex<Vec<&'static str>>>,
    on_the_way: Arc<AtomicUsize>,
}

impl Script {
    /// Answers by that closure; what it gives `None` for is answered like an exchange with an empty pool
    /// and a living session of the account `mara`. The browser remembers that somebody logged in.
    pub fn new(
        mut special: impl FnMut(&Request) -> Option<Result<Response, Misfortune>> + Send + 'static,
    ) -> Arc<Self> {
        storage::set(MARK, "1");
        Arc::new(Self {
            answerer: Mutex::new(Box::new(move |request| {
                special(request).unwrap_or_else(|| Ok(usual(request)))
            })),
            requests: Mutex::new(Vec::new()),
            held: Arc::default(),
            on_the_way: Arc::default(),
        })
    }

    /// Keeps the answers to requests that begin so until they are released.
    pub fn hold(&self, beginning: &'static str) {
        self.held.lock().unwrap().push(beginning);
    }

    /// Lets go of every answer that was kept, and keeps no more.
    pub fn release(&self) {
        self.held.lock().unwrap().clear();
    }

    /// How many requests are neither answered nor given up.
    pub fn on_the_way(&self) -> usize {
        self.on_the_way.load(Ordering::Relaxed)
    }

    /// The requests so far whose method and path begin so, such as `PUT /tx/purchase`.
    pub fn sent(&self, beginning: &str) -> Vec<Request> {
        let requests = self.requests.lock().unwrap();
        requests.iter().filter(|request| line(request).starts_with(beginning)).cloned().collect()
    }
}

impl Transport for Script {
    fn send(&self, request: Request) -> LocalFuture<Result<Response, Failure>> {
        self.requests.lock().unwrap().push(request.clone());
        let answer = (self.answerer.lock().unwrap())(&request);
        let (line, held) = (line(&request), Arc::clone(&self.held));
        let way = Way::begin(&self.on_the_way);
        Box::pin(async move {
            let _way = way;
            while held.lock().unwrap().iter().any(|beginning| line.starts_with(beginning)) {
                timer::sleep(Duration::from_millis(20)).await;
            }
            Ok(answer?)
        })
    }
}

/// One request on its way, until it is answered or given up.
struct Way(Arc<AtomicUsize>);

impl Way {
    fn begin(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Method and path.
pub fn line(request: &Request) -> String {
    format!("{} {}", request.method, request.url)
}

/// An answer with that HTTP status and body.
pub fn answer(http_status: u16, body: &Value) -> Response {
    Response {
        http_status,
        request_id: Some(REQUEST_ID.to_owned()),
        retry_after: None,
        content_type: Some("application/json; charset=utf-8".to_owned()),
        body: body.to_string(),
    }
}

/// An answer of something on the way that knows nothing of codes, such as a proxy.
pub fn page(http_status: u16) -> Response {
    Response {
        content_type: Some("text/html; charset=utf-8".to_owned()),
        body: "<!doctype html><title>Trouble</title><h1>Bad gateway</h1>".to_owned(),
        ..answer(http_status, &Value::Null)
    }
}

/// An answer without a body.
pub fn empty(http_status: u16) -> Response {
    Response { content_type: None, body: String::new(), ..answer(http_status, &Value::Null) }
}

/// An answer that holds nothing but a code, on the HTTP status that the code travels on.
pub fn code(code: u16) -> Response {
    let http = match code {
        700..800 => 200,
        811 | 825 | 826 | 827 | 831 | 832 | 834 | 837 => 401,
        829 => 429,
        800..900 => 400,
        _ => 500,
    };
    answer(http, &json!({ "status": code, "msg": "<b>for logs</b>" }))
}

/// A lot on the wire; `number` makes its hash, height, seller and price.
pub fn lot(number: u64, energy_type: &str) -> Value {
    json!({
        "txHash": format!("{number:064x}"), "status": "waiting", "blockHeight": number, "timestampSell": 1_800_000_000_000_u64,
        "timestampBuy": null, "timestampExpire": 4_000_000_000_000_u64, "power": 4_200, "value": number, "amount": 12_500,
        "type": energy_type, "to": format!("{:040x}", number % 300), "from": null, "inputData": "<b>roof</b> ☀️ شمس"
    })
}

/// The whole pool.
pub fn pool(version: &str, lots: &[Value]) -> Response {
    answer(200, &json!({ "status": 731, "msg": "", "version": version, "total": lots.len(), "tx": lots }))
}

/// An open session on the wire, on Linux; `number` makes its name, and how many minutes it was not used.
pub fn open_session(number: u64, browser: &str, is_current: bool) -> Value {
    let now = 1_800_000_000_000_u64;
    let active = if is_current { now } else { now - number * 60_000 };
    json!({
        "sessionId": format!("{number:032x}"), "browser": browser, "system": "linux", "timestampStart": now - 7_200_000,
        "timestampActive": active, "expiresIn": 1_800, "current": is_current
    })
}

/// Where the account is logged in.
pub fn open_sessions(sessions: &[Value]) -> Response {
    answer(200, &json!({ "status": 723, "msg": "", "sessions": sessions }))
}

/// A beat that was answered: whose session it is and how long it lasts. What it calls the pool's newest state is
/// new each time, so that whoever watches the pool asks.
pub fn alive(account: &str, expires_in: u64) -> Response {
    static BEATS: AtomicU64 = AtomicU64::new(0);
    let version = format!("beat-{}", BEATS.fetch_add(1, Ordering::Relaxed));
    answer(
        200,
        &json!({
            "status": 725, "msg": "", "account": account, "expiresIn": expires_in, "poolVersion": version
        }),
    )
}

fn usual(request: &Request) -> Response {
    let line = line(request);
    if line.starts_with("GET /usr/alive") {
        alive("mara", 1_800)
    } else if line.starts_with("GET /usr/account") {
        answer(
            200,
            &json!({
                "status": 723, "msg": "", "account": "mara", "address": "f".repeat(40), "balance": 1000,
                "deliveryNum": 0, "purchaseNum": 0, "revokeNum": 0, "delivery": [], "purchase": [], "revoke": []
            }),
        )
    } else if line == "GET /usr/sessions" {
        open_sessions(&[open_session(1, "firefox", true)])
    } else if line.starts_with("GET /tx/pool") {
        pool("v1", &[])
    } else if line == "POST /usr/login" {
        answer(
            200,
            &json!({
                "status": 722, "msg": "", "account": "mara", "address": "f".repeat(40), "expiresIn": 1800, "operator": false
            }),
        )
    } else if line == "POST /usr/signup" {
        code(721)
    } else if line == "DELETE /usr/logout" {
        code(724)
    } else if line == "GET /serv/status" {
        answer(
            200,
            &json!({ "status": 711, "msg": "", "version": "1.2.3", "database": 712, "uptime": 7_200 }),
        )
    } else if line == "GET /serv/show" {
        code(811)
    } else {
        answer(404, &json!({ "status": 810, "msg": "not scripted" }))
    }
}
