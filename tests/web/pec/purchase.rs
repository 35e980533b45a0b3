//! Buying: asked before, never twice, and never called failed while it is not known.

use std::sync::Arc;

use domain::credits::{Credits, LotPrice};
use domain::purchase::{Pick, Purchase, PurchaseAnswer, Receipt};
use domain::status::Misfortune;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::api::{IdempotencyKey, Member, new_key};

use super::server::{
    Server, code, hash, losing_the_first, member, not_found, own_address, row, row_with, script, told,
};
use crate::script::{Script, line};

fn purchase(numbers: &[u64]) -> Purchase {
    let pick =
        |number: &u64| Pick { hash: hash(*number).parse().unwrap(), value: LotPrice::new(*number).unwrap() };
    Purchase::validate(numbers.iter().map(pick).collect()).unwrap()
}

async fn buy(member: &Member, numbers: &[u64], key: &IdempotencyKey) -> Receipt {
    match member.purchase(&purchase(numbers), key).await.unwrap() {
        PurchaseAnswer::Bought(receipt) => receipt,
        PurchaseAnswer::Held(hold) => panic!("{hold:?}"),
    }
}

fn codes(receipt: &Receipt) -> Vec<u16> {
    receipt.outcomes.iter().map(|outcome| outcome.status.number()).collect()
}

/// The lots of each purchase that was sent.
fn sent(script: &Arc<Script>) -> Vec<Vec<String>> {
    let lots = |request: wattpool::browser::fetch::Request| {
        let body: serde_json::Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
        let rows = body["tx"].as_array().unwrap().clone();
        rows.iter().map(|row| row["txHash"].as_str().unwrap().to_owned()).collect()
    };
    script.sent("PUT /tx/purchase").into_iter().map(lots).collect()
}

#[wasm_bindgen_test]
async fn each_lot_is_asked_for_before_it_is_sent_and_only_what_is_for_sale_is_sent() {
    let server = Server::with(vec![
        row(1),
        row_with(2, "to", own_address()),
        row_with(3, "value", "30"),
        row_with(4, "status", "revoked"),
        row_with(5, "timestampExpire", "1556700000"),
        row_with(6, "value", "6.5"),
        row(7),
    ]);
    let script = script(&server, |request, _| {
        let sold = format!("GET /tx/available/{}", hash(7));
        (line(request) == sold).then(|| Ok(code(835)))
    });
    let member = member(&script).await;
    let receipt = buy(&member, &[1, 2, 3, 4, 5, 6, 7, 8], &new_key()).await;
    assert_eq!(codes(&receipt), [732, 833, 833, 833, 833, 833, 835, 836]);
    assert_eq!(sent(&script), [[hash(1)]]);
    assert_eq!(script.sent("GET /tx/available").len(), 8);
    assert_eq!(receipt.balance, Some(Credits(10_000)));
}

#[wasm_bindgen_test]
async fn a_purchase_whose_answer_was_lost_is_looked_up_and_not_sent_again() {
    let server = Server::with(vec![row(1), row(2)]);
    let script = losing_the_first(&server, "PUT /tx/purchase");
    let (member, key) = (member(&script).await, new_key());
    let lost = member.purchase(&purchase(&[1, 2]), &key).await.unwrap_err();
    assert!(lost.leaves_outcome_unknown());
    assert_eq!(codes(&buy(&member, &[1, 2], &key).await), [732, 732]);
    assert_eq!(sent(&script).len(), 1);
    let another = buy(&member, &[1], &new_key()).await;
    assert_eq!(codes(&another), [835], "by another decision it is a lot that is sold");
}

#[wasm_bindgen_test]
async fn only_what_was_not_bought_is_sent_anew() {
    let server = Server::with(vec![row(1), row(2)]);
    let script = script(&server, {
        let mut is_lost = false;
        move |request, server| {
            (line(request) == "PUT /tx/purchase" && !is_lost).then(|| {
                is_lost = true;
                let bought = server.pool.remove(0);
                server.account["purchase"] = json!([bought]);
                Err(Misfortune::Unreachable)
            })
        }
    });
    let (member, key) = (member(&script).await, new_key());
    assert!(member.purchase(&purchase(&[1, 2]), &key).await.is_err());
    assert_eq!(codes(&buy(&member, &[1, 2], &key).await), [732, 732]);
    assert_eq!(sent(&script), [vec![hash(1), hash(2)], vec![hash(2)]]);
}

#[wasm_bindgen_test]
async fn while_it_cannot_be_looked_up_it_stays_unknown_and_nothing_is_sent() {
    let server = Server::with(vec![row(1)]);
    let script = script(&server, {
        let mut is_sent = false;
        move |request, _| match line(request) {
            line if line == "PUT /tx/purchase" => {
                is_sent = true;
                Some(Err(Misfortune::TimedOut))
            }
            // A refusal to show the account proves nothing of the purchase.
            line if line.starts_with("GET /usr/account") && is_sent => Some(Ok(not_found())),
            _ => None,
        }
    });
    let (member, key) = (member(&script).await, new_key());
    for _ in 0..3 {
        let failure = member.purchase(&purchase(&[1]), &key).await.unwrap_err();
        assert!(failure.leaves_outcome_unknown(), "{failure}");
    }
    assert_eq!(sent(&script).len(), 1);
}

#[wasm_bindgen_test]
async fn what_failed_is_asked_about_afterwards() {
    let server = Server::with(vec![row(1), row(2), row(3), row(4)]);
    server.lock().unwrap().account["balance"] = json!("3");
    let script = script(&server, {
        let mut is_sold = false;
        move |request, _| match line(request) {
            line if line == "PUT /tx/purchase" => {
                is_sold = true;
                let failed = |number| json!({ "txHash": hash(number), "msg": "failed" });
                let result = json!([failed(1), failed(2), failed(3), failed(4)]);
                Some(Ok(told(732, json!({ "result": result }))))
            }
            line if is_sold && line.ends_with(&hash(1)) => Some(Ok(code(835))),
            line if is_sold && line.ends_with(&hash(2)) => Some(Ok(code(836))),
            _ => None,
        }
    });
    let member = member(&script).await;
    let receipt = buy(&member, &[1, 2, 3, 4], &new_key()).await;
    assert_eq!(codes(&receipt), [835, 836, 833, 828], "732 says nothing by itself");
    assert_eq!(receipt.balance, Some(Credits(3)));
}

#[wasm_bindgen_test]
async fn an_answer_that_does_not_tell_of_a_lot_is_told_by_the_account() {
    for result in [json!(null), json!("undefined"), json!([]), json!([{ "msg": "succeed" }, 7])] {
        let server = Server::with(vec![row(1)]);
        let script = script(&server, move |request, server| {
            (line(request) == "PUT /tx/purchase").then(|| {
                server.act(request);
                Ok(told(732, json!({ "result": result })))
            })
        });
        let member = member(&script).await;
        assert_eq!(codes(&buy(&member, &[1], &new_key()).await), [732]);
    }
}

#[wasm_bindgen_test]
async fn what_was_bought_is_told_even_where_the_balance_is_not() {
    let server = Server::with(vec![row(3)]);
    let script = script(&server, {
        let mut accounts = 0;
        move |request, _| {
            let is_account = line(request).starts_with("GET /usr/account");
            accounts += u32::from(is_account);
            (is_account && accounts > 1).then_some(Err(Misfortune::TimedOut))
        }
    });
    let member = member(&script).await;
    let receipt = buy(&member, &[3], &new_key()).await;
    assert_eq!((codes(&receipt), receipt.balance), (vec![732], Some(Credits(9_997))));
}
