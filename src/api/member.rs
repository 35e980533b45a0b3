//! What a member may ask. Nobody else has this client: only a log-in or a living session yields one. What
//! operators ask stands in `global_data`.

use std::time::Duration;

use domain::account::AccountName;
use domain::credits::{Credits, LotPrice};
use domain::delivery::Delivery;
use domain::handshake::Handshake;
use domain::hold::Hold;
use domain::lot::{Lot, LotHash};
use domain::pool::{PoolAnswer, PoolVersion};
use domain::purchase::{Purchase, PurchaseAnswer, Receipt};
use domain::status::{Class, Failure, Status};
use protocol::account::{Account, Page};
use protocol::heartbeat::Alive;
use protocol::lot::{Delivered as DeliveredBody, DeliveryLot};
use protocol::purchase::{Held, Purchased};
use protocol::rows::Rows;
use protocol::{OffTheWire, path};

use crate::api::answer::{Beat, Delivered, LotList, Statement};
use crate::api::exchange::{Call, Exchange};
use crate::api::idempotency::IdempotencyKey;
use crate::api::outcome::Done;
use crate::browser::console;
use crate::browser::fetch::Method;

/// The client of somebody who is logged in.
#[derive(Clone)]
pub struct Member {
    pub(in crate::api) exchange: Exchange,
    account: AccountName,
    is_operator: Option<bool>,
}

impl Member {
    pub(in crate::api) fn new(exchange: Exchange, account: AccountName) -> Self {
        Self { exchange, account, is_operator: None }
    }

    /// The same, knowing whether the account is an operator's.
    pub(in crate::api) fn knowing(self, is_operator: bool) -> Self {
        Self { is_operator: Some(is_operator), ..self }
    }

    /// Whose client this is.
    #[must_use]
    pub fn account(&self) -> &AccountName {
        &self.account
    }

    /// Whether the account was an operator's at the log-in. Not known where the session was gone on with;
    /// in any case the exchange looks again at each call.
    #[must_use]
    pub const fn is_operator(&self) -> Option<bool> {
        self.is_operator
    }

    /// The client of whoever has the session that this browser holds now.
    #[must_use]
    pub fn of_account(&self, account: AccountName) -> Self {
        Self::new(self.exchange.clone(), account)
    }

    /// Asks whether the session lives; `is_active` says that the person did something since the last beat,
    /// which prolongs it.
    ///
    /// # Errors
    /// 826 where it is over, and whatever happens on the way.
    pub async fn beat(&self, is_active: bool) -> Result<Beat, Failure> {
        let query = if is_active { "?active=true" } else { "" };
        let done = self.exchange.ask(Call::get(format!("{}{query}", path::ALIVE))).await?;
        let alive: Alive = done.read()?;
        Ok(Beat {
            account: AccountName::parse(&alive.account).map_err(|_| done.unreadable())?,
            expires_in: Duration::from_secs(alive.expires_in),
            pool_version: Some(alive.pool_version).filter(|version| !version.is_empty()),
        })
    }

    /// Reads the pool: all of it, or what changed since a version. `None` says that nothing did.
    ///
    /// # Errors
    /// 831 and whatever happens on the way.
    pub async fn pool(&self, since: Option<&PoolVersion>) -> Result<Option<PoolAnswer>, Failure> {
        let call = match since {
            None => Call::get(path::POOL),
            Some(PoolVersion(version)) => {
                Call::get(format!("{}?since={version}", path::POOL)).unless_version(version)
            }
        };
        match self.exchange.ask_if_changed(call).await? {
            None => Ok(None),
            Some(done) => {
                let pool: protocol::pool::Pool = done.read()?;
                note_skipped(path::POOL, pool.skipped());
                PoolAnswer::try_from(pool).map(Some).map_err(|_| done.unreadable())
            }
        }
    }

    /// Reads the account with one page of each list.
    ///
    /// # Errors
    /// 825 and whatever happens on the way.
    pub async fn statement(&self, page: Page) -> Result<Statement, Failure> {
        let query: Vec<_> = [("before", page.before), ("limit", page.limit)]
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| format!("{name}={value}")))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        let call = Call::get(format!("{}{mark}{}", path::ACCOUNT, query.join("&")));
        let done = self.exchange.ask(call).await?;
        let account: Account = done.read()?;
        note_skipped(path::ACCOUNT, account.skipped());
        Statement::try_from(account).map_err(|_| done.unreadable())
    }

    /// Puts a lot into the pool.
    ///
    /// # Errors
    /// 834, 830 and whatever happens on the way.
    pub async fn deliver(&self, delivery: &Delivery, key: &IdempotencyKey) -> Result<Delivered, Failure> {
        let body = protocol::lot::Delivery { tx: vec![DeliveryLot::from(delivery)] };
        let call = Call::change(Method::POST, path::DELIVERY).with_body(&body).with_key(key);
        let done = self.exchange.ask(call).await?;
        let outcome = done.read::<DeliveredBody>()?.result.into_iter().next();
        let outcome = outcome.ok_or_else(|| done.unreadable())?;
        let status = Status::from_number(outcome.status).ok_or_else(|| done.unreadable())?;
        match (outcome.tx_hash, outcome.value) {
            (Some(hash), Some(value)) => Ok(Delivered::InPool {
                hash: hash.parse().map_err(|_| done.unreadable())?,
                value: LotPrice::new(value).map_err(|_| done.unreadable())?,
            }),
            _ => Ok(Delivered::Refused { status, problems: outcome.fields.iter().map(Into::into).collect() }),
        }
    }

    /// Buys lots, or has them held until they are confirmed.
    ///
    /// # Errors
    /// 832, 830 and whatever happens on the way; what became of each lot is in the answer.
    pub async fn purchase(
        &self,
        purchase: &Purchase,
        key: &IdempotencyKey,
    ) -> Result<PurchaseAnswer, Failure> {
        let body = protocol::purchase::Purchase::from(purchase);
        let call = Call::change(Method::PUT, path::PURCHASE).with_body(&body).with_key(key);
        let done = self.exchange.ask_and_follow(call).await?;
        let answer = bought_or_held(&done)?;
        // Outcomes of other lots than those asked for say nothing of what became of these.
        if answer.answers(purchase) { Ok(answer) } else { Err(done.unreadable()) }
    }

    /// Buys what is held. Asking again does no harm: it is answered the same.
    ///
    /// # Errors
    /// 832, 833 where the hold is over, 836 where there is none, and whatever happens on the way.
    pub async fn confirm(&self, hold: &Handshake) -> Result<PurchaseAnswer, Failure> {
        bought_or_held(&self.exchange.ask_and_follow(Call::change(Method::PUT, path::hold(hold))).await?)
    }

    /// Lets go of what is held.
    ///
    /// # Errors
    /// 832, 836 where there is no such hold or it was confirmed, and whatever happens on the way.
    pub async fn release(&self, hold: &Handshake) -> Result<(), Failure> {
        self.exchange.ask(Call::change(Method::DELETE, path::hold(hold))).await.map(drop)
    }

    /// Takes a lot back.
    ///
    /// # Errors
    /// 837, 838, 839 and whatever happens on the way.
    pub async fn revoke(&self, hash: &LotHash) -> Result<(), Failure> {
        self.exchange.ask(Call::change(Method::DELETE, path::revoke(hash))).await.map(drop)
    }

    /// Ends the session.
    ///
    /// # Errors
    /// 827 and whatever happens on the way.
    pub async fn log_out(&self) -> Result<(), Failure> {
        self.exchange.ask(Call::change(Method::DELETE, path::LOG_OUT)).await.map(drop)
    }
}

/// Whatever goes on, by whichever code, names the hold by which it goes on.
fn bought_or_held(done: &Done) -> Result<PurchaseAnswer, Failure> {
    if done.status.class() == Class::GoingOn {
        done.read_into::<Held, Hold>().map(PurchaseAnswer::Held)
    } else {
        done.read_into::<Purchased, Receipt>().map(PurchaseAnswer::Bought)
    }
}

/// A list shows what it can; what it cannot, developers should hear of.
fn note_skipped(path: &str, rows: usize) {
    if rows > 0 {
        console::warn(&format!("{path}: {rows} rows could not be read and are not shown"));
    }
}

impl TryFrom<Account> for Statement {
    type Error = OffTheWire;

    fn try_from(account: Account) -> Result<Self, OffTheWire> {
        let list = |total, rows: Rows<protocol::lot::Lot>| {
            let lots = rows.into_iter().map(Lot::try_from).collect::<Result<_, _>>()?;
            Ok(LotList { total, lots })
        };
        Ok(Self {
            balance: Credits(account.balance),
            address: account.address.parse().map_err(|_| OffTheWire("address"))?,
            deliveries: list(account.delivery_num, account.delivery)?,
            purchases: list(account.purchase_num, account.purchase)?,
            revoked: list(account.revoke_num, account.revoke)?,
        })
    }
}
