//! Books in which everything has happened once, and a way to spoil them past every check of the database.

use std::time::Duration;

use serde_json::json;
use sqlx::Connection;
use tempfile::TempDir;

use super::findings;
use crate::database::Database;
use crate::expiry::changed_since;
use crate::person::lot;
use crate::running::Running;

/// Lets a file take what breaks its constraints.
const UNGUARD_FILE: &[&str] = &["PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON"];

/// Lets a server's database do the same.
const UNGUARD_SERVER: &[&str] = &["DO $$ DECLARE guard record; BEGIN
    FOR guard IN SELECT conrelid::regclass AS place, conname FROM pg_constraint
                 WHERE contype IN ('c', 'f') AND connamespace = current_schema()::regnamespace
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', guard.place, guard.conname); END LOOP;
    END $$"];

/// The books of an exchange that has ended. Accounts: 1 sold and took back, 2 bought, 3 holds. Each lot is known by
/// its price: 11 was bought, 12 waits, 13 was taken back, 14 expired, 501 was held and bought, 600 is held, and 700
/// was held and let go.
pub(super) struct Books {
    pub(super) database: Database,
    _folder: TempDir,
}

impl Books {
    /// Right ones.
    pub(super) async fn kept() -> Self {
        let exchange = Running::start_confirming(tempfile::tempdir().unwrap(), 500).await;
        let seller = exchange.member("seller").await;
        let (buyer, holder) = (exchange.member("buyer").await, exchange.member("holder").await);
        let now = exchange.now();
        let mut lots: Vec<_> = [11, 12, 13, 14, 501, 600, 700].map(|value| lot(value, now)).into();
        lots[3]["timestampExpire"] = json!(now + 600_000);
        let delivered = seller.deliver(lots).await;
        let hash = |index: usize| delivered.body["result"][index]["txHash"].as_str().unwrap();
        let version = seller.get("/tx/pool").await.body["version"].as_str().unwrap().to_owned();
        exchange.pass(Duration::from_secs(600));
        assert_eq!(changed_since(&seller, &version).await["removed"], json!([hash(3)]));
        assert_eq!(buyer.buy(&[(hash(0), 11)]).await.results(), [732]);
        assert_eq!(seller.delete(&format!("/tx/delivery/{}", hash(2))).await.codes(), (200, 735));
        let held = buyer.buy(&[(hash(4), 501)]).await;
        assert_eq!(buyer.put(&held.hold()).await.results(), [732]);
        for (index, value) in [(6, 700), (5, 600)] {
            assert_eq!(holder.buy(&[(hash(index), value)]).await.results(), [631]);
        }
        let database = exchange.database.clone();
        Self { database, _folder: exchange.leave().await }
    }

    /// Spoils them and gives what the audit finds.
    pub(super) async fn spoil(&self, statements: &[&'static str]) -> Vec<String> {
        let mut connection = self.database.open().await;
        let unguard = if self.database.is_file() { UNGUARD_FILE } else { UNGUARD_SERVER };
        for statement in unguard.iter().chain(statements) {
            sqlx::query(*statement).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
        findings(&self.database).await
    }

    /// The lot of that price, as a finding names it.
    pub(super) async fn lot(&self, value: i64) -> String {
        let mut connection = self.database.open().await;
        let query = sqlx::query_scalar("SELECT hash FROM lots WHERE value = $1").bind(value);
        let hash: Vec<u8> = query.fetch_one(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("lot {digits}")
    }
}

/// Spoils right books and fails unless the audit then says that of them.
pub(super) async fn spoilt(statements: &[&'static str], subject: &str, says: &str) {
    told(&Books::kept().await.spoil(statements).await, subject, says);
}

/// The same where it has to name the lot of that price.
pub(super) async fn spoilt_lot(statements: &[&'static str], value: i64, says: &str) {
    let books = Books::kept().await;
    let subject = books.lot(value).await;
    told(&books.spoil(statements).await, &subject, says);
}

/// Fails unless one of the lines says that of a subject that is called so or begins like it.
fn told(findings: &[String], subject: &str, says: &str) {
    let is_told = findings.iter().any(|line| line.starts_with(subject) && line.ends_with(says));
    assert!(is_told, "{subject} {says} is not among:\n{}", findings.join("\n"));
}
