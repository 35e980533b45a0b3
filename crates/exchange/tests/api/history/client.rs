//! A client that does one thing after the other, over connections that are slow and lose answers.
//!
//! What it does follows from its dice, what it is answered goes into the history. An answer that was lost is asked for
//! again under the same key, and the operation lasts from its first begin to the answer that came in the end.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::CONFIRM_ABOVE;
use super::operation::{Operation, Place, Tick, Told};
use crate::person::{Answer, Person, lot, new_key, purchase, send};

/// How many of the newest lots are worth a try.
const RECENT: usize = 12;
/// How often an answer is lost at most before one comes.
const LOSSES: u32 = 3;

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
    fn tick(&self) -> Tick {
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

/// What may become of a request on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It changes nothing, so each try is a look of its own.
    Look,
    /// However often it is sent, it counts once: the exchange may still be at it when it is sent again.
    Repeatable,
    /// It has no key, so a try that arrived late would count for itself: its answer may be lost, and only once it is
    /// there.
    Unkeyed,
}

/// How an operation went.
struct Went {
    answer: Answer,
    begin: Tick,
    was_lost: bool,
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

    /// Sends a request until an answer arrives.
    async fn ask(&mut self, request: RequestBuilder, kind: Kind) -> Went {
        let (mut begin, mut was_lost) = (self.board.tick(), false);
        for _ in 0..LOSSES {
            let mut pause = || Duration::from_micros(self.dice.random_range(0..3_000));
            let (before, patience) = (pause(), pause());
            let trouble = self.dice.random_range(0..10);
            if trouble == 0 {
                tokio::time::sleep(before).await;
            }
            let sending = send(request.try_clone().unwrap());
            let arrived = match trouble {
                // Cut off, wherever the exchange may be with it.
                1 if kind != Kind::Unkeyed => tokio::time::timeout(patience, sending).await.ok(),
                // Lost once it was there.
                2 => {
                    sending.await;
                    None
                }
                _ => Some(sending.await),
            };
            if let Some(answer) = arrived {
                assert!(answer.http < 500, "{answer:?}");
                return Went { answer, begin, was_lost };
            }
            was_lost = true;
            self.board.lost.fetch_add(1, Ordering::SeqCst);
            if kind == Kind::Look {
                begin = self.board.tick();
            }
        }
        Went { answer: send(request).await, begin, was_lost }
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
