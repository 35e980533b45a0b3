//! The one place that holds the session and lets it change.

use std::time::Duration;

use domain::account::{LogIn, SignUp};
use domain::status::{Cause, Failure};
use leptos::prelude::{Get, RwSignal, Set, Update, With, WithUntracked, expect_context, provide_context};

use crate::api::{Guest, Member};
use crate::browser::task::TaskScope;
use crate::browser::timer;
use crate::session::Session;

const RESUME_RETRY: Duration = Duration::from_secs(3);

/// A handle to the session; copies are the same session.
#[derive(Clone)]
pub struct SessionContext {
    state: RwSignal<Session>,
    guest: Guest,
    tasks: TaskScope,
    unreachable: RwSignal<bool>,
}

/// Opens the session's place in the current owner and asks whether one still lives.
pub fn provide_session(guest: Guest) -> SessionContext {
    let session = SessionContext {
        state: RwSignal::new(Session::Restoring),
        guest,
        tasks: TaskScope::new(),
        unreachable: RwSignal::new(false),
    };
    provide_context(session.clone());
    session.resume();
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

    /// Whether the first question, if a session lives, still finds nobody who answers; tracks changes.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        self.unreachable.get()
    }

    /// Opens an account and logs into it; nothing has to be typed twice.
    ///
    /// # Errors
    /// Those of either call.
    pub async fn sign_up(&self, form: SignUp) -> Result<(), Failure> {
        self.guest.sign_up(&form).await?;
        self.log_in(form.into()).await
    }

    /// Logs in.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn log_in(&self, form: LogIn) -> Result<(), Failure> {
        let member = self.guest.log_in(&form).await?;
        self.set(Session::Member(member));
        Ok(())
    }

    /// Logs out. Without an answer the person stays logged in, because they may be.
    ///
    /// # Errors
    /// Those of the call, but for a session that was over already.
    pub async fn log_out(&self) -> Result<(), Failure> {
        let member = self.state.with_untracked(|session| session.member().cloned());
        if let Some(member) = member {
            match member.log_out().await {
                Err(failure) if !failure.ends_session() => return Err(failure),
                Ok(()) | Err(_) => {}
            }
        }
        self.set(Session::Guest { has_left: true });
        Ok(())
    }

    /// Gives up a session that ran out.
    pub fn leave(&self) {
        self.set(Session::Guest { has_left: true });
    }

    /// Takes note of a failed call: if it says that the session is over, it is.
    pub fn heed(&self, failure: &Failure) {
        if failure.ends_session() {
            // The app may be gone by the time of a late answer.
            let _ = self.state.try_update(|session| {
                if let Session::Member(member) = session {
                    *session = Session::Lapsed(member.clone());
                }
            });
        }
    }

    fn set(&self, session: Session) {
        let _ = self.state.try_set(session);
    }

    /// Asks until somebody answers: without an answer it is not known who is here.
    fn resume(&self) {
        let context = self.clone();
        self.tasks.spawn(async move {
            loop {
                let resumed = context.guest.resume().await;
                match resumed {
                    Ok(member) => break context.settle(Session::Member(member)),
                    Err(failure) if !is_no_answer(&failure) => {
                        break context.settle(Session::Guest { has_left: false });
                    }
                    Err(_) => {
                        context.unreachable.set(true);
                        timer::sleep(RESUME_RETRY).await;
                    }
                }
            }
        });
    }

    /// The answer to the first question counts only while nobody has logged in meanwhile.
    fn settle(&self, found: Session) {
        self.unreachable.set(false);
        self.state.update(|session| {
            if matches!(session, Session::Restoring) {
                *session = found;
            }
        });
    }

    /// The client of whoever is here; tracks changes.
    #[must_use]
    pub fn member(&self) -> Option<Member> {
        self.state.with(|session| session.member().cloned())
    }

    /// The client of whoever is here at this moment.
    #[must_use]
    pub fn member_now(&self) -> Option<Member> {
        self.state.with_untracked(|session| session.member().cloned())
    }
}

/// Whether a failure says nothing about the session because nobody who knows it answered.
fn is_no_answer(failure: &Failure) -> bool {
    match failure.cause {
        Cause::Misfortune(_) => true,
        Cause::Http(number) => number >= 500,
        Cause::Status(status) => status.class() == domain::status::Class::Fault,
    }
}
