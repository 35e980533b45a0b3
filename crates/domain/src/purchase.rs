//! Purchasing: the lots that a person picked with the prices that they saw, and what became of each.

use crate::credits::{Credits, LotPrice};
use crate::form::{Field, Problem, Problems};
use crate::hold::Hold;
use crate::lot::{Lot, LotHash};
use crate::status::{Class, Code, Status};

/// The most lots of one purchase.
pub const MAX_LOTS: usize = 100;

/// One lot that a person wants, at the price that they saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The lot.
    pub hash: LotHash,
    /// The price on the screen when it was picked; another price is not paid.
    pub value: LotPrice,
}

impl From<&Lot> for Pick {
    fn from(lot: &Lot) -> Self {
        Self { hash: lot.hash, value: lot.value }
    }
}

/// A good request to buy: 1 to 100 lots, none of them twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase(Vec<Pick>);

impl Purchase {
    /// Checks the picks.
    ///
    /// # Errors
    /// [`Problem::Missing`], [`Problem::TooLong`] or [`Problem::Repeated`] of [`Field::Lots`].
    pub fn validate(picks: Vec<Pick>) -> Result<Self, Problems> {
        let problem = if picks.is_empty() {
            Problem::Missing
        } else if picks.len() > MAX_LOTS {
            Problem::TooLong
        } else {
            let mut hashes: Vec<_> = picks.iter().map(|pick| pick.hash).collect();
            hashes.sort_unstable();
            hashes.dedup();
            if hashes.len() == picks.len() {
                return Ok(Self(picks));
            }
            Problem::Repeated
        };
        Err(Problems::one(Field::Lots, problem))
    }

    /// These lots at the prices that they have.
    ///
    /// # Errors
    /// Those of [`Purchase::validate`].
    pub fn of(lots: &[Lot]) -> Result<Self, Problems> {
        Self::validate(lots.iter().map(Pick::from).collect())
    }

    /// The picks in the order of the request.
    #[must_use]
    pub fn picks(&self) -> &[Pick] {
        &self.0
    }

    /// What all of it costs.
    #[must_use]
    pub fn total(&self) -> Credits {
        Credits(self.0.iter().map(|pick| pick.value.get()).sum())
    }

    /// Whether the outcomes are those of these lots, in this order, and of no other.
    #[must_use]
    pub fn is_told_by(&self, outcomes: &[LotOutcome]) -> bool {
        let told = outcomes.iter().map(|outcome| outcome.hash);
        told.eq(self.0.iter().map(|pick| pick.hash))
    }
}

/// What became of one lot of a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotOutcome {
    /// The lot.
    pub hash: LotHash,
    /// 732 where it was bought, 631 where it is held, otherwise why not; 734 where it was not bought and still
    /// can be.
    pub status: Status,
}

impl LotOutcome {
    /// Whether the lot was bought.
    #[must_use]
    pub fn is_bought(&self) -> bool {
        self.status.class() == Class::Done && self.status != Code::LotAvailable.into()
    }

    /// Whether the lot is held for its buyer, who has to confirm.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.status.class() == Class::GoingOn
    }
}

/// What the exchange makes of a purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PurchaseAnswer {
    /// It is over; each lot is bought or refused.
    Bought(Receipt),
    /// It goes on: the lots are held until their buyer confirms or releases them.
    Held(Hold),
}

impl PurchaseAnswer {
    /// Whether it says of each lot of that purchase what became of it, in its order, and of no other.
    #[must_use]
    pub fn answers(&self, purchase: &Purchase) -> bool {
        match self {
            Self::Bought(receipt) => receipt.answers(purchase),
            Self::Held(hold) => hold.answers(purchase),
        }
    }
}

/// What became of a purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Each lot in the order of the request.
    pub outcomes: Vec<LotOutcome>,
    /// The buyer's balance afterwards, where it is known.
    pub balance: Option<Credits>,
}

impl Receipt {
    /// How many lots were bought.
    #[must_use]
    pub fn bought(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.is_bought()).count()
    }

    /// Whether it says of each lot of that purchase what became of it, in its order, and of no other.
    #[must_use]
    pub fn answers(&self, purchase: &Purchase) -> bool {
        purchase.is_told_by(&self.outcomes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick(byte: u8, credits: u64) -> Pick {
        Pick { hash: LotHash([byte; 32]), value: LotPrice::new(credits).unwrap() }
    }

    #[test]
    fn the_total_is_the_sum_of_the_prices_seen() {
        let purchase = Purchase::validate(vec![pick(1, 20), pick(2, 22)]).unwrap();
        assert_eq!(purchase.total(), Credits(42));
    }

    #[test]
    fn a_receipt_answers_only_the_purchase_of_the_same_lots_in_the_same_order() {
        let purchase = Purchase::validate(vec![pick(1, 20), pick(2, 22)]).unwrap();
        let receipt = |bytes: &[u8]| Receipt {
            outcomes: bytes
                .iter()
                .map(|byte| LotOutcome { hash: LotHash([*byte; 32]), status: Code::Purchased.into() })
                .collect(),
            balance: Some(Credits(0)),
        };
        assert!(receipt(&[1, 2]).answers(&purchase));
        for other in [&[][..], &[1], &[2, 1], &[1, 3], &[1, 2, 2]] {
            assert!(!receipt(other).answers(&purchase), "{other:?}");
        }
    }

    #[test]
    fn a_lot_that_can_still_be_bought_was_not() {
        for (code, is_bought) in [
            (Code::Purchased, true),
            (Code::LotAvailable, false),
            (Code::PurchaseHeld, false),
            (Code::LotSold, false),
        ] {
            assert_eq!(
                LotOutcome { hash: LotHash([1; 32]), status: code.into() }.is_bought(),
                is_bought,
                "{code:?}"
            );
        }
    }

    #[test]
    fn nothing_too_much_and_the_same_lot_twice_are_refused() {
        let of = |picks| Purchase::validate(picks).unwrap_err().of(Field::Lots);
        assert_eq!(of(vec![]), Some(Problem::Missing));
        assert_eq!(of(vec![pick(1, 5), pick(2, 5), pick(1, 5)]), Some(Problem::Repeated));
        assert_eq!(of((0..=100).map(|byte| pick(byte, 1)).collect()), Some(Problem::TooLong));
    }
}
