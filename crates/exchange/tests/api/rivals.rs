//! One lot, and at the same moment its buyers, its seller and the clock: exactly one of them has it, and the others are
//! told so.
//!
//! The lots of a round leave the pool a millisecond after each other, so that the clock, which is set ahead in between,
//! is late for some and early for others.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::Barrier;

use crate::often;
use crate::person::{Person, lot};
use crate::running::{OPENING_BALANCE, Running};

/// How many rounds; `WATTPOOL_ROUNDS` says another number.
const ROUNDS: u64 = 200;
/// How many lots are fought for in a round.
const LOTS: u64 = 6;
/// The least that a lot has to stay.
const STAY_MS: u64 = 600_000;

/// What became of the lots, by whoever was told that they had one.
#[derive(Debug, Default)]
struct Score {
    sold: u64,
    revoked: u64,
    expired: u64,
}

/// Delivers lots that all leave the pool within a few milliseconds, ten minutes from now.
async fn deliver(exchange: &Running, seller: &Person, rounds: u64) -> Vec<String> {
    let now = exchange.now();
    let lots = (0..rounds * LOTS).map(|number| {
        let mut lot = lot(1, now);
        lot["timestampExpire"] = json!(now + STAY_MS + 1 + number);
        lot
    });
    let mut hashes = Vec::new();
    for part in lots.collect::<Vec<_>>().chunks(500) {
        let answer = seller.deliver(part.to_vec()).await;
        for result in answer.body["result"].as_array().unwrap() {
            hashes.push(result["txHash"].as_str().unwrap().to_owned());
        }
    }
    hashes
}

/// Sends both buyers and the seller after each lot, from different ends, while the clock passes their time.
async fn fight(exchange: &Running, people: &[Person; 3], lots: &[String]) -> Vec<[u64; 3]> {
    let start = Arc::new(Barrier::new(4));
    let callers = people.iter().cloned().enumerate().map(|(number, person)| {
        let (start, mut lots) = (Arc::clone(&start), lots.to_vec());
        let by = number * lots.len() / people.len();
        lots.rotate_left(by);
        tokio::spawn(async move {
            start.wait().await;
            let mut codes = Vec::new();
            for lot in &lots {
                codes.push(if number == 0 {
                    person.delete(&format!("/tx/delivery/{lot}")).await.codes().1
                } else {
                    person.buy(&[(lot, 1)]).await.results()[0]
                });
            }
            codes.rotate_right(by);
            codes
        })
    });
    let callers: Vec<_> = callers.collect();
    start.wait().await;
    for _ in lots {
        // The pace of the others: one answer of the exchange for each millisecond.
        assert_eq!(exchange.stranger().get("/serv/status").await.codes(), (200, 711));
        exchange.pass(Duration::from_millis(1));
    }
    let mut codes = vec![[0; 3]; lots.len()];
    for (number, caller) in callers.into_iter().enumerate() {
        for (of_lot, code) in codes.iter_mut().zip(caller.await.unwrap()) {
            of_lot[number] = code;
        }
    }
    codes
}

#[tokio::test(flavor = "multi_thread")]
async fn buyers_the_seller_and_the_clock_never_share_a_lot_and_each_is_told() {
    let exchange = Running::start().await;
    let people =
        [exchange.member("seller").await, exchange.member("mara").await, exchange.member("olga").await];
    let lots = deliver(&exchange, &people[0], often("WATTPOOL_ROUNDS", ROUNDS)).await;
    exchange.pass(Duration::from_millis(STAY_MS));
    let mut score = Score::default();
    for lots in lots.chunks(LOTS as usize) {
        for (lot, codes) in lots.iter().zip(fight(&exchange, &people, lots).await) {
            let now = people[1].get(&format!("/tx/available/{lot}")).await.codes();
            match (codes, now) {
                ([735, 833, 833], (400, 833)) => score.revoked += 1,
                ([838, 732, 835] | [838, 835, 732], (400, 835)) => score.sold += 1,
                ([838, 833, 833], (400, 833)) => score.expired += 1,
                other => panic!("{lot}: {other:?}"),
            }
        }
    }
    assert!(score.sold > 0 && score.revoked > 0 && score.expired > 0, "no race: {score:?}");
    let balances = [people[0].balance().await, people[1].balance().await + people[2].balance().await];
    assert_eq!(balances, [OPENING_BALANCE + score.sold, 2 * OPENING_BALANCE - score.sold]);
    let account = people[0].get("/usr/account").await.body;
    assert_eq!(account["revokeNum"], score.revoked);
    exchange.close().await;
}
