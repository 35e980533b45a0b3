//! The heartbeat's machine by examples, and by whatever may happen in any order.

use std::time::Duration;

use proptest::prelude::*;
use wattpool_domain::heartbeat::{Command, Event, FIRST_RETRY, Heartbeat, Pulse, spread};

const INTERVAL: Duration = Duration::from_secs(30);

fn play(events: &[Event]) -> (Heartbeat, Vec<Command>) {
    let mut heartbeat = Heartbeat::default();
    let commands = events
        .iter()
        .map(|event| {
            let (next, command) = heartbeat.on(*event, INTERVAL);
            heartbeat = next;
            command
        })
        .collect();
    (heartbeat, commands)
}

#[test]
fn the_first_beat_goes_out_at_once_and_the_next_after_the_interval() {
    let (heartbeat, commands) = play(&[Event::SignedIn, Event::BeatAnswered, Event::WaitEnded]);
    assert_eq!(commands, [Command::SendBeat, Command::Wait(INTERVAL), Command::SendBeat]);
    assert_eq!(heartbeat.pulse(), Pulse::Alive);
}

#[test]
fn a_beat_that_gets_no_answer_keeps_the_person_signed_in() {
    let mut events = vec![Event::SignedIn, Event::BeatAnswered];
    for _ in 0..100 {
        events.extend([Event::WaitEnded, Event::BeatMissed]);
    }
    let (heartbeat, commands) = play(&events);
    assert_eq!(heartbeat.pulse(), Pulse::Unreachable);
    assert!(!commands.contains(&Command::Stop));
}

#[test]
fn retries_come_soon_and_then_at_the_ordinary_interval() {
    let miss = [Event::WaitEnded, Event::BeatMissed];
    let (_, commands) =
        play(&[&[Event::SignedIn, Event::BeatMissed][..], &miss, &miss, &miss, &miss].concat());
    let waits: Vec<_> = commands
        .iter()
        .filter_map(|command| match command {
            Command::Wait(wait) => Some(wait.as_secs()),
            Command::Nothing | Command::SendBeat | Command::SendBeatAnew | Command::Stop => None,
        })
        .collect();
    assert_eq!(waits, [2, 4, 8, 16, 30]);
}

#[test]
fn one_answer_makes_it_alive_again() {
    let (heartbeat, _) = play(&[
        Event::SignedIn,
        Event::BeatMissed,
        Event::Woken,
        Event::BeatMissed,
        Event::Woken,
        Event::BeatAnswered,
    ]);
    assert_eq!(heartbeat.pulse(), Pulse::Alive);
}

#[test]
fn a_beat_from_before_a_sleep_is_given_up_for_a_new_one() {
    let (heartbeat, commands) = play(&[Event::SignedIn, Event::Returned, Event::BeatAnswered]);
    assert_eq!(commands, [Command::SendBeat, Command::SendBeatAnew, Command::Wait(INTERVAL)]);
    assert_eq!(heartbeat.pulse(), Pulse::Alive);
    let (_, commands) = play(&[Event::SignedIn, Event::BeatAnswered, Event::Returned]);
    assert_eq!(commands.last(), Some(&Command::SendBeat));
    assert_eq!(play(&[Event::Returned]).1, [Command::Nothing], "nobody is signed in");
}

/// The first wait of a tab that was to lead was as long as those of the tabs that follow, and one of them beat
/// before it.
#[test]
fn a_tab_that_begins_to_lead_does_not_wait_as_long_as_one_that_follows() {
    let slow = INTERVAL * 3;
    let (heartbeat, _) = Heartbeat::default().on(Event::SignedIn, slow);
    let (heartbeat, command) = heartbeat.on(Event::BeatAnswered, slow);
    assert_eq!(command, Command::Wait(slow));
    assert_eq!(heartbeat.on(Event::PaceChanged, INTERVAL), (heartbeat, Command::Wait(INTERVAL)));
    let (_, commands) = play(&[Event::SignedIn, Event::BeatMissed, Event::PaceChanged]);
    assert_eq!(commands.last(), Some(&Command::Nothing), "it is tried again sooner anyway");
}

#[test]
fn a_wait_is_spread_by_a_tenth_at_most() {
    let waits = [-1.0, 0.0, 0.5, 1.0, 7.0].map(|unit| spread(INTERVAL, unit).as_secs());
    assert_eq!(waits, [27, 27, 30, 33, 33]);
}

#[test]
fn what_another_tab_heard_saves_a_beat() {
    let (heartbeat, commands) = play(&[Event::SignedIn, Event::BeatAnswered, Event::Told, Event::Told]);
    assert_eq!(commands.last(), Some(&Command::Wait(INTERVAL)));
    assert_eq!(heartbeat.pulse(), Pulse::Alive);
    let (heartbeat, commands) = play(&[Event::SignedIn, Event::Told]);
    assert_eq!(commands, [Command::SendBeat, Command::Nothing]);
    assert_eq!(heartbeat.pulse(), Pulse::Checking);
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::SignedIn),
        Just(Event::WaitEnded),
        Just(Event::Woken),
        Just(Event::Returned),
        Just(Event::PaceChanged),
        Just(Event::BeatAnswered),
        Just(Event::BeatMissed),
        Just(Event::Told),
        Just(Event::SessionEnded),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_one_beat_at_most_is_on_its_way(events in prop::collection::vec(any_event(), 0..200)) {
        let mut heartbeat = Heartbeat::default();
        let mut in_flight = false;
        for event in events {
            let (next, command) = heartbeat.on(event, INTERVAL);
            if matches!(heartbeat, Heartbeat::Asking { .. }) && !matches!(next, Heartbeat::Asking { .. }) {
                in_flight = false;
            }
            match command {
                Command::SendBeat => {
                    prop_assert!(!in_flight);
                    in_flight = true;
                }
                Command::SendBeatAnew => {
                    prop_assert!(in_flight);
                    prop_assert_eq!(event, Event::Returned);
                }
                Command::Wait(wait) => prop_assert!(wait >= FIRST_RETRY && wait <= INTERVAL),
                Command::Stop => prop_assert_eq!(event, Event::SessionEnded),
                Command::Nothing => {}
            }
            if next == Heartbeat::Stopped {
                prop_assert!(command == Command::Stop || command == Command::Nothing);
            }
            heartbeat = next;
        }
    }
}
