//! What changes the session: it reports what happened to the domain's machine and does what that says.

use std::time::Duration;

use domain::account::{AccountName, LogIn, SignUp};
use domain::session::{Command, Event, Session};
use domain::status::{Action, Failure, Message};
use domain::tidings::Tidings;
use leptos::prelude::{Callable, GetUntracked, GetValue, Set, SetValue, Update, WithUntracked};

use crate::api::Member;
use crate::browser::wake::Waking;
use crate::browser::{address, clock, wake};
use crate::route;
use crate::session::context::{SessionContext, Ticket};

/// How long a session is taken to last until its first beat says so.
const ASSUMED: Duration = Duration::from_secs(1_800);

/// What kept a sign-up from being done.
#[derive(Debug)]
pub enum SignUpFailure {
    /// The account may not have been opened.
    NotOpened(Failure),
    /// The account is open; logging into it failed.
    NotLoggedIn(Failure),
}

impl SessionContext {
    /// Asks who is here if that is worth a question, and listens to the browser and the other tabs from now on.
    pub(super) fn begin(&self) {
        if self.remembers_somebody() || route::is_for_members(&address::path()) {
            self.resume();
        } else {
            self.report(Event::NobodyRemembered);
        }
        let session = self.clone();
        wake::on_wake(move |waking| match waking {
            Waking::BroughtBack => session.report(Event::BroughtBack),
            Waking::Seen | Waking::Online => session.return_if_renewed(),
        });
        let session = self.clone();
        wake::on_put_away(move || session.report(Event::PutAway));
        let session = self.clone();
        self.tabs.on_tidings(move |tidings| session.take_in(tidings));
    }

    /// A page for members only is opened: whoever was not asked about is asked about now.
    pub fn want_member(&self) {
        self.report(Event::MemberWanted);
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
                self.enter(&member);
                Ok(())
            }
            Err(failure) => {
                self.report(Event::LogInFailed);
                Err(failure)
            }
        }
    }

    /// The person wants to log in again before the session ends.
    pub fn log_in_again(&self) {
        self.report(Event::LogInWanted);
    }

    /// The person wants to log in later.
    pub fn put_off(&self) {
        self.report(Event::PutOff);
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
        if let Some(account) = self.state.with_untracked(|state| state.account().cloned()) {
            self.tabs.tell(&Tidings::Left { account });
        }
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
            self.take_place(&member.of_account(account.clone()));
        }
        self.report(Event::Heard { account: account.clone(), lasts });
        is_another
    }

    /// Asks until somebody answers who knows: until then it is not known who is here.
    pub(super) fn resume(&self) {
        let context = self.clone();
        let ticket = self.ticket();
        self.resuming.begin();
        self.tasks.spawn(async move {
            let answer = context.guest.resume().await;
            // Whoever logged in or out since is not overtaken.
            if context.ticket() != ticket {
                return;
            }
            match answer {
                Ok(member) => context.enter(&member),
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

    fn enter(&self, member: &Member) {
        self.take_place(member);
        self.trouble.set(None);
        self.resuming.succeed();
        let (account, renewal) = (member.account().clone(), member.renewal());
        self.report(Event::Entered { account, lasts: ASSUMED, renewal });
    }

    /// The pages keep their clients, which go on in the new session where it is of the same account.
    fn take_place(&self, member: &Member) {
        self.begin_another();
        match self.member_now().filter(|known| known.account() == member.account()) {
            Some(known) => known.go_on_with(member),
            None => self.member.set_value(Some(member.clone())),
        }
    }

    /// Answers to what was asked before are answers to another session.
    fn begin_another(&self) {
        let _ = self.log_ins.try_update(|log_ins| *log_ins += 1);
    }

    fn report(&self, event: Event) {
        // A late answer may find the app gone.
        let Some(state) = self.state.try_get_untracked() else { return };
        self.remember(&event);
        let now = clock::now();
        let (next, command) = state.clone().on(event, now);
        if state.account().is_some() && state.account() != next.account() {
            for forgetter in self.forgetters.get_value() {
                forgetter.try_run(());
            }
        }
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
            Command::Forget => self.forget(),
            Command::Resume => {
                self.forget();
                self.resume();
            }
        }
    }

    fn forget(&self) {
        self.alarm.cancel();
        self.resuming.succeed();
        self.begin_another();
        if let Some(member) = self.member_now() {
            member.forget();
        }
        self.member.set_value(None);
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
            Tidings::Expired => self.report(Event::OverElsewhere),
            Tidings::Left { .. } if self.tabs.shares_session() => self.report(Event::Left),
            Tidings::Left { account } => self.follow(&account),
            // The heartbeat hears these.
            Tidings::Heard { .. } | Tidings::Active => {}
        }
    }

    /// Leaves a session of its own, because the same person left another tab.
    fn follow(&self, account: &AccountName) {
        if let Some(member) = self.member_now().filter(|member| member.account() == account) {
            self.tasks.spawn(async move {
                // Nobody waits for the answer, and nobody is here any more.
                let _ = member.log_out().await;
            });
            self.report(Event::Left);
        }
    }

    /// A session that ran out here may have been renewed in another tab that told nobody.
    fn return_if_renewed(&self) {
        if matches!(self.state.get_untracked(), Session::Expired { .. }) {
            let context = self.clone();
            self.tasks.spawn(async move {
                if let Ok(member) = context.guest.resume().await
                    && matches!(context.state.get_untracked(), Session::Expired { .. })
                {
                    context.enter(&member);
                }
            });
        }
    }
}
