//! The second half of a held purchase: its buyer confirms it, or lets the lots go.
//!
//! Confirming twice buys once, and is answered the same both times. How lots come to be held is in `hold`.

use domain::credits::Credits;
use domain::handshake::Handshake;
use domain::purchase::{LotOutcome, Receipt};
use domain::status::{Code, Status};
use domain::timestamp::Timestamp;

use super::{account, from_column, hold, lot, purchase, to_column};
use crate::database::{Writing, query};
use crate::error::Error;

/// How far a hold is.
enum State {
    /// Its buyer has not said anything yet. It may be over all the same.
    Open { ends_at: Timestamp },
    /// It was confirmed, and that was the buyer's balance then.
    Confirmed { balance: Credits },
    /// It ended without a purchase.
    Released,
}

/// Buys what is held, as far as the balance still covers it, in the order of the purchase.
///
/// # Errors
/// [`Error::Refused`] with 836 where the buyer has no such hold, with 833 where it is over;
/// [`Error::Database`], and then nothing was bought.
pub(crate) async fn confirm(
    writing: &mut Writing,
    id: &Handshake,
    buyer: i64,
    now: Timestamp,
) -> Result<Receipt, Error> {
    match state(writing, id, buyer).await? {
        State::Confirmed { balance } => {
            Ok(Receipt { outcomes: outcomes(writing, id).await?, balance: Some(balance) })
        }
        State::Open { ends_at } if ends_at > now => buy(writing, id, buyer, now).await,
        State::Open { .. } | State::Released => Err(Error::Refused(Code::LotNotForSale)),
    }
}

/// Lets the lots go. It may have happened before, or by itself.
///
/// # Errors
/// [`Error::Refused`] with 836 where the account has no such hold, or has confirmed it; [`Error::Database`].
pub(crate) async fn release(
    writing: &mut Writing,
    id: &Handshake,
    account: i64,
    now: Timestamp,
) -> Result<(), Error> {
    match state(writing, id, account).await? {
        State::Open { .. } => hold::end(writing, &id.to_string(), now).await,
        State::Released => Ok(()),
        State::Confirmed { .. } => Err(Error::Refused(Code::LotUnknown)),
    }
}

async fn state(writing: &mut Writing, id: &Handshake, account: i64) -> Result<State, Error> {
    let row = query("SELECT state, ends_at, balance FROM holds WHERE id = $1 AND account = $2")
        .bind(id.to_string())
        .bind(account)
        .fetch_optional(writing.connection())
        .await?
        .ok_or(Error::Refused(Code::LotUnknown))?;
    let balance: Option<i64> = row.try_get("balance")?;
    match (row.try_get("state")?, balance) {
        ("open", None) => Ok(State::Open { ends_at: Timestamp(from_column(row.try_get("ends_at")?)?) }),
        ("confirmed", Some(balance)) => Ok(State::Confirmed { balance: Credits(from_column(balance)?) }),
        ("released", None) => Ok(State::Released),
        _ => Err(odd("state")),
    }
}

async fn outcomes(writing: &mut Writing, id: &Handshake) -> Result<Vec<LotOutcome>, Error> {
    let rows = query("SELECT lot, code FROM hold_outcomes WHERE hold = $1 ORDER BY place")
        .bind(id.to_string())
        .fetch_all(writing.connection())
        .await?;
    rows.iter()
        .map(|row| {
            let status = u16::try_from(row.try_get::<i64>("code")?).ok().and_then(Status::from_number);
            Ok(LotOutcome {
                hash: lot::hash(row.try_get("lot")?)?,
                status: status.ok_or_else(|| odd("code"))?,
            })
        })
        .collect()
}

async fn buy(writing: &mut Writing, id: &Handshake, buyer: i64, now: Timestamp) -> Result<Receipt, Error> {
    let mut outcomes = outcomes(writing, id).await?;
    hold::free(writing, &id.to_string(), now).await?;
    for outcome in outcomes.iter_mut().filter(|outcome| outcome.is_held()) {
        outcome.status = purchase::buy_at_its_price(writing, &outcome.hash, buyer, now).await?.into();
        query("UPDATE hold_outcomes SET code = $1 WHERE hold = $2 AND lot = $3")
            .bind(i64::from(outcome.status.number()))
            .bind(id.to_string())
            .bind(outcome.hash.0.as_slice())
            .execute(writing.connection())
            .await?;
    }
    let balance = account::balance(writing.connection(), buyer).await?;
    query("UPDATE holds SET state = 'confirmed', balance = $1 WHERE id = $2")
        .bind(to_column(balance.0))
        .bind(id.to_string())
        .execute(writing.connection())
        .await?;
    Ok(Receipt { outcomes, balance: Some(balance) })
}

fn odd(column: &str) -> Error {
    Error::Fault(format!("{column} of a hold breaks its rule in the database"))
}
