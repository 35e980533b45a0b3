//! Ten thousand operations by many clients at once, over connections that are slow and lose answers; afterwards an
//! order is looked for in which they could have happened one after the other.
//!
//! **What it proves** of the history that was played: each answer is the one of an exchange that does one thing at a
//! time, in an order in which whatever was over before something else began also stands before it (the history is
//! linearizable). That is one order for all accounts and lots together: each lot was sold, held, freed and taken back as
//! if nobody else had been there, each balance that was told is the sum of everything before it, the pool's count is that of
//! the same moment, and what was sent more than once under a key was done once.
//!
//! **What it does not prove**: anything of histories that were not played, of time (the clock stands still, so nothing
//! expires and no hold ends by itself; that is `rivals` and `handshake`), of kills (`kills`), of purchases of several
//! lots at once (`race`, `hold`), of what the pool's lists hold beside their count (`pool`), or of several exchanges on a
//! database (`shared`).
//!
//! The seed is printed; it fixes what everybody does and what goes wrong, not how fast they are, so another run may
//! find another order. `WATTPOOL_SEED` and `WATTPOOL_OPERATIONS` say others.

mod client;
mod judged;
mod model;
mod operation;
mod order;
mod sending;

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::task::JoinSet;

use crate::chosen;
use crate::often;
use crate::running::{OPENING_BALANCE, Running};
use client::{Board, Client};
use model::Model;
use operation::Told;

/// How many operations.
const OPERATIONS: u64 = 10_000;
/// What everybody does, and what goes wrong, follows from it.
const SEED: u64 = 20_260;
/// How many accounts there are.
const ACCOUNTS: usize = 5;
/// How many clients; some accounts have two.
const CLIENTS: usize = 8;
/// What costs more has to be confirmed.
const CONFIRM_ABOVE: u64 = 250;

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_operations_at_once_could_have_happened_one_after_the_other() {
    let seed = chosen("WATTPOOL_SEED", SEED);
    let operations = often("WATTPOOL_OPERATIONS", OPERATIONS);
    eprintln!("history: WATTPOOL_SEED={seed} WATTPOOL_OPERATIONS={operations}");
    let mut dice = StdRng::seed_from_u64(seed);
    let exchange = Running::start_confirming(tempfile::tempdir().unwrap(), CONFIRM_ABOVE).await;
    let mut accounts = Vec::new();
    for number in 0..ACCOUNTS {
        accounts.push(exchange.member(&format!("member {number}")).await);
    }
    let board = Arc::new(Board::default());
    let mut client = |account: usize| Client {
        board: Arc::clone(&board),
        account,
        person: accounts[account].clone(),
        dice: StdRng::seed_from_u64(dice.random()),
        now: exchange.now(),
        holds: Vec::new(),
        version: String::new(),
    };
    let mut clients = JoinSet::new();
    for number in 0..CLIENTS {
        clients.spawn(client(number % ACCOUNTS).run(operations / CLIENTS as u64));
    }
    clients.join_all().await;
    for account in 0..ACCOUNTS {
        let mut last = client(account);
        last.count().await;
        last.wait().await;
    }

    let mut history = board.history.lock().unwrap().clone();
    history.sort_by_key(|operation| operation.begin);
    assert!(board.lost.load(Ordering::SeqCst) > 0, "no answer was lost");
    let is_there = |wanted: fn(&Told) -> bool| history.iter().any(|operation| wanted(&operation.told));
    assert!(is_there(|told| matches!(told, Told::Bought { .. })), "nothing was bought");
    assert!(
        is_there(|told| matches!(told, Told::Confirmed { is_bought: true, .. })),
        "nothing was confirmed"
    );
    assert!(is_there(|told| matches!(told, Told::SoldBefore { .. })), "nobody came too late");
    let model = Model::before(&history, ACCOUNTS, OPENING_BALANCE, CONFIRM_ABOVE);
    match order::find(&history, model) {
        Ok(order) => assert_eq!(order.len(), history.len()),
        Err(stuck) => panic!("WATTPOOL_SEED={seed}: none of these can come next: {stuck:#?}"),
    }
    exchange.close().await;
}
