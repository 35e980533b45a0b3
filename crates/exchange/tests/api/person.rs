//! Somebody with a browser: calls the exchange as the front end does and keeps the session's cookie.

use std::net::IpAddr;

use reqwest::header::{HeaderMap, SET_COOKIE};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::described;

/// A password that nobody guesses early.
pub(crate) const PASSWORD: &str = "quiet river under copper moon";

#[derive(Clone)]
pub(crate) struct Person {
    http: reqwest::Client,
    url: String,
    pub(crate) cookie: Option<String>,
    pub(crate) address: String,
}

/// An answer with everything that a test may look at.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) http: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    /// Null where the answer is not JSON.
    pub(crate) body: Value,
}

impl Answer {
    /// HTTP status and code.
    pub(crate) fn codes(&self) -> (u16, u64) {
        (self.http, self.body["status"].as_u64().unwrap_or(0))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Fields with their problems, as `field problem`.
    pub(crate) fn fields(&self) -> Vec<String> {
        fields(&self.body)
    }

    /// The path of the hold that it names.
    pub(crate) fn hold(&self) -> String {
        format!("/tx/purchase/{}", self.body["handshakeId"].as_str().unwrap())
    }

    /// The statuses of the results, in order.
    pub(crate) fn results(&self) -> Vec<u64> {
        self.body["result"].as_array().unwrap().iter().map(|one| one["status"].as_u64().unwrap()).collect()
    }
}

pub(crate) fn fields(body: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let pairs = body["fields"].as_array().cloned().unwrap_or_default();
    pairs.iter().map(|pair| format!("{} {}", word(&pair["field"]), word(&pair["problem"]))).collect()
}

/// A key that was never used.
pub(crate) fn new_key() -> String {
    format!("{:032x}", rand::random::<u128>())
}

impl Person {
    pub(crate) fn new(url: &str) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { http, url: url.to_owned(), cookie: None, address: String::new() }
    }

    /// Somebody at another address of this machine.
    pub(crate) fn at(url: &str, address: [u8; 4]) -> Self {
        let http = reqwest::Client::builder().no_proxy().local_address(IpAddr::from(address));
        Self { http: http.build().unwrap(), ..Self::new(url) }
    }

    /// A request with nothing but the cookie.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url));
        match &self.cookie {
            Some(cookie) => request.header("Cookie", cookie),
            None => request,
        }
    }

    /// A request as our own page makes it.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/json")
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        send(self.request(Method::POST, path).body(body.to_string())).await
    }

    pub(crate) async fn put(&self, path: &str) -> Answer {
        send(self.request(Method::PUT, path)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        send(self.request(Method::DELETE, path)).await
    }

    pub(crate) async fn keyed(&self, method: Method, path: &str, key: &str, body: &Value) -> Answer {
        send(self.request(method, path).header("Idempotency-Key", key).body(body.to_string())).await
    }

    pub(crate) async fn sign_up(&self, name: &str) {
        let answer = self.post("/usr/signup", json!({"account": name, "password": PASSWORD})).await;
        assert_eq!(answer.codes(), (200, 721), "{answer:?}");
    }

    pub(crate) async fn log_in(&mut self, name: &str) {
        let answer = self.post("/usr/login", json!({"account": name, "password": PASSWORD})).await;
        assert_eq!(answer.codes(), (200, 722), "{answer:?}");
        self.keep_cookie(&answer);
        self.address = answer.body["address"].as_str().unwrap().to_owned();
    }

    pub(crate) fn keep_cookie(&mut self, answer: &Answer) {
        let cookie = answer.headers.get(SET_COOKIE).unwrap().to_str().unwrap();
        self.cookie = Some(cookie.split(';').next().unwrap().to_owned());
    }

    /// Delivers lots.
    pub(crate) async fn deliver(&self, lots: Vec<Value>) -> Answer {
        self.keyed(Method::POST, "/tx/delivery", &new_key(), &json!({"tx": lots})).await
    }

    /// Delivers one good lot at that price for an hour and gives its hash.
    pub(crate) async fn deliver_one(&self, value: u64, now: u64) -> String {
        let answer = self.deliver(vec![lot(value, now)]).await;
        assert_eq!(answer.codes(), (200, 733), "{answer:?}");
        answer.body["result"][0]["txHash"].as_str().unwrap().to_owned()
    }

    /// Buys lots at those prices.
    pub(crate) async fn buy(&self, picks: &[(&str, u64)]) -> Answer {
        self.keyed(Method::PUT, "/tx/purchase", &new_key(), &purchase(picks)).await
    }

    pub(crate) async fn balance(&self) -> u64 {
        self.get("/usr/account").await.body["balance"].as_u64().unwrap()
    }
}

/// A good lot that waits for an hour.
pub(crate) fn lot(value: u64, now: u64) -> Value {
    json!({"type": "solar", "power": 4200, "amount": 12500, "value": value,
           "timestampExpire": now + 3_600_000, "inputData": "South roof"})
}

pub(crate) fn purchase(picks: &[(&str, u64)]) -> Value {
    let tx: Vec<_> = picks.iter().map(|(hash, value)| json!({"txHash": hash, "value": value})).collect();
    json!({"tx": tx})
}

/// Sends it, and holds the answer against the description of the exchange.
pub(crate) async fn send(request: RequestBuilder) -> Answer {
    let (client, request) = request.build_split();
    let request = request.unwrap();
    let (method, url) = (request.method().clone(), request.url().clone());
    let response = client.execute(request).await.unwrap();
    let (http, headers) = (response.status().as_u16(), response.headers().clone());
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    let answer = Answer { http, headers, text, body };
    described::check(&url.origin().ascii_serialization(), &method, url.path(), &answer).await;
    answer
}
