//! The plan: which errands people run and what goes wrong meanwhile, all of it from one seed.

use std::time::Duration;

use domain::status::{Action, Code, Status};

use super::asks::Asks;
use super::draw::Draw;
use super::fault::{Fault, says_that_nothing_was_done};
use super::proxy::Order;

/// What somebody is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Errand {
    /// Looks at the pool, coming from another page of the app, or loading the page anew.
    Pool {
        /// Whether the page is loaded anew.
        is_reload: bool,
    },
    /// Looks at the account.
    Account,
    /// Buys so many lots at once.
    Buy {
        /// How many.
        lots: usize,
    },
    /// Delivers a lot.
    Deliver,
    /// Takes a lot back.
    Revoke,
    /// Logs out and in again.
    LogOutAndIn,
}

/// One journey.
#[derive(Clone, Debug)]
pub(super) struct Journey {
    /// Its number in the run.
    pub(super) number: usize,
    /// What it is about.
    pub(super) errand: Errand,
    /// The call that it is about; with nothing else does it end.
    pub(super) asks: Asks,
    /// What goes wrong meanwhile.
    pub(super) order: Order,
    /// Whether the person waits a moment where the page says that it tries by itself.
    pub(super) is_patient: bool,
}

/// How often each errand is run, of a hundred.
const ERRANDS: [(u64, Errand); 8] = [
    (8, Errand::Pool { is_reload: true }),
    (10, Errand::Pool { is_reload: false }),
    (16, Errand::Account),
    (20, Errand::Buy { lots: 1 }),
    (10, Errand::Buy { lots: 3 }),
    (16, Errand::Deliver),
    (12, Errand::Revoke),
    (8, Errand::LogOutAndIn),
];
/// What kind of fault, of a hundred.
const KINDS: [(u64, Kind); 9] = [
    (16, Kind::Late),
    (12, Kind::Http500),
    (12, Kind::Http503),
    (9, Kind::CutOff),
    (8, Kind::Truncated),
    (10, Kind::Page),
    (7, Kind::ResetBefore),
    (11, Kind::ResetAfter),
    (15, Kind::Code),
];
/// The longest delay, in milliseconds.
const LONGEST_DELAY: u64 = 5_000;
/// How many journeys of a hundred meet a fault that spoils whatever is asked for.
const STORMS: u64 = 6;

#[derive(Clone, Copy, Debug)]
enum Kind {
    Late,
    Http500,
    Http503,
    CutOff,
    Truncated,
    Page,
    ResetBefore,
    ResetAfter,
    Code,
}

/// So many journeys of that seed.
pub(super) fn journeys(seed: u64, count: usize) -> Vec<Journey> {
    let mut draw = Draw::of(seed);
    (0..count).map(|number| journey(number, &mut draw)).collect()
}

fn journey(number: usize, draw: &mut Draw) -> Journey {
    let errand = draw.weighed(&ERRANDS);
    let asks = match errand {
        Errand::Pool { is_reload: true } => draw.one_of(&[Asks::Alive, Asks::Pool]),
        Errand::Pool { is_reload: false } => Asks::Pool,
        Errand::Account => draw.weighed(&[(4, Asks::Account), (1, Asks::Sessions)]),
        Errand::Buy { .. } => Asks::Purchase,
        Errand::Deliver => Asks::Delivery,
        Errand::Revoke => Asks::Revoke,
        Errand::LogOutAndIn => draw.one_of(&[Asks::LogOut, Asks::LogIn]),
    };
    let order = order(asks, draw);
    Journey { number, errand, asks, order, is_patient: draw.is(50) }
}

fn order(asks: Asks, draw: &mut Draw) -> Order {
    let kind = draw.weighed(&KINDS);
    let has_reached = draw.is(50);
    let fault = match kind {
        Kind::Late => Fault::Late,
        Kind::Http500 => Fault::Status { number: 500, retry_after: None, has_reached },
        Kind::Http503 => {
            let retry_after = draw.is(50).then(|| 1 + draw.below(2));
            Fault::Status { number: 503, retry_after, has_reached }
        }
        Kind::CutOff => Fault::CutOff,
        Kind::Truncated => Fault::Truncated,
        Kind::Page => Fault::Page { has_reached },
        Kind::ResetBefore => Fault::ResetBefore,
        Kind::ResetAfter => Fault::ResetAfter,
        Kind::Code => code(asks, has_reached, draw),
    };
    let is_storm =
        draw.is(STORMS) && matches!(kind, Kind::Http500 | Kind::Http503 | Kind::Page | Kind::ResetBefore);
    let times = match kind {
        Kind::Late | Kind::CutOff | Kind::Truncated | Kind::Code => 1 + draw.below(2),
        Kind::Http500 | Kind::Http503 => 1 + draw.below(4),
        Kind::Page | Kind::ResetBefore | Kind::ResetAfter => 1 + draw.below(3),
    };
    let (asks, times) = if is_storm { (None, 4 * times) } else { (Some(asks), times) };
    // Most answers take a moment, a few take as long as anything may.
    let longest =
        if is_storm { LONGEST_DELAY / 50 } else { draw.weighed(&[(6, 150), (3, 1_000), (1, LONGEST_DELAY)]) };
    let millis = if matches!(kind, Kind::Late) {
        draw.below(LONGEST_DELAY + 1).pow(3) / LONGEST_DELAY.pow(2)
    } else {
        draw.below(longest + 1)
    };
    let times = u32::try_from(times).unwrap_or_default();
    Order { asks, fault, delay: Duration::from_millis(millis), times }
}

/// A custom code as an HTTP status: any number of 600 to 999, those with a meaning of their own more often.
fn code(asks: Asks, has_reached: bool, draw: &mut Draw) -> Fault {
    loop {
        let number = match draw.is(40) {
            true => draw.one_of(Code::ALL).number(),
            false => 600 + u16::try_from(draw.below(400)).unwrap_or_default(),
        };
        // What is wrong with a field is said beside that field, and not in a message.
        let is_of_a_field = Status::from_number(number)
            .is_some_and(|status| !domain::status::Failure::from(status).form_problems().is_empty());
        if is_of_a_field && matches!(asks.action(), Action::LogIn | Action::Deliver) {
            continue;
        }
        let says_done = (700..800).contains(&number);
        let has_reached = says_done || has_reached && !says_that_nothing_was_done(number);
        return Fault::Status { number, retry_after: None, has_reached };
    }
}

#[test]
fn a_plan_follows_from_its_seed_and_holds_every_kind_of_fault() {
    let lines = |seed| journeys(seed, 500).iter().map(|journey| format!("{journey:?}")).collect::<Vec<_>>();
    assert_eq!(lines(1), lines(1));
    assert_ne!(lines(1), lines(2));
    let journeys = journeys(1, 500);
    let names: std::collections::BTreeSet<_> =
        journeys.iter().map(|journey| journey.order.fault.name()).collect();
    assert_eq!(names.len(), 10, "{names:?}");
    let delays = journeys.iter().map(|journey| journey.order.delay.as_millis());
    assert!(delays.clone().all(|delay| delay <= 5_000) && delays.max() > Some(4_000));
    assert!(journeys.iter().any(|journey| journey.order.asks.is_none()), "no storm");
}

#[test]
fn nobody_lies_about_what_was_not_done_or_done() {
    for Journey { order, .. } in journeys(3, 2_000) {
        if let Fault::Status { number, has_reached, .. } = order.fault {
            assert!(!(has_reached && says_that_nothing_was_done(number)), "{number}");
            assert!(has_reached || !(700..800).contains(&number), "{number}");
        }
    }
}
