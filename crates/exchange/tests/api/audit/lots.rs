//! Faults in what a lot says of itself.

use super::scene::{spoilt, spoilt_lot};

#[tokio::test]
async fn a_lot_with_a_buyer_that_is_not_sold_or_the_other_way_round_is_found() {
    let says = "is sold without a buyer, or has one without being sold";
    spoilt_lot(&["UPDATE lots SET buyer = 2, timestamp_buy = 1 WHERE value = 12"], 12, says).await;
    spoilt_lot(&["UPDATE lots SET buyer = NULL, timestamp_buy = NULL WHERE value = 11"], 11, says).await;
    spoilt_lot(&["UPDATE lots SET timestamp_buy = NULL WHERE value = 11"], 11, says).await;
}

#[tokio::test]
async fn a_lot_that_its_seller_bought_is_found() {
    let fault = ["UPDATE lots SET buyer = seller WHERE value = 11"];
    spoilt_lot(&fault, 11, "was bought by its own seller").await;
}

#[tokio::test]
async fn what_happened_after_the_end_of_a_lot_or_too_early_is_found() {
    for fault in [
        "UPDATE lots SET timestamp_expire = timestamp_buy WHERE value = 11",
        "UPDATE lots SET timestamp_buy = timestamp_buy + 1 WHERE value = 11",
        "UPDATE lots SET timestamp_expire = timestamp_sell + 600000 WHERE value IN (13, 600)",
        "UPDATE lots SET timestamp_expire = timestamp_expire + 1 WHERE value = 14",
        "UPDATE pool_events SET at = at + 1 WHERE kind = 'delivered'",
    ] {
        spoilt(&[fault], "event ", "happened to a lot when that could not happen").await;
    }
}
