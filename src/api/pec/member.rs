//! How pec-server is asked by a member. What the calls mean and how they fail stands at [`crate::api::Member`];
//! what changes lots has files of its own.

use std::hash::{DefaultHasher, Hash, Hasher};

use domain::account::AccountName;
use domain::lot::Lot;
use domain::pool::{PoolAnswer, PoolVersion};
use domain::status::{Cause, Failure};
use domain::timestamp::Timestamp;
use protocol::path;
use protocol::pec::account::Account;
use protocol::pec::list::{self, List};
use protocol::pec::path as pec_path;
use protocol::pec::pool::Pool;
use protocol::pec::session::LogOut;
use protocol::rows::Rows;

use crate::api::answer::{Beat, LotList, Statement};
use crate::api::outcome::{Done, note_skipped};
use crate::api::pec::session::Session;
use crate::api::pec::unsettled::Unsettled;
use crate::api::pool_reader::SharedPoolReader;
use crate::api::wire::{Call, Wire};
use crate::browser::clock;
use crate::browser::fetch::Method;

/// A member of pec-server.
#[derive(Clone)]
pub struct Member {
    wire: Wire,
    pub(super) unsettled: Unsettled,
    pub(super) session: Session,
}

impl Member {
    pub fn new(wire: Wire, unsettled: Unsettled, session: Session) -> Self {
        Self { wire, unsettled, session }
    }

    pub const fn account_name(&self) -> &AccountName {
        &self.session.account
    }

    pub fn of_account(&self, account: AccountName) -> Self {
        Self { session: Session { account, ..self.session.clone() }, ..self.clone() }
    }

    pub fn forget(&self) {
        self.session.forget();
    }

    /// An answer that the session is over is the end of keeping it.
    pub(super) async fn ask(&self, call: Call) -> Result<Done, Failure> {
        let answer = self.wire.ask(call).await;
        if let Err(Failure { cause: Cause::Status(status), .. }) = &answer
            && status.ends_session()
        {
            self.session.forget();
        }
        answer
    }

    pub async fn beat(&self) -> Result<Beat, Failure> {
        self.ask(Call::get(pec_path::alive(&self.session.token))).await?;
        let expires_in = self.session.expires_in(clock::now());
        Ok(Beat { account: self.session.account.clone(), expires_in, pool_version: None })
    }

    /// The whole pool comes each time; where it is the one that is known, and nothing in it has expired since,
    /// there is nothing to read.
    pub async fn pool(&self, reader: &SharedPoolReader) -> Result<bool, Failure> {
        let done = self.ask(Call::get(pec_path::pool(&self.session.token))).await?;
        let (digest, now) = (digest_of(done.body()), clock::now());
        if reader.borrow().version().is_some_and(|version| is_still(&version, digest, now)) {
            return Ok(false);
        }
        let lots = waiting(&done, now)?;
        reader.borrow_mut().take_in(&PoolAnswer::Full { version: version_of(digest, &lots), lots });
        Ok(true)
    }

    /// The lots that can be bought at this moment.
    pub(super) async fn waiting_lots(&self) -> Result<Vec<Lot>, Failure> {
        waiting(&self.ask(Call::get(pec_path::pool(&self.session.token))).await?, clock::now())
    }

    /// The account as the server tells it.
    pub(super) async fn account(&self) -> Result<Account, Failure> {
        self.ask(Call::get(pec_path::account(&self.session.token))).await?.read()
    }

    pub async fn statement(&self) -> Result<Statement, Failure> {
        let (account, now) = (self.account().await?, clock::now());
        let lists = [account.deliveries(now), account.purchases(now), account.revoked(now)];
        note_skipped(path::ACCOUNT, lists.iter().map(|rows| rows.skipped).sum());
        let [deliveries, purchases, revoked] = lists.map(whole_list);
        let (balance, address) = (account.balance(), account.address());
        Ok(Statement { balance, address, deliveries, purchases, revoked })
    }

    pub async fn log_out(&self) -> Result<(), Failure> {
        let body = LogOut::of(&self.session.token);
        self.ask(Call::change(Method::DELETE, path::LOG_OUT).with_body(&body)).await?;
        self.session.forget();
        Ok(())
    }
}

fn waiting(done: &Done, now: Timestamp) -> Result<Vec<Lot>, Failure> {
    let rows = list::lots(&done.read::<Pool>()?.tx, List::Pool, None, now);
    note_skipped(path::POOL, rows.skipped);
    Ok(rows.good)
}

/// There are no pages: what came is all there is.
fn whole_list(rows: Rows<Lot>) -> LotList {
    LotList { total: rows.good.len() as u64, lots: rows.good }
}

fn digest_of(body: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    hasher.finish()
}

/// Names an answer, and until when it says what is in the pool: the first of its lots to expire is still told
/// after that.
fn version_of(digest: u64, lots: &[Lot]) -> PoolVersion {
    let until = lots.iter().map(|lot| lot.timestamp_expire).min().unwrap_or(Timestamp::UNKNOWN);
    PoolVersion(format!("{digest:016x}-{}", until.0))
}

fn is_still(PoolVersion(version): &PoolVersion, digest: u64, now: Timestamp) -> bool {
    let parts = version.split_once('-');
    parts.is_some_and(|(known, until)| {
        known == format!("{digest:016x}") && until.parse().is_ok_and(|until| now < Timestamp(until))
    })
}
