//! The one place that holds the session: what it is, for whoever asks, and the hooks of whoever holds something
//! of an account.
//!
//! What changes it stands in `change`.

use domain::retry::NextTry;
use domain::session::{Life, Question, Session};
use domain::status::{Action, Message};
use leptos::prelude::{
    Callback, Effect, Get, GetUntracked, GetValue, Memo, RwSignal, Signal, StoredValue, UpdateValue, With,
    expect_context, provide_context,
};

use crate::api::{Guest, Member};
use crate::browser::task::TaskScope;
use crate::browser::timer::Alarm;
use crate::retry::Retry;
use crate::tabs::{TabsContext, use_tabs};

/// A handle to the session; copies are the same session.
#[derive(Clone)]
pub struct SessionContext {
    pub(super) state: RwSignal<Session>,
    pub(super) member: StoredValue<Option<Member>>,
    pub(super) guest: Guest,
    pub(super) tasks: TaskScope,
    pub(super) trouble: RwSignal<Option<Message>>,
    pub(super) resuming: Retry,
    pub(super) alarm: Alarm,
    pub(super) wanted_beats: RwSignal<u64>,
    pub(super) log_ins: RwSignal<u64>,
    pub(super) tabs: TabsContext,
    pub(super) forgetters: StoredValue<Vec<Callback<()>>>,
    account: Memo<Option<String>>,
    is_alive: Memo<bool>,
}

/// Remembers in which session a call was made, so that a late answer cannot end a newer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

/// Opens the session's place in the current owner and asks whether one still lives.
pub fn provide_session(guest: Guest) -> SessionContext {
    let state = RwSignal::new(Session::default());
    let session = SessionContext {
        state,
        member: StoredValue::new(None),
        guest,
        tasks: TaskScope::new(),
        trouble: RwSignal::new(None),
        resuming: Retry::new(Action::Look).endless(),
        alarm: Alarm::new(),
        wanted_beats: RwSignal::new(0),
        log_ins: RwSignal::new(0),
        tabs: use_tabs(),
        forgetters: StoredValue::new(Vec::new()),
        account: Memo::new(move |_| state.with(|state| state.account().map(ToString::to_string))),
        is_alive: Memo::new(move |_| state.with(Session::is_alive)),
    };
    provide_context(session.clone());
    session.begin();
    session
}

/// The session of the app.
#[must_use]
pub fn use_session() -> SessionContext {
    expect_context()
}

impl SessionContext {
    /// Who is here; tracks changes.
    #[must_use]
    pub fn get(&self) -> Session {
        self.state.get()
    }

    /// The client that needs no session.
    #[must_use]
    pub fn guest(&self) -> &Guest {
        &self.guest
    }

    /// The account's name, if somebody is logged in or was until a moment ago; tracks changes.
    #[must_use]
    pub fn account(&self) -> Option<String> {
        self.account.get()
    }

    /// Whether somebody is logged in with a session that lives as far as we know; tracks changes.
    #[must_use]
    pub fn is_member(&self) -> bool {
        self.is_alive.get()
    }

    /// Whether the session ran out under somebody; tracks changes.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        self.state.with(|state| matches!(state, Session::Expired { .. }))
    }

    /// The session that is about to end, and what the person is asked about it; tracks changes.
    #[must_use]
    pub fn expiring(&self) -> Option<(Life, Question)> {
        match self.state.get() {
            Session::Expiring(life, question) => Some((life, question)),
            Session::Restoring
            | Session::Unasked
            | Session::Guest { .. }
            | Session::SigningIn { .. }
            | Session::Member(_)
            | Session::Expired { .. }
            | Session::Leaving(_)
            | Session::Returning(_) => None,
        }
    }

    /// Whether it is known who is here; tracks changes.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.state.with(Session::is_known)
    }

    /// Whether the browser had put the page away, so that nothing of anybody may be shown yet; tracks changes.
    #[must_use]
    pub fn is_put_away(&self) -> bool {
        self.state.with(|state| matches!(state, Session::Returning(_)))
    }

    /// Why it is not known yet who is here; tracks changes.
    #[must_use]
    pub fn trouble(&self) -> Option<Message> {
        self.trouble.get()
    }

    /// When it is asked again who is here.
    #[must_use]
    pub fn next_try(&self) -> Signal<NextTry> {
        self.resuming.next_try()
    }

    /// For a button: asks now who is here.
    #[must_use]
    pub fn hurry(&self) -> Callback<()> {
        let context = self.clone();
        self.resuming.by_hand(Callback::new(move |()| context.resume()))
    }

    /// The client of whoever is here at this moment.
    #[must_use]
    pub fn member_now(&self) -> Option<Member> {
        self.member.try_get_value().flatten()
    }

    /// How often a beat was wanted at once; tracks changes.
    #[must_use]
    pub fn wanted_beats(&self) -> u64 {
        self.wanted_beats.get()
    }

    /// To be taken before a call and shown with its failure.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        Ticket(self.log_ins.try_get_untracked().unwrap_or_default())
    }

    /// Calls back whenever somebody has logged in anew, for as long as the current owner lives: what was refused
    /// for want of a session, and is safe to ask, is worth asking again.
    pub fn on_renewal(&self, renew: impl Fn() + 'static) {
        let (log_ins, is_alive) = (self.log_ins, self.is_alive);
        Effect::new(move |before: Option<u64>| {
            let now = log_ins.get();
            if before.is_some_and(|before| before != now) && is_alive.get_untracked() {
                renew();
            }
            now
        });
    }

    /// Calls back in the moment in which whoever was here is here no more: what is known of them is to be
    /// forgotten.
    pub fn on_forget(&self, forget: impl Fn() + Send + Sync + 'static) {
        let forget = Callback::new(move |()| forget());
        self.forgetters.update_value(|forgetters| forgetters.push(forget));
    }
}
