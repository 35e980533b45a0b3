//! One heartbeat for the whole app: begun when somebody logs in, stopped when their session ends.
//!
//! One tab of the browser beats for all; the others listen, and beat themselves only where they hear nothing.

use std::time::Duration;

use domain::heartbeat::{Command, Event, Heartbeat, Pulse, spread};
use domain::retry::NextTry;
use domain::status::Severity;
use domain::tidings::Tidings;
use domain::timestamp::Timestamp;
use futures::future::AbortHandle;
use leptos::prelude::{
    Effect, Get, GetUntracked, GetValue, Memo, RwSignal, Set, SetValue, Signal, StoredValue, UpdateValue,
    expect_context, provide_context,
};
use send_wrapper::SendWrapper;
use words::Label;

use crate::api::Beat;
use crate::browser::activity::Activity;
use crate::browser::task::TaskScope;
use crate::browser::timer::Alarm;
use crate::browser::wake::Waking;
use crate::browser::{clock, online, random, wake};
use crate::notices::{NoticesContext, use_notices};
use crate::retry::use_circuit;
use crate::session::SessionContext;
use crate::tabs::{TabsContext, use_tabs};

/// How many intervals of silence a tab that does not lead waits before it beats itself. Browsers slow the
/// timers of a leading tab that nobody looks at down to one a minute.
const PATIENCE: u32 = 3;

/// What the heartbeat knows.
#[derive(Clone, Copy)]
pub struct HeartbeatContext {
    /// What to show.
    pub pulse: Memo<Pulse>,
    /// Whether the exchange cannot be reached, so that nothing can be changed there.
    pub is_cut_off: Memo<bool>,
    /// Whether the device has no network.
    pub is_offline: Signal<bool>,
    /// When it is asked next whether the session lives.
    pub next_beat: RwSignal<NextTry>,
    /// When the last beat was answered, here or in another tab.
    pub answered_at: RwSignal<Option<Timestamp>>,
    /// What the pool's newest state is called, where the exchange says it.
    pub pool_version: RwSignal<Option<String>>,
    // Whether somebody did something that no beat has said yet, and whether a beat said so in vain.
    is_active: StoredValue<bool>,
    is_unheard: StoredValue<bool>,
    hastened: RwSignal<Option<Duration>>,
    wishes: RwSignal<u64>,
}

impl HeartbeatContext {
    /// The person wants to stay: the next beat goes out at once and says so.
    pub fn stay(self) {
        self.is_active.set_value(true);
        self.wishes.set(self.wishes.get_untracked() + 1);
    }

    /// Beats at least that often from now on, or as usual again.
    pub fn hasten(self, period: Option<Duration>) {
        // A page may outlive the app by a moment.
        let _ = self.hastened.try_set(period);
    }
}

/// The app's heartbeat.
#[must_use]
pub fn use_heartbeat() -> HeartbeatContext {
    expect_context()
}

#[derive(Clone)]
struct Driver {
    state: RwSignal<Heartbeat>,
    context: HeartbeatContext,
    session: SessionContext,
    notices: NoticesContext,
    tabs: TabsContext,
    interval: Duration,
    is_leader: StoredValue<bool>,
    alarm: Alarm,
    tasks: TaskScope,
    beat: StoredValue<Option<AbortHandle>>,
    activity: SendWrapper<Activity>,
}

/// Starts to follow the session of the current owner.
pub fn provide_heartbeat(session: &SessionContext, interval: Duration) -> HeartbeatContext {
    let state = RwSignal::new(Heartbeat::default());
    let is_offline = online::is_offline();
    let circuit = use_circuit();
    let context = HeartbeatContext {
        is_cut_off: Memo::new(move |_| {
            is_offline.get() || circuit.is_open() || state.get().pulse() == Pulse::Unreachable
        }),
        is_offline,
        // While it is asked who is here, that is what is being checked.
        pulse: Memo::new({
            let session = session.clone();
            move |_| if session.is_known() { state.get().pulse() } else { Pulse::Checking }
        }),
        next_beat: RwSignal::new(NextTry::ByHand),
        answered_at: RwSignal::new(None),
        pool_version: RwSignal::new(None),
        is_active: StoredValue::new(false),
        is_unheard: StoredValue::new(false),
        hastened: RwSignal::new(None),
        wishes: RwSignal::new(0),
    };
    provide_context(context);
    let tabs = use_tabs();
    let driver = Driver {
        state,
        context,
        session: session.clone(),
        notices: use_notices(),
        tabs,
        interval,
        is_leader: StoredValue::new(false),
        alarm: Alarm::new(),
        tasks: TaskScope::new(),
        beat: StoredValue::new(None),
        activity: SendWrapper::new(Activity::watch()),
    };
    wake::on_wake({
        let driver = driver.clone();
        move |waking| match waking {
            Waking::Seen | Waking::Online => driver.report(Event::Woken),
            Waking::BroughtBack => driver.report(Event::Returned),
        }
    });
    wake::on_jump({
        let driver = driver.clone();
        move || driver.report(Event::Returned)
    });
    session.on_forget(move || {
        let _ = context.answered_at.try_set(None);
        let _ = context.pool_version.try_set(None);
        let _ = context.is_active.try_set_value(false);
        let _ = context.is_unheard.try_set_value(false);
    });
    tabs.on_tidings({
        let driver = driver.clone();
        move |tidings| driver.take_in(&tidings)
    });
    // Whatever wants a beat at once: the session, the person, an exchange that may answer again, a page that is
    // watched more closely.
    Effect::new({
        let (driver, session) = (driver.clone(), session.clone());
        move |before: Option<(u64, u64, u64, Option<Duration>)>| {
            let now = (session.wanted_beats(), context.wishes.get(), circuit.turns(), context.hastened.get());
            if before.is_some_and(|before| before != now) {
                driver.report(Event::Woken);
            }
            now
        }
    });
    Effect::new({
        let driver = driver.clone();
        move |_| {
            driver.is_leader.set_value(tabs.is_leader());
            driver.report(Event::PaceChanged);
        }
    });
    let session = session.clone();
    Effect::new(move |_| {
        driver.report(if session.is_member() { Event::SignedIn } else { Event::SessionEnded });
    });
    context
}

impl Driver {
    /// How long this tab waits between two beats.
    fn interval(&self) -> Duration {
        let is_leader = self.is_leader.try_get_value().unwrap_or_default();
        let usual = if is_leader { self.interval } else { self.interval * PATIENCE };
        self.context.hastened.get_untracked().map_or(usual, |period| period.min(usual))
    }

    fn report(&self, event: Event) {
        let Some(state) = self.state.try_get_untracked() else { return };
        let (next, command) = state.on(event, self.interval());
        if next != state {
            self.state.set(next);
        }
        match command {
            Command::Nothing => {}
            Command::SendBeat | Command::SendBeatAnew => {
                self.alarm.cancel();
                self.abort_beat();
                self.context.next_beat.set(NextTry::Now);
                self.send_beat();
            }
            Command::Wait(wait) => {
                let driver = self.clone();
                let wait = spread(wait, random::unit());
                self.context.next_beat.set(NextTry::At(clock::now().after(wait)));
                self.alarm.set(wait, move || driver.report(Event::WaitEnded));
            }
            Command::Stop => {
                self.alarm.cancel();
                let _ = self.context.next_beat.try_set(NextTry::ByHand);
                self.abort_beat();
            }
        }
    }

    fn send_beat(&self) {
        let Some(member) = self.session.member_now() else { return };
        let driver = self.clone();
        let was_wished = self.context.is_active.try_update_value(std::mem::take).unwrap_or_default();
        let was_seen = self.activity.was_seen();
        // What a beat said that got no answer is said again.
        let is_unheard = self.context.is_unheard;
        let is_active = was_seen || was_wished || is_unheard.try_get_value().unwrap_or_default();
        let _ = is_unheard.try_set_value(is_active);
        let ticket = self.session.ticket();
        let handle = self.tasks.spawn(async move {
            match member.beat(is_active).await {
                Ok(beat) => {
                    let _ = is_unheard.try_set_value(false);
                    driver.tabs.tell(&Tidings::Heard {
                        account: beat.account.clone(),
                        lasts: beat.expires_in,
                        pool_version: beat.pool_version.clone(),
                    });
                    driver.report(Event::BeatAnswered);
                    driver.hear(&beat);
                    // Somebody wished to stay while this beat was on its way and did not say so.
                    if driver.context.is_active.try_get_value().unwrap_or_default() {
                        driver.report(Event::Woken);
                    }
                }
                Err(failure) => {
                    driver.report(Event::BeatMissed);
                    driver.session.heed(&failure, ticket);
                }
            }
        });
        self.beat.set_value(Some(handle));
    }

    fn hear(&self, beat: &Beat) {
        if self.context.pool_version.get_untracked() != beat.pool_version {
            self.context.pool_version.set(beat.pool_version.clone());
        }
        self.context.answered_at.set(Some(clock::now()));
        if self.session.hear(&beat.account, beat.expires_in) {
            let account = beat.account.to_string();
            self.notices.say(Severity::Warning, Label::OtherAccount.with("account", account));
        }
    }

    /// What another tab tells.
    fn take_in(&self, tidings: &Tidings) {
        match tidings {
            Tidings::Heard { account, lasts, pool_version } => {
                self.report(Event::Told);
                self.hear(&Beat {
                    account: account.clone(),
                    expires_in: *lasts,
                    pool_version: pool_version.clone(),
                });
                if self.activity.was_seen() {
                    self.tabs.tell(&Tidings::Active);
                }
            }
            Tidings::Active => {
                let _ = self.context.is_active.try_update_value(|is_active| *is_active = true);
            }
            Tidings::Entered { .. } | Tidings::Expired | Tidings::Left { .. } => {}
        }
    }

    fn abort_beat(&self) {
        let _ = self.beat.try_update_value(|beat| {
            if let Some(beat) = beat.take() {
                beat.abort();
            }
        });
    }
}
