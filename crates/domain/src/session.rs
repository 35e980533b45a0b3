//! Who is here and for how long, as far as this page knows.
//!
//! A pure machine: events go in, the next state and one command come out. It holds no clock and no client; the
//! time comes with the event, and whoever obeys it talks to the exchange. Being unreachable is no event in
//! here, so it cannot sign anybody out: only an answer that says so does, or the person.

use std::time::Duration;

use crate::account::AccountName;
use crate::timestamp::Timestamp;

/// How long before its end a session is warned of.
pub const WARNING: Duration = Duration::from_secs(120);

/// Who is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Session {
    /// Not known yet: the exchange is being asked whether a session lives.
    #[default]
    Restoring,
    /// Nobody is logged in.
    Guest {
        /// Whether somebody was and logged out.
        has_left: bool,
    },
    /// Nobody is logged in, and a log-in is on its way.
    SigningIn {
        /// Whether somebody had logged out before.
        has_left: bool,
    },
    /// Somebody is logged in.
    Member {
        /// Whose session it is.
        account: AccountName,
        /// When it ends if nothing happens.
        ends_at: Timestamp,
    },
    /// The session ends soon, and the person is asked whether they are still there.
    Expiring {
        /// Whose session it is.
        account: AccountName,
        /// When it ends if nothing happens.
        ends_at: Timestamp,
    },
    /// The session is over; the page stays as it is until the person logs in again or leaves.
    Expired {
        /// Whose session it was.
        account: AccountName,
    },
    /// A log-out is on its way.
    Leaving {
        /// Whose session it is.
        account: AccountName,
        /// When it ends if nothing happens.
        ends_at: Timestamp,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The exchange said that nobody is logged in.
    NobodyFound,
    /// The form of a log-in was sent.
    LogInSent,
    /// The log-in was refused, or nobody answered.
    LogInFailed,
    /// A session was found, or opened here or in another tab.
    Entered {
        /// Whose it is.
        account: AccountName,
        /// How long it lasts if nothing happens.
        lasts: Duration,
    },
    /// A beat was answered, in this tab or the one that beats for it.
    Heard {
        /// Whose session it is; another account's where somebody else logged in in this browser.
        account: AccountName,
        /// How long it lasts if nothing happens.
        lasts: Duration,
    },
    /// A call was answered by a code that says that its session is over.
    RefusedForSession,
    /// The person wants to log out.
    LogOutSent,
    /// The exchange did not answer, so the person may still be logged in.
    LogOutFailed,
    /// The person logged out, in this tab or another one.
    Left,
    /// Time went by.
    TimePassed,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Nothing.
    Nothing,
    /// Report [`Event::TimePassed`] at that moment.
    WakeAt(Timestamp),
    /// Ask the exchange whether the session lives: its clock decides.
    Ask,
    /// Drop what belongs to the session that is over for good.
    Forget,
}

impl Session {
    /// The next state and what to do.
    #[must_use]
    pub fn on(self, event: Event, now: Timestamp) -> (Self, Command) {
        match (self, event) {
            (_, Event::Entered { account, lasts }) => Self::alive(account, now.after(lasts), now),
            // What was on its way while the person decided to leave does not undo it.
            (Self::Leaving { account: leaving, .. }, Event::Heard { account, lasts })
                if leaving == account =>
            {
                (Self::Leaving { account, ends_at: now.after(lasts) }, Command::Nothing)
            }
            (
                Self::Member { .. } | Self::Expiring { .. } | Self::Leaving { .. },
                Event::Heard { account, lasts },
            ) => Self::alive(account, now.after(lasts), now),
            (Self::Restoring, Event::NobodyFound) => (Self::Guest { has_left: false }, Command::Nothing),
            (Self::Guest { has_left }, Event::LogInSent) => (Self::SigningIn { has_left }, Command::Nothing),
            (Self::SigningIn { has_left }, Event::LogInFailed) => {
                (Self::Guest { has_left }, Command::Nothing)
            }
            (
                Self::Member { account, .. } | Self::Expiring { account, .. } | Self::Leaving { account, .. },
                Event::RefusedForSession,
            ) => (Self::Expired { account }, Command::Nothing),
            (Self::Member { account, ends_at } | Self::Expiring { account, ends_at }, Event::LogOutSent) => {
                (Self::Leaving { account, ends_at }, Command::Nothing)
            }
            (Self::Leaving { account, ends_at }, Event::LogOutFailed) => Self::alive(account, ends_at, now),
            (
                Self::Member { .. } | Self::Expiring { .. } | Self::Expired { .. } | Self::Leaving { .. },
                Event::Left,
            ) => (Self::Guest { has_left: true }, Command::Forget),
            (Self::Restoring, Event::Left) => (Self::Guest { has_left: true }, Command::Nothing),
            (Self::Member { account, ends_at }, Event::TimePassed) if now.until(ends_at) <= WARNING => {
                // What was asked since the last beat has prolonged it; only the exchange knows.
                (Self::Member { account, ends_at }, Command::Ask)
            }
            (Self::Expiring { account, ends_at }, Event::TimePassed) if now >= ends_at => {
                (Self::Expiring { account, ends_at }, Command::Ask)
            }
            (state, _) => (state, Command::Nothing),
        }
    }

    fn alive(account: AccountName, ends_at: Timestamp, now: Timestamp) -> (Self, Command) {
        if now.until(ends_at) <= WARNING {
            (Self::Expiring { account, ends_at }, Command::WakeAt(ends_at))
        } else {
            let warned_at = ends_at.before(WARNING);
            (Self::Member { account, ends_at }, Command::WakeAt(warned_at))
        }
    }

    /// The account of whoever is here, or was until a moment ago and may come back.
    #[must_use]
    pub const fn account(&self) -> Option<&AccountName> {
        match self {
            Self::Member { account, .. }
            | Self::Expiring { account, .. }
            | Self::Expired { account }
            | Self::Leaving { account, .. } => Some(account),
            Self::Restoring | Self::Guest { .. } | Self::SigningIn { .. } => None,
        }
    }

    /// Whether somebody is logged in with a session that lives as far as is known.
    #[must_use]
    pub const fn is_alive(&self) -> bool {
        matches!(self, Self::Member { .. } | Self::Expiring { .. } | Self::Leaving { .. })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);
    const HALF_AN_HOUR: Duration = Duration::from_secs(1_800);

    fn name(text: &str) -> AccountName {
        AccountName::parse(text).unwrap()
    }

    fn entered(lasts: Duration) -> Event {
        Event::Entered { account: name("mara"), lasts }
    }

    fn heard(lasts: Duration) -> Event {
        Event::Heard { account: name("mara"), lasts }
    }

    fn play(events: impl IntoIterator<Item = (Event, u64)>) -> (Session, Vec<Command>) {
        let mut session = Session::default();
        let mut commands = Vec::new();
        for (event, seconds) in events {
            let (next, command) = session.on(event, NOW.after(Duration::from_secs(seconds)));
            session = next;
            commands.push(command);
        }
        (session, commands)
    }

    #[test]
    fn a_session_is_warned_of_two_minutes_before_its_end_if_the_exchange_says_so_too() {
        let ends_at = NOW.after(HALF_AN_HOUR);
        let (session, commands) = play([
            (entered(HALF_AN_HOUR), 0),
            (Event::TimePassed, 1_680),
            (heard(Duration::from_secs(119)), 1_681),
        ]);
        assert_eq!(session, Session::Expiring { account: name("mara"), ends_at });
        assert_eq!(
            commands,
            [Command::WakeAt(ends_at.before(WARNING)), Command::Ask, Command::WakeAt(ends_at)]
        );
    }

    #[test]
    fn whoever_was_active_meanwhile_is_not_warned() {
        let (session, commands) =
            play([(entered(HALF_AN_HOUR), 0), (Event::TimePassed, 1_680), (heard(HALF_AN_HOUR), 1_681)]);
        assert!(matches!(session, Session::Member { .. }));
        assert!(matches!(commands.last(), Some(Command::WakeAt(_))));
    }

    #[test]
    fn whoever_stays_is_a_member_again() {
        let (session, _) = play([(entered(Duration::from_secs(60)), 0), (heard(HALF_AN_HOUR), 30)]);
        assert!(matches!(session, Session::Member { .. }));
    }

    /// The clock of this device may be wrong; the exchange's decides.
    #[test]
    fn time_alone_never_ends_a_session() {
        let (session, commands) = play([(entered(Duration::from_secs(60)), 0), (Event::TimePassed, 100_000)]);
        assert!(session.is_alive());
        assert_eq!(commands.last(), Some(&Command::Ask));
    }

    #[test]
    fn a_code_ends_it_and_the_page_stays_with_its_account() {
        let (session, _) = play([(entered(HALF_AN_HOUR), 0), (Event::RefusedForSession, 5)]);
        assert_eq!(session, Session::Expired { account: name("mara") });
        let (session, command) = session.on(entered(HALF_AN_HOUR), NOW);
        assert!(session.is_alive());
        assert!(matches!(command, Command::WakeAt(_)));
    }

    #[test]
    fn a_late_beat_brings_nobody_back() {
        for ending in [vec![(Event::LogOutSent, 1), (Event::Left, 2)], vec![(Event::Left, 1)]] {
            let mut events = vec![(entered(HALF_AN_HOUR), 0)];
            events.extend(ending);
            events.push((heard(HALF_AN_HOUR), 3));
            let (session, commands) = play(events);
            assert_eq!(session, Session::Guest { has_left: true });
            assert_eq!(commands.last(), Some(&Command::Nothing));
            assert!(commands.contains(&Command::Forget));
        }
        let (session, _) =
            play([(entered(HALF_AN_HOUR), 0), (Event::RefusedForSession, 1), (heard(HALF_AN_HOUR), 2)]);
        assert!(matches!(session, Session::Expired { .. }));
    }

    #[test]
    fn a_log_out_without_an_answer_leaves_them_logged_in() {
        let (session, _) =
            play([(entered(HALF_AN_HOUR), 0), (Event::LogOutSent, 1), (Event::LogOutFailed, 2)]);
        assert!(matches!(session, Session::Member { .. }));
    }

    #[test]
    fn another_account_takes_over_the_page_and_a_refused_log_in_changes_nothing() {
        let other = Event::Heard { account: name("noor"), lasts: HALF_AN_HOUR };
        let (session, _) = play([(entered(HALF_AN_HOUR), 0), (other, 1)]);
        assert_eq!(session.account(), Some(&name("noor")));
        let (session, _) = play([(Event::NobodyFound, 0), (Event::LogInSent, 1), (Event::LogInFailed, 2)]);
        assert_eq!(session, Session::Guest { has_left: false });
    }

    fn any_event() -> impl Strategy<Value = Event> {
        let lasts = (0_u64..4_000).prop_map(Duration::from_secs);
        let who = prop_oneof![Just("mara"), Just("noor")].prop_map(name);
        prop_oneof![
            Just(Event::NobodyFound),
            Just(Event::LogInSent),
            Just(Event::LogInFailed),
            (who.clone(), lasts.clone()).prop_map(|(account, lasts)| Event::Entered { account, lasts }),
            (who, lasts).prop_map(|(account, lasts)| Event::Heard { account, lasts }),
            Just(Event::RefusedForSession),
            Just(Event::LogOutSent),
            Just(Event::LogOutFailed),
            Just(Event::Left),
            Just(Event::TimePassed),
        ]
    }

    proptest! {
        #[test]
        fn only_a_code_or_the_person_ends_a_session(
            events in prop::collection::vec((any_event(), 0_u64..1_000), 0..200),
        ) {
            let mut session = Session::default();
            let mut now = NOW;
            for (event, seconds) in events {
                now = now.after(Duration::from_secs(seconds));
                let was_alive = session.is_alive();
                let ends = matches!(event, Event::RefusedForSession | Event::Left);
                let enters = matches!(event, Event::Entered { .. });
                let (next, command) = session.on(event, now);
                prop_assert!(!was_alive || next.is_alive() || ends);
                prop_assert!(was_alive || !next.is_alive() || enters);
                // Every wait is ahead and bounded by what the exchange said.
                if let Command::WakeAt(at) = command {
                    prop_assert!(now.until(at) <= Duration::from_secs(4_000));
                    prop_assert!(next.is_alive());
                }
                prop_assert!(command != Command::Ask || next.is_alive());
                session = next;
            }
        }
    }
}
