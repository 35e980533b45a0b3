//! The session's machine by examples.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::time::Duration;

use wattpool_domain::account::AccountName;
use wattpool_domain::session::{Command, Event, Life, PAUSE, Question, Renewal, Session, WARNING};
use wattpool_domain::timestamp::Timestamp;

const NOW: Timestamp = Timestamp(1_800_000_000_000);
const HALF_AN_HOUR: Duration = Duration::from_secs(1_800);
const FIXED: Renewal = Renewal::ByLogIn { after: HALF_AN_HOUR };

fn name(text: &str) -> AccountName {
    AccountName::parse(text).unwrap()
}

fn life(seconds: u64, renewal: Renewal) -> Life {
    Life { account: name("mara"), ends_at: at(seconds), renewal }
}

fn at(seconds: u64) -> Timestamp {
    NOW.after(Duration::from_secs(seconds))
}

fn entered(seconds: u64) -> Event {
    Event::Entered { account: name("mara"), lasts: Duration::from_secs(seconds), renewal: Renewal::ByUse }
}

fn entered_for_good(seconds: u64) -> Event {
    Event::Entered { account: name("mara"), lasts: Duration::from_secs(seconds), renewal: FIXED }
}

fn heard(seconds: u64) -> Event {
    Event::Heard { account: name("mara"), lasts: Duration::from_secs(seconds) }
}

/// Events with the seconds at which they happen by the clock of the device.
fn play(events: impl IntoIterator<Item = (Event, u64)>) -> (Session, Vec<Command>) {
    let mut session = Session::default();
    let mut commands = Vec::new();
    for (event, seconds) in events {
        let (next, command) = session.on(event, at(seconds));
        session = next;
        commands.push(command);
    }
    (session, commands)
}

#[test]
fn a_session_is_warned_of_two_minutes_before_its_end_if_the_exchange_says_so_too() {
    let (session, commands) = play([(entered(1_800), 0), (Event::TimePassed, 1_680), (heard(119), 1_681)]);
    assert_eq!(session, Session::Expiring(life(1_800, Renewal::ByUse), Question::StillThere));
    assert_eq!(
        commands,
        [Command::WakeAt(at(1_800).before(WARNING)), Command::Ask, Command::WakeAt(at(1_800))]
    );
}

#[test]
fn whoever_was_active_meanwhile_is_not_warned() {
    let (session, commands) = play([(entered(1_800), 0), (Event::TimePassed, 1_680), (heard(1_800), 1_681)]);
    assert!(matches!(session, Session::Member(_)));
    assert!(matches!(commands.last(), Some(Command::WakeAt(_))));
}

#[test]
fn whoever_stays_is_a_member_again() {
    let (session, _) = play([(entered(60), 0), (heard(1_800), 30)]);
    assert!(matches!(session, Session::Member(_)));
}

#[test]
fn a_session_that_nothing_prolongs_is_not_asked_to_be_kept() {
    let (session, _) = play([(entered_for_good(100), 0)]);
    assert_eq!(session, Session::Expiring(life(100, FIXED), Question::LogInAgain));
}

#[test]
fn whoever_wants_to_log_in_later_is_not_asked_again_with_every_beat() {
    let (session, _) = play([(entered_for_good(100), 0), (Event::PutOff, 10), (heard(85), 15)]);
    assert_eq!(session, Session::Expiring(life(100, FIXED), Question::Later));
    let (session, _) = session.on(Event::RefusedForSession, at(101));
    assert_eq!(session, Session::Expired { account: name("mara") });
}

#[test]
fn whoever_logs_in_again_before_the_end_does_so_over_a_session_that_lives() {
    let (session, _) = play([(entered_for_good(100), 0), (Event::LogInWanted, 10), (heard(85), 15)]);
    assert_eq!(session, Session::Expiring(life(100, FIXED), Question::Credentials));
    assert!(session.is_alive());
    let (later, _) = session.clone().on(Event::PutOff, at(20));
    assert_eq!(later, Session::Expiring(life(100, FIXED), Question::Later));
    let (renewed, _) = session.on(entered_for_good(1_800), at(20));
    assert_eq!(renewed, Session::Member(life(1_820, FIXED)));
}

#[test]
fn a_session_that_is_prolonged_by_use_is_never_one_to_log_in_again_for() {
    for event in [Event::LogInWanted, Event::PutOff] {
        let (session, commands) = play([(entered(100), 0), (event, 1)]);
        assert_eq!(session, Session::Expiring(life(100, Renewal::ByUse), Question::StillThere));
        assert_eq!(commands.last(), Some(&Command::Nothing));
    }
}

/// The clock of this device may be wrong; the exchange's decides.
#[test]
fn time_alone_never_ends_a_session() {
    let (session, commands) = play([(entered(60), 0), (Event::TimePassed, 100_000)]);
    assert!(session.is_alive());
    assert_eq!(commands.last(), Some(&Command::Ask));
}

/// A laptop that slept through the end of its session woke to a timer that was late by hours.
#[test]
fn whoever_slept_through_the_end_is_asked_about_and_not_signed_out() {
    for seconds in [1_680, 1_800, 30_000, 10_000_000] {
        let (session, commands) = play([(entered(1_800), 0), (Event::TimePassed, seconds)]);
        assert!(session.is_alive());
        assert_eq!(commands.last(), Some(&Command::Ask), "{seconds}");
        let (session, _) = session.on(Event::RefusedForSession, at(seconds + 1));
        assert_eq!(session, Session::Expired { account: name("mara") });
    }
}

/// The wait was over, but by the clock it had hardly begun: nothing was asked, and the countdown began anew.
#[test]
fn a_clock_that_was_set_back_prolongs_no_countdown() {
    let (session, commands) = play([(entered(5_000), 4_000), (heard(100), 4_100), (Event::TimePassed, 10)]);
    let Session::Expiring(life, _) = session else { panic!("{session:?}") };
    assert_eq!(life.left(at(10)), Duration::ZERO);
    assert_eq!(commands.last(), Some(&Command::Ask));
    let (session, commands) = play([(entered(5_000), 4_000), (Event::TimePassed, 10)]);
    assert!(matches!(session, Session::Member(life) if life.ends_at == at(10).after(WARNING)));
    assert_eq!(commands.last(), Some(&Command::Ask));
    let (session, _) = play([(entered(100), 4_000)]);
    let Session::Expiring(life, _) = session else { panic!("{session:?}") };
    assert_eq!(life.left(at(10)), WARNING, "set back before the wait is over");
}

/// An exchange that kept answering that the session lives for no second more was asked without a pause.
#[test]
fn an_end_that_is_told_again_and_again_is_asked_about_with_a_pause() {
    let (_, commands) = play([(entered(60), 0), (Event::TimePassed, 60), (heard(0), 60)]);
    assert_eq!(commands.last(), Some(&Command::WakeAt(at(60).after(PAUSE))));
}

#[test]
fn a_code_ends_it_and_the_page_stays_with_its_account() {
    let (session, _) = play([(entered(1_800), 0), (Event::RefusedForSession, 5)]);
    assert_eq!(session, Session::Expired { account: name("mara") });
    let (session, command) = session.on(entered(1_800), NOW);
    assert!(session.is_alive());
    assert!(matches!(command, Command::WakeAt(_)));
}

#[test]
fn what_another_tab_was_answered_is_asked_for_and_not_taken_for_granted() {
    let (session, commands) = play([(entered(1_800), 0), (Event::OverElsewhere, 5)]);
    assert!(session.is_alive());
    assert_eq!(commands.last(), Some(&Command::Ask));
}

#[test]
fn a_late_beat_brings_nobody_back() {
    for ending in [vec![(Event::LogOutSent, 1), (Event::Left, 2)], vec![(Event::Left, 1)]] {
        let mut events = vec![(entered(1_800), 0)];
        events.extend(ending);
        events.push((heard(1_800), 3));
        let (session, commands) = play(events);
        assert_eq!(session, Session::Guest { has_left: true });
        assert_eq!(commands.last(), Some(&Command::Nothing));
        assert!(commands.contains(&Command::Forget));
    }
    let (session, _) = play([(entered(1_800), 0), (Event::RefusedForSession, 1), (heard(1_800), 2)]);
    assert!(matches!(session, Session::Expired { .. }));
}

#[test]
fn a_log_out_without_an_answer_leaves_them_logged_in() {
    let (session, _) = play([(entered(1_800), 0), (Event::LogOutSent, 1), (Event::LogOutFailed, 2)]);
    assert!(matches!(session, Session::Member(_)));
}

#[test]
fn a_page_that_was_put_away_shows_nothing_before_the_exchange_has_answered() {
    for coming in [vec![Event::PutAway, Event::BroughtBack], vec![Event::BroughtBack]] {
        let events = coming.into_iter().map(|event| (event, 5));
        let (session, commands) = play([(entered(1_800), 0)].into_iter().chain(events));
        assert_eq!(session, Session::Returning(life(1_800, Renewal::ByUse)));
        assert!(!session.is_known() && session.is_alive());
        assert_eq!(commands.last(), Some(&Command::Ask));
        let (alive, _) = session.clone().on(heard(1_700), at(6));
        assert!(alive.is_known(), "{alive:?}");
        let (over, command) = session.on(Event::RefusedForSession, at(6));
        assert_eq!((over, command), (Session::Guest { has_left: true }, Command::Forget));
    }
}

#[test]
fn a_page_that_comes_back_after_its_session_ended_begins_anew() {
    let ended = [(entered(1_800), 0), (Event::RefusedForSession, 5)];
    let (session, commands) = play(ended.clone().into_iter().chain([(Event::BroughtBack, 6)]));
    assert_eq!((session, commands.last()), (Session::Restoring, Some(&Command::Resume)));
    let (session, commands) = play(ended.into_iter().chain([(Event::PutAway, 6), (Event::BroughtBack, 900)]));
    assert_eq!(session, Session::Restoring);
    assert_eq!(commands[2..], [Command::Forget, Command::Resume]);
}

#[test]
fn another_account_takes_over_the_page_and_a_refused_log_in_changes_nothing() {
    let other = Event::Heard { account: name("noor"), lasts: HALF_AN_HOUR };
    let (session, _) = play([(entered(1_800), 0), (other, 1)]);
    assert_eq!(session.account(), Some(&name("noor")));
    let (session, _) = play([(Event::NobodyFound, 0), (Event::LogInSent, 1), (Event::LogInFailed, 2)]);
    assert_eq!(session, Session::Guest { has_left: false });
}

/// Every guest's first visit asked whether a session lives, was refused, and so wrote an error into the console.
#[test]
fn nobody_is_asked_about_a_guest_until_a_page_is_for_members() {
    let (session, commands) = play([(Event::NobodyRemembered, 0)]);
    assert_eq!((&session, &commands[..]), (&Session::Unasked, &[Command::Nothing][..]));
    assert!(session.is_known() && !session.is_alive());
    let (session, commands) = play([(Event::NobodyRemembered, 0), (Event::MemberWanted, 1)]);
    assert_eq!((session, commands.last()), (Session::Restoring, Some(&Command::Resume)));
    let (session, _) = play([(Event::NobodyRemembered, 0), (Event::MemberWanted, 1), (entered(1_800), 2)]);
    assert!(session.is_alive(), "a session that lives is found though nobody remembered it");
    for known in [Event::NobodyFound, entered(1_800)] {
        let (before, _) = play([(known.clone(), 0)]);
        let (after, commands) = play([(known, 0), (Event::MemberWanted, 1), (Event::NobodyRemembered, 2)]);
        assert_eq!((after, commands.last()), (before, Some(&Command::Nothing)));
    }
}

#[test]
fn whoever_was_not_asked_about_logs_in_like_any_guest() {
    let (session, _) = play([(Event::NobodyRemembered, 0), (Event::LogInSent, 1)]);
    assert_eq!(session, Session::SigningIn { has_left: false });
    let (session, _) = play([(Event::NobodyRemembered, 0), (Event::LogInSent, 1), (entered(1_800), 2)]);
    assert!(session.is_alive());
    let (session, _) = play([(Event::NobodyRemembered, 0), (Event::Left, 1)]);
    assert_eq!(session, Session::Unasked, "somebody else left in another tab");
}
