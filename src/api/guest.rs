//! What somebody may ask without a session: open an account, log in, go on with a session that still
//! lives, look at the service.

use std::sync::Arc;

use domain::account::{LogIn, SignUp};
use domain::status::Failure;

use crate::api::answer::Service;
use crate::api::member::Member;
use crate::api::transport::Transport;
use crate::api::wire::Wire;
use crate::api::{exchange, pec};
use crate::settings::{Dialect, Settings};

/// The client of somebody who is not logged in.
#[derive(Clone)]
pub struct Guest {
    line: Line,
}

/// The dialect in which it is asked.
#[derive(Clone)]
enum Line {
    Exchange(exchange::Guest),
    Pec(pec::Guest),
}

impl Guest {
    /// A client by the settings.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, settings: &Settings) -> Self {
        let wire = Wire::new(transport, &settings.api);
        let line = match settings.dialect {
            Dialect::Exchange => Line::Exchange(exchange::Guest::new(wire)),
            Dialect::Pec => Line::Pec(pec::Guest::new(wire)),
        };
        Self { line }
    }

    /// Whether all tabs of a browser are in one session. Else each has its own, maybe of different accounts.
    #[must_use]
    pub const fn shares_session(&self) -> bool {
        match &self.line {
            Line::Exchange(_) => true,
            Line::Pec(_) => false,
        }
    }

    /// Opens an account.
    ///
    /// # Errors
    /// 821, 822, 820, 829 and whatever happens on the way.
    pub async fn sign_up(&self, form: &SignUp) -> Result<(), Failure> {
        match &self.line {
            Line::Exchange(guest) => guest.sign_up(form).await,
            Line::Pec(guest) => guest.sign_up(form).await,
        }
    }

    /// Logs in.
    ///
    /// # Errors
    /// 823, 824, 820, 829 and whatever happens on the way.
    pub async fn log_in(&self, form: &LogIn) -> Result<Member, Failure> {
        match &self.line {
            Line::Exchange(guest) => guest.log_in(form).await.map(Member::from),
            Line::Pec(guest) => guest.log_in(form).await.map(Member::from),
        }
    }

    /// Goes on with the session that the browser still holds.
    ///
    /// # Errors
    /// 826 where there is none, and whatever happens on the way.
    pub async fn resume(&self) -> Result<Member, Failure> {
        match &self.line {
            Line::Exchange(guest) => guest.resume().await.map(Member::from),
            Line::Pec(guest) => guest.resume().await.map(Member::from),
        }
    }

    /// Looks at the service.
    ///
    /// # Errors
    /// 912 and whatever happens on the way.
    pub async fn service(&self) -> Result<Service, Failure> {
        match &self.line {
            Line::Exchange(guest) => guest.service().await,
            Line::Pec(guest) => guest.service().await,
        }
    }
}
