//! Lots as rows: reading them into the domain's type, and the lists that an account is shown.
//!
//! How a lot comes into being, is sold, held or leaves the pool is in `delivery`, `purchase`, `hold` and `expiry`.

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotHash, LotStatus, Note};
use domain::timestamp::Timestamp;

use super::{from_column, to_column};
use crate::database::{Connection, Row, query, query_scalar};
use crate::error::Error;

/// The columns of a lot with both addresses. `lots!` adds the condition and the order.
macro_rules! lots {
    ($rest:literal) => {
        concat!(
            "SELECT lots.hash, lots.status, lots.block_height, lots.timestamp_sell, lots.timestamp_buy,
                    lots.timestamp_expire, lots.power, lots.amount, lots.value, lots.energy_type, lots.note,
                    sellers.address AS seller, buyers.address AS buyer
             FROM lots JOIN accounts AS sellers ON sellers.id = lots.seller
                       LEFT JOIN accounts AS buyers ON buyers.id = lots.buyer ",
            $rest
        )
    };
}
pub(super) use lots;

/// Which of an account's lots.
#[derive(Clone, Copy, Debug)]
pub(crate) enum List {
    /// Delivered and not taken back.
    Delivered,
    /// Bought.
    Bought,
    /// Taken back.
    Revoked,
}

/// A page of an account's lots, at most `limit`. Deliveries come newest first; purchases and lots that were
/// taken back come with the one first that was bought or taken back last.
///
/// `before` is the block height of a lot: the page holds what comes after that lot in the list. Where the
/// list does not hold it, the page holds the lots with a smaller block height.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn list(
    connection: &mut Connection,
    list: List,
    account: i64,
    before: Option<u64>,
    limit: u64,
) -> Result<Vec<Lot>, Error> {
    let height = to_column(before.unwrap_or(u64::MAX));
    // The event after which the page begins; none where it begins below a block height.
    let event =
        match (list, before) {
            (List::Delivered, _) => None,
            (List::Bought | List::Revoked, None) => Some(i64::MAX),
            (List::Bought, Some(_)) => {
                query_scalar("SELECT left_event FROM lots WHERE block_height = $1 AND buyer = $2")
                    .bind(height)
                    .bind(account)
                    .fetch_optional(&mut *connection)
                    .await?
            }
            (List::Revoked, Some(_)) => query_scalar(
                "SELECT left_event FROM lots WHERE block_height = $1 AND seller = $2 AND status = 'revoked'",
            )
            .bind(height)
            .bind(account)
            .fetch_optional(&mut *connection)
            .await?,
        };
    // Adding 0 keeps an index by block height from being used, after which everything had to be sorted.
    let text = match (list, event) {
        (List::Delivered, _) => lots!(
            "WHERE lots.seller = $1 AND lots.status <> 'revoked' AND lots.block_height < $2
             ORDER BY lots.block_height DESC LIMIT $3"
        ),
        (List::Bought, Some(_)) => {
            lots!("WHERE lots.buyer = $1 AND lots.left_event < $2 ORDER BY lots.left_event DESC LIMIT $3")
        }
        (List::Bought, None) => lots!(
            "WHERE lots.buyer = $1 AND lots.block_height + 0 < $2 ORDER BY lots.left_event DESC LIMIT $3"
        ),
        (List::Revoked, Some(_)) => lots!(
            "WHERE lots.seller = $1 AND lots.status = 'revoked' AND lots.left_event < $2
             ORDER BY lots.left_event DESC LIMIT $3"
        ),
        (List::Revoked, None) => lots!(
            "WHERE lots.seller = $1 AND lots.status = 'revoked' AND lots.block_height + 0 < $2
             ORDER BY lots.left_event DESC LIMIT $3"
        ),
    };
    let rows = query(text)
        .bind(account)
        .bind(event.unwrap_or(height))
        .bind(to_column(limit))
        .fetch_all(connection)
        .await?;
    rows.iter().map(from_row).collect()
}

/// Reads a row of `lots!`.
///
/// # Errors
/// [`Error::Fault`] for a row that breaks a rule of the domain.
pub(super) fn from_row(row: &Row) -> Result<Lot, Error> {
    let buyer: Option<&[u8]> = row.try_get("buyer")?;
    let bought: Option<i64> = row.try_get("timestamp_buy")?;
    Ok(Lot {
        hash: hash(row.try_get("hash")?)?,
        status: status(row.try_get("status")?)?,
        block_height: from_column(row.try_get("block_height")?)?,
        timestamp_sell: Timestamp(from_column(row.try_get("timestamp_sell")?)?),
        timestamp_buy: bought.map(from_column).transpose()?.map(Timestamp),
        timestamp_expire: Timestamp(from_column(row.try_get("timestamp_expire")?)?),
        power: Watts::new(from_column(row.try_get("power")?)?).map_err(|_| odd("power"))?,
        amount: WattHours::new(from_column(row.try_get("amount")?)?).map_err(|_| odd("amount"))?,
        value: LotPrice::new(from_column(row.try_get("value")?)?).map_err(|_| odd("value"))?,
        energy_type: EnergyType::parse(row.try_get("energy_type")?).map_err(|_| odd("energy_type"))?,
        seller: address(row.try_get("seller")?)?,
        buyer: buyer.map(address).transpose()?,
        note: Note::parse(row.try_get("note")?).map_err(|_| odd("note"))?,
    })
}

/// Reads the bytes of a hash.
///
/// # Errors
/// [`Error::Fault`] for another number of bytes than 32.
pub(super) fn hash(bytes: &[u8]) -> Result<LotHash, Error> {
    bytes.try_into().map(LotHash).map_err(|_| odd("hash"))
}

/// Reads the bytes of an address.
///
/// # Errors
/// [`Error::Fault`] for another number of bytes than 20.
pub(crate) fn address(bytes: &[u8]) -> Result<Address, Error> {
    bytes.try_into().map(Address).map_err(|_| odd("address"))
}

/// Reads the name of a status.
///
/// # Errors
/// [`Error::Fault`] for another name.
pub(super) fn status(token: &str) -> Result<LotStatus, Error> {
    LotStatus::from_token(token).ok_or_else(|| odd("status"))
}

/// A row that no rule lets in.
pub(super) fn odd(column: &str) -> Error {
    Error::Fault(format!("{column} of a lot breaks its rule in the database"))
}
