//! What changed in the pool since a version, out of its history.
//!
//! The events of a lot take turns, so the first and the last of a range say whether it came, left, or is as it was.

use domain::lot::{Lot, LotHash};

use super::lot::{self, lots};
use crate::database::{Connection, query, query_scalar};
use crate::error::Error;

/// In the pool now: what the newest event since then brought in. A lot is grouped by what is no column, so that SQLite
/// does not walk through the index by lot, which names all events there ever were.
const CAME: &str = lots!(
    "WHERE lots.hash IN
       (SELECT lot FROM pool_events WHERE kind IN ('delivered', 'freed') AND seq IN
          (SELECT max(seq) FROM pool_events WHERE seq > $1 GROUP BY coalesce(lot, lot)))
     ORDER BY lots.block_height DESC"
);
/// In the pool then and not now: what both the oldest and the newest event since then took out.
const LEFT: &str = "SELECT spans.lot
     FROM (SELECT coalesce(lot, lot) AS lot, min(seq) AS oldest, max(seq) AS newest
           FROM pool_events WHERE seq > $1 GROUP BY coalesce(lot, lot)) AS spans
          JOIN pool_events AS oldest ON oldest.seq = spans.oldest
          JOIN pool_events AS newest ON newest.seq = spans.newest
     WHERE oldest.kind NOT IN ('delivered', 'freed') AND newest.kind NOT IN ('delivered', 'freed')
     ORDER BY spans.newest DESC";

/// What changed since an event: the lots that came and wait still, and those that left.
/// `snapshot` has to be a transaction.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn since(snapshot: &mut Connection, event: i64) -> Result<(Vec<Lot>, Vec<LotHash>), Error> {
    let rows = query(CAME).bind(event).fetch_all(&mut *snapshot).await?;
    let changed = rows.iter().map(lot::from_row).collect::<Result<_, _>>()?;
    let left: Vec<Vec<u8>> = query_scalar(LEFT).bind(event).fetch_all(snapshot).await?;
    Ok((changed, left.iter().map(|bytes| lot::hash(bytes)).collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection as _, Row as _};

    use super::*;

    /// With an index by lot, SQLite grouped the events since a version by walking through all there ever were, and a poll
    /// took as long as the history was.
    #[tokio::test]
    async fn a_difference_walks_through_no_more_than_what_came_since() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        crate::database::Database::open(&url).await.unwrap().close().await;
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        for text in [CAME, LEFT] {
            let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}")));
            let rows = plan.fetch_all(&mut connection).await.unwrap();
            let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            assert!(steps.iter().any(|step| step.starts_with("SEARCH pool_events")), "{steps:?}");
            assert!(!steps.iter().any(|step| step.starts_with("SCAN pool_events")), "{steps:?}");
        }
    }
}
