//! What members do until their exchange is killed: deliver, buy, confirm what is held, take back.

use std::sync::Arc;

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::Shared;
use super::call::{Call, Fact};
use crate::person::{Person, lot, new_key, purchase};

/// A price at which a lot has to be confirmed.
const DEAR: u64 = 501;
/// How many lots are remembered as worth a try: the newest ones.
const KNOWN: usize = 40;

/// A lot with its seller and its price.
#[derive(Clone, Debug)]
struct Offer {
    seller: usize,
    lot: String,
    value: u64,
}

/// What everybody of a round knows and has done.
#[derive(Clone, Default)]
pub(super) struct Load {
    offers: Shared<Vec<Offer>>,
    calls: Shared<Vec<Call>>,
}

impl Load {
    /// A round in which those lots are known.
    pub(super) fn new(facts: &[Fact]) -> Self {
        let load = Self::default();
        load.learn(facts);
        load
    }

    /// Everything that was sent.
    pub(super) fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }

    /// Does one thing after the other, and tells of each answer, until there is none.
    pub(super) async fn run(self, who: usize, member: Person, mut dice: StdRng, answered: Arc<Semaphore>) {
        loop {
            let first = self.next(who, &mut dice);
            let Some(answer) = self.send(first, &member).await else { break };
            answered.add_permits(1);
            if answer["status"] == 631 {
                let path = format!("/tx/purchase/{}", answer["handshakeId"].as_str().unwrap());
                let confirm = Call { who, method: Method::PUT, path, key: None, body: None, answer: None };
                if self.send(confirm, &member).await.is_none() {
                    break;
                }
                answered.add_permits(1);
            }
        }
    }

    /// What a member does next.
    fn next(&self, who: usize, dice: &mut StdRng) -> Call {
        let offers = self.offers.lock().unwrap();
        let recent = &offers[offers.len().saturating_sub(KNOWN)..];
        let offer = recent.choose(dice).cloned();
        match (dice.random_range(0..10), offer) {
            (0..6, Some(Offer { seller, lot, value })) if seller != who => {
                keyed(who, Method::PUT, "/tx/purchase", purchase(&[(&lot, value)]))
            }
            (6, Some(Offer { seller, lot, .. })) if seller == who => {
                let path = format!("/tx/delivery/{lot}");
                Call { who, method: Method::DELETE, path, key: None, body: None, answer: None }
            }
            _ => {
                let now = exchange::clock::Clock::default().now().0;
                let lots: Vec<_> = (0..dice.random_range(1..4))
                    .map(|_| lot(if dice.random_bool(0.2) { DEAR } else { dice.random_range(1..9) }, now))
                    .collect();
                keyed(who, Method::POST, "/tx/delivery", json!({"tx": lots}))
            }
        }
    }

    /// Writes a call down, sends it, and writes its answer down once it is whole.
    async fn send(&self, call: Call, member: &Person) -> Option<Value> {
        let request = call.request(member);
        let place = {
            let mut calls = self.calls.lock().unwrap();
            calls.push(call);
            calls.len() - 1
        };
        let text = request.send().await.ok()?.text().await.ok()?;
        let facts = {
            let mut calls = self.calls.lock().unwrap();
            calls[place].answer = Some(text.clone());
            calls[place].facts()
        };
        self.learn(&facts);
        serde_json::from_str(&text).ok()
    }

    fn learn(&self, facts: &[Fact]) {
        let mut offers = self.offers.lock().unwrap();
        for fact in facts {
            if let Fact::Delivered { who, lot, value } = fact {
                offers.push(Offer { seller: *who, lot: lot.clone(), value: *value });
            }
        }
    }
}

fn keyed(who: usize, method: Method, path: &str, body: Value) -> Call {
    let key = Some(new_key());
    Call { who, method, path: path.to_owned(), key, body: Some(body), answer: None }
}
