//! One heartbeat for the whole app: begun when somebody logs in, stopped when their session ends.

use std::time::Duration;

use domain::heartbeat::{Command, Event, Heartbeat, Pulse};
use domain::status::Severity;
use domain::timestamp::Timestamp;
use futures::future::AbortHandle;
use leptos::prelude::{
    Effect, Get, GetUntracked, Memo, RwSignal, Set, SetValue, StoredValue, UpdateValue, expect_context,
    provide_context,
};
use send_wrapper::SendWrapper;
use words::Label;

use crate::browser::activity::Activity;
use crate::browser::task::TaskScope;
use crate::browser::timer::Alarm;
use crate::browser::{clock, random, wake};
use crate::notices::{NoticesContext, use_notices};
use crate::session::SessionContext;

/// How far a wait may be off, so that many browsers do not beat at once.
const JITTER: f64 = 0.1;

/// What the heartbeat knows.
#[derive(Clone, Copy)]
pub struct HeartbeatContext {
    /// What to show.
    pub pulse: Memo<Pulse>,
    /// When the last beat was answered.
    pub answered_at: RwSignal<Option<Timestamp>>,
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
    interval: Duration,
    alarm: Alarm,
    tasks: TaskScope,
    beat: StoredValue<Option<AbortHandle>>,
    activity: SendWrapper<Activity>,
}

/// Starts to follow the session of the current owner.
pub fn provide_heartbeat(session: &SessionContext, interval: Duration) -> HeartbeatContext {
    let state = RwSignal::new(Heartbeat::default());
    let context = HeartbeatContext {
        // While it is asked who is here, that is what is being checked.
        pulse: Memo::new({
            let session = session.clone();
            move |_| if session.is_known() { state.get().pulse() } else { Pulse::Checking }
        }),
        answered_at: RwSignal::new(None),
    };
    provide_context(context);
    let driver = Driver {
        state,
        context,
        session: session.clone(),
        notices: use_notices(),
        interval,
        alarm: Alarm::new(),
        tasks: TaskScope::new(),
        beat: StoredValue::new(None),
        activity: SendWrapper::new(Activity::watch()),
    };
    wake::on_wake({
        let driver = driver.clone();
        move || driver.report(Event::Woken)
    });
    let session = session.clone();
    Effect::new(move |_| {
        driver.report(if session.is_member() { Event::SignedIn } else { Event::SessionEnded });
    });
    context
}

impl Driver {
    fn report(&self, event: Event) {
        let Some(state) = self.state.try_get_untracked() else { return };
        let (next, command) = state.on(event, self.interval);
        if next != state {
            self.state.set(next);
        }
        match command {
            Command::Nothing => {}
            Command::SendBeat => {
                self.alarm.cancel();
                self.send_beat();
            }
            Command::Wait(wait) => {
                let driver = self.clone();
                let spread = 1.0 - JITTER + 2.0 * JITTER * random::unit();
                self.alarm.set(wait.mul_f64(spread), move || driver.report(Event::WaitEnded));
            }
            Command::Stop => {
                self.alarm.cancel();
                self.abort_beat();
            }
        }
    }

    fn send_beat(&self) {
        let Some(member) = self.session.member_now() else { return };
        let driver = self.clone();
        let is_active = self.activity.was_seen();
        let ticket = self.session.ticket();
        let handle = self.tasks.spawn(async move {
            match member.beat(is_active).await {
                Ok(beat) => {
                    driver.context.answered_at.set(Some(clock::now()));
                    driver.report(Event::BeatAnswered);
                    if driver.session.follow(&beat.account) {
                        let account = beat.account.to_string();
                        driver.notices.say(Severity::Warning, Label::OtherAccount.with("account", account));
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

    fn abort_beat(&self) {
        let _ = self.beat.try_update_value(|beat| {
            if let Some(beat) = beat.take() {
                beat.abort();
            }
        });
    }
}
