//! What somebody may ask without a session: open an account, log in, go on with a session that still
//! lives, look at the service.

use std::sync::Arc;
use std::time::Duration;

use domain::account::{AccountName, LogIn, SignUp};
use domain::status::{Code, Failure, Status};
use protocol::account::{Credentials, LoggedIn};
use protocol::heartbeat::Alive;
use protocol::path;

use crate::api::answer::Service;
use crate::api::exchange::{Call, Exchange};
use crate::api::member::Member;
use crate::api::transport::Transport;
use crate::browser::fetch::Method;
use crate::settings::Settings;

/// The client of somebody who is not logged in.
#[derive(Clone)]
pub struct Guest {
    exchange: Exchange,
}

impl Guest {
    /// A client by the settings.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, settings: &Settings) -> Self {
        Self { exchange: Exchange::new(transport, &settings.api) }
    }

    /// Opens an account.
    ///
    /// # Errors
    /// 821, 822, 820, 829 and whatever happens on the way.
    pub async fn sign_up(&self, form: &SignUp) -> Result<(), Failure> {
        let body = Credentials {
            account: form.account.as_str().to_owned(),
            password: form.password.expose().to_owned(),
        };
        self.exchange.ask(Call::change(Method::POST, path::SIGN_UP).with_body(&body)).await.map(drop)
    }

    /// Logs in.
    ///
    /// # Errors
    /// 823, 824, 820, 829 and whatever happens on the way.
    pub async fn log_in(&self, form: &LogIn) -> Result<Member, Failure> {
        let body = Credentials {
            account: form.account.as_str().to_owned(),
            password: form.password.expose().to_owned(),
        };
        let done = self.exchange.ask(Call::change(Method::POST, path::LOG_IN).with_body(&body)).await?;
        let logged_in: LoggedIn = done.read()?;
        let account = AccountName::parse(&logged_in.account).map_err(|_| done.unreadable())?;
        Ok(Member::new(self.exchange.clone(), account).knowing(logged_in.operator))
    }

    /// Goes on with the session that the browser still holds.
    ///
    /// # Errors
    /// 826 where there is none, and whatever happens on the way.
    pub async fn resume(&self) -> Result<Member, Failure> {
        let done = self.exchange.ask(Call::get(path::ALIVE)).await?;
        let alive: Alive = done.read()?;
        let account = AccountName::parse(&alive.account).map_err(|_| done.unreadable())?;
        Ok(Member::new(self.exchange.clone(), account))
    }

    /// Looks at the service.
    ///
    /// # Errors
    /// 912 and whatever happens on the way.
    pub async fn service(&self) -> Result<Service, Failure> {
        let service: protocol::service::Service =
            self.exchange.ask(Call::get(path::SERVICE_STATUS)).await?.read()?;
        let database = Status::from_number(service.database);
        Ok(Service {
            version: service.version,
            has_database: database == Some(Status::Known(Code::DatabaseConnected)),
            uptime: Duration::from_secs(service.uptime),
        })
    }
}
