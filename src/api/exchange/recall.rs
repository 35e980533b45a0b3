//! Finding out at our exchange: under the key as long as it knows the key, in the account's lists after that.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::delivery::{Delivered, Delivery};
use domain::handshake::Handshake;
use domain::lot::{Lot, LotHash};
use domain::pending::Sending;
use domain::purchase::{Purchase, PurchaseAnswer, Receipt};
use domain::status::Failure;
use protocol::account::Page;

use crate::api::answer::{LotList, Statement};
use crate::api::exchange::Member;
use crate::api::pool_reader::{ReadOnce, SharedPoolReader};
use crate::api::recall::{is_too_late, outcome_of, still_unknown};
use crate::browser::clock;

/// How far this device's clock and that of the exchange may be apart.
const CLOCKS_APART: Duration = Duration::from_secs(48 * 60 * 60);

impl Member {
    pub async fn recall_purchase(
        &self,
        purchase: &Purchase,
        hold: Option<&Handshake>,
        sending: &Sending,
    ) -> Result<PurchaseAnswer, Failure> {
        if sending.is_repeatable(clock::now()) {
            let answer = match hold {
                Some(hold) => self.confirm(hold).await,
                None => self.purchase(purchase, &sending.key).await,
            };
            if !answer.as_ref().is_err_and(Failure::is_about_key) {
                return answer;
            }
        }
        let since = sending.made_at.before(CLOCKS_APART);
        let is_newer = |lot: &Lot| lot.timestamp_buy.is_none_or(|moment| moment >= since);
        let bought = self.lots_of(|statement| statement.purchases, is_newer).await?;
        let pool = Rc::new(RefCell::new(ReadOnce::default()));
        self.pool(&(Rc::clone(&pool) as SharedPoolReader)).await.map_err(still_unknown)?;
        let is_bought = |hash: &LotHash| bought.iter().any(|lot| lot.hash == *hash);
        let pool = pool.borrow();
        let outcomes = purchase
            .picks()
            .iter()
            .map(|pick| outcome_of(pick, is_bought(&pick.hash), pool.lot(&pick.hash).as_ref()));
        Ok(PurchaseAnswer::Bought(Receipt { outcomes: outcomes.collect(), balance: None }))
    }

    pub async fn recall_delivery(
        &self,
        delivery: &Delivery,
        sending: &Sending,
    ) -> Result<Option<Delivered>, Failure> {
        if sending.is_repeatable(clock::now()) {
            let answer = self.deliver(delivery, &sending.key).await;
            if !answer.as_ref().is_err_and(Failure::is_about_key) {
                return answer.map(Some);
            }
        }
        let since = sending.made_at.before(CLOCKS_APART);
        let is_newer = |lot: &Lot| lot.timestamp_sell >= since;
        let mut lots = self.lots_of(|statement| statement.deliveries, is_newer).await?;
        if !lots.iter().any(|lot| delivery.became(lot)) {
            lots = self.lots_of(|statement| statement.revoked, |_| true).await?;
        }
        let lot = lots.into_iter().find(|lot| delivery.became(lot));
        Ok(lot.map(|lot| Delivered::InPool { hash: lot.hash, value: lot.value }))
    }

    pub async fn recall_revoke(&self, hash: &LotHash, sending: &Sending) -> Result<bool, Failure> {
        if sending.is_repeatable(clock::now()) {
            self.revoke_again(hash).await.map(|()| true)
        } else {
            self.has_revoked(hash).await
        }
    }

    pub async fn revoke_again(&self, hash: &LotHash) -> Result<(), Failure> {
        match self.ask_to_revoke(hash).await {
            Err(failure) if is_too_late(failure.cause) => {
                if self.has_revoked(hash).await? {
                    Ok(())
                } else {
                    Err(failure)
                }
            }
            answer => answer,
        }
    }

    /// Whether that lot is among those that the account took back last.
    pub(super) async fn has_just_revoked(&self, hash: &LotHash) -> bool {
        let lots = self.lots_of(|statement| statement.revoked, |_| false).await;
        lots.is_ok_and(|lots| lots.iter().any(|lot| lot.hash == *hash))
    }

    /// Whether that lot is among those that the account took back.
    async fn has_revoked(&self, hash: &LotHash) -> Result<bool, Failure> {
        let lots = self.lots_of(|statement| statement.revoked, |_| true).await?;
        Ok(lots.iter().any(|lot| lot.hash == *hash))
    }

    /// The lots of a list of the account, page by page as long as they are wanted.
    async fn lots_of(
        &self,
        list: fn(Statement) -> LotList,
        is_wanted: impl Fn(&Lot) -> bool,
    ) -> Result<Vec<Lot>, Failure> {
        let mut found = Vec::new();
        let mut before = None;
        loop {
            let page = Page { before, limit: Some(Page::MAX_LIMIT) };
            let LotList { total, lots } = list(self.statement(page).await.map_err(still_unknown)?);
            let Some(last) = lots.last().map(|lot| lot.block_height) else { return Ok(found) };
            let goes_on = lots.iter().all(&is_wanted);
            found.extend(lots);
            if !goes_on || found.len() as u64 >= total {
                return Ok(found);
            }
            before = Some(last);
        }
    }
}
