//! Delivering lots into the pool and taking them back.
//!
//! What a good lot is, the domain decides; each lot that comes here is one.

use domain::credits::LotPrice;
use domain::delivery::Delivery;
use domain::lot::{LotHash, LotStatus};
use domain::status::Code;
use domain::timestamp::Timestamp;

use super::{hold, moment, pool, standing, to_column};
use crate::database::{Writing, query};
use crate::error::Error;

/// Puts a lot into the pool and gives its name.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn deliver(
    writing: &mut Writing,
    delivery: &Delivery,
    value: LotPrice,
    seller: i64,
    now: Timestamp,
) -> Result<LotHash, Error> {
    let hash = LotHash(rand::random());
    let delivered = pool::record(writing, pool::Event::Delivered, &hash, now).await?;
    query(
        "INSERT INTO lots (hash, status, block_height, timestamp_sell, timestamp_expire, power, amount,
                           value, energy_type, seller, note)
         VALUES ($1, 'waiting', $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(hash.0.as_slice())
    .bind(delivered)
    .bind(moment(now))
    .bind(moment(delivery.timestamp_expire))
    .bind(to_column(delivery.power.get()))
    .bind(to_column(delivery.amount.get()))
    .bind(to_column(value.get()))
    .bind(delivery.energy_type.token())
    .bind(seller)
    .bind(delivery.note.as_str())
    .execute(writing.connection())
    .await?;
    Ok(hash)
}

/// Takes a lot back.
///
/// # Errors
/// [`Error::Refused`] with 839 for a lot that is not the seller's, with 838 for one that no longer waits or is
/// held for a buyer; [`Error::Database`].
pub(crate) async fn revoke(
    writing: &mut Writing,
    hash: &LotHash,
    seller: i64,
    now: Timestamp,
) -> Result<(), Error> {
    match standing::of(writing.connection(), hash).await? {
        Some(standing) if standing.seller == seller => {
            if standing.held_until.is_some() {
                hold::make_way(writing, hash, now).await?;
            }
        }
        _ => return Err(Error::Refused(Code::RevokeUnknown)),
    }
    let revoked = query(
        "UPDATE lots SET status = $1
         WHERE hash = $2 AND seller = $3 AND status = 'waiting' AND timestamp_expire > $4
           AND NOT EXISTS (SELECT 1 FROM held_lots WHERE lot = lots.hash)",
    )
    .bind(LotStatus::Revoked.token())
    .bind(hash.0.as_slice())
    .bind(seller)
    .bind(moment(now))
    .execute(writing.connection())
    .await?;
    if revoked == 0 {
        return Err(Error::Refused(Code::RevokeTooLate));
    }
    pool::leave(writing, pool::Event::Revoked, hash, now).await
}
