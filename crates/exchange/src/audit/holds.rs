//! Rules of the holds: a lot that is held waits, under an open hold that said so, and what was confirmed was bought.
//!
//! When a hold should have ended is no rule: one that is over is ended by whoever looks next.

use super::rule::{Of, Rule};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    Rule {
        of: Of::Lots,
        says: "is held although it does not wait, or by a hold that is not open",
        broken_by: "SELECT held_lots.lot
                    FROM held_lots JOIN lots ON lots.hash = held_lots.lot JOIN holds ON holds.id = held_lots.hold
                    WHERE lots.status <> 'waiting' OR holds.state <> 'open'",
    },
    Rule {
        of: Of::Lots,
        says: "is held by its own seller, or beyond its own time",
        broken_by: "SELECT held_lots.lot
                    FROM held_lots JOIN lots ON lots.hash = held_lots.lot JOIN holds ON holds.id = held_lots.hold
                    WHERE lots.seller = holds.account OR holds.ends_at > lots.timestamp_expire",
    },
    Rule {
        of: Of::Holds,
        says: "holds other lots than it said",
        broken_by: "SELECT holds.id
                    FROM holds LEFT JOIN hold_outcomes ON hold_outcomes.hold = holds.id
                               LEFT JOIN held_lots ON held_lots.lot = hold_outcomes.lot
                                                  AND held_lots.hold = holds.id
                    WHERE holds.state = 'open'
                    GROUP BY holds.id
                    HAVING 0 < sum(CASE WHEN (held_lots.lot IS NOT NULL) <> (coalesce(hold_outcomes.code, 0) = 631)
                                        THEN 1 ELSE 0 END)
                    UNION
                    SELECT held_lots.hold FROM held_lots
                    WHERE NOT EXISTS (SELECT 1 FROM hold_outcomes
                                      WHERE hold_outcomes.hold = held_lots.hold AND hold_outcomes.lot = held_lots.lot)",
    },
    Rule {
        of: Of::Holds,
        says: "told of a lot what is not so",
        broken_by: "SELECT DISTINCT holds.id
                    FROM holds JOIN hold_outcomes ON hold_outcomes.hold = holds.id
                               LEFT JOIN lots ON lots.hash = hold_outcomes.lot
                    WHERE CASE hold_outcomes.code
                        WHEN 732 THEN holds.state <> 'confirmed' OR lots.buyer IS DISTINCT FROM holds.account
                        WHEN 631 THEN holds.state = 'confirmed' ELSE 1 = 0 END",
    },
    Rule {
        of: Of::Holds,
        says: "is confirmed without a balance, or has one without being confirmed",
        broken_by: "SELECT id FROM holds WHERE (state = 'confirmed') <> (balance IS NOT NULL)",
    },
    Rule {
        of: Of::Accounts,
        says: "holds more than one purchase",
        broken_by: "SELECT account FROM holds WHERE state = 'open' GROUP BY account HAVING count(*) > 1
                    ORDER BY account",
    },
];
