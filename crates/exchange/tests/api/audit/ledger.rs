//! Faults in the ledger and in the balances.

use super::scene::{Books, spoilt, spoilt_lot};

#[tokio::test]
async fn books_that_were_left_alone_are_right() {
    assert_eq!(Books::kept().await.spoil(&[]).await, [""; 0]);
}

#[tokio::test]
async fn an_entry_of_another_amount_is_found() {
    let fault = ["UPDATE ledger SET amount = amount + 1 WHERE id = 2"];
    spoilt(&fault, "the books", "the ledger does not sum to zero").await;
}

#[tokio::test]
async fn credits_from_nowhere_are_found() {
    let fault = [
        "INSERT INTO ledger (account, amount, at) VALUES (2, 50, 1)",
        "UPDATE accounts SET balance = balance + 50 WHERE id = 2",
    ];
    spoilt(&fault, "the books", "accounts were opened with other credits than were issued").await;
}

#[tokio::test]
async fn credits_that_the_exchange_takes_are_found() {
    let fault = ["UPDATE ledger SET amount = -amount WHERE id IN (1, 2)"];
    spoilt(
        &fault,
        "ledger entry 1 ",
        "takes or pays something else than an opening balance on the exchange's own side",
    )
    .await;
}

#[tokio::test]
async fn a_second_opening_balance_is_found() {
    let fault = [
        "INSERT INTO ledger (account, amount, at) VALUES (2, 50, 1), (NULL, -50, 1)",
        "UPDATE accounts SET balance = balance + 50 WHERE id = 2",
    ];
    spoilt(&fault, "account 2 ", "moved credits without a lot other than by one opening balance").await;
}

#[tokio::test]
async fn a_balance_that_does_not_follow_from_the_entries_is_found() {
    let fault = ["UPDATE accounts SET balance = balance - 1 WHERE id = 3"];
    spoilt(&fault, "account 3 ", "has another balance than the sum of its ledger entries").await;
}

#[tokio::test]
async fn a_balance_below_zero_is_found() {
    let fault = ["UPDATE accounts SET balance = -1 WHERE id = 2"];
    spoilt(&fault, "account 2 ", "has a balance below zero").await;
}

#[tokio::test]
async fn a_lot_that_is_paid_twice_is_found() {
    let fault = [
        "DROP INDEX ledger_one_sale_per_lot",
        "INSERT INTO ledger (account, amount, lot, at)
         SELECT account, amount, lot, at FROM ledger WHERE lot = (SELECT hash FROM lots WHERE value = 11)",
    ];
    spoilt_lot(&fault, 11, "is paid more than once").await;
}

#[tokio::test]
async fn a_sold_lot_that_nobody_the_wrong_account_or_another_price_paid_is_found() {
    let says = "is sold but not paid by its buyer to its seller, at its price, when it was bought";
    for fault in [
        "DELETE FROM ledger WHERE lot = (SELECT hash FROM lots WHERE value = 11)",
        "UPDATE ledger SET account = 3 WHERE amount = -11",
        "UPDATE ledger SET account = 3 WHERE amount = 11",
        "UPDATE ledger SET amount = 2 * amount WHERE amount IN (11, -11)",
        "UPDATE ledger SET at = at + 1 WHERE amount = 11",
        "DELETE FROM ledger WHERE amount = 11",
    ] {
        spoilt_lot(&[fault], 11, says).await;
    }
}

#[tokio::test]
async fn a_lot_that_is_paid_and_not_sold_is_found() {
    let fault = ["UPDATE lots SET status = 'waiting', buyer = NULL, timestamp_buy = NULL WHERE value = 11"];
    spoilt_lot(&fault, 11, "is paid without being sold").await;
}
