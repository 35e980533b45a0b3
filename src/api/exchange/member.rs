//! How our exchange is asked by a member. What the calls mean and how they fail stands at
//! [`crate::api::Member`].

use std::slice;
use std::time::Duration;

use domain::account::AccountName;
use domain::credits::Credits;
use domain::delivery::{Delivered, Delivery};
use domain::handshake::Handshake;
use domain::hold::Hold;
use domain::lot::{Lot, LotHash};
use domain::purchase::{Purchase, PurchaseAnswer, Receipt};
use domain::status::{Class, Failure, Misfortune};
use protocol::account::{Account, Page};
use protocol::heartbeat::Alive;
use protocol::lot::{Delivered as DeliveredBody, DeliveryLot};
use protocol::purchase::{Held, Purchased};
use protocol::rows::Rows;
use protocol::{OffTheWire, path};

use crate::api::answer::{Beat, LotList, Statement};
use crate::api::idempotency::IdempotencyKey;
use crate::api::outcome::{Done, note_skipped};
use crate::api::recall::is_too_late;
use crate::api::wire::{Call, Wire};
use crate::browser::fetch::Method;

/// A member of our exchange. The session is in a cookie that no script sees.
#[derive(Clone)]
pub struct Member {
    pub(super) wire: Wire,
    account: AccountName,
    is_operator: Option<bool>,
}

impl Member {
    pub(super) fn new(wire: Wire, account: AccountName) -> Self {
        Self { wire, account, is_operator: None }
    }

    /// The same, knowing whether the account is an operator's.
    pub(super) fn knowing(self, is_operator: bool) -> Self {
        Self { is_operator: Some(is_operator), ..self }
    }

    pub fn account(&self) -> &AccountName {
        &self.account
    }

    pub const fn is_operator(&self) -> Option<bool> {
        self.is_operator
    }

    pub fn of_account(&self, account: AccountName) -> Self {
        Self::new(self.wire.clone(), account)
    }

    pub async fn beat(&self, is_active: bool) -> Result<Beat, Failure> {
        let query = if is_active { "?active=true" } else { "" };
        let done = self.wire.ask(Call::get(format!("{}{query}", path::ALIVE))).await?;
        let alive: Alive = done.read()?;
        Ok(Beat {
            account: AccountName::parse(&alive.account).map_err(|_| done.unreadable())?,
            expires_in: Duration::from_secs(alive.expires_in),
            pool_version: Some(alive.pool_version).filter(|version| !version.is_empty()),
        })
    }

    pub async fn statement(&self, page: Page) -> Result<Statement, Failure> {
        let query: Vec<_> = [("before", page.before), ("limit", page.limit)]
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| format!("{name}={value}")))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        let call = Call::get(format!("{}{mark}{}", path::ACCOUNT, query.join("&")));
        let done = self.wire.ask(call).await?;
        let account: Account = done.read()?;
        note_skipped(path::ACCOUNT, account.skipped());
        Statement::try_from(account).map_err(|_| done.unreadable())
    }

    pub async fn deliver(&self, delivery: &Delivery, key: &IdempotencyKey) -> Result<Delivered, Failure> {
        let delivered = self.deliver_many(slice::from_ref(delivery), key).await?;
        delivered.into_iter().next().ok_or_else(|| Misfortune::Unreadable.into())
    }

    pub async fn deliver_many(
        &self,
        deliveries: &[Delivery],
        key: &IdempotencyKey,
    ) -> Result<Vec<Delivered>, Failure> {
        let body = protocol::lot::Delivery { tx: deliveries.iter().map(DeliveryLot::from).collect() };
        let call = Call::change(Method::POST, path::DELIVERY).with_body(&body).with_key(key);
        let done = self.wire.ask(call).await?;
        let outcomes = done.read::<DeliveredBody>()?.result;
        let delivered: Result<Vec<_>, OffTheWire> = outcomes.iter().map(TryInto::try_into).collect();
        // Which outcome is whose is told by nothing but their order.
        let delivered = delivered.ok().filter(|delivered| delivered.len() == deliveries.len());
        delivered.ok_or_else(|| done.unreadable())
    }

    pub async fn purchase(
        &self,
        purchase: &Purchase,
        key: &IdempotencyKey,
    ) -> Result<PurchaseAnswer, Failure> {
        let body = protocol::purchase::Purchase::from(purchase);
        let call = Call::change(Method::PUT, path::PURCHASE).with_body(&body).with_key(key);
        let done = self.wire.ask_and_follow(call).await?;
        let answer = bought_or_held(&done)?;
        // Outcomes of other lots than those asked for say nothing of what became of these.
        if answer.answers(purchase) { Ok(answer) } else { Err(done.unreadable()) }
    }

    pub async fn confirm(&self, hold: &Handshake) -> Result<PurchaseAnswer, Failure> {
        bought_or_held(&self.wire.ask_and_follow(Call::change(Method::PUT, path::hold(hold))).await?)
    }

    pub async fn release(&self, hold: &Handshake) -> Result<(), Failure> {
        self.wire.ask(Call::change(Method::DELETE, path::hold(hold))).await.map(drop)
    }

    /// A refusal of what no longer waits may be the answer to a second request for a lot that the first one
    /// took back: browsers send such a request again where a connection breaks.
    pub async fn revoke(&self, hash: &LotHash) -> Result<(), Failure> {
        match self.ask_to_revoke(hash).await {
            Err(failure) if is_too_late(failure.cause) && self.has_just_revoked(hash).await => Ok(()),
            answer => answer,
        }
    }

    pub(super) async fn ask_to_revoke(&self, hash: &LotHash) -> Result<(), Failure> {
        self.wire.ask(Call::change(Method::DELETE, path::revoke(hash))).await.map(drop)
    }

    pub async fn log_out(&self) -> Result<(), Failure> {
        self.wire.ask(Call::change(Method::DELETE, path::LOG_OUT)).await.map(drop)
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

impl TryFrom<Account> for Statement {
    type Error = OffTheWire;

    fn try_from(account: Account) -> Result<Self, OffTheWire> {
        let list = |total, rows: Rows<protocol::lot::Lot>| {
            let lots = rows.into_iter().map(Lot::try_from).collect::<Result<_, _>>()?;
            Ok(LotList { total, lots })
        };
        Ok(Self {
            balance: Some(Credits(account.balance)),
            address: Some(account.address.parse().map_err(|_| OffTheWire("address"))?),
            deliveries: list(account.delivery_num, account.delivery)?,
            purchases: list(account.purchase_num, account.purchase)?,
            revoked: list(account.revoke_num, account.revoke)?,
        })
    }
}
