//! Watches where the account is logged in, and ends sessions. It shows nothing.
//!
//! A session that a look no longer shows has ended, whatever became of the answer to whoever ended it.

use std::time::Duration;

use domain::open_session::OpenSession;
use domain::status::{Action, Message, Severity};
use leptos::prelude::*;
use leptos::task::tick;
use words::{Label, device};

use crate::api::Member;
use crate::browser::task::TaskScope;
use crate::browser::{document, timer, wake};
use crate::components::show_message;
use crate::notices::{NoticesContext, use_notices};
use crate::retry::Retry;
use crate::session::{SessionContext, use_session};

/// How often it is looked while the page is open.
const PERIOD: Duration = Duration::from_secs(10);

/// What is known of the sessions, and what is going on with them; copies are the same watch.
#[derive(Clone, Copy)]
pub struct SessionWatch {
    /// The open sessions, once a look was answered.
    pub sessions: RwSignal<Option<Vec<OpenSession>>>,
    /// Why it cannot be looked.
    pub trouble: RwSignal<Option<Message>>,
    /// The tries to look.
    pub looking: Retry,
    /// The session that is being ended, or whose ending failed.
    pub ending: RwSignal<Option<OpenSession>>,
    /// Whether an ending is on its way.
    pub is_busy: RwSignal<bool>,
    /// Why it failed.
    pub failure: RwSignal<Option<Message>>,
    /// The tries to end it.
    pub trying: Retry,
    notices: NoticesContext,
    endings: StoredValue<u64>,
    on_look: StoredValue<Callback<()>>,
    on_end: StoredValue<Callback<OpenSession>>,
}

/// Begins to watch until the current owner is gone. Whoever has ended a session from the keyboard goes on at the
/// element of that id.
pub fn watch_sessions(member: Member, focus_after: &'static str) -> SessionWatch {
    let watch = SessionWatch {
        sessions: RwSignal::new(None),
        trouble: RwSignal::new(None),
        looking: Retry::new(Action::Look),
        ending: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        trying: Retry::new(Action::EndSession),
        notices: use_notices(),
        endings: StoredValue::new(0),
        on_look: StoredValue::new(Callback::new(|()| {})),
        on_end: StoredValue::new(Callback::new(|_| {})),
    };
    let (session, tasks) = (use_session(), TaskScope::new());
    watch.on_look.set_value({
        let (member, session, tasks) = (member.clone(), session.clone(), tasks.clone());
        Callback::new(move |()| {
            tasks.spawn(watch.ask(member.clone(), session.clone()));
        })
    });
    watch.on_end.set_value(Callback::new(move |target| {
        tasks.spawn(watch.ask_to_end(target, member.clone(), session.clone(), focus_after));
    }));
    watch.look();
    timer::every(PERIOD, move || {
        if !wake::is_hidden() && !watch.looking.is_planned() {
            watch.look();
        }
    });
    wake::on_wake(move |_| watch.look());
    use_session().on_renewal(move || watch.look());
    watch
}

impl SessionWatch {
    /// Looks now.
    pub fn look(self) {
        self.looking.begin();
        self.on_look.get_value().run(());
    }

    /// Ends a session, unless another one is being ended.
    pub fn end(self, target: OpenSession) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.failure.set(None);
        self.ending.set(Some(target));
        self.trying.begin();
        self.on_end.get_value().run(target);
    }

    async fn ask(self, member: Member, session: SessionContext) {
        let endings = self.endings.get_value();
        let ticket = session.ticket();
        match member.open_sessions().await {
            // A session has been ended since; whoever did that looks again.
            Ok(_) if self.endings.get_value() != endings => {}
            Ok(newest) => {
                self.looking.succeed();
                self.trouble.set(None);
                let is_gone = |target: &OpenSession| newest.iter().all(|one| one.id != target.id);
                let has_ended = self.ending.with_untracked(|ending| ending.as_ref().is_some_and(is_gone));
                self.sessions.set(Some(newest));
                if has_ended {
                    self.settle();
                }
            }
            Err(failure) => {
                session.heed(&failure, ticket);
                let newest = Message::of(&failure, Action::Look);
                self.looking.fail(&newest, move || self.look());
                show_message(self.trouble, newest);
            }
        }
    }

    async fn ask_to_end(
        self,
        target: OpenSession,
        member: Member,
        session: SessionContext,
        focus_after: &'static str,
    ) {
        let ticket = session.ticket();
        let answer = member.end_session(&target.id).await;
        self.is_busy.set(false);
        self.endings.update_value(|endings| *endings += 1);
        match answer {
            Ok(()) => {
                self.settle();
                // Its button goes with the row.
                tick().await;
                document::focus_if_lost(focus_after);
            }
            // The log-in that opens over the page says it all.
            Err(failure) if failure.ends_session() => {
                self.trying.succeed();
                self.ending.set(None);
                session.heed(&failure, ticket);
            }
            Err(failure) if self.ending.with_untracked(Option::is_some) => {
                let message = Message::of(&failure, Action::EndSession);
                self.trying.fail(&message, move || self.end(target));
                self.failure.set(Some(message));
            }
            // A look has shown meanwhile that it has ended.
            Err(_) => {}
        }
        self.look();
    }

    /// What was to be ended has ended.
    fn settle(self) {
        let Some(ended) = self.ending.try_update(Option::take).flatten() else { return };
        self.trying.succeed();
        self.failure.set(None);
        self.sessions.update(|sessions| {
            if let Some(sessions) = sessions {
                sessions.retain(|one| one.id != ended.id);
            }
        });
        self.notices.say(Severity::Good, Label::SessionEnded.with("device", device::of(ended.device)));
    }
}
