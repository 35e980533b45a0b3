//! Files of earlier versions, which the exchange brings up to date.
//!
//! On a server there are no earlier versions yet.

use std::path::Path;

use domain::credits::Credits;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tempfile::TempDir;

use crate::database::Database;
use crate::running::Running;

async fn open(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(file).connect().await.unwrap()
}

/// An exchange on the file in that folder, which has purchases confirmed that cost more than so many credits.
async fn start(folder: TempDir, above: u64) -> Running {
    let database = Database::file(&folder.path().join("test.db"));
    Running::start_on(database, folder, |settings| settings.confirm_above = Credits(above)).await
}

/// Makes the database what the third version would have left behind: as it was without the later step.
async fn as_the_third_version_left_it(connection: &mut SqliteConnection) {
    for statement in [
        "PRAGMA foreign_keys = OFF",
        "DROP INDEX pool_events_by_lot",
        "DROP TABLE global_data_files",
        "CREATE TABLE older (
             token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
             account INTEGER NOT NULL REFERENCES accounts (id),
             created_at INTEGER NOT NULL,
             last_active_at INTEGER NOT NULL
         ) STRICT",
        "INSERT INTO older SELECT token_hash, account, created_at, last_active_at FROM sessions",
        "DROP TABLE sessions",
        "ALTER TABLE older RENAME TO sessions",
        "CREATE INDEX sessions_by_activity ON sessions (last_active_at)",
        "DELETE FROM _sqlx_migrations WHERE version > 3",
    ] {
        sqlx::query(statement).execute(&mut *connection).await.unwrap();
    }
}

/// Makes the database what the second version would have left behind: as it was without the later steps.
async fn as_the_second_version_left_it(connection: &mut SqliteConnection) {
    as_the_third_version_left_it(connection).await;
    for statement in [
        "DROP TABLE held_lots",
        "DROP TABLE hold_outcomes",
        "DROP TABLE holds",
        "CREATE TABLE older (
             seq INTEGER PRIMARY KEY AUTOINCREMENT,
             kind TEXT NOT NULL CHECK (kind IN ('delivered', 'sold', 'revoked', 'expired')),
             lot BLOB NOT NULL REFERENCES lots (hash) DEFERRABLE INITIALLY DEFERRED,
             at INTEGER NOT NULL
         ) STRICT",
        "INSERT INTO older SELECT * FROM pool_events",
        "DROP TABLE pool_events",
        "ALTER TABLE older RENAME TO pool_events",
        "DELETE FROM _sqlx_migrations WHERE version > 2",
    ] {
        sqlx::query(statement).execute(&mut *connection).await.unwrap();
    }
}

/// Makes the database what the first version would have left behind: as it was without the later steps.
async fn as_the_first_version_left_it(connection: &mut SqliteConnection) {
    as_the_second_version_left_it(connection).await;
    for statement in [
        "DROP INDEX lots_revoked",
        "DROP INDEX lots_by_buyer",
        "ALTER TABLE lots DROP COLUMN left_event",
        "CREATE INDEX lots_by_buyer ON lots (buyer, block_height) WHERE buyer IS NOT NULL",
        "DELETE FROM _sqlx_migrations WHERE version > 1",
    ] {
        sqlx::query(statement).execute(&mut *connection).await.unwrap();
    }
}

async fn schema(connection: &mut SqliteConnection) -> Vec<String> {
    let query = "SELECT name FROM pragma_table_info('lots') UNION SELECT name FROM sqlite_schema ORDER BY 1";
    sqlx::query_scalar(query).fetch_all(connection).await.unwrap()
}

#[tokio::test]
async fn a_file_of_the_first_version_learns_when_its_lots_were_bought_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let mut exchange = start(folder, u64::MAX).await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut hashes = Vec::new();
    for value in 1..=6 {
        hashes.push(seller.deliver_one(value, exchange.now()).await);
    }
    for (index, value) in [(2, 3), (0, 1), (1, 2)] {
        assert_eq!(buyer.buy(&[(hashes[index].as_str(), value)]).await.results(), [732]);
    }
    for index in [4, 3] {
        seller.delete(&format!("/tx/delivery/{}", hashes[index])).await;
    }
    let heights = |answer: crate::person::Answer, list: &str| -> Vec<u64> {
        let lots = answer.body[list].as_array().unwrap();
        lots.iter().map(|lot| lot["blockHeight"].as_u64().unwrap()).collect()
    };
    let folder = exchange.leave().await;
    let mut connection = open(&file).await;
    let new = schema(&mut connection).await;
    as_the_first_version_left_it(&mut connection).await;
    assert_ne!(schema(&mut connection).await, new);
    connection.close().await.unwrap();

    exchange = start(folder, u64::MAX).await;
    let (mut seller, mut buyer) = (exchange.stranger(), exchange.stranger());
    seller.log_in("seller").await;
    buyer.log_in("buyer").await;
    assert_eq!(heights(buyer.get("/usr/account").await, "purchase"), [2, 1, 3]);
    assert_eq!(heights(buyer.get("/usr/account?before=2").await, "purchase"), [1, 3]);
    assert_eq!(heights(seller.get("/usr/account").await, "revoke"), [4, 5]);
    let mut connection = open(&file).await;
    assert_eq!(schema(&mut connection).await, new);
    // Neither list is sorted after it has been read, and neither reads the pool's history.
    for (condition, index) in [
        ("buyer = 2 AND left_event < 9", "lots_by_buyer"),
        ("buyer = 2 AND block_height + 0 < 9", "lots_by_buyer"),
        ("seller = 1 AND status = 'revoked' AND left_event < 9", "lots_revoked"),
        ("seller = 1 AND status = 'revoked' AND block_height + 0 < 9", "lots_revoked"),
    ] {
        let query = format!(
            "EXPLAIN QUERY PLAN SELECT * FROM lots WHERE {condition} ORDER BY left_event DESC LIMIT 5"
        );
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(&mut connection).await.unwrap();
        assert!(
            plan.len() == 1 && plan[0].3.contains(&format!("SEARCH lots USING INDEX {index} ")),
            "{plan:?}"
        );
    }
    connection.close().await.unwrap();
    exchange.close().await;
}

#[tokio::test]
async fn a_file_of_the_second_version_keeps_its_history_and_learns_to_hold() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let exchange = start(folder, u64::MAX).await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut hashes = Vec::new();
    for value in [5, 6, 700] {
        hashes.push(seller.deliver_one(value, exchange.now()).await);
    }
    assert_eq!(buyer.buy(&[(&hashes[0], 5)]).await.results(), [732]);
    let version = buyer.get("/tx/pool").await.body["version"].clone();
    seller.delete(&format!("/tx/delivery/{}", hashes[1])).await;
    let folder = exchange.leave().await;
    let mut connection = open(&file).await;
    let events = "SELECT seq, kind, hex(lot), at FROM pool_events ORDER BY seq";
    let before: Vec<(i64, String, String, i64)> =
        sqlx::query_as(events).fetch_all(&mut connection).await.unwrap();
    let new = schema(&mut connection).await;
    as_the_second_version_left_it(&mut connection).await;
    connection.close().await.unwrap();

    let exchange = start(folder, 500).await;
    let mut connection = open(&file).await;
    let after: Vec<(i64, String, String, i64)> =
        sqlx::query_as(events).fetch_all(&mut connection).await.unwrap();
    assert_eq!((after.len(), after == before), (5, true), "{after:?}");
    assert_eq!(schema(&mut connection).await, new);
    connection.close().await.unwrap();
    let mut buyer = exchange.stranger();
    buyer.log_in("buyer").await;
    let since = buyer.get(&format!("/tx/pool?since={}", version.as_str().unwrap())).await;
    assert_eq!(since.body["removed"], serde_json::json!([hashes[1]]), "versions from before are known");
    assert_eq!(buyer.buy(&[(&hashes[2], 700)]).await.codes(), (201, 631));
    exchange.close().await;
}

#[tokio::test]
async fn a_file_of_the_third_version_keeps_its_sessions_open_and_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let exchange = start(folder, u64::MAX).await;
    let members = [exchange.member("mara").await, exchange.member("olga").await];
    let folder = exchange.leave().await;
    let mut connection = open(&file).await;
    let new = schema(&mut connection).await;
    as_the_third_version_left_it(&mut connection).await;
    assert_ne!(schema(&mut connection).await, new);
    connection.close().await.unwrap();

    let exchange = start(folder, u64::MAX).await;
    let mut connection = open(&file).await;
    assert_eq!(schema(&mut connection).await, new);
    connection.close().await.unwrap();
    let mut ids = Vec::new();
    for member in members {
        let mut again = exchange.stranger();
        again.cookie = member.cookie;
        let answer = again.get("/usr/sessions").await;
        let listed = answer.body["sessions"].as_array().unwrap().clone();
        assert_eq!((answer.codes(), listed.len()), ((200, 723), 1), "{answer:?}");
        assert_eq!((&listed[0]["current"], &listed[0]["browser"]), (&true.into(), &serde_json::Value::Null));
        ids.push(listed[0]["sessionId"].as_str().unwrap().to_owned());
    }
    assert_ne!(ids[0], ids[1]);
    exchange.close().await;
}
