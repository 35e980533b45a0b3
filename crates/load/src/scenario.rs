//! What is asked again and again: the requests of a round, made beforehand, and how a right answer looks.

use protocol::path;
use serde_json::Value;

use crate::failure::Failure;
use crate::line::Answer;
use crate::market::{Market, PRICE, request, status};

/// Something that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Scenario {
    /// Heartbeats
    Heartbeat,
    /// Pool reads of who has the newest version
    Unchanged,
    /// Pool reads by the version before the last change
    Since,
    /// Pool reads in full
    Full,
    /// Deliveries of one lot
    Delivery,
    /// Purchases of one lot, each of a lot that waits
    Purchase,
}

/// What the connections of a round ask.
#[derive(Debug)]
pub(crate) enum Requests {
    /// The same, each time.
    Same { request: Vec<u8>, right: Right },
    /// Each once, until there is none.
    Once { requests: Vec<Vec<u8>>, right: Right },
}

/// How a right answer looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Right {
    /// Its HTTP status.
    http: u16,
    /// How its body begins: with that code, if it has one.
    code: Option<u16>,
    /// How long its body is, where that is known.
    length: Option<usize>,
    /// Whether its first lot has to be one that was bought.
    is_bought: bool,
}

impl Scenario {
    /// Everything that is measured, in the order of the table.
    pub(crate) const ALL: [Self; 6] =
        [Self::Heartbeat, Self::Unchanged, Self::Since, Self::Full, Self::Delivery, Self::Purchase];

    /// Its name in the table, with what a server that people run today answers at 16 connections.
    pub(crate) const fn title(self) -> (&'static str, Option<f64>) {
        match self {
            Self::Heartbeat => ("heartbeats", Some(1_220.0)),
            Self::Unchanged => ("pool reads, unchanged", None),
            Self::Since => ("pool reads, one lot changed", None),
            Self::Full => ("pool reads, full", Some(3.0)),
            Self::Delivery => ("deliveries of one lot", None),
            Self::Purchase => ("purchases of one lot", Some(652.0)),
        }
    }

    /// The requests of a round, at most so many where each is made once.
    ///
    /// # Errors
    /// [`Failure::Io`], [`Failure::Answer`].
    pub(crate) async fn requests(self, market: &mut Market, most: usize) -> Result<Requests, Failure> {
        let buyer = market.buyers[0].clone();
        let pool = request("GET", path::POOL, &buyer, &[], "");
        match self {
            Self::Heartbeat => {
                let request = request("GET", path::ALIVE, &buyer, &[], "");
                Ok(Requests::Same { request, right: Right::done(725) })
            }
            Self::Unchanged => {
                let (_, etag) = market.ask(&pool).await?;
                let etag = etag.unwrap_or_default();
                let request = request("GET", path::POOL, &buyer, &[("If-None-Match", &etag)], "");
                let right = Right { http: 304, code: None, length: Some(0), is_bought: false };
                Ok(Requests::Same { request, right })
            }
            Self::Since => {
                let (_, etag) = market.ask(&pool).await?;
                let version = etag.unwrap_or_default().replace('"', "");
                market.grow(market.lots.len() + 1).await?;
                let path = format!("{}?since={version}", path::POOL);
                Ok(Requests::Same {
                    request: request("GET", &path, &buyer, &[], ""),
                    right: Right::done(731),
                })
            }
            Self::Full => {
                let (body, _) = market.ask(&pool).await?;
                let whole: Value = serde_json::from_slice(&body).unwrap_or_default();
                let rows = whole["tx"].as_array().map_or(0, Vec::len);
                if rows != market.lots.len() || whole["total"] != rows {
                    return Err(Failure::answer("the whole pool", &body));
                }
                let right = Right { length: Some(body.len()), ..Right::done(731) };
                Ok(Requests::Same { request: pool, right })
            }
            Self::Delivery => {
                let requests = (0..most).map(|_| market.delivery(1)).collect();
                Ok(Requests::Once { requests, right: Right::done(733) })
            }
            Self::Purchase => {
                market.grow(market.lots.len().max(most)).await?;
                let first = market.lots.len() - most;
                let lots = market.lots.split_off(first);
                let requests = lots.iter().enumerate().map(|(number, lot)| {
                    let body = format!("{{\"tx\":[{{\"txHash\":\"{lot}\",\"value\":{PRICE}}}]}}");
                    let buyer = market.buyers[number % market.buyers.len()].clone();
                    let key = market.key();
                    request("PUT", path::PURCHASE, &buyer, &[(protocol::IDEMPOTENCY_KEY, &key)], &body)
                });
                let right = Right { is_bought: true, ..Right::done(732) };
                Ok(Requests::Once { requests: requests.collect(), right })
            }
        }
    }
}

impl Right {
    const fn done(code: u16) -> Self {
        Self { http: 200, code: Some(code), length: None, is_bought: false }
    }

    /// Whether an answer is the right one. Of a long body only the beginning is there.
    pub(crate) fn is(&self, answer: &Answer, beginning: &[u8], length: usize) -> bool {
        answer.http == self.http
            && self.code.is_none_or(|code| status(beginning) == code)
            && self.length.is_none_or(|wanted| wanted == length)
            && (!self.is_bought || is_bought(beginning))
    }
}

/// Whether the first lot of a purchase was bought.
fn is_bought(body: &[u8]) -> bool {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    answer["result"][0]["status"] == 732
}
