//! Trying again without being asked: how often, when, and never more than all places together may.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::retry::{MAX_TRIES, NextTry, RetryBudget};
use domain::status::{Action, Message};
use domain::timestamp::Timestamp;
use leptos::prelude::{GetUntracked, Owner, Signal};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::api::Guest;
use wattpool::browser::clock;
use wattpool::browser::fetch::Response;
use wattpool::retry::{Outgoing, Retry, provide_circuit, provide_retry_budget};
use wattpool::settings::Settings;

use crate::chance::Chance;
use crate::reading::number_in;
use crate::screen::{self, Screen};
use crate::script::{Script, code, line, lot, page, pool};

/// A browser's timer may be a few milliseconds early.
const EARLY: Duration = Duration::from_millis(10);

/// Moments at which the pool was asked for, and the script that wrote them down.
type Asked = Arc<Mutex<Vec<Timestamp>>>;

/// A pool that gives this answer so often, then one lot.
fn pool_after(failures: usize, failure: Response) -> (Arc<Script>, Asked) {
    let asked = Asked::default();
    let script = Script::new({
        let asked = Arc::clone(&asked);
        move |request| {
            line(request).starts_with("GET /tx/pool").then(|| {
                let mut asked = asked.lock().unwrap();
                asked.push(clock::now());
                Ok(if asked.len() > failures { pool("v1", &[lot(1, "wind")]) } else { failure.clone() })
            })
        }
    });
    (script, asked)
}

fn countdown(screen: &Screen) -> String {
    screen.text("[data-testid=countdown]")
}

#[wasm_bindgen_test]
async fn a_look_that_fails_is_tried_five_times_and_then_it_is_the_persons_turn() {
    let _chance = Chance::always(0.0);
    let script = Script::new(|request| match line(request).as_str() {
        "GET /usr/alive" => Some(Ok(code(826))),
        "GET /serv/status" => Some(Ok(page(408))),
        _ => None,
    });
    let screen = Screen::open("/service", &script).await;
    screen.until("it is the person's turn", |screen| screen.button("Try again").is_some()).await;
    let tries = usize::try_from(MAX_TRIES).unwrap();
    assert_eq!(script.sent("GET /serv/status").len(), tries);
    assert!(screen.wait_for("[data-testid=countdown]").await.hidden(), "nothing is counted down any more");
    screen.press("Try again");
    screen.until("five more", |_| script.sent("GET /serv/status").len() == 2 * tries).await;
    screen.until("it is the person's turn again", |screen| screen.button("Try again").is_some()).await;
    assert_eq!(script.sent("").len(), 1 + 2 * tries, "nothing else was sent");
}

/// The page looks every second by itself; while a try is counted down it does not.
#[wasm_bindgen_test]
async fn the_seconds_run_down_to_the_next_try_and_nothing_is_asked_before() {
    let _chance = Chance::always(0.99);
    let (script, asked) = pool_after(4, code(930));
    let screen = Screen::open("/pool", &script).await;
    let left = |screen: &Screen| number_in(&countdown(screen));
    screen
        .until("the fourth failure", |screen| asked.lock().unwrap().len() == 4 && left(screen).is_some())
        .await;
    let first = left(&screen);
    screen.until("the seconds run down", |screen| left(screen) < first).await;
    assert!(countdown(&screen).starts_with("Trying again by itself in "));
    assert_eq!(asked.lock().unwrap().len(), 4);
    let waits: Vec<_> = asked.lock().unwrap().windows(2).map(|pair| pair[0].until(pair[1])).collect();
    for (wait, planned) in waits.iter().zip([495, 990, 1_980]) {
        assert!(*wait + EARLY >= Duration::from_millis(planned), "{waits:?}");
    }
    screen.press("Try now");
    screen.wait_for("[data-testid=pool-row]").await;
    assert!(screen.find("[data-testid=message]").is_none());
}

#[wasm_bindgen_test]
async fn an_answer_that_says_when_to_come_back_is_obeyed() {
    let in_three_seconds = clock::now().after(Duration::from_secs(3));
    #[expect(clippy::cast_precision_loss, reason = "a moment of these years fits")]
    let date = js_sys::Date::new(&JsValue::from_f64(in_three_seconds.0 as f64));
    // The date is in whole seconds.
    let moment = Timestamp(in_three_seconds.0 / 1_000 * 1_000);
    for (retry_after, failure) in [
        ("2".to_owned(), page(503)),
        (date.to_utc_string().into(), page(429)),
        ("2".to_owned(), code(829)),
        ("2".to_owned(), code(930)),
    ] {
        let failure = Response { retry_after: Some(retry_after.clone()), ..failure };
        let (script, asked) = pool_after(1, failure);
        let screen = Screen::open("/pool", &script).await;
        let seconds = |screen: &Screen| countdown(screen).starts_with("Trying again by itself in ");
        screen.until(&retry_after, seconds).await;
        screen.wait_for("[data-testid=pool-row]").await;
        let asked = asked.lock().unwrap();
        let earliest =
            if retry_after == "2" { asked[0].after(Duration::from_secs(2)) } else { moment.max(asked[0]) };
        assert!(asked[1].after(EARLY) >= earliest, "{retry_after}: {asked:?}, not before {earliest:?}");
    }
}

/// For a moment the countdown stood at nothing, whatever was left.
#[wasm_bindgen_test]
async fn whoever_does_not_want_to_wait_so_long_need_not() {
    let failure = Response { retry_after: Some("86400".to_owned()), ..page(503) };
    let (script, asked) = pool_after(1, failure);
    let screen = Screen::open("/pool", &script).await;
    let left = |screen: &Screen| number_in(&countdown(screen));
    screen.until("five minutes", |screen| left(screen).is_some()).await;
    let first = left(&screen);
    assert!(first > Some(200) && first <= Some(300), "{first:?}");
    screen.until("a second less", |screen| left(screen) < first).await;
    assert_eq!(asked.lock().unwrap().len(), 1);
    screen.press("Try now");
    screen.wait_for("[data-testid=pool-row]").await;
}

#[wasm_bindgen_test]
async fn the_first_question_is_asked_until_it_is_answered() {
    let _chance = Chance::always(0.0);
    let script = Script::new({
        let mut beats = 0;
        move |request| {
            let is_beat = line(request).starts_with("GET /usr/alive");
            beats += usize::from(is_beat);
            (is_beat && beats <= 20).then(|| Ok(page(408)))
        }
    });
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("[data-testid=pool-table]").await;
    assert!(screen.button("Log out").is_some());
}

fn look(retry: Retry, guest: Guest) {
    retry.begin();
    spawn_local(async move {
        if let Err(failure) = guest.service().await {
            retry.fail(&Message::of(&failure, Action::Look), move || look(retry, guest));
        }
    });
}

#[wasm_bindgen_test]
async fn many_places_that_fail_together_stay_within_one_budget() {
    const PLACES: usize = 40;
    let _chance = Chance::always(0.5);
    // Worth another try, and no fault that would open the circuit.
    let script = Script::new(|_| Some(Ok(page(408))));
    let owner = Owner::new();
    let next_tries: Vec<Signal<NextTry>> = owner.with(|| {
        let (budget, circuit) = (provide_retry_budget(), provide_circuit());
        let transport = Arc::new(Outgoing { transport: script.clone(), budget, circuit });
        let guest = Guest::new(transport, &Settings::default());
        let places = (0..PLACES).map(|_| {
            let retry = Retry::new(Action::Look);
            look(retry, guest.clone());
            retry.next_try()
        });
        places.collect()
    });
    let is_over = || next_tries.iter().all(|next| next.get_untracked() == NextTry::ByHand);
    screen::until(|| "all places give up".to_owned(), is_over).await;
    let sent = script.sent("GET /serv/status").len();
    let again = sent - PLACES;
    let reserve = usize::try_from(RetryBudget::RESERVE).unwrap();
    assert!(again >= reserve, "what is saved up may be spent: {again}");
    assert!(again * 10 <= sent + reserve * 10, "{again} of {sent} were nobody's wish");
    drop(owner);
}
