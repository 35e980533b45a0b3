//! Who asks and what there is to ask for: a seller, buyers, and the lots that wait for them.
//!
//! Few accounts, each with one session that many connections share, because each costs a hash of its password.

use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use protocol::path;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::line::Line;

/// How many lots a delivery has at most.
const LOTS: usize = 500;
/// How many accounts buy.
const BUYERS: usize = 4;
/// How long lots wait for a buyer: longer than any measurement.
const HOURS: u64 = 12;
/// What a lot costs.
pub(crate) const PRICE: u64 = 1;

/// People with their sessions, and lots that nobody has bought.
pub(crate) struct Market {
    pub(crate) address: SocketAddr,
    pub(crate) seller: String,
    pub(crate) buyers: Vec<String>,
    /// Lots that wait.
    pub(crate) lots: Vec<String>,
    /// How many were answered as bought.
    pub(crate) bought: u64,
    keys: u64,
    line: Line,
}

impl Market {
    /// Signs everybody up.
    ///
    /// # Errors
    /// [`Failure::Io`], [`Failure::Answer`].
    pub(crate) async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let mut line = Line::connect(address).await?;
        let mut cookies = Vec::new();
        for number in 0..=BUYERS {
            let who =
                json!({"account": format!("Member {number}"), "password": "quiet river under copper moon"});
            for (where_to, code) in [(path::SIGN_UP, 721), (path::LOG_IN, 722)] {
                let request = request("POST", where_to, "", &[], &who.to_string());
                let (answer, body) = line.ask_whole(&request).await?;
                if status(&body) != code {
                    return Err(Failure::answer("signing up or logging in", &body));
                }
                let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
                cookies.extend(cookie.map(str::to_owned));
            }
        }
        let seller = cookies.pop().ok_or_else(|| Failure::answer("a cookie", b""))?;
        Ok(Self { address, seller, buyers: cookies, lots: Vec::new(), bought: 0, keys: 0, line })
    }

    /// Delivers lots until so many wait.
    ///
    /// # Errors
    /// [`Failure::Io`], [`Failure::Answer`].
    pub(crate) async fn grow(&mut self, wanted: usize) -> Result<(), Failure> {
        while self.lots.len() < wanted {
            let request = self.delivery(LOTS.min(wanted - self.lots.len()));
            let (body, _) = self.ask(&request).await?;
            let answer: Value = serde_json::from_slice(&body).unwrap_or_default();
            let result = answer["result"].as_array().cloned().unwrap_or_default();
            let names = result.iter().filter_map(|lot| lot["txHash"].as_str().map(str::to_owned));
            let before = self.lots.len();
            self.lots.extend(names);
            if status(&body) != 733 || self.lots.len() == before {
                return Err(Failure::answer("a delivery", &body));
            }
        }
        Ok(())
    }

    /// The request that delivers so many lots.
    pub(crate) fn delivery(&mut self, lots: usize) -> Vec<u8> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as u64;
        let lot = json!({"type": "solar", "power": 4200, "amount": 12_500, "value": PRICE,
                         "timestampExpire": now + HOURS * 3_600_000, "inputData": "South roof"});
        let body = json!({"tx": vec![lot; lots]}).to_string();
        let key = self.key();
        request("POST", path::DELIVERY, &self.seller, &[(protocol::IDEMPOTENCY_KEY, &key)], &body)
    }

    /// A key that was never used.
    pub(crate) fn key(&mut self) -> String {
        self.keys += 1;
        format!("load-{}", self.keys)
    }

    /// Asks something and gives the whole answer with its header `etag`. Who was silent for long has lost the
    /// connection; whatever is asked may be asked twice, deliveries by their key.
    ///
    /// # Errors
    /// [`Failure::Io`].
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Result<(Vec<u8>, Option<String>), Failure> {
        let (answer, body) = match self.line.ask_whole(request).await {
            Err(_) => {
                self.line = Line::connect(self.address).await?;
                self.line.ask_whole(request).await?
            }
            answered => answered?,
        };
        Ok((body, answer.header("etag").map(str::to_owned)))
    }

    /// Holds what was answered as bought against what the accounts say.
    ///
    /// # Errors
    /// [`Failure::Books`].
    pub(crate) async fn check(&mut self) -> Result<(), Failure> {
        let mut bought = 0;
        for cookie in self.buyers.clone() {
            let (body, _) = self.ask(&request("GET", path::ACCOUNT, &cookie, &[], "")).await?;
            let account: Value = serde_json::from_slice(&body).unwrap_or_default();
            bought += account["purchaseNum"].as_u64().unwrap_or_default();
        }
        if bought == self.bought {
            Ok(())
        } else {
            Err(Failure::Books(format!("{} lots were answered as bought, {bought} are", self.bought)))
        }
    }
}

/// The code that an answer begins with.
pub(crate) fn status(body: &[u8]) -> u16 {
    let digits = body.strip_prefix(b"{\"status\":").and_then(|rest| rest.get(..3));
    digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok()).unwrap_or(0)
}

/// The bytes of a request as our own page makes it.
pub(crate) fn request(
    method: &str,
    path: &str,
    cookie: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n");
    for (name, value) in headers.iter().copied().chain([("Cookie", cookie)]).filter(|pair| !pair.1.is_empty())
    {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if method != "GET" {
        text.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    text.into_bytes()
}
