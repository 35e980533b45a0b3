//! Both machines in several tabs of one browser, whatever happens: answers and losses, sleep and clocks that are
//! set, log-ins, log-outs, pages put away and brought back.
//!
//! What may never be is asserted in every step: two beats of a tab at once, a beat after the session, a session
//! that anything but a code or the person ends, a wait without bounds, a member whom nobody asks about.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]

#[path = "browser/tab.rs"]
mod tab;
#[path = "browser/way.rs"]
mod way;
#[path = "browser/world.rs"]
mod world;

use proptest::prelude::*;
use wattpool_domain::session::{Event, Session};

use tab::{INTERVAL, PATIENCE, Units, millis};
use world::World;

const TABS: usize = 3;
const SECOND: u64 = 1_000;
const DAY: u64 = 86_400 * SECOND;

/// Waits that are spread by everything from a tenth less to a tenth more, and add up to what they are spread
/// around.
fn even() -> Units {
    let mut units = [0.0, 1.0, 0.25, 0.75, 0.5].into_iter().cycle();
    Units(Box::new(move || units.next().unwrap_or_default()))
}

#[test]
fn a_day_has_as_many_beats_as_intervals_and_one_tab_makes_them_for_all() {
    for tabs in 1..=TABS {
        let mut world = World::new(tabs);
        for tab in 0..tabs {
            world.tabs[tab].units = even();
        }
        world.log_in(0);
        for _ in 0..DAY / (600 * SECOND) {
            world.act();
            world.pass(600 * SECOND);
        }
        let beats: Vec<_> = world.tabs.iter().map(|tab| tab.beats).collect();
        let mut expected = vec![1; tabs];
        expected[0] = 1 + DAY / millis(INTERVAL);
        assert_eq!(beats, expected, "the others make the one with which they begin");
        assert!(world.tabs.iter().all(|tab| matches!(tab.session, Session::Member(_))));
    }
}

#[test]
fn a_session_that_nobody_uses_is_warned_of_and_ends_by_the_exchanges_clock_in_every_tab() {
    for ahead in [-90_000_000, -600_000, 0, 600_000, 90_000_000] {
        let mut world = World::new(TABS);
        world.set_clock(ahead);
        world.log_in(0);
        world.pass(1_690 * SECOND);
        assert!(world.tabs.iter().all(|tab| matches!(tab.session, Session::Expiring(..))), "{ahead}");
        world.pass(115 * SECOND);
        assert!(world.tabs.iter().all(|tab| matches!(tab.session, Session::Expired { .. })), "{ahead}");
    }
}

#[test]
fn a_day_without_an_answer_signs_nobody_out() {
    let mut world = World::new(TABS);
    world.log_in(0);
    world.pass(SECOND);
    world.has_network = false;
    world.pass(DAY);
    assert!(world.tabs.iter().all(|tab| tab.session.is_alive()));
    assert!(world.tabs.iter().all(|tab| tab.beats <= 10 + DAY / millis(INTERVAL)));
    world.has_network = true;
    world.pass(2 * millis(INTERVAL));
    assert!(world.tabs.iter().all(|tab| matches!(tab.session, Session::Expired { .. })));
}

/// What happens to the browser. Tabs are numbered, times are in milliseconds.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Pass(u64),
    Sleep(u64),
    SetClock(i64),
    Network(bool),
    Latency(u64),
    Losses(u64),
    LogIn(usize),
    LogOut(usize),
    Act,
    End,
    Look(usize),
    Lead(usize),
    PutAway(usize),
    BringBack(usize),
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let tab = 0..TABS;
    prop_oneof![
        6 => (0..200 * SECOND).prop_map(Happening::Pass),
        1 => (0..10 * SECOND).prop_map(Happening::Pass),
        1 => (0..2 * DAY).prop_map(Happening::Sleep),
        1 => (-90_000_000_i64..90_000_000).prop_map(Happening::SetClock),
        1 => any::<bool>().prop_map(Happening::Network),
        1 => (0..7 * SECOND).prop_map(Happening::Latency),
        1 => (0..5_u64).prop_map(Happening::Losses),
        2 => tab.clone().prop_map(Happening::LogIn),
        1 => tab.clone().prop_map(Happening::LogOut),
        2 => Just(Happening::Act),
        1 => Just(Happening::End),
        1 => tab.clone().prop_map(Happening::Look),
        1 => tab.clone().prop_map(Happening::Lead),
        1 => tab.clone().prop_map(Happening::PutAway),
        1 => tab.prop_map(Happening::BringBack),
    ]
}

fn happen(world: &mut World, happening: Happening) {
    match happening {
        Happening::Pass(duration) => world.pass(duration),
        Happening::Sleep(duration) => world.sleep(duration),
        Happening::SetClock(ahead) => world.set_clock(ahead),
        Happening::Network(has_network) => world.has_network = has_network,
        Happening::Latency(latency) => world.latency = latency,
        Happening::Losses(one_in) => world.loses_one_in = one_in,
        Happening::LogIn(tab) => world.log_in(tab),
        Happening::LogOut(tab) => world.log_out(tab),
        Happening::Act => world.act(),
        Happening::End => world.end(),
        Happening::Look(tab) => world.look(tab),
        Happening::Lead(tab) => world.lead(tab),
        Happening::PutAway(tab) => world.tell(tab, Event::PutAway),
        Happening::BringBack(tab) => world.bring_back(tab),
    }
}

proptest! {
    #[test]
    fn whatever_happens_every_tab_keeps_its_promises_and_learns_the_truth(
        happenings in prop::collection::vec(any_happening(), 0..120),
        units in prop::collection::vec(0.0_f64..=1.0, 1..20),
    ) {
        let mut world = World::new(TABS);
        for tab in 0..TABS {
            let mut units = units.clone().into_iter().cycle().skip(tab);
            world.tabs[tab].units = Units(Box::new(move || units.next().unwrap_or_default()));
        }
        world.log_in(0);
        for happening in happenings {
            happen(&mut world, happening);
        }
        // Once it is quiet, nobody takes a session for alive that is over, later than the longest wait.
        (world.has_network, world.loses_one_in, world.latency) = (true, 0, 100);
        world.end();
        world.pass(millis(INTERVAL) * u64::from(PATIENCE) * 12 / 10 + 10 * SECOND);
        prop_assert!(!world.is_alive());
        for tab in &world.tabs {
            prop_assert!(!tab.session.is_alive(), "{:?} {:?}", tab.session, tab.heartbeat);
        }
    }
}
