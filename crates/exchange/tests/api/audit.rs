//! Checks of the books: credits are neither made nor lost, one sale a lot, no balance below zero.

use sqlx::Connection;

use crate::database::Database;

/// Questions whose answer is 0 as long as everything is right.
const WRONG_ROWS: [(&str, &str); 11] = [
    ("the ledger sums to zero", "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM ledger"),
    ("each lot's payment sums to zero", "SELECT count(*) FROM (SELECT 1 FROM ledger WHERE lot IS NOT NULL GROUP BY lot HAVING sum(amount) <> 0 OR count(*) <> 2) AS payments"),
    (
        "balances are what the ledger says",
        "SELECT count(*) FROM accounts WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM ledger WHERE account = accounts.id)",
    ),
    ("no balance is below zero", "SELECT count(*) FROM accounts WHERE balance < 0"),
    (
        "sold lots are paid once, at their price, by their buyer",
        "SELECT count(*) FROM lots WHERE status = 'succeeded' AND
           (SELECT count(*) FROM ledger WHERE lot = lots.hash AND account = lots.buyer AND amount = -lots.value) <> 1",
    ),
    ("only sold lots are paid", "SELECT count(*) FROM ledger JOIN lots ON lots.hash = ledger.lot WHERE lots.status <> 'succeeded'"),
    (
        "each lot came once, is held and freed in turn, and left at most once, as its status says",
        "SELECT count(*) FROM lots WHERE
           (SELECT replace(string_agg(kind, ',' ORDER BY seq), ',held,freed', '')
            FROM pool_events WHERE lot = lots.hash) <>
           CASE status WHEN 'waiting' THEN CASE WHEN hash IN (SELECT lot FROM held_lots) THEN 'delivered,held'
                                                ELSE 'delivered' END
                       WHEN 'succeeded' THEN 'delivered,sold'
                       WHEN 'revoked' THEN 'delivered,revoked' ELSE 'delivered,expired' END",
    ),
    (
        "each lot names the event with which it left for good, as long as it does not wait",
        "SELECT count(*) FROM lots WHERE left_event IS DISTINCT FROM
           (SELECT seq FROM pool_events WHERE lot = lots.hash AND kind IN ('sold', 'revoked', 'expired'))",
    ),
    (
        "what is held waits, under a hold that is open and no longer than the lot's own time",
        "SELECT count(*) FROM held_lots JOIN lots ON lots.hash = lot JOIN holds ON holds.id = hold
         WHERE lots.status <> 'waiting' OR holds.state <> 'open' OR holds.ends_at > lots.timestamp_expire
            OR lots.seller = holds.account",
    ),
    (
        "an open hold holds what it said and a closed one nothing",
        "SELECT count(*) FROM holds WHERE (SELECT count(*) FROM held_lots WHERE hold = id) <>
           CASE state WHEN 'open' THEN (SELECT count(*) FROM hold_outcomes WHERE hold = id AND code = 631)
                      ELSE 0 END",
    ),
    (
        "what a confirmation called bought belongs to whoever confirmed",
        "SELECT count(*) FROM hold_outcomes JOIN holds ON holds.id = hold JOIN lots ON lots.hash = lot
         WHERE (code = 732 AND (holds.state <> 'confirmed' OR lots.buyer IS DISTINCT FROM holds.account))
            OR (code = 631 AND holds.state = 'confirmed')",
    ),
];

/// Questions that only a file needs to be asked, with their answers.
const OF_A_FILE: [(&str, &str); 2] =
    [("PRAGMA integrity_check", "ok"), ("SELECT CAST(count(*) AS TEXT) FROM pragma_foreign_key_check", "0")];

pub(crate) async fn check(database: &Database) {
    let mut connection = database.open().await;
    for (rule, query) in WRONG_ROWS {
        let wrong: i64 = sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap();
        assert_eq!(wrong, 0, "the books are wrong: {rule}");
    }
    for (query, expected) in OF_A_FILE.into_iter().filter(|_| database.is_file()) {
        let answer: String = sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap();
        assert_eq!(answer, expected, "{query}");
    }
    connection.close().await.unwrap();
}
