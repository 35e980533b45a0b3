//! A client that does one thing after the other: what it does follows from its dice, what it is answered goes into the
//! history.
//!
//! How a request comes to be answered is in `sending`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::CONFIRM_ABOVE;
use super::operation::{Operation, Place, Tick, Told};
use super::sending::Kind;
use crate::person::{Answer, Person, lot, new_key, purchase};

/// How many of the newest lots are worth a try.
const RECENT: usize = 12;

/// A lot with its seller and price.
#[derive(Clone)]
struct Offer {
    hash: String,
    place: Place,
    seller: Place,
    value: u64,
}

/// What all clients share.
#[derive(Default)]
pub(super) struct Board {
    ticks: AtomicU64,
    offers: Mutex<Vec<Offer>>,
    holds: AtomicU64,
    pub(super) history: Mutex<Vec<Operation>>,
    /// How many answers were lost.
    pub(super) lost: AtomicU64,
}

impl Board {
    pub(super) fn tick(&self) -> Tick {
        self.ticks.fetch_add(1, Ordering::SeqCst)
    }
}

/// Somebody at one of an account's screens.
pub(super) struct Client {
    pub(super) board: Arc<Board>,
    pub(super) account: Place,
    pub(super) person: Person,
    pub(super) dice: StdRng,
    pub(super) now: u64,
    /// Holds that are still to be confirmed or released, with their paths.
    pub(super) holds: Vec<(Place, String)>,
    /// The pool's version that was seen last.
    pub(super) version: String,
}

impl Client {
    /// Does so many things.
    pub(super) async fn run(mut self, operations: u64) {
        for _ in 0..operations {
            self.act().await;
        }
    }

    async fn act(&mut self) {
        if !self.holds.is_empty() && self.dice.random_bool(0.5) {
            return self.end_hold().await;
        }
        let offer = {
            let offers = self.board.offers.lock().unwrap();
            offers[offers.len().saturating_sub(RECENT)..].choose(&mut self.dice).cloned()
        };
        match (self.dice.random_range(0..20), offer) {
            (0..9, Some(offer)) if offer.seller != self.account => self.buy(&offer).await,
            (0..9, Some(offer)) if self.dice.random_bool(0.2) => self.revoke(&offer).await,
            (9..12, Some(offer)) => self.look(&offer).await,
            (12..15, _) => self.count().await,
            (15, _) => self.wait().await,
            _ => self.deliver().await,
        }
    }

    async fn deliver(&mut self) {
        let value = self.dice.random_range(1..=CONFIRM_ABOVE * 3 / 2);
        let body = json!({"tx": [lot(value, self.now)]});
        let went = self.ask(keyed(&self.person, Method::POST, "/tx/delivery", &body), Kind::Repeatable).await;
        let hash = went.answer.body["result"][0]["txHash"].as_str().unwrap().to_owned();
        let place = {
            let mut offers = self.board.offers.lock().unwrap();
            let place = offers.len();
            offers.push(Offer { hash, place, seller: self.account, value });
            place
        };
        self.note(went.begin, Told::Delivered { lot: place, value });
    }

    async fn buy(&mut self, offer: &Offer) {
        let body = purchase(&[(&offer.hash, offer.value)]);
        let went = self.ask(keyed(&self.person, Method::PUT, "/tx/purchase", &body), Kind::Repeatable).await;
        let lot = offer.place;
        let told = match went.answer.results()[0] {
            732 => Told::Bought { lot, balance: balance(&went.answer) },
            631 => {
                let hold = usize::try_from(self.board.holds.fetch_add(1, Ordering::SeqCst)).unwrap();
                self.holds.push((hold, went.answer.hold()));
                Told::Held { lot, hold }
            }
            835 => Told::SoldBefore { lot },
            833 => Told::NotForSale { lot },
            828 => Told::TooDear { lot },
            other => panic!("{other}: {:?}", went.answer),
        };
        self.note(went.begin, told);
    }

    async fn end_hold(&mut self) {
        let (hold, path) = self.holds.swap_remove(self.dice.random_range(0..self.holds.len()));
        let told = if self.dice.random_bool(0.7) {
            let went = self.ask(self.person.request(Method::PUT, &path), Kind::Repeatable).await;
            match went.answer.codes().1 {
                732 => {
                    let is_bought = went.answer.results() == [732];
                    (went.begin, Told::Confirmed { hold, is_bought, balance: balance(&went.answer) })
                }
                833 => (went.begin, Told::Over { hold }),
                other => panic!("{other}: {:?}", went.answer),
            }
        } else {
            let went = self.ask(self.person.request(Method::DELETE, &path), Kind::Repeatable).await;
            assert_eq!(went.answer.codes(), (200, 736), "{:?}", went.answer);
            (went.begin, Told::Released { hold })
        };
        self.note(told.0, told.1);
    }

    async fn revoke(&mut self, offer: &Offer) {
        let path = format!("/tx/delivery/{}", offer.hash);
        let went = self.ask(self.person.request(Method::DELETE, &path), Kind::Unkeyed).await;
        let lot = offer.place;
        let told = match went.answer.codes().1 {
            735 => Told::Revoked { lot },
            838 => Told::RevokedTooLate { lot, was_lost: went.was_lost },
            other => panic!("{other}: {:?}", went.answer),
        };
        self.note(went.begin, told);
    }

    async fn look(&mut self, offer: &Offer) {
        let path = format!("/tx/available/{}", offer.hash);
        let went = self.ask(self.person.request(Method::GET, &path), Kind::Look).await;
        let lot = offer.place;
        let told = match went.answer.codes().1 {
            734 => Told::IsAvailable { lot },
            835 => Told::SoldBefore { lot },
            833 => Told::NotForSale { lot },
            other => panic!("{other}: {:?}", went.answer),
        };
        self.note(went.begin, told);
    }

    pub(super) async fn count(&mut self) {
        let went = self.ask(self.person.request(Method::GET, "/usr/account?limit=1"), Kind::Look).await;
        self.note(went.begin, Told::Has { balance: balance(&went.answer) });
    }

    pub(super) async fn wait(&mut self) {
        let path = format!("/tx/pool?since={}", self.version);
        let went = self.ask(self.person.request(Method::GET, &path), Kind::Look).await;
        went.answer.body["version"].as_str().unwrap().clone_into(&mut self.version);
        self.note(went.begin, Told::Waiting { total: went.answer.body["total"].as_u64().unwrap() });
    }

    fn note(&self, begin: Tick, told: Told) {
        let operation = Operation { account: self.account, told, begin, end: self.board.tick() };
        self.board.history.lock().unwrap().push(operation);
    }
}

fn keyed(person: &Person, method: Method, path: &str, body: &Value) -> RequestBuilder {
    person.request(method, path).header("Idempotency-Key", new_key()).body(body.to_string())
}

fn balance(answer: &Answer) -> u64 {
    answer.body["balance"].as_u64().unwrap()
}
