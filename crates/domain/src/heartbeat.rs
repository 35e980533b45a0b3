//! When to ask whether the session lives, and what the answers mean to a person.
//!
//! A pure machine: events go in, the next state and one command come out. It holds no clock, no timer
//! and no randomness; whoever obeys it spreads the waits a little and counts the time. Being
//! unreachable never ends a session here; only an answer that says so does.

use std::time::Duration;

/// After so many beats without an answer the person is told that the connection is gone.
pub const MISSES_UNTIL_UNREACHABLE: u32 = 2;
/// The first wait after a beat that got no answer; it doubles up to the ordinary interval.
pub const FIRST_RETRY: Duration = Duration::from_secs(2);

/// Where the heartbeat stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heartbeat {
    /// Nobody is signed in.
    #[default]
    Stopped,
    /// A beat is on its way.
    Asking {
        /// Beats in a row that got no answer before this one.
        misses: u32,
        /// Whether any beat was answered since it started.
        has_answer: bool,
    },
    /// The next beat waits for its time.
    Waiting {
        /// Beats in a row that got no answer.
        misses: u32,
        /// Whether any beat was answered since it started.
        has_answer: bool,
    },
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody signed in, or a session was found alive.
    SignedIn,
    /// The wait is over.
    WaitEnded,
    /// The tab came back or the network did: an answer would be worth having now.
    Woken,
    /// The exchange answered that the session lives.
    BeatAnswered,
    /// No answer, or one that says nothing about the session.
    BeatMissed,
    /// Another tab was answered that the session lives.
    Told,
    /// The exchange said that the session is over, or the person signed out.
    SessionEnded,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Leave everything as it is.
    Nothing,
    /// Ask now; a wait that is still running is over.
    SendBeat,
    /// Wait for about that long, then report [`Event::WaitEnded`].
    Wait(Duration),
    /// Drop whatever is running.
    Stop,
}

/// What a person is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pulse {
    /// Nobody is signed in.
    Off,
    /// The first answer is awaited.
    Checking,
    /// The last beat was answered.
    Alive,
    /// No answer for a while; it goes on trying.
    Unreachable,
}

impl Pulse {
    /// The name in markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Checking => "checking",
            Self::Alive => "alive",
            Self::Unreachable => "unreachable",
        }
    }
}

impl Heartbeat {
    /// The next state and what to do. `interval` is the ordinary time between two beats.
    #[must_use]
    pub fn on(self, event: Event, interval: Duration) -> (Self, Command) {
        match (self, event) {
            (_, Event::SessionEnded) => (Self::Stopped, Command::Stop),
            (Self::Stopped, Event::SignedIn) => {
                (Self::Asking { misses: 0, has_answer: false }, Command::SendBeat)
            }
            (Self::Waiting { misses, has_answer }, Event::WaitEnded | Event::Woken) => {
                (Self::Asking { misses, has_answer }, Command::SendBeat)
            }
            (Self::Asking { .. }, Event::BeatAnswered) => {
                (Self::Waiting { misses: 0, has_answer: true }, Command::Wait(interval))
            }
            (Self::Waiting { .. }, Event::Told) => {
                (Self::Waiting { misses: 0, has_answer: true }, Command::Wait(interval))
            }
            (Self::Asking { misses, has_answer }, Event::BeatMissed) => {
                let wait = FIRST_RETRY.saturating_mul(1 << misses.min(16)).min(interval);
                (Self::Waiting { misses: misses.saturating_add(1), has_answer }, Command::Wait(wait))
            }
            (state, _) => (state, Command::Nothing),
        }
    }

    /// What to show.
    #[must_use]
    pub const fn pulse(self) -> Pulse {
        match self {
            Self::Stopped => Pulse::Off,
            Self::Asking { misses, has_answer } | Self::Waiting { misses, has_answer } => {
                if misses >= MISSES_UNTIL_UNREACHABLE {
                    Pulse::Unreachable
                } else if has_answer {
                    Pulse::Alive
                } else {
                    Pulse::Checking
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
                Command::Nothing | Command::SendBeat | Command::Stop => None,
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
    fn what_another_tab_heard_saves_a_beat() {
        let (heartbeat, commands) = play(&[Event::SignedIn, Event::BeatAnswered, Event::Told, Event::Told]);
        assert_eq!(commands.last(), Some(&Command::Wait(INTERVAL)));
        assert_eq!(heartbeat.pulse(), Pulse::Alive);
        let (heartbeat, commands) = play(&[Event::SignedIn, Event::Told]);
        assert_eq!(commands, [Command::SendBeat, Command::Nothing]);
        assert_eq!(heartbeat.pulse(), Pulse::Checking);
    }

    /// One day by a clock that is moved by hand: the waits add up to the day, and nothing drifts.
    #[test]
    fn a_day_has_as_many_beats_as_intervals() {
        let day = Duration::from_secs(86_400);
        let (mut heartbeat, mut command) = Heartbeat::default().on(Event::SignedIn, INTERVAL);
        let (mut now, mut beats) = (Duration::ZERO, 0_u32);
        loop {
            match command {
                Command::SendBeat => {
                    beats += 1;
                    (heartbeat, command) = heartbeat.on(Event::BeatAnswered, INTERVAL);
                }
                Command::Wait(wait) => {
                    now += wait;
                    if now >= day {
                        break;
                    }
                    (heartbeat, command) = heartbeat.on(Event::WaitEnded, INTERVAL);
                }
                Command::Nothing | Command::Stop => panic!("it stands still after {beats} beats"),
            }
        }
        assert_eq!(beats, 2_880);
    }

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::SignedIn),
            Just(Event::WaitEnded),
            Just(Event::Woken),
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
}
