//! Finding out at pec-server, after the app was loaded anew or the tab duplicated: it only looks and never sends.
//!
//! What is not in the account may still be on its way to it, so it is looked for until it would have been there.

use std::time::Duration;

use domain::delivery::{Delivered, Delivery};
use domain::lot::LotHash;
use domain::pending::Sending;
use domain::purchase::{Purchase, Receipt};
use domain::status::Failure;
use protocol::pec::account::Account;

use crate::api::pec::Member;
use crate::api::pec::delivery::lot_of;
use crate::api::recall::{outcome_of, still_unknown};
use crate::browser::{clock, timer};

/// How long to wait before looking again.
const PERIOD: Duration = Duration::from_secs(2);

impl Member {
    pub async fn recall_purchase(&self, purchase: &Purchase, sending: &Sending) -> Result<Receipt, Failure> {
        let has_all =
            |account: &Account| purchase.picks().iter().all(|pick| account.has_purchased(&pick.hash));
        let account = self.account_when(has_all, sending).await?;
        let pool = self.waiting_lots().await.map_err(still_unknown)?;
        let outcomes = purchase.picks().iter().map(|pick| {
            let in_pool = pool.iter().find(|lot| lot.hash == pick.hash);
            outcome_of(pick, account.has_purchased(&pick.hash), in_pool)
        });
        Ok(Receipt { outcomes: outcomes.collect(), balance: account.balance() })
    }

    pub async fn recall_delivery(
        &self,
        delivery: &Delivery,
        sending: &Sending,
    ) -> Result<Option<Delivered>, Failure> {
        let has_it = |account: &Account| account.delivered(delivery, &sending.stamps).is_some();
        let account = self.account_when(has_it, sending).await?;
        lot_of(&account, delivery, &sending.stamps)
    }

    pub async fn recall_revoke(&self, hash: &LotHash, sending: &Sending) -> Result<bool, Failure> {
        let account = self.account_when(|account| account.has_revoked(hash), sending).await?;
        Ok(account.has_revoked(hash))
    }

    /// The account once it shows what is looked for, or once that is no longer on its way.
    async fn account_when(
        &self,
        is_there: impl Fn(&Account) -> bool,
        sending: &Sending,
    ) -> Result<Account, Failure> {
        let is_over_at = sending.is_over_at(clock::now());
        loop {
            let account = self.account().await.map_err(still_unknown)?;
            if is_there(&account) || clock::now() >= is_over_at {
                return Ok(account);
            }
            timer::sleep(PERIOD).await;
        }
    }
}
