//! Buying at a server that sells a sold lot again, sells to the seller, and answers "done" where all failed.
//!
//! Nothing is sent before account, pool and server say that it may be, and no lot that may have been sent is
//! sent again before the account says that it was not bought.

use domain::credits::Credits;
use domain::lot::{Lot, LotHash};
use domain::purchase::{LotOutcome, Pick, Purchase, Receipt};
use domain::status::{Cause, Class, Code, Failure, Status};
use futures::future::{join_all, try_join_all};
use protocol::path;
use protocol::pec::account::Account;
use protocol::pec::path as pec_path;
use protocol::pec::purchase::Purchase as Body;
use protocol::pec::told::Answer;

use crate::api::idempotency::IdempotencyKey;
use crate::api::pec::Member;
use crate::api::recall::still_unknown;
use crate::api::wire::Call;
use crate::browser::clock;
use crate::browser::fetch::Method;

impl Member {
    pub async fn purchase(&self, purchase: &Purchase, key: &IdempotencyKey) -> Result<Receipt, Failure> {
        let may_be_bought = |pick: &Pick| self.unsettled.may_be_bought(&pick.hash, key);
        let is_unknown = purchase.picks().iter().any(may_be_bought);
        let receipt = self.buy(purchase.picks(), key).await;
        receipt.map_err(|failure| if is_unknown { still_unknown(failure) } else { failure })
    }

    async fn buy(&self, picks: &[Pick], key: &IdempotencyKey) -> Result<Receipt, Failure> {
        let before = self.account().await?;
        let pool = self.waiting_lots().await?;
        let refusals = try_join_all(picks.iter().map(|pick| self.judge(pick, key, &before, &pool))).await?;
        let judged = || picks.iter().zip(&refusals);
        let wanted: Vec<Pick> =
            judged().filter(|(_, refusal)| refusal.is_none()).map(|(pick, _)| *pick).collect();
        let (sent, after) = if wanted.is_empty() {
            (Vec::new(), before.balance())
        } else {
            self.send(&wanted, key, &before).await?
        };
        let mut sent = sent.into_iter();
        let outcomes = judged()
            .filter_map(|(pick, refusal)| {
                let status = refusal.or_else(|| sent.next())?;
                Some(LotOutcome { hash: pick.hash, status })
            })
            .collect();
        Ok(Receipt { outcomes, balance: after })
    }

    /// What is to be said of a lot without sending it; nothing where it is to be sent.
    async fn judge(
        &self,
        pick: &Pick,
        key: &IdempotencyKey,
        account: &Account,
        pool: &[Lot],
    ) -> Result<Option<Status>, Failure> {
        if account.has_purchased(&pick.hash) {
            let is_of_now = self.unsettled.may_be_bought(&pick.hash, key);
            return Ok(Some(if is_of_now { Code::Purchased } else { Code::LotSold }.into()));
        }
        let is_as_seen = |lot: &Lot| {
            lot.hash == pick.hash && lot.value == pick.value && Some(lot.seller) != account.address()
        };
        let is_for_sale = pool.iter().any(is_as_seen) && !account.has_delivered(&pick.hash);
        let refusal = self.refusal(pick).await?;
        Ok(refusal.or((!is_for_sale).then_some(Code::LotNotForSale.into())))
    }

    /// Why the server would not sell that lot; nothing where it would, which it says of lots that are revoked
    /// or expired too.
    async fn refusal(&self, pick: &Pick) -> Result<Option<Status>, Failure> {
        match self.ask(Call::get(pec_path::available(&pick.hash))).await {
            Ok(done) if done.status == Code::LotAvailable.into() => Ok(None),
            Ok(done) => Err(done.unreadable()),
            Err(Failure { cause: Cause::Status(status), .. })
                if status.class() == Class::Refused && !status.ends_session() =>
            {
                Ok(Some(status))
            }
            Err(failure) => Err(failure),
        }
    }

    /// Buys; what became of each lot in order, and the balance afterwards.
    async fn send(
        &self,
        picks: &[Pick],
        key: &IdempotencyKey,
        before: &Account,
    ) -> Result<(Vec<Status>, Option<Credits>), Failure> {
        let lots = || picks.iter().map(|pick| pick.hash);
        // What an earlier try may have bought is not settled by what becomes of this one.
        let new: Vec<LotHash> = lots().filter(|lot| !self.unsettled.may_be_bought(lot, key)).collect();
        self.unsettled.buy(lots(), key);
        let body = Body::of(&self.session.token, lots(), clock::now());
        let told: Answer = match self.ask(Call::change(Method::PUT, path::PURCHASE).with_body(&body)).await {
            Ok(done) => done.read().unwrap_or_default(),
            Err(failure) => {
                if !failure.leaves_outcome_unknown() {
                    new.iter().for_each(|lot| self.unsettled.not_bought(lot));
                }
                return Err(failure);
            }
        };
        let account = self.account().await;
        if let Err(failure) = &account
            && lots().any(|lot| told.of(&lot).is_none())
        {
            return Err(still_unknown(failure.clone()));
        }
        let account = account.ok();
        let is_bought = |pick: &Pick| {
            told.of(&pick.hash) == Some(true)
                || account.as_ref().is_some_and(|account| account.has_purchased(&pick.hash))
        };
        let paid: u64 = picks.iter().filter(|pick| is_bought(pick)).map(|pick| pick.value.get()).sum();
        let balance = account.as_ref().and_then(Account::balance);
        let balance = balance.or_else(|| Some(Credits(before.balance()?.0.saturating_sub(paid))));
        let outcomes = join_all(picks.iter().map(|pick| {
            let is_bought = is_bought(pick);
            async move {
                if is_bought {
                    return Status::from(Code::Purchased);
                }
                self.unsettled.not_bought(&pick.hash);
                self.why_not(pick, balance).await
            }
        }));
        Ok((outcomes.await, balance))
    }

    /// Why a lot was not bought that could be bought a moment ago. The server does not say it.
    async fn why_not(&self, pick: &Pick, balance: Option<Credits>) -> Status {
        match self.refusal(pick).await {
            Ok(Some(status)) => status,
            Ok(None) if balance.is_some_and(|balance| balance.0 < pick.value.get()) => {
                Code::BalanceTooSmall.into()
            }
            Ok(None) | Err(_) => Code::LotNotForSale.into(),
        }
    }
}
