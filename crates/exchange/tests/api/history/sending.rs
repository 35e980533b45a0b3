//! Sending over connections that are slow and lose answers.
//!
//! An answer that was lost is asked for again, under the same key, and the operation lasts from its first begin to the
//! answer that came in the end. What is asked for is not decided in here.

use std::sync::atomic::Ordering;
use std::time::Duration;

use rand::RngExt;
use reqwest::RequestBuilder;

use super::client::Client;
use super::operation::Tick;
use crate::person::{Answer, send};

/// How often an answer is lost at most before one comes.
const LOSSES: u32 = 3;

/// What may become of a request on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It changes nothing, so each try is a look of its own.
    Look,
    /// However often it is sent, it counts once: the exchange may still be at it when it is sent again.
    Repeatable,
    /// It has no key, so a try that arrived late would count for itself: its answer may be lost, and only once it is
    /// there.
    Unkeyed,
}

/// How an operation went.
pub(super) struct Went {
    pub(super) answer: Answer,
    pub(super) begin: Tick,
    pub(super) was_lost: bool,
}

impl Client {
    /// Sends a request until an answer arrives.
    pub(super) async fn ask(&mut self, request: RequestBuilder, kind: Kind) -> Went {
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
}
