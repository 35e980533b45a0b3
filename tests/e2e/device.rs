//! Another device of somebody, which speaks to the exchange itself: it knows no page and no proxy. With it the
//! lots are made that journeys are about, and taken away again.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use domain::timestamp::Timestamp;
use protocol::account::Credentials;
use protocol::lot::{Delivered, Delivery, DeliveryLot};
use protocol::path;
use reqwest::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, Response};

use crate::Trouble;
use crate::market::PASSWORD;

/// A device on which somebody is logged in.
pub(crate) struct Device {
    client: Client,
    home: String,
    cookie: String,
}

impl Device {
    /// Opens an account from it and logs in.
    pub(crate) async fn sign_up(port: u16, account: &str) -> Result<Self, Trouble> {
        let device = Self::new(port)?;
        device
            .ask(Method::POST, path::SIGN_UP)
            .json(&credentials(account))
            .send()
            .await?
            .error_for_status()?;
        device.enter(account).await
    }

    /// Logs in on it.
    pub(crate) async fn log_in(port: u16, account: &str) -> Result<Self, Trouble> {
        Self::new(port)?.enter(account).await
    }

    /// Delivers a lot of one credit for each note, in one call.
    pub(crate) async fn deliver(&self, notes: &[String]) -> Result<Vec<String>, Trouble> {
        let tomorrow = Timestamp(now() + 86_400_000);
        let lot = |note: &String| DeliveryLot {
            energy_type: "wind".to_owned(),
            power: 3_000,
            amount: 12_000,
            value: Some(1),
            timestamp_expire: tomorrow.0,
            input_data: note.clone(),
        };
        let body = Delivery { tx: notes.iter().map(lot).collect() };
        let call = self.ask(Method::POST, path::DELIVERY).header(protocol::IDEMPOTENCY_KEY, key());
        let answer: Delivered = call.json(&body).send().await?.error_for_status()?.json().await?;
        Ok(answer.result.into_iter().filter_map(|outcome| outcome.tx_hash).collect())
    }

    /// Takes a lot back.
    pub(crate) async fn revoke(&self, hash: &str) -> Result<(), Trouble> {
        let call = self.ask(Method::DELETE, &format!("{}/{hash}", path::DELIVERY));
        Ok(call.send().await?.error_for_status().map(drop)?)
    }

    fn new(port: u16) -> Result<Self, Trouble> {
        let client = Client::builder().no_proxy().build()?;
        Ok(Self { client, home: format!("http://127.0.0.1:{port}"), cookie: String::new() })
    }

    async fn enter(self, account: &str) -> Result<Self, Trouble> {
        let call = self.ask(Method::POST, path::LOG_IN).json(&credentials(account));
        let cookie = cookie(&call.send().await?.error_for_status()?)?;
        Ok(Self { cookie, ..self })
    }

    /// A call as a page of the exchange's own would make it.
    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.home))
            .header(CONTENT_TYPE, "application/json")
            .header("Sec-Fetch-Site", "same-origin")
            .header(COOKIE, &self.cookie)
    }
}

fn credentials(account: &str) -> Credentials {
    Credentials { account: account.to_owned(), password: PASSWORD.to_owned() }
}

fn cookie(answer: &Response) -> Result<String, Trouble> {
    let header = answer.headers().get(SET_COOKIE).ok_or("the log-in was answered without a cookie")?;
    let pair = header.to_str()?.split(';').next().unwrap_or_default();
    Ok(pair.to_owned())
}

/// A key that no call of this run had before.
fn key() -> String {
    format!("device-{}", since_epoch().as_nanos())
}

/// Now, in Unix milliseconds, as the pages and the exchange count them.
pub(crate) fn now() -> u64 {
    u64::try_from(since_epoch().as_millis()).unwrap_or_default()
}

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
