//! SIGKILL, again and again, while members deliver, buy, confirm and take back as fast as they can.
//!
//! Every call is written down before it leaves, and its answer once it is whole. After each kill the books are right
//! (the command says so of the files as the kill left them); what was answered as done is done; a call that is repeated
//! under its key is answered as it was the first time, or now if that answer was lost. A database on a server is killed
//! in `shared`; this is about files. The seed of what everybody does is printed; `WATTPOOL_SEED` says another,
//! `WATTPOOL_KILLS` how many kills.

mod call;
mod load;

use std::sync::{Arc, Mutex};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use reqwest::Method;
use tokio::sync::Semaphore;

use crate::audit;
use crate::chosen;
use crate::database::Database;
use crate::often;
use crate::person::{Person, send};
use crate::process::Process;
use call::{Call, Fact};
use load::Load;

/// How many kills.
const KILLS: u64 = 50;
/// What everybody does follows from it.
const SEED: u64 = 20_260;
/// How many members there are. Each has as many calls under way as [`TABS`].
const MEMBERS: usize = 3;
/// How many calls of one member are under way at the same time: enough for writes to share a commit.
const TABS: usize = 8;

/// The members, each with the session that the first exchange gave.
async fn sign_up(url: &str) -> Vec<Person> {
    let mut members = Vec::new();
    for number in 0..MEMBERS {
        let mut member = Person::new(url);
        member.sign_up(&format!("member {number}")).await;
        member.log_in(&format!("member {number}")).await;
        members.push(member);
    }
    members
}

/// The same people at an exchange that was started anew.
fn moved(members: &[Person], url: &str) -> Vec<Person> {
    let moved = |member: &Person| {
        let mut moved = Person::new(url);
        moved.cookie.clone_from(&member.cookie);
        moved
    };
    members.iter().map(moved).collect()
}

/// Everything that was answered is true of the database.
async fn check_facts(database: &Database, calls: &[Call]) {
    let lots = call::lots(database).await;
    for fact in calls.iter().flat_map(Call::facts) {
        assert!(fact.is_true_of(&lots), "{fact:?} was answered and is not so");
    }
}

/// Repeats what was sent before the kill: the same answer, or the first one.
async fn repeat(members: &[Person], calls: &mut [Call]) {
    // A lot that could not be taken back while it was held may be free by now.
    for call in calls.iter_mut().filter(|call| call.answer.is_none() || call.is_repeatable()) {
        let again = send(call.request(&members[call.who])).await;
        assert!(again.http < 500, "{call:?} {again:?}");
        match &call.answer {
            Some(first) if call.method != Method::DELETE => {
                assert_eq!(&again.text, first, "{call:?}");
                assert!(call.key.is_none() || again.header("idempotency-replayed") == "true", "{call:?}");
            }
            Some(_) => assert_eq!(again.codes(), (400, 838), "taking back once more: {call:?}"),
            None => call.answer = Some(again.text),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_each_of_fifty_kills_all_that_was_answered_is_done_and_nothing_by_half() {
    let folder = tempfile::tempdir().unwrap();
    let Some(database) = Database::file_only(&folder.path().join("test.db")) else { return };
    let seed = chosen("WATTPOOL_SEED", SEED);
    eprintln!("kills: WATTPOOL_SEED={seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let (mut members, mut calls) = (Vec::new(), Vec::new());
    let mut lost = 0;
    for round in 0..often("WATTPOOL_KILLS", KILLS) {
        let mut exchange = Process::start(&database);
        members =
            if members.is_empty() { sign_up(&exchange.url).await } else { moved(&members, &exchange.url) };
        let known: Vec<_> = calls.iter().flat_map(Call::facts).collect();
        let load = Load::new(&known);
        let answered = Arc::new(Semaphore::new(0));
        let callers: Vec<_> = (0..MEMBERS * TABS)
            .map(|number| {
                let dice = StdRng::seed_from_u64(dice.random());
                let member = members[number % MEMBERS].clone();
                tokio::spawn(load.clone().run(number % MEMBERS, member, dice, Arc::clone(&answered)))
            })
            .collect();
        let goal = dice.random_range(5..40);
        answered.acquire_many(goal).await.unwrap().forget();
        exchange.kill();
        for caller in callers {
            caller.await.unwrap();
        }
        drop(exchange);
        let mut sent = load.calls();
        lost += sent.iter().filter(|call| call.answer.is_none()).count();
        check_facts(&database, &sent).await;
        let exchange = Process::start(&database);
        repeat(&moved(&members, &exchange.url), &mut sent).await;
        calls.extend(sent);
        drop(exchange);
        assert!(calls.iter().flat_map(Call::facts).count() > known.len(), "round {round} did nothing");
    }
    assert!(lost > 0, "no kill met a call under way");
    for wanted in [Fact::is_delivered, Fact::is_bought, Fact::is_revoked] {
        assert!(calls.iter().flat_map(Call::facts).any(|fact| wanted(&fact)), "nobody did one of the three");
    }
    check_facts(&database, &calls).await;
    let exchange = Process::start(&database);
    repeat(&moved(&members, &exchange.url), &mut calls).await;
    drop(exchange);
    audit::check(&database).await;
}

/// What all callers of a round share.
type Shared<T> = Arc<Mutex<T>>;
