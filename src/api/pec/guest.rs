//! How pec-server is asked by somebody without a session. What the calls mean and how they fail stands at
//! [`crate::api::Guest`].

use domain::account::{LogIn, SignUp};
use domain::form::{Field, Problem, Problems};
use domain::lot::LotHash;
use domain::status::{Cause, Class, Code, Failure, Level, Status};
use protocol::account::Credentials;
use protocol::path;
use protocol::pec::path as pec_path;
use protocol::pec::session::LoggedIn;

use crate::api::answer::Service;
use crate::api::pec::Member;
use crate::api::pec::session::Session;
use crate::api::pec::unsettled::Unsettled;
use crate::api::wire::{Call, Wire};
use crate::browser::clock;
use crate::browser::fetch::Method;

/// Somebody at pec-server who is not logged in.
#[derive(Clone)]
pub struct Guest {
    wire: Wire,
    // A log-in in between does not settle what was sent before it.
    unsettled: Unsettled,
}

impl Guest {
    pub fn new(wire: Wire) -> Self {
        Self { wire, unsettled: Unsettled::default() }
    }

    /// The rule in force there is six characters with a letter among them, of which our own form leaves the
    /// letter to be told.
    pub async fn sign_up(&self, form: &SignUp) -> Result<(), Failure> {
        let password = form.password.expose();
        let body = Credentials { account: form.account.as_str().to_owned(), password: password.to_owned() };
        let done = self.wire.ask(Call::change(Method::POST, path::SIGN_UP).with_body(&body)).await;
        let is_weak = |failure: &Failure| failure.cause == Cause::Status(Code::PasswordTooWeak.into());
        match done {
            Err(failure) if is_weak(&failure) && !password.contains(|it: char| it.is_ascii_alphabetic()) => {
                let problems = Problems::one(Field::Password, Problem::NoLetter);
                Err(Failure { problems, ..failure })
            }
            done => done.map(drop),
        }
    }

    pub async fn log_in(&self, form: &LogIn) -> Result<Member, Failure> {
        let body = Credentials {
            account: form.account.as_str().to_owned(),
            password: form.password.expose().to_owned(),
        };
        let done = self.wire.ask(Call::change(Method::POST, path::LOG_IN).with_body(&body)).await?;
        let token = done.read::<LoggedIn>()?.token().ok_or_else(|| done.unreadable())?;
        let session = Session { token, account: form.account.clone(), logged_in_at: clock::now() };
        session.keep();
        Ok(self.member(session))
    }

    pub async fn resume(&self) -> Result<Member, Failure> {
        let Some(session) = Session::kept() else {
            return Err(Status::from(Code::HeartbeatNoSession).into());
        };
        let member = self.member(session);
        member.beat().await?;
        Ok(member)
    }

    /// It says nothing of itself, but whatever it says of a lot that cannot be there, it runs.
    pub async fn service(&self) -> Result<Service, Failure> {
        let nobodys = LotHash([0; 32]);
        match self.wire.ask(Call::get(pec_path::available(&nobodys))).await {
            Err(failure) if !is_about_lots(failure.cause) => Err(failure),
            Ok(_) | Err(_) => Ok(Service::default()),
        }
    }

    fn member(&self, session: Session) -> Member {
        Member::new(self.wire.clone(), self.unsettled.clone(), session)
    }
}

fn is_about_lots(cause: Cause) -> bool {
    match cause {
        Cause::Status(status) => status.class() == Class::Refused && status.level() == Level::Transaction,
        Cause::Http(_) | Cause::Misfortune(_) => false,
    }
}
