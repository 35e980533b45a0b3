//! What is so, by the exchange's database: what journeys say is held against it.

use sqlx::Row;

use crate::Trouble;
use crate::database::Database;

/// The exchange's own books.
pub(super) struct Truth(pub(super) Database);

/// What is so of the lots with one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fate {
    /// How many lots have that note.
    pub(super) lots: usize,
    /// The name of the newest of them, as it stands in paths.
    pub(super) hash: String,
    /// Its status.
    pub(super) status: String,
    /// Who bought it.
    pub(super) buyer: Option<String>,
    /// How often anybody was charged for it.
    pub(super) charges: i64,
}

impl Truth {
    /// What became of the lots with that note.
    pub(super) async fn of_note(&self, note: &str) -> Result<Fate, Trouble> {
        let rows = sqlx::query(
            "SELECT lower(hex(lots.hash)) AS hash, lots.status, buyers.name AS buyer,
               (SELECT count(*) FROM ledger WHERE ledger.lot = lots.hash AND ledger.amount < 0) AS charges
             FROM lots LEFT JOIN accounts AS buyers ON buyers.id = lots.buyer
             WHERE lots.note = $1 ORDER BY lots.block_height",
        )
        .bind(note)
        .fetch_all(&mut self.0.open().await?)
        .await?;
        let Some(newest) = rows.last() else { return Ok(Fate::default()) };
        Ok(Fate {
            lots: rows.len(),
            hash: newest.try_get("hash")?,
            status: newest.try_get("status")?,
            buyer: newest.try_get("buyer")?,
            charges: newest.try_get("charges")?,
        })
    }

    /// The notes of all lots that somebody bought, in order.
    pub(super) async fn bought_by(&self, account: &str) -> Result<Vec<String>, Trouble> {
        let notes = sqlx::query_scalar(
            "SELECT lots.note FROM lots JOIN accounts ON accounts.id = lots.buyer
             WHERE accounts.name = $1 ORDER BY lots.note",
        );
        Ok(notes.bind(account).fetch_all(&mut self.0.open().await?).await?)
    }

    /// What somebody can spend.
    pub(super) async fn balance(&self, account: &str) -> Result<u64, Trouble> {
        let balance: i64 = sqlx::query_scalar("SELECT balance FROM accounts WHERE name = $1")
            .bind(account)
            .fetch_one(&mut self.0.open().await?)
            .await?;
        Ok(u64::try_from(balance)?)
    }

    /// How many accounts have another balance than their ledger says, and how many sold lots were not paid once.
    pub(super) async fn disorder(&self) -> Result<(i64, i64), Trouble> {
        let mut books = self.0.open().await?;
        let accounts = sqlx::query_scalar(
            "SELECT count(*) FROM accounts WHERE balance <>
               (SELECT coalesce(sum(amount), 0) FROM ledger WHERE ledger.account = accounts.id)",
        );
        let lots = sqlx::query_scalar(
            "SELECT count(*) FROM lots WHERE (status = 'succeeded') <>
               ((SELECT count(*) FROM ledger WHERE lot = hash AND account = buyer AND amount = -value) = 1
                AND (SELECT count(*) FROM ledger WHERE lot = hash AND account = seller AND amount = value) = 1)",
        );
        Ok((accounts.fetch_one(&mut books).await?, lots.fetch_one(&mut books).await?))
    }
}
