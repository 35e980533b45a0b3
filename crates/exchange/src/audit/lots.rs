//! Rules of the lots: who bought one says so in full, and nothing happened to it before or after its time.
//!
//! Moments of different events are not compared: exchanges that share a database have a clock each.

use super::rule::{Of, Rule};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    Rule {
        of: Of::Lots,
        says: "is sold without a buyer, or has one without being sold",
        broken_by: "SELECT hash FROM lots
                    WHERE (status = 'succeeded') <> (buyer IS NOT NULL)
                       OR (timestamp_buy IS NULL) <> (buyer IS NULL)",
    },
    Rule {
        of: Of::Lots,
        says: "was bought by its own seller",
        broken_by: "SELECT hash FROM lots WHERE buyer = seller",
    },
    Rule {
        of: Of::Events,
        says: "happened to a lot when that could not happen",
        broken_by: "SELECT pool_events.seq FROM pool_events JOIN lots ON lots.hash = pool_events.lot
                    WHERE CASE pool_events.kind
                        WHEN 'delivered' THEN pool_events.at <> lots.timestamp_sell
                        WHEN 'sold' THEN pool_events.at >= lots.timestamp_expire
                                      OR pool_events.at IS DISTINCT FROM lots.timestamp_buy
                        WHEN 'held' THEN pool_events.at >= lots.timestamp_expire
                        WHEN 'revoked' THEN pool_events.at >= lots.timestamp_expire
                        WHEN 'expired' THEN pool_events.at < lots.timestamp_expire
                        ELSE 1 = 0 END
                    ORDER BY pool_events.seq",
    },
];
