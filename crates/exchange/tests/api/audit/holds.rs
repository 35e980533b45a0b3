//! Faults in what is held.

use super::scene::{spoilt, spoilt_lot};

#[tokio::test]
async fn a_lot_that_is_held_and_does_not_wait_or_by_nobody_any_more_is_found() {
    let says = "is held although it does not wait, or by a hold that is not open";
    spoilt_lot(&["UPDATE holds SET state = 'released' WHERE state = 'open'"], 600, says).await;
    spoilt_lot(&["UPDATE lots SET status = 'expired' WHERE value = 600"], 600, says).await;
}

#[tokio::test]
async fn a_lot_that_its_seller_holds_or_that_is_held_beyond_its_end_is_found() {
    let says = "is held by its own seller, or beyond its own time";
    spoilt_lot(&["UPDATE lots SET seller = 3 WHERE value = 600"], 600, says).await;
    spoilt_lot(&["UPDATE holds SET ends_at = ends_at + 9000000 WHERE state = 'open'"], 600, says).await;
}

#[tokio::test]
async fn a_hold_that_holds_other_lots_than_it_said_is_found() {
    for fault in [
        "DELETE FROM held_lots",
        "DELETE FROM hold_outcomes WHERE hold IN (SELECT hold FROM held_lots)",
        "UPDATE hold_outcomes SET code = 833 WHERE hold IN (SELECT hold FROM held_lots)",
        "UPDATE held_lots SET lot = (SELECT hash FROM lots WHERE value = 12)",
    ] {
        spoilt(&[fault], "hold ", "holds other lots than it said").await;
    }
}

#[tokio::test]
async fn a_hold_that_told_somebody_of_a_purchase_that_is_not_theirs_is_found() {
    for fault in [
        "UPDATE lots SET buyer = 3 WHERE value = 501",
        "DELETE FROM lots WHERE value = 501",
        "UPDATE hold_outcomes SET code = 732 WHERE code = 631",
        "UPDATE hold_outcomes SET code = 631 WHERE code = 732",
    ] {
        spoilt(&[fault], "hold ", "told of a lot what is not so").await;
    }
}

#[tokio::test]
async fn a_confirmation_without_a_balance_is_found() {
    let says = "is confirmed without a balance, or has one without being confirmed";
    spoilt(&["UPDATE holds SET balance = NULL"], "hold ", says).await;
    spoilt(&["UPDATE holds SET balance = 5"], "hold ", says).await;
}

#[tokio::test]
async fn an_account_that_holds_two_purchases_is_found() {
    let fault =
        ["DROP INDEX holds_one_open_per_account", "UPDATE holds SET state = 'open' WHERE account = 3"];
    spoilt(&fault, "account 3 ", "holds more than one purchase").await;
}
