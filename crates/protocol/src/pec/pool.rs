//! What the pool answers (731): every lot, each time. There are no versions.

use serde::Deserialize;

use crate::pec::lot::Lot;
use crate::rows::Rows;

/// The pool. An answer without a list is no pool, rather than an empty one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Pool {
    /// The rows, in any order.
    pub tx: Rows<Lot>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_a_list_is_no_pool_rather_than_an_empty_one() {
        for body in [r#"{"status":731}"#, r#"{"tx":"undefined"}"#, r#"{"tx":null}"#, r#"{"tx":{"0":{}}}"#] {
            assert!(serde_json::from_str::<Pool>(body).is_err(), "{body}");
        }
        let pool: Pool = serde_json::from_str(r#"{"tx":[7,null,{},"undefined",[[]]]}"#).unwrap();
        assert_eq!(pool.tx.good.len() + pool.tx.skipped, 5);
    }
}
