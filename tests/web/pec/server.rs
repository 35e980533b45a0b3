//! pec-server as a script. It keeps an account and a pool, all values as text, answers everything on HTTP 200,
//! and has the flaws of the real one: it sells what it is asked for, and asks nothing.

use std::sync::{Arc, Mutex};

use domain::account::{CredentialsDraft, LogIn};
use domain::status::Misfortune;
use serde_json::{Value, json};
use wattpool::api::{Guest, Member};
use wattpool::browser::clock;
use wattpool::browser::fetch::{Request, Response};
use wattpool::browser::storage::tab;
use wattpool::settings::{Dialect, Settings};

use crate::script::{Script, answer, line};

/// Where the tab keeps the session.
pub const KEY: &str = "wattpool-session";

/// The session that every log-in opens.
pub fn session() -> String {
    "c5".repeat(32)
}

/// The address of the account.
pub fn own_address() -> String {
    "aa".repeat(20)
}

/// The name of a lot.
pub fn hash(number: u64) -> String {
    format!("{number:064x}")
}

/// A lot of somebody else that costs as much as its number.
pub fn row(number: u64) -> Value {
    json!({
        "txHash": hash(number), "status": "waiting", "blockHeight": number.to_string(),
        "timestampSell": "1556700000000", "timestampExpire": "4000000000000", "timestampBuy": "undefined",
        "power": "4200", "value": number.to_string(), "amount": "12500", "type": "wind", "to": "bb".repeat(20),
        "from": "undefined", "inputData": "<b>ridge</b>"
    })
}

/// The same with another member.
pub fn row_with(number: u64, member: &str, value: impl Into<Value>) -> Value {
    let mut row = row(number);
    row[member] = value.into();
    row
}

/// What the server keeps.
pub struct Server {
    /// The members of the account.
    pub account: Value,
    /// The rows of the pool.
    pub pool: Vec<Value>,
}

impl Server {
    /// One with these lots in its pool.
    pub fn with(pool: Vec<Value>) -> Arc<Mutex<Self>> {
        let account = json!({
            "account": "mara", "balance": "10000", "storage": "undefined", "sk": "canary", "pk": "canary",
            "address": own_address(), "deliveryNum": "0", "purchaseNum": "0", "invalidNum": "NaN",
            "delivery": [], "purchase": [], "revoke": []
        });
        Arc::new(Mutex::new(Self { account, pool }))
    }

    /// Does what is asked, and answers as the real one does.
    pub fn act(&mut self, request: &Request) -> Response {
        let line = line(request);
        let body = || serde_json::from_str::<Value>(request.body.as_deref().unwrap()).unwrap();
        let session = session();
        if line == "POST /usr/signup" {
            code(721)
        } else if line == "POST /usr/login" {
            told(722, json!({ "sessionId": session }))
        } else if line == format!("GET /usr/alive/{session}") {
            code(725)
        } else if line == format!("GET /usr/account/{session}") {
            told(723, self.account.clone())
        } else if line == format!("GET /tx/pool/{session}") {
            told(731, json!({ "tx": self.pool }))
        } else if let Some(hash) = line.strip_prefix("GET /tx/available/") {
            code(if self.pool.iter().any(|row| row["txHash"] == hash) { 734 } else { 836 })
        } else if line == "PUT /tx/purchase" {
            told(732, json!({ "result": self.sell(&body()) }))
        } else if line == "POST /tx/delivery" {
            let mut row = body()["tx"][0].clone();
            row["txHash"] = json!(hash(row["timestampGen"].as_u64().unwrap()));
            row["status"] = json!("waiting");
            let result = json!([{ "txHash": row["txHash"], "msg": "succeed" }]);
            push(&mut self.account["delivery"], row);
            told(733, json!({ "result": result }))
        } else if let Some(hash) = line.strip_prefix(&format!("GET /tx/revoke/{session}/")) {
            push(&mut self.account["revoke"], json!({ "txHash": hash, "status": "revoked" }));
            code(735)
        } else if line == "DELETE /usr/logout" {
            code(724)
        } else {
            not_found()
        }
    }

    fn sell(&mut self, body: &Value) -> Vec<Value> {
        let wanted = body["tx"].as_array().unwrap().iter();
        wanted
            .map(|pick| {
                let place = self.pool.iter().position(|row| row["txHash"] == pick["txHash"]);
                if let Some(place) = place {
                    let sold = self.pool.remove(place);
                    push(&mut self.account["purchase"], sold);
                }
                json!({ "txHash": pick["txHash"], "msg": if place.is_some() { "succeed" } else { "failed" } })
            })
            .collect()
    }
}

fn push(list: &mut Value, row: Value) {
    list.as_array_mut().unwrap().push(row);
}

/// An answer with that code and members, on HTTP 200 as every other.
pub fn told(code: u16, mut members: Value) -> Response {
    members["status"] = json!(code);
    Response { request_id: None, ..answer(200, &members) }
}

/// An answer that holds nothing but a code.
pub fn code(code: u16) -> Response {
    told(code, json!({}))
}

/// What the server says of a path that it does not have: plain text that claims to be JSON.
pub fn not_found() -> Response {
    Response { request_id: None, body: "404 Not Found".to_owned(), ..answer(404, &Value::Null) }
}

/// The server behind a script that may answer in its place.
pub fn script(
    server: &Arc<Mutex<Server>>,
    mut special: impl FnMut(&Request, &mut Server) -> Option<Result<Response, Misfortune>> + Send + 'static,
) -> Arc<Script> {
    let server = Arc::clone(server);
    Script::new(move |request| {
        let mut server = server.lock().unwrap();
        Some(special(request, &mut server).unwrap_or_else(|| Ok(server.act(request))))
    })
}

/// The first such call is done and its answer lost.
pub fn losing_the_first(server: &Arc<Mutex<Server>>, beginning: &'static str) -> Arc<Script> {
    let mut is_lost = false;
    script(server, move |request, server| {
        (line(request).starts_with(beginning) && !is_lost).then(|| {
            is_lost = true;
            server.act(request);
            Err(Misfortune::TimedOut)
        })
    })
}

/// The settings by which this dialect is spoken.
pub fn settings() -> Settings {
    Settings { dialect: Dialect::Pec, ..Settings::default() }
}

/// A client of somebody who has no session in this tab.
pub fn guest(script: &Arc<Script>) -> Guest {
    tab::remove(KEY);
    Guest::new(Arc::<Script>::clone(script), &settings())
}

/// What `mara` types.
pub fn mara() -> LogIn {
    let draft = CredentialsDraft { account: "mara".into(), password: "violet kettle".into() };
    LogIn::validate(&draft).unwrap()
}

/// A client of `mara`, who has just logged in.
pub async fn member(script: &Arc<Script>) -> Member {
    guest(script).log_in(&mara()).await.unwrap()
}

/// A session in this tab that began that many seconds ago.
pub fn keep_session(seconds: u64) {
    let began = clock::now().0 - seconds * 1_000;
    let kept = json!({ "sessionId": session(), "account": "mara", "loggedInAt": began });
    tab::set(KEY, &kept.to_string());
}
