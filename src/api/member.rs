//! What a member may ask. Nobody else has this client: only a log-in or a living session yields one. What
//! operators ask stands in `global_data`, what is asked about sessions in `open_session`.

use std::sync::{Arc, PoisonError, RwLock};

use domain::account::AccountName;
use domain::delivery::{Delivered, Delivery};
use domain::handshake::Handshake;
use domain::lot::LotHash;
use domain::purchase::{Purchase, PurchaseAnswer};
use domain::session::Renewal;
use domain::status::{Cause, Code, Failure, Status};
use protocol::account::Page;

use crate::api::answer::{Beat, Statement};
use crate::api::idempotency::IdempotencyKey;
use crate::api::pool_reader::SharedPoolReader;
use crate::api::{exchange, pec};

/// The client of somebody who is logged in. Copies ask in the same session, and go on together in a newer one.
#[derive(Clone)]
pub struct Member {
    account: AccountName,
    line: Arc<RwLock<Line>>,
}

/// The dialect in which it is asked.
#[derive(Clone)]
pub(in crate::api) enum Line {
    Exchange(exchange::Member),
    Pec(pec::Member),
}

impl From<exchange::Member> for Member {
    fn from(member: exchange::Member) -> Self {
        Self::on(member.account().clone(), Line::Exchange(member))
    }
}

impl From<pec::Member> for Member {
    fn from(member: pec::Member) -> Self {
        Self::on(member.account_name().clone(), Line::Pec(member))
    }
}

impl Member {
    fn on(account: AccountName, line: Line) -> Self {
        Self { account, line: Arc::new(RwLock::new(line)) }
    }

    /// The line in its newest session.
    pub(in crate::api) fn line(&self) -> Line {
        self.line.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whose client this is.
    #[must_use]
    pub const fn account(&self) -> &AccountName {
        &self.account
    }

    /// Goes on in the session of a newer client of the same account, and so does every copy.
    pub fn go_on_with(&self, newer: &Self) {
        let line = newer.line();
        *self.line.write().unwrap_or_else(PoisonError::into_inner) = line;
    }

    /// Keeps nothing of the session in this browser, as far as a script can reach it.
    pub fn forget(&self) {
        match self.line() {
            Line::Exchange(_) => {}
            Line::Pec(member) => member.forget(),
        }
    }

    /// What keeps the session alive.
    #[must_use]
    pub fn renewal(&self) -> Renewal {
        match self.line() {
            Line::Exchange(_) => Renewal::ByUse,
            Line::Pec(_) => pec::RENEWAL,
        }
    }

    /// Whether the account was an operator's at the log-in. Not known where the session was gone on with;
    /// in any case the exchange looks again at each call.
    #[must_use]
    pub fn is_operator(&self) -> Option<bool> {
        match self.line() {
            Line::Exchange(member) => member.is_operator(),
            Line::Pec(_) => Some(false),
        }
    }

    /// Whether the exchange sets the price of a lot that is delivered without one.
    #[must_use]
    pub fn sets_prices(&self) -> bool {
        match self.line() {
            Line::Exchange(_) => true,
            Line::Pec(_) => false,
        }
    }

    /// The client of whoever has the session that this browser holds now.
    #[must_use]
    pub fn of_account(&self, account: AccountName) -> Self {
        match self.line() {
            Line::Exchange(member) => member.of_account(account).into(),
            Line::Pec(member) => member.of_account(account).into(),
        }
    }

    /// Asks whether the session lives; `is_active` says that the person did something since the last beat,
    /// which prolongs it where anything does.
    ///
    /// # Errors
    /// 826 where it is over, and whatever happens on the way.
    pub async fn beat(&self, is_active: bool) -> Result<Beat, Failure> {
        match self.line() {
            Line::Exchange(member) => member.beat(is_active).await,
            Line::Pec(member) => member.beat().await,
        }
    }

    /// Reads the pool: all of it, or what changed since the state that the reader knows. `false` says that
    /// nothing did.
    ///
    /// # Errors
    /// 831 and whatever happens on the way.
    pub async fn pool(&self, reader: &SharedPoolReader) -> Result<bool, Failure> {
        match self.line() {
            Line::Exchange(member) => member.pool(reader).await,
            Line::Pec(member) => member.pool(reader).await,
        }
    }

    /// Reads the account with one page of each list, or with all of it where there are no pages.
    ///
    /// # Errors
    /// 825 and whatever happens on the way.
    pub async fn statement(&self, page: Page) -> Result<Statement, Failure> {
        match self.line() {
            Line::Exchange(member) => member.statement(page).await,
            Line::Pec(member) => member.statement().await,
        }
    }

    /// Puts a lot into the pool. Under the same key it gets there once, however often it is asked.
    ///
    /// # Errors
    /// 834, 830 and whatever happens on the way.
    pub async fn deliver(&self, delivery: &Delivery, key: &IdempotencyKey) -> Result<Delivered, Failure> {
        match self.line() {
            Line::Exchange(member) => member.deliver(delivery, key).await,
            Line::Pec(member) => member.deliver(delivery, key).await,
        }
    }

    /// Whether the exchange takes many lots at once, and none of them twice.
    #[must_use]
    pub fn takes_many(&self) -> bool {
        match self.line() {
            Line::Exchange(_) => true,
            Line::Pec(_) => false,
        }
    }

    /// Puts lots into the pool, [`domain::delivery::MAX_LOTS`] at most; each on its own merits, and told in the same
    /// order. Under the same key they get there once, however often it is asked.
    ///
    /// # Errors
    /// 834, 830, HTTP 405 where the exchange takes one at a time, and whatever happens on the way.
    pub async fn deliver_many(
        &self,
        deliveries: &[Delivery],
        key: &IdempotencyKey,
    ) -> Result<Vec<Delivered>, Failure> {
        match self.line() {
            Line::Exchange(member) => member.deliver_many(deliveries, key).await,
            Line::Pec(_) => Err(Failure::new(Cause::Http(405))),
        }
    }

    /// Buys lots, or has them held until they are confirmed. Under the same key each is bought once, however
    /// often it is asked.
    ///
    /// # Errors
    /// 832, 830 and whatever happens on the way; what became of each lot is in the answer.
    pub async fn purchase(
        &self,
        purchase: &Purchase,
        key: &IdempotencyKey,
    ) -> Result<PurchaseAnswer, Failure> {
        match self.line() {
            Line::Exchange(member) => member.purchase(purchase, key).await,
            Line::Pec(member) => member.purchase(purchase, key).await.map(PurchaseAnswer::Bought),
        }
    }

    /// Buys what is held. Asking again does no harm: it is answered the same.
    ///
    /// # Errors
    /// 832, 833 where the hold is over, 836 where there is none, and whatever happens on the way.
    pub async fn confirm(&self, hold: &Handshake) -> Result<PurchaseAnswer, Failure> {
        match self.line() {
            Line::Exchange(member) => member.confirm(hold).await,
            Line::Pec(_) => Err(no_hold()),
        }
    }

    /// Lets go of what is held.
    ///
    /// # Errors
    /// 832, 836 where there is no such hold or it was confirmed, and whatever happens on the way.
    pub async fn release(&self, hold: &Handshake) -> Result<(), Failure> {
        match self.line() {
            Line::Exchange(member) => member.release(hold).await,
            Line::Pec(_) => Err(no_hold()),
        }
    }

    /// Takes a lot back.
    ///
    /// # Errors
    /// 837, 838, 839, HTTP 405 where the exchange takes no lot back, and whatever happens on the way.
    pub async fn revoke(&self, hash: &LotHash) -> Result<(), Failure> {
        match self.line() {
            Line::Exchange(member) => member.revoke(hash).await,
            Line::Pec(member) => member.revoke(hash).await,
        }
    }

    /// Ends the session.
    ///
    /// # Errors
    /// 827 and whatever happens on the way.
    pub async fn log_out(&self) -> Result<(), Failure> {
        match self.line() {
            Line::Exchange(member) => member.log_out().await,
            Line::Pec(member) => member.log_out().await,
        }
    }
}

/// Where nothing is ever held there is no such hold.
fn no_hold() -> Failure {
    Status::from(Code::LotUnknown).into()
}
