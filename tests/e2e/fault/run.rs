//! The run: the people, each on their own journeys at the same time, and the books in the end.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Instant;

use futures::future::try_join_all;

use super::call::Call;
use super::judge::Evidence;
use super::person::Person;
use super::plan::{self, Errand, Journey};
use super::tally::Tally;
use super::truth::Truth;
use super::{buy, deliver, log_out_and_in, look, revoke, watch};
use crate::Trouble;
use crate::device::{Device, now};
use crate::stage::{self, Stage};

/// Who is on the way, each with a browser.
const PEOPLE: [&str; 4] = ["Ada", "Grace", "Edsger", "Tony"];
/// After so many journeys that went wrong there is enough to look at.
const ENOUGH: usize = 8;

/// What all people share.
struct Market {
    seed: u64,
    supplier: Device,
    truth: Truth,
    tally: Mutex<Tally>,
    wrong: Mutex<Vec<String>>,
}

/// What one errand came to: the notes of lots that the page calls bought, and what is not so.
type End = (Vec<String>, Vec<String>);

/// Plays so many journeys of that seed.
pub(super) async fn play(stage: &mut Stage, seed: u64, count: u64) -> Result<(), Trouble> {
    let begun = Instant::now();
    let market = Market {
        seed,
        supplier: Device::sign_up(stage.exchange.port(), "Barbara").await?,
        truth: Truth(stage.exchange.database()),
        tally: Mutex::default(),
        wrong: Mutex::default(),
    };
    let mut journeys = vec![VecDeque::new(); PEOPLE.len()];
    for journey in plan::journeys(seed, usize::try_from(count)?) {
        journeys[journey.number % PEOPLE.len()].push_back(journey);
    }
    let mut people = Vec::new();
    for account in PEOPLE {
        people.push(Person::enter(stage, account).await?);
    }
    try_join_all(people.iter().zip(journeys).map(|(person, journeys)| walk(person, journeys, &market)))
        .await?;
    let disorder = market.truth.disorder().await?;
    stage::announce(&format!("fault: seed {seed}, {:.0?}: {}", begun.elapsed(), lock(&market.tally)));
    let wrong = lock(&market.wrong).join("\n\n");
    if wrong.is_empty() && disorder == (0, 0) {
        Ok(())
    } else {
        Err(format!("seed {seed}; accounts and lots that are not in order: {disorder:?}\n{wrong}").into())
    }
}

/// One person's journeys, one after another.
async fn walk(person: &Person, journeys: VecDeque<Journey>, market: &Market) -> Result<(), Trouble> {
    let mut bought = Vec::new();
    let mut before = person.proxy.count();
    for journey in journeys {
        if lock(&market.wrong).len() >= ENOUGH {
            return Ok(());
        }
        let (first, began_at) = (person.proxy.count(), now());
        let end = run_errand(person, &journey, market).await;
        person.proxy.calm();
        let end = match end {
            Ok(end) => person.tidies_up().await.map(|()| end),
            Err(trouble) => Err(trouble),
        };
        let watched = watch::read(person.visitor.browser()).await?;
        let all = person.proxy.calls_from(0);
        let (past, own) = all.split_at(first);
        // A refusal stays with what was refused, and so may be seen again much later.
        let refusal = past[..before].iter().rfind(|call| call.asks == journey.asks && call.failure.is_some());
        let calls: Vec<_> = refusal.into_iter().chain(&all[before..]).cloned().collect();
        let evidence = Evidence { asks: journey.asks, began_at, calls: &calls, watched: &watched };
        let mut wrong = evidence.verdict(&person.words);
        match end {
            Ok((notes, lies)) => {
                bought.extend(notes);
                wrong.extend(lies);
                lock(&market.tally).add(own, &watched, began_at);
            }
            Err(trouble) => wrong.push(trouble.to_string()),
        }
        if !wrong.is_empty() {
            let page = person.visitor.page().await.unwrap_or_default();
            let shown = watched.events.iter().map(|event| format!("{event:?}")).collect::<Vec<_>>();
            lock(&market.wrong).push(report(person, &journey, market.seed, &wrong, own, &shown, &page));
            person.visitor.open("/pool").await?;
            person.tidies_up().await?;
        }
        before = first;
    }
    bought.sort();
    let true_ones = market.truth.bought_by(&person.account).await?;
    if bought != true_ones && lock(&market.wrong).is_empty() {
        let lie = format!("{} was told of {bought:?}, and bought {true_ones:?}", person.account);
        lock(&market.wrong).push(lie);
    }
    Ok(())
}

async fn run_errand(person: &Person, journey: &Journey, market: &Market) -> Result<End, Trouble> {
    let truth = &market.truth;
    let lies = match journey.errand {
        Errand::Pool { is_reload } => look::at_pool(person, journey, is_reload).await?,
        Errand::Account => look::at_account(person, journey, truth).await?,
        Errand::Buy { lots } => return buy::play(person, journey, &market.supplier, truth, lots).await,
        Errand::Deliver => deliver::play(person, journey, truth).await?,
        Errand::Revoke => revoke::play(person, journey, truth).await?,
        Errand::LogOutAndIn => log_out_and_in::play(person, journey).await?,
    };
    Ok((Vec::new(), lies))
}

/// Everything that is known of a journey that went wrong.
fn report(
    person: &Person,
    journey: &Journey,
    seed: u64,
    wrong: &[String],
    calls: &[Call],
    shown: &[String],
    page: &str,
) -> String {
    let calls: Vec<_> = calls.iter().map(|call| format!("  {call}")).collect();
    format!(
        "seed {seed}, {} on {journey:?}:\n- {}\ncalls:\n{}\nshown:\n  {}\nthe page at last:\n{page}",
        person.account,
        wrong.join("\n- "),
        calls.join("\n"),
        shown.join("\n  "),
    )
}

fn lock<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
