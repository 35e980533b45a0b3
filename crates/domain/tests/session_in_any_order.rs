//! The session's machine by whatever may happen in any order, while somebody sets the clock.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::time::Duration;

use proptest::prelude::*;
use wattpool_domain::account::AccountName;
use wattpool_domain::session::{Command, Event, PAUSE, Question, Renewal, Session, WARNING};
use wattpool_domain::timestamp::Timestamp;

const NOW: Timestamp = Timestamp(1_800_000_000_000);
const FIXED: Renewal = Renewal::ByLogIn { after: Duration::from_secs(1_800) };

fn name(text: &str) -> AccountName {
    AccountName::parse(text).unwrap()
}

fn any_event() -> impl Strategy<Value = Event> {
    let lasts = (0_u64..4_000).prop_map(Duration::from_secs);
    let who = prop_oneof![Just("mara"), Just("noor")].prop_map(name);
    let renewal = prop_oneof![Just(Renewal::ByUse), Just(FIXED)];
    prop_oneof![
        Just(Event::NobodyRemembered),
        Just(Event::MemberWanted),
        Just(Event::NobodyFound),
        Just(Event::LogInSent),
        Just(Event::LogInFailed),
        (who.clone(), lasts.clone(), renewal).prop_map(|(account, lasts, renewal)| Event::Entered {
            account,
            lasts,
            renewal
        }),
        (who, lasts).prop_map(|(account, lasts)| Event::Heard { account, lasts }),
        Just(Event::RefusedForSession),
        Just(Event::OverElsewhere),
        Just(Event::LogInWanted),
        Just(Event::PutOff),
        Just(Event::LogOutSent),
        Just(Event::LogOutFailed),
        Just(Event::Left),
        Just(Event::PutAway),
        Just(Event::BroughtBack),
        Just(Event::TimePassed),
    ]
}

/// How the clock of the device moves between two events: on by seconds, far ahead or far back.
fn any_step() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0_i64..1_000, 1 => 0_i64..100_000_000, 1 => -100_000_000_i64..0]
}

proptest! {
    #[test]
    fn only_a_code_or_the_person_ends_a_session_whatever_the_clock_says(
        events in prop::collection::vec((any_event(), any_step()), 0..200),
    ) {
        let mut session = Session::default();
        let mut now = NOW;
        for (event, seconds) in events {
            let step = Duration::from_secs(seconds.unsigned_abs());
            now = if seconds < 0 { now.before(step) } else { now.after(step) };
            let was = session.clone();
            let ends = matches!(event, Event::RefusedForSession | Event::Left);
            let enters = matches!(event, Event::Entered { .. });
            let is_wait_over = event == Event::TimePassed;
            let (next, command) = session.on(event, now);
            prop_assert!(!was.is_alive() || next.is_alive() || ends);
            prop_assert!(was.is_alive() || !next.is_alive() || enters);
            // Every wait is ahead and bounded by what the exchange said.
            if let Command::WakeAt(at) = command {
                prop_assert!((PAUSE..=Duration::from_secs(4_000)).contains(&now.until(at)));
                prop_assert!(next.is_alive());
            }
            prop_assert!(command != Command::Ask || next.is_alive());
            // Whoever waited for the end asks, and sees no more than the warning however the clock was set.
            if is_wait_over && was.is_alive() && !matches!(was, Session::Leaving(_)) {
                prop_assert_eq!(command, Command::Ask);
            }
            if let Session::Expiring(life, question) = &next {
                prop_assert!(life.left(now) <= WARNING);
                prop_assert_eq!(life.renewal == Renewal::ByUse, *question == Question::StillThere);
            }
            // Nobody is brought back from the browser's memory without an answer.
            if matches!(was, Session::Returning(_)) && next.is_known() && next.is_alive() {
                prop_assert!(command != Command::Nothing);
            }
            session = next;
        }
    }
}
