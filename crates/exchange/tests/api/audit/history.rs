//! Faults in the pool's history, and lots that it knows otherwise.

use super::scene::{spoilt, spoilt_lot};

#[tokio::test]
async fn an_event_that_does_not_follow_from_the_last_one_is_found() {
    let says = "a lot comes once, is held and freed in turn, and leaves once";
    for fault in [
        "INSERT INTO pool_events (kind, lot, at) SELECT 'sold', hash, timestamp_buy FROM lots WHERE value = 11",
        "INSERT INTO pool_events (kind, lot, at) SELECT 'freed', hash, 1 FROM lots WHERE value = 12",
        "INSERT INTO pool_events (kind, lot, at) SELECT 'delivered', hash, 1 FROM lots WHERE value = 13",
        "DELETE FROM pool_events WHERE kind = 'freed'",
        "DELETE FROM pool_events WHERE kind = 'held'",
        "DELETE FROM pool_events WHERE kind = 'delivered'",
    ] {
        spoilt(&[fault], "event ", says).await;
    }
}

#[tokio::test]
async fn a_lot_that_is_not_where_its_events_leave_it_is_found() {
    for (fault, value) in [
        ("UPDATE lots SET status = 'waiting' WHERE value = 14", 14),
        ("UPDATE lots SET status = 'revoked' WHERE value = 12", 12),
        ("DELETE FROM pool_events WHERE kind = 'revoked'", 13),
        ("DELETE FROM pool_events WHERE kind = 'sold'", 11),
        ("DELETE FROM held_lots", 600),
        (
            "INSERT INTO held_lots (lot, hold)
             SELECT lots.hash, holds.id FROM lots, holds WHERE lots.value = 700 AND holds.state = 'open'",
            700,
        ),
    ] {
        spoilt_lot(&[fault], value, "does not stand where the pool's history leaves it").await;
    }
}

#[tokio::test]
async fn a_lot_that_names_another_event_as_its_delivery_is_found() {
    let fault = [
        "UPDATE lots SET block_height = (SELECT seq FROM pool_events WHERE kind = 'revoked') WHERE value = 12",
    ];
    spoilt_lot(&fault, 12, "does not name the event that delivered it").await;
}

#[tokio::test]
async fn a_lot_that_names_another_event_as_its_end_is_found() {
    for (fault, value) in [
        ("UPDATE lots SET left_event = NULL WHERE value = 13", 13),
        ("UPDATE lots SET left_event = block_height WHERE value = 12", 12),
        (
            "UPDATE lots SET left_event = (SELECT seq FROM pool_events WHERE kind = 'expired') WHERE value = 11",
            11,
        ),
    ] {
        spoilt_lot(&[fault], value, "does not name the event with which it left the pool for good").await;
    }
}
