//! SIGKILL, again and again, while members deliver, buy, confirm and take back as fast as they can; and SIGTERM.
//!
//! Every call is written down before it leaves, and its answer once it is whole. After each end the books are right
//! (the command says so of the database as the kill left it); what was answered as done is done; a call that is repeated
//! under its key is answered as it was the first time, or now if that answer was lost. The seed of what everybody does is printed; `WATTPOOL_SEED` says another,
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
    let lost = ended(often("WATTPOOL_KILLS", KILLS), Process::kill).await;
    assert!(lost > 0, "no kill met a call under way");
}

/// Told to stop, an exchange answers what is under way; whoever comes later finds nobody there.
#[tokio::test(flavor = "multi_thread")]
async fn after_each_stop_under_load_all_that_was_answered_is_done_and_nothing_by_half() {
    ended(often("WATTPOOL_KILLS", KILLS) / 4, |exchange| {
        let (status, log) = exchange.stop();
        assert_eq!(status.code(), Some(0), "{log}");
        assert!(!log.contains("did not end in time"), "{log}");
    })
    .await;
}

/// Ends an exchange so often under load, and holds each next one to what was answered. Gives how many answers were lost.
async fn ended(rounds: u64, end: impl Fn(&mut Process)) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let seed = chosen("WATTPOOL_SEED", SEED);
    eprintln!("kills: WATTPOOL_SEED={seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let (mut members, mut calls) = (Vec::new(), Vec::new());
    let mut lost = 0;
    for round in 0..rounds {
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
        end(&mut exchange);
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
    for wanted in [Fact::is_delivered, Fact::is_bought, Fact::is_revoked] {
        assert!(calls.iter().flat_map(Call::facts).any(|fact| wanted(&fact)), "nobody did one of the three");
    }
    check_facts(&database, &calls).await;
    let exchange = Process::start(&database);
    repeat(&moved(&members, &exchange.url), &mut calls).await;
    drop(exchange);
    audit::check(&database).await;
    lost
}

/// What all callers of a round share.
type Shared<T> = Arc<Mutex<T>>;
