//! How our exchange is asked by somebody without a session. What the calls mean and how they fail stands at
//! [`crate::api::Guest`].

use std::time::Duration;

use domain::account::{AccountName, LogIn, SignUp};
use domain::status::{Code, Failure, Status};
use protocol::account::{Credentials, LoggedIn};
use protocol::heartbeat::Alive;
use protocol::path;

use crate::api::answer::Service;
use crate::api::exchange::Member;
use crate::api::wire::{Call, Wire};
use crate::browser::fetch::Method;

/// Somebody at our exchange who is not logged in.
#[derive(Clone)]
pub struct Guest {
    wire: Wire,
}

impl Guest {
    pub fn new(wire: Wire) -> Self {
        Self { wire }
    }

    pub async fn sign_up(&self, form: &SignUp) -> Result<(), Failure> {
        let body = Credentials {
            account: form.account.as_str().to_owned(),
            password: form.password.expose().to_owned(),
        };
        self.wire.ask(Call::change(Method::POST, path::SIGN_UP).with_body(&body)).await.map(drop)
    }

    pub async fn log_in(&self, form: &LogIn) -> Result<Member, Failure> {
        let body = Credentials {
            account: form.account.as_str().to_owned(),
            password: form.password.expose().to_owned(),
        };
        let done = self.wire.ask(Call::change(Method::POST, path::LOG_IN).with_body(&body)).await?;
        let logged_in: LoggedIn = done.read()?;
        let account = AccountName::parse(&logged_in.account).map_err(|_| done.unreadable())?;
        Ok(Member::new(self.wire.clone(), account).knowing(logged_in.operator))
    }

    pub async fn resume(&self) -> Result<Member, Failure> {
        let done = self.wire.ask(Call::get(path::ALIVE)).await?;
        let alive: Alive = done.read()?;
        let account = AccountName::parse(&alive.account).map_err(|_| done.unreadable())?;
        Ok(Member::new(self.wire.clone(), account))
    }

    pub async fn service(&self) -> Result<Service, Failure> {
        let service: protocol::service::Service =
            self.wire.ask(Call::get(path::SERVICE_STATUS)).await?.read()?;
        let database = Status::from_number(service.database);
        Ok(Service {
            version: Some(service.version),
            has_database: Some(database == Some(Status::Known(Code::DatabaseConnected))),
            uptime: Some(Duration::from_secs(service.uptime)),
        })
    }
}
