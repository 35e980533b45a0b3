//! Everything that somebody could send who means no good, or whose program is broken: each answer has a code, names the
//! field and what is wrong with it, and nothing has changed.
//!
//! One table a kind of thing. [`Scene`] has what is attacked and says whether it is as it was.

mod any;
mod limit;
mod made;
mod name;
mod number;
mod path;
mod raw;
mod shape;
mod text;

use reqwest::Method;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row};

use crate::person::{Answer, Person, new_key, send};
use crate::running::Running;

/// An exchange with a seller whose lot waits, and a buyer.
struct Scene {
    exchange: Running,
    seller: Person,
    buyer: Person,
    /// The lot that waits, for 10 credits.
    lot: String,
}

/// What nobody may change without being told that it was done.
const BOOKS: &str = "SELECT (SELECT count(*) FROM accounts), (SELECT CAST(sum(balance) AS BIGINT) FROM accounts),
    (SELECT count(*) FROM lots), (SELECT count(*) FROM lots WHERE status = 'waiting'), (SELECT count(*) FROM ledger),
    (SELECT count(*) FROM pool_events), (SELECT count(*) FROM holds), (SELECT count(*) FROM idempotency_keys),
    (SELECT count(*) FROM sessions), (SELECT count(*) FROM global_data_files)";

impl Scene {
    async fn set() -> Self {
        let exchange = Running::start().await;
        let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
        let lot = seller.deliver_one(10, exchange.now()).await;
        Self { exchange, seller, buyer, lot }
    }

    /// The books in figures.
    async fn books(&self) -> Vec<i64> {
        let mut connection = self.exchange.database.open().await;
        let row = sqlx::query(AssertSqlSafe(BOOKS)).fetch_one(&mut connection).await.unwrap();
        let figures = (0..row.len()).map(|place| row.get(place)).collect();
        sqlx::Connection::close(connection).await.unwrap();
        figures
    }

    /// Ends a test in which nothing was done: the books are as they were, and right.
    async fn close_unchanged(self, before: &[i64]) {
        assert_eq!(self.books().await, before);
        assert_eq!(self.buyer.get(&format!("/tx/available/{}", self.lot)).await.codes(), (200, 734));
        self.exchange.close().await;
    }

    /// A lot that would be taken, as JSON.
    fn good_lot(&self) -> Value {
        crate::person::lot(10, self.exchange.now())
    }
}

/// Sends a text as the body of a call with a new key.
async fn call(person: &Person, method: Method, path: &str, body: impl Into<reqwest::Body>) -> Answer {
    send(person.request(method, path).header("Idempotency-Key", new_key()).body(body)).await
}

/// Asserts that an answer refuses a request for what is wrong with one field.
fn assert_refused(answer: &Answer, code: u64, field: &str, context: &str) {
    assert_eq!(answer.codes(), (400, code), "{context}: {answer:?}");
    assert_eq!(answer.fields(), [field], "{context}");
}
