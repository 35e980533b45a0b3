//! When to ask whether the session lives, and what the answers mean to a person.
//!
//! A pure machine: events go in, the next state and one command come out. It holds no clock, no timer
//! and no randomness; whoever obeys it rolls the dice for [`spread`] and counts the time. Being
//! unreachable never ends a session here; only an answer that says so does.

use std::time::Duration;

/// After so many beats without an answer the person is told that the connection is gone.
pub const MISSES_UNTIL_UNREACHABLE: u32 = 2;
/// The first wait after a beat that got no answer; it doubles up to the ordinary interval.
pub const FIRST_RETRY: Duration = Duration::from_secs(2);

/// How far a wait is spread to either side, so that many browsers do not beat at once.
pub const JITTER: f64 = 0.1;

/// A wait spread by a tenth at most; `unit` is a random number from 0 to 1.
#[must_use]
pub fn spread(wait: Duration, unit: f64) -> Duration {
    wait.mul_f64(1.0 - JITTER + 2.0 * JITTER * unit.clamp(0.0, 1.0))
}

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
    /// The device slept, or the browser had put the page away: what is on its way may be from before.
    Returned,
    /// The exchange answered that the session lives.
    BeatAnswered,
    /// No answer, or one that says nothing about the session.
    BeatMissed,
    /// Another tab was answered that the session lives.
    Told,
    /// The ordinary interval is another one from now on: this tab leads now.
    PaceChanged,
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
    /// Give up the beat that is on its way, and ask now.
    SendBeatAnew,
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
            (Self::Waiting { misses, has_answer }, Event::WaitEnded | Event::Woken | Event::Returned) => {
                (Self::Asking { misses, has_answer }, Command::SendBeat)
            }
            (state @ Self::Asking { .. }, Event::Returned) => (state, Command::SendBeatAnew),
            (Self::Asking { .. }, Event::BeatAnswered) => {
                (Self::Waiting { misses: 0, has_answer: true }, Command::Wait(interval))
            }
            (Self::Waiting { .. }, Event::Told) => {
                (Self::Waiting { misses: 0, has_answer: true }, Command::Wait(interval))
            }
            // Whoever is without an answer waits for a shorter time anyway.
            (state @ Self::Waiting { misses: 0, .. }, Event::PaceChanged) => (state, Command::Wait(interval)),
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
