//! The one place that holds the session and lets it change.

use domain::account::{AccountName, LogIn, SignUp};
use domain::retry::NextTry;
use domain::status::{Action, Failure, Message};
use leptos::prelude::{
    Callback, Get, GetValue, RwSignal, Set, Signal, StoredValue, Update, UpdateValue, With, WithUntracked,
    expect_context, provide_context,
};

use crate::api::{Guest, Member};
use crate::browser::task::TaskScope;
use crate::browser::wake;
use crate::retry::Retry;
use crate::session::Session;

/// A handle to the session; copies are the same session.
#[derive(Clone)]
pub struct SessionContext {
    state: RwSignal<Session>,
    guest: Guest,
    tasks: TaskScope,
    trouble: RwSignal<Option<Message>>,
    resuming: Retry,
    log_ins: StoredValue<u64>,
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
    let session = SessionContext {
        state: RwSignal::new(Session::Restoring),
        guest,
        tasks: TaskScope::new(),
        trouble: RwSignal::new(None),
        resuming: Retry::new(Action::Look).endless(),
        log_ins: StoredValue::new(0),
    };
    provide_context(session.clone());
    session.resume();
    wake::on_wake({
        let session = session.clone();
        move || session.return_if_renewed()
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

    /// The account's name, if somebody is logged in; tracks changes.
    #[must_use]
    pub fn account(&self) -> Option<String> {
        self.state.with(|session| session.member().map(|member| member.account().to_string()))
    }

    /// Whether somebody is logged in with a session that lives as far as we know; tracks changes.
    #[must_use]
    pub fn is_member(&self) -> bool {
        self.state.with(|session| matches!(session, Session::Member(_)))
    }

    /// Whether the session ran out under somebody; tracks changes.
    #[must_use]
    pub fn is_lapsed(&self) -> bool {
        self.state.with(|session| matches!(session, Session::Lapsed(_)))
    }

    /// Whether it is known who is here; tracks changes.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.state.with(|session| !matches!(session, Session::Restoring))
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
        self.state.with_untracked(|session| session.member().cloned())
    }

    /// To be taken before a call and shown with its failure.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        Ticket(self.log_ins.get_value())
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
        let member = self.guest.log_in(&form).await?;
        self.enter(member);
        Ok(())
    }

    /// Logs out. Without an answer the person stays logged in, because they may be.
    ///
    /// # Errors
    /// Those of the call, but for a session that was over already.
    pub async fn log_out(&self) -> Result<(), Failure> {
        if let Some(member) = self.member_now() {
            match member.log_out().await {
                Err(failure) if !failure.ends_session() => return Err(failure),
                Ok(()) | Err(_) => {}
            }
        }
        self.leave();
        Ok(())
    }

    /// Gives up a session.
    pub fn leave(&self) {
        let _ = self.state.try_set(Session::Guest { has_left: true });
    }

    /// Takes note of a failed call: if it says that the session is over in which it was made, it is.
    pub fn heed(&self, failure: &Failure, ticket: Ticket) {
        if failure.ends_session() && ticket == self.ticket() {
            // The app may be gone by the time of a late answer.
            let _ = self.state.try_update(|session| {
                if let Session::Member(member) = session {
                    *session = Session::Lapsed(member.clone());
                }
            });
        }
    }

    /// Takes note of whose session the browser holds. True where it is another account's than the page
    /// was built for: somebody else logged in in another tab, and the page follows.
    pub fn follow(&self, account: &AccountName) -> bool {
        let Some(member) = self.member_now().filter(|member| member.account() != account) else {
            return false;
        };
        self.enter(member.of_account(account.clone()));
        true
    }

    fn enter(&self, member: Member) {
        let _ = self.log_ins.try_update_value(|log_ins| *log_ins += 1);
        let _ = self.state.try_set(Session::Member(member));
    }

    /// Asks until somebody answers who knows: until then it is not known who is here.
    fn resume(&self) {
        let context = self.clone();
        self.resuming.begin();
        self.tasks.spawn(async move {
            match context.guest.resume().await {
                Ok(member) => context.settle(Session::Member(member)),
                Err(failure) if failure.ends_session() => context.settle(Session::Guest { has_left: false }),
                Err(failure) => {
                    let message = Message::of(&failure, Action::Look);
                    let again = context.clone();
                    context.resuming.fail(&message, move || again.resume());
                    context.trouble.set(Some(message));
                }
            }
        });
    }

    /// A session that ran out here may have been renewed in another tab.
    fn return_if_renewed(&self) {
        if !self.state.with_untracked(|session| matches!(session, Session::Lapsed(_))) {
            return;
        }
        let context = self.clone();
        self.tasks.spawn(async move {
            let is_lapsed = || context.state.with_untracked(|session| matches!(session, Session::Lapsed(_)));
            if let Ok(member) = context.guest.resume().await
                && is_lapsed()
            {
                context.enter(member);
            }
        });
    }

    /// The answer to the first question counts only while nobody has logged in meanwhile.
    fn settle(&self, found: Session) {
        self.resuming.succeed();
        self.trouble.set(None);
        self.state.update(|session| {
            if matches!(session, Session::Restoring) {
                *session = found;
            }
        });
    }
}
