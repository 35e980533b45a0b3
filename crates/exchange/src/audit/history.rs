//! Rules of the pool's history: the events of a lot take turns, and the last one says where the lot stands.
//!
//! Together they are the replay: what the events brought in and did not take out is what waits in the pool now.

use super::rule::{Of, Rule};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    Rule {
        of: Of::Events,
        says: "does not follow from the one before it: a lot comes once, is held and freed in turn, and leaves once",
        broken_by: "SELECT seq
                    FROM (SELECT seq, kind, lag(kind) OVER (PARTITION BY lot ORDER BY seq) AS earlier
                          FROM pool_events) AS steps
                    WHERE CASE kind
                        WHEN 'delivered' THEN earlier IS NOT NULL
                        WHEN 'freed' THEN earlier IS DISTINCT FROM 'held'
                        ELSE coalesce(earlier, '') NOT IN ('delivered', 'freed') END
                    ORDER BY seq",
    },
    Rule {
        of: Of::Lots,
        says: "does not stand where the pool's history leaves it",
        broken_by: "SELECT lots.hash
                    FROM lots LEFT JOIN (SELECT lot, max(seq) AS seq FROM pool_events GROUP BY lot) AS newest
                                   ON newest.lot = lots.hash
                              LEFT JOIN pool_events ON pool_events.seq = newest.seq
                              LEFT JOIN held_lots ON held_lots.lot = lots.hash
                    WHERE CASE WHEN held_lots.lot IS NOT NULL THEN 'held' ELSE lots.status END IS DISTINCT FROM
                          CASE pool_events.kind WHEN 'delivered' THEN 'waiting' WHEN 'freed' THEN 'waiting'
                                                WHEN 'sold' THEN 'succeeded' ELSE pool_events.kind END",
    },
    Rule {
        of: Of::Lots,
        says: "does not name the event that delivered it",
        broken_by: "SELECT lots.hash FROM lots LEFT JOIN pool_events ON pool_events.seq = lots.block_height
                    WHERE pool_events.lot IS DISTINCT FROM lots.hash
                       OR pool_events.kind IS DISTINCT FROM 'delivered'",
    },
    Rule {
        of: Of::Lots,
        says: "does not name the event with which it left the pool for good",
        broken_by: "SELECT lots.hash FROM lots LEFT JOIN pool_events ON pool_events.seq = lots.left_event
                    WHERE CASE lots.status
                        WHEN 'waiting' THEN lots.left_event IS NOT NULL
                        ELSE pool_events.lot IS DISTINCT FROM lots.hash OR pool_events.kind IS DISTINCT FROM
                             CASE lots.status WHEN 'succeeded' THEN 'sold' ELSE lots.status END END",
    },
];
