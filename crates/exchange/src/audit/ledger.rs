//! Rules of the ledger: double entry, balances that follow from it, and one payment for each lot that is sold.
//!
//! Opening balances come from the exchange's own side, which has no account, so all entries together sum to zero.

use super::rule::{Of, Rule};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    Rule {
        of: Of::Books,
        says: "do not balance: the ledger does not sum to zero",
        broken_by: "SELECT total FROM (SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) AS total FROM ledger) AS sums
                    WHERE total <> 0",
    },
    Rule {
        of: Of::Books,
        says: "do not balance: accounts were opened with other credits than were issued",
        broken_by: "SELECT total
                    FROM (SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) AS total FROM ledger WHERE lot IS NULL) AS sums
                    WHERE total <> 0",
    },
    Rule {
        of: Of::Entries,
        says: "takes or pays something else than an opening balance on the exchange's own side",
        broken_by: "SELECT id FROM ledger WHERE account IS NULL AND (lot IS NOT NULL OR amount > 0) ORDER BY id",
    },
    Rule {
        of: Of::Accounts,
        says: "moved credits without a lot other than by one opening balance",
        broken_by: "SELECT account FROM ledger WHERE account IS NOT NULL AND lot IS NULL
                    GROUP BY account HAVING count(*) > 1 OR min(amount) < 0 ORDER BY account",
    },
    Rule {
        of: Of::Accounts,
        says: "has another balance than the sum of its ledger entries",
        broken_by: "SELECT accounts.id
                    FROM accounts LEFT JOIN (SELECT account, sum(amount) AS total FROM ledger GROUP BY account) AS sums
                         ON sums.account = accounts.id
                    WHERE accounts.balance <> coalesce(sums.total, 0) ORDER BY accounts.id",
    },
    Rule {
        of: Of::Accounts,
        says: "has a balance below zero",
        broken_by: "SELECT id FROM accounts WHERE balance < 0 ORDER BY id",
    },
    Rule {
        of: Of::Lots,
        says: "is paid more than once",
        broken_by: "SELECT lot FROM ledger WHERE lot IS NOT NULL AND amount < 0 GROUP BY lot HAVING count(*) > 1",
    },
    Rule {
        of: Of::Lots,
        says: "is sold but not paid by its buyer to its seller, at its price, when it was bought",
        // Each lot's entries are counted beforehand: there is no index by which to look for them lot by lot.
        broken_by: "SELECT lots.hash
                    FROM lots LEFT JOIN (SELECT lot, count(*) AS entries, min(at) AS first, max(at) AS last,
                                                min(amount) AS paid, max(amount) AS earned,
                                                min(CASE WHEN amount < 0 THEN account END) AS payer,
                                                min(CASE WHEN amount > 0 THEN account END) AS earner
                                         FROM ledger WHERE lot IS NOT NULL GROUP BY lot) AS sale
                                   ON sale.lot = lots.hash
                    WHERE lots.status = 'succeeded'
                      AND (sale.entries IS DISTINCT FROM 2
                           OR sale.first IS DISTINCT FROM lots.timestamp_buy
                           OR sale.last IS DISTINCT FROM lots.timestamp_buy
                           OR sale.paid IS DISTINCT FROM -lots.value OR sale.earned IS DISTINCT FROM lots.value
                           OR sale.payer IS DISTINCT FROM lots.buyer OR sale.earner IS DISTINCT FROM lots.seller)",
    },
    Rule {
        of: Of::Lots,
        says: "is paid without being sold",
        broken_by: "SELECT DISTINCT lots.hash FROM ledger JOIN lots ON lots.hash = ledger.lot
                    WHERE lots.status <> 'succeeded'",
    },
];
