//! The one place that holds the session and lets it change: it reports what happened to the domain's machine
//! and does what that says.

use std::time::Duration;

use domain::account::{AccountName, LogIn, SignUp};
use domain::retry::NextTry;
use domain::session::{Command, Event, Session};
use domain::status::{Action, Failure, Message};
use domain::tidings::Tidings;
use domain::timestamp::Timestamp;
use leptos::prelude::{
    Callback, Get, GetUntracked, GetValue, Memo, RwSignal, Set, SetValue, Signal, StoredValue, Update,
    UpdateValue, With, WithUntracked, expect_context, provide_context,
};

use crate::api::{Guest, Member};
use crate::browser::task::TaskScope;
use crate::browser::timer::Alarm;
use crate::browser::{clock, wake};
use crate::retry::Retry;
use crate::tabs::{TabsContext, use_tabs};

/// How long a session is taken to last until its first beat says so.
const ASSUMED: Duration = Duration::from_secs(1_800);

/// A handle to the session; copies are the same session.
#[derive(Clone)]
pub struct SessionContext {
    state: RwSignal<Session>,
    account: Memo<Option<String>>,
    is_alive: Memo<bool>,
    member: StoredValue<Option<Member>>,
    guest: Guest,
    tasks: TaskScope,
    trouble: RwSignal<Option<Message>>,
    resuming: Retry,
    alarm: Alarm,
    wanted_beats: RwSignal<u64>,
    log_ins: StoredValue<u64>,
    tabs: TabsContext,
}

/// Remembers in which session a call was made, so that a late answer cannot end a newer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

/// What kept a sign-up from being done.
#[derive(Debug)]
pub enum SignUpFailure {
    /// The account may not have been opened.
    NotOpened(Failure),
    /// The account is open; logging into it failed.
    NotLoggedIn(Failure),
}

/// Opens the session's place in the current owner and asks whether one still lives.
pub fn provide_session(guest: Guest) -> SessionContext {
    let state = RwSignal::new(Session::default());
    let session = SessionContext {
        state,
        account: Memo::new(move |_| state.with(|state| state.account().map(ToString::to_string))),
        is_alive: Memo::new(move |_| state.with(Session::is_alive)),
        member: StoredValue::new(None),
        guest,
        tasks: TaskScope::new(),
        trouble: RwSignal::new(None),
        resuming: Retry::new(Action::Look).endless(),
        alarm: Alarm::new(),
        wanted_beats: RwSignal::new(0),
        log_ins: StoredValue::new(0),
        tabs: use_tabs(),
    };
    provide_context(session.clone());
    session.resume();
    wake::on_wake({
        let session = session.clone();
        move || session.return_if_renewed()
    });
    session.tabs.on_tidings({
        let session = session.clone();
        move |tidings| session.take_in(tidings)
    });
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

    /// When the session ends, if that is soon; tracks changes.
    #[must_use]
    pub fn ends_soon_at(&self) -> Option<Timestamp> {
        match self.state.get() {
            Session::Expiring { ends_at, .. } => Some(ends_at),
            Session::Restoring
            | Session::Guest { .. }
            | Session::SigningIn { .. }
            | Session::Member { .. }
            | Session::Expired { .. }
            | Session::Leaving { .. } => None,
        }
    }

    /// Whether it is known who is here; tracks changes.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.state.with(|state| !matches!(state, Session::Restoring))
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
        Ticket(self.log_ins.try_get_value().unwrap_or_default())
    }

    /// Opens an account and logs into it; nothing has to be typed twice.
    ///
    /// # Errors
    /// Which of the two failed, and why.
    pub async fn sign_up(&self, form: SignUp) -> Result<(), SignUpFailure> {
        self.guest.sign_up(&form).await.map_err(SignUpFailure::NotOpened)?;
        self.log_in(form.into()).await.map_err(SignUpFailure::NotLoggedIn)
    }

    /// Logs in.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn log_in(&self, form: LogIn) -> Result<(), Failure> {
        self.report(Event::LogInSent);
        match self.guest.log_in(&form).await {
            Ok(member) => {
                self.tabs.tell(&Tidings::Entered { account: member.account().clone() });
                self.enter(member);
                Ok(())
            }
            Err(failure) => {
                self.report(Event::LogInFailed);
                Err(failure)
            }
        }
    }

    /// Logs out. Without an answer the person stays logged in, because they may be.
    ///
    /// # Errors
    /// Those of the call, but for a session that was over already.
    pub async fn log_out(&self) -> Result<(), Failure> {
        if let Some(member) = self.member_now() {
            self.report(Event::LogOutSent);
            match member.log_out().await {
                Err(failure) if !failure.ends_session() => {
                    self.report(Event::LogOutFailed);
                    return Err(failure);
                }
                Ok(()) | Err(_) => {}
            }
        }
        self.leave();
        Ok(())
    }

    /// Gives up a session, here and in the other tabs.
    pub fn leave(&self) {
        self.tabs.tell(&Tidings::Left);
        self.report(Event::Left);
    }

    /// Takes note of a failed call: if it says that the session is over in which it was made, it is.
    pub fn heed(&self, failure: &Failure, ticket: Ticket) {
        if failure.ends_session() && ticket == self.ticket() {
            self.tabs.tell(&Tidings::Expired);
            self.report(Event::RefusedForSession);
        }
    }

    /// Takes note of an answered beat. True where it names another account than the page was built for:
    /// somebody else logged in in another tab, and the page follows.
    pub fn hear(&self, account: &AccountName, lasts: Duration) -> bool {
        let Some(member) = self.member_now() else { return false };
        let is_another = member.account() != account;
        if is_another {
            self.take_place(member.of_account(account.clone()));
        }
        self.report(Event::Heard { account: account.clone(), lasts });
        is_another
    }

    fn enter(&self, member: Member) {
        let account = member.account().clone();
        self.take_place(member);
        self.trouble.set(None);
        self.resuming.succeed();
        self.report(Event::Entered { account, lasts: ASSUMED });
    }

    fn take_place(&self, member: Member) {
        let _ = self.log_ins.try_update_value(|log_ins| *log_ins += 1);
        self.member.set_value(Some(member));
    }

    fn report(&self, event: Event) {
        // A late answer may find the app gone.
        let Some(state) = self.state.try_get_untracked() else { return };
        let now = clock::now();
        let (next, command) = state.clone().on(event, now);
        if next != state {
            self.state.set(next);
        }
        match command {
            Command::Nothing => {}
            Command::WakeAt(moment) => {
                let context = self.clone();
                self.alarm.set(now.until(moment), move || context.report(Event::TimePassed));
            }
            Command::Ask => self.wanted_beats.update(|beats| *beats += 1),
            Command::Forget => {
                self.alarm.cancel();
                self.member.set_value(None);
            }
        }
    }

    /// What another tab tells.
    fn take_in(&self, tidings: Tidings) {
        match tidings {
            Tidings::Entered { account } => {
                let is_here = self.member_now().is_some_and(|member| *member.account() == account);
                if !is_here || !self.state.with_untracked(Session::is_alive) {
                    self.resume();
                }
            }
            Tidings::Expired => self.report(Event::RefusedForSession),
            Tidings::Left => self.report(Event::Left),
            // The heartbeat hears these.
            Tidings::Heard { .. } | Tidings::Active => {}
        }
    }

    /// Asks until somebody answers who knows: until then it is not known who is here.
    fn resume(&self) {
        let context = self.clone();
        self.resuming.begin();
        self.tasks.spawn(async move {
            match context.guest.resume().await {
                Ok(member) => context.enter(member),
                Err(failure) if failure.ends_session() => {
                    context.trouble.set(None);
                    context.resuming.succeed();
                    context.report(Event::NobodyFound);
                }
                Err(failure) => {
                    let message = Message::of(&failure, Action::Look);
                    let again = context.clone();
                    context.resuming.fail(&message, move || again.resume());
                    context.trouble.set(Some(message));
                }
            }
        });
    }

    /// A session that ran out here may have been renewed in another tab that told nobody.
    fn return_if_renewed(&self) {
        if matches!(self.state.get_untracked(), Session::Expired { .. }) {
            let context = self.clone();
            self.tasks.spawn(async move {
                if let Ok(member) = context.guest.resume().await
                    && matches!(context.state.get_untracked(), Session::Expired { .. })
                {
                    context.enter(member);
                }
            });
        }
    }
}
