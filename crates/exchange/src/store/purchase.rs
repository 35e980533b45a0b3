//! Buying: each lot at most once, at the price that the person saw, never beyond the balance.
//!
//! Looking and taking are one statement, so it holds whoever else buys at the same time. Holding lots
//! before a purchase is confirmed comes later.

use domain::credits::Credits;
use domain::lot::LotStatus;
use domain::purchase::{LotOutcome, Pick, Purchase, Receipt};
use domain::status::Code;
use domain::timestamp::Timestamp;

use super::{account, ledger, lot, moment, pool, to_column};
use crate::database::Writing;
use crate::error::Error;

/// Buys what can be bought, in the order of the picks.
///
/// # Errors
/// [`Error::Database`]; then nothing was bought.
pub(crate) async fn purchase(
    writing: &mut Writing,
    purchase: &Purchase,
    buyer: i64,
    now: Timestamp,
) -> Result<Receipt, Error> {
    let mut outcomes = Vec::with_capacity(purchase.picks().len());
    for pick in purchase.picks() {
        let code = buy(writing, pick, buyer, now).await?;
        outcomes.push(LotOutcome { hash: pick.hash, status: code.into() });
    }
    let balance = account::balance(writing.connection(), buyer).await?;
    Ok(Receipt { outcomes, balance })
}

async fn buy(writing: &mut Writing, pick: &Pick, buyer: i64, now: Timestamp) -> Result<Code, Error> {
    let Some(standing) = lot::standing(writing.connection(), &pick.hash).await? else {
        return Ok(Code::LotUnknown);
    };
    if standing.status == LotStatus::Succeeded {
        return Ok(Code::LotSold);
    }
    if !standing.is_for_sale(now) || standing.seller == buyer || standing.value != pick.value {
        return Ok(Code::LotNotForSale);
    }
    if account::balance(writing.connection(), buyer).await? < Credits(pick.value.get()) {
        return Ok(Code::BalanceTooSmall);
    }
    let sold = sqlx::query(
        "UPDATE lots SET status = 'succeeded', buyer = $1, timestamp_buy = $2
         WHERE hash = $3 AND status = 'waiting' AND timestamp_expire > $2 AND value = $4 AND seller <> $1",
    )
    .bind(buyer)
    .bind(moment(now))
    .bind(pick.hash.0.as_slice())
    .bind(to_column(pick.value.get()))
    .execute(writing.connection())
    .await?;
    if sold.rows_affected() == 0 {
        // Somebody was faster between the look and the taking.
        return Ok(Code::LotSold);
    }
    ledger::pay(writing, &pick.hash, pick.value, buyer, standing.seller, now).await?;
    pool::leave(writing, pool::Event::Sold, &pick.hash, now).await?;
    Ok(Code::Purchased)
}
