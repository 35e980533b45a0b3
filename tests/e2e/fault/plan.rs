//! The plan: which errands people run, all of it from one seed. What goes wrong meanwhile is the weather's matter.

use super::asks::Asks;
use super::draw::Draw;
use super::order::Order;
use super::weather;

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
    let order = weather::order(asks, draw);
    Journey { number, errand, asks, order, is_patient: draw.is(50) }
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
