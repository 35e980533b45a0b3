//! Buying: each lot at most once, at the price that the person saw, never beyond the balance; and at once
//! only as long as all of it costs no more than what has to be confirmed.
//!
//! Looking and taking are one transaction, so it holds whoever else buys at the same time. What is held
//! instead goes on in `hold` and `handshake`.

use std::time::Duration;

use domain::credits::{Credits, LotPrice};
use domain::lot::{LotHash, LotStatus};
use domain::purchase::{LotOutcome, Purchase, PurchaseAnswer, Receipt};
use domain::status::Code;
use domain::timestamp::Timestamp;

use super::standing::{self, Standing};
use super::{hold, moment, pool, to_column};
use crate::database::{Writing, query};
use crate::error::Error;

/// When a purchase has to be confirmed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// One that costs more than this.
    pub(crate) confirm_above: Credits,
    /// For how long its lots are held at most.
    pub(crate) hold_for: Duration,
}

/// Buys what can be bought, in the order of the picks, or holds it where it costs too much together.
///
/// # Errors
/// [`Error::Database`]; then nothing was bought or held.
pub(crate) async fn purchase(
    writing: &mut Writing,
    purchase: &Purchase,
    buyer: i64,
    terms: Terms,
    now: Timestamp,
) -> Result<PurchaseAnswer, Error> {
    let mut balance = Credits(0);
    let mut total = Credits(0);
    let mut ends_at = now.after(terms.hold_for);
    let mut looked_at = Vec::with_capacity(purchase.picks().len());
    for pick in purchase.picks() {
        let standing;
        (standing, balance) = standing::before(writing.connection(), &pick.hash, buyer).await?;
        let left = Credits(balance.0.saturating_sub(total.0));
        let verdict = judge(standing, pick.value, buyer, left, now);
        if let Ok(standing) = &verdict {
            if standing.held_until.is_some() {
                hold::make_way(writing, &pick.hash, now).await?;
            }
            total = Credits(total.0.saturating_add(pick.value.get()));
            ends_at = ends_at.min(standing.expire);
        }
        looked_at.push((pick.hash, verdict));
    }
    let must_confirm = total > terms.confirm_above;
    let mut outcomes = Vec::with_capacity(looked_at.len());
    for (hash, verdict) in looked_at {
        let code = match verdict {
            Err(code) => code,
            Ok(_) if must_confirm => Code::PurchaseHeld,
            Ok(standing) => take(writing, &hash, &standing, buyer, now).await?,
        };
        outcomes.push(LotOutcome { hash, status: code.into() });
    }
    if must_confirm {
        return hold::open(writing, buyer, total, outcomes, ends_at, now).await.map(PurchaseAnswer::Held);
    }
    // Nobody else writes meanwhile, so this is what is left.
    let balance = Credits(balance.0.saturating_sub(total.0));
    Ok(PurchaseAnswer::Bought(Receipt { outcomes, balance: Some(balance) }))
}

/// Buys one lot for what it costs, and says whether: 732, or why not.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn buy_at_its_price(
    writing: &mut Writing,
    hash: &LotHash,
    buyer: i64,
    now: Timestamp,
) -> Result<Code, Error> {
    let (standing, left) = standing::before(writing.connection(), hash, buyer).await?;
    let price = standing.map(|standing| standing.value);
    match price.map_or(Err(Code::LotUnknown), |price| judge(standing, price, buyer, left, now)) {
        Ok(standing) => take(writing, hash, &standing, buyer, now).await,
        Err(code) => Ok(code),
    }
}

/// The lot as it stands, if the buyer can have it at that price with what is left to spend; or why not.
fn judge(
    standing: Option<Standing>,
    price: LotPrice,
    buyer: i64,
    left: Credits,
    now: Timestamp,
) -> Result<Standing, Code> {
    let standing = standing.ok_or(Code::LotUnknown)?;
    if standing.status == LotStatus::Succeeded {
        Err(Code::LotSold)
    } else if !standing.is_for_sale(now) || standing.seller == buyer || standing.value != price {
        Err(Code::LotNotForSale)
    } else if left < Credits(price.get()) {
        Err(Code::BalanceTooSmall)
    } else {
        Ok(standing)
    }
}

/// Makes the lot the buyer's: in the pool's history, in its own row, in both balances and in the ledger.
///
/// # Errors
/// [`Error::Fault`] where the lot is not for sale after all, [`Error::Database`]; either has the job undone.
async fn take(
    writing: &mut Writing,
    hash: &LotHash,
    standing: &Standing,
    buyer: i64,
    now: Timestamp,
) -> Result<Code, Error> {
    let sold = pool::record(writing, pool::Event::Sold, hash, now).await?;
    let (price, at) = (to_column(standing.value.get()), moment(now));
    let lots = query(
        "UPDATE lots SET status = 'succeeded', buyer = $1, timestamp_buy = $2, left_event = $6
         WHERE hash = $3 AND status = 'waiting' AND timestamp_expire > $2 AND value = $4 AND seller = $5
           AND NOT EXISTS (SELECT 1 FROM held_lots WHERE lot = lots.hash)",
    )
    .bind(buyer)
    .bind(at)
    .bind(hash.0.as_slice())
    .bind(price)
    .bind(standing.seller)
    .bind(sold)
    .execute(writing.connection())
    .await?;
    if lots != 1 {
        return Err(Error::Fault("a lot that was for sale was not to be had".to_owned()));
    }
    query(
        "UPDATE accounts SET balance = balance + CASE WHEN id = $1 THEN -$2 ELSE $2 END WHERE id IN ($1, $3)",
    )
    .bind(buyer)
    .bind(price)
    .bind(standing.seller)
    .execute(writing.connection())
    .await?;
    query("INSERT INTO ledger (account, amount, lot, at) VALUES ($1, -$2, $3, $4), ($5, $2, $3, $4)")
        .bind(buyer)
        .bind(price)
        .bind(hash.0.as_slice())
        .bind(at)
        .bind(standing.seller)
        .execute(writing.connection())
        .await?;
    Ok(Code::Purchased)
}
