//! A receipt as it is printed: the lots that one purchase bought, what they come to, and what the purchase is called.
//!
//! It says the same whether it is made right after the purchase or years later from the history, but for the balance,
//! which the history does not keep. How it looks on paper is not its matter.

use crate::credits::{Credits, PricePerKwh};
use crate::lot::Lot;
use crate::purchase::Receipt;
use crate::timestamp::Timestamp;

/// So many digits of a lot's name make a reference, in groups of four.
const REFERENCE_DIGITS: usize = 16;

/// What stands on the paper. It holds at least one lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedReceipt {
    /// When the lots were bought.
    pub at: Timestamp,
    /// The lots, as the buyer saw them.
    pub lots: Vec<Lot>,
    /// The buyer's balance afterwards, where it is known.
    pub balance: Option<Credits>,
}

impl PrintedReceipt {
    /// The receipt of a purchase that was just made, of those of its lots that were bought; nothing where none was.
    #[must_use]
    pub fn of_purchase(receipt: &Receipt, lots: &[Lot], at: Timestamp) -> Option<Self> {
        let bought = receipt.outcomes.iter().filter(|outcome| outcome.is_bought());
        let lots: Vec<_> =
            bought.filter_map(|outcome| lots.iter().find(|lot| lot.hash == outcome.hash)).cloned().collect();
        (!lots.is_empty()).then_some(Self { at, lots, balance: receipt.balance })
    }

    /// The receipt of the purchase that a lot of the history belongs to. All lots of one purchase were bought at the
    /// same moment.
    #[must_use]
    pub fn of_history(purchases: &[Lot], bought: &Lot) -> Self {
        let lots = match moment(bought) {
            Some(at) => purchases.iter().filter(|lot| moment(lot) == Some(at)).cloned().collect(),
            None => vec![bought.clone()],
        };
        Self { at: bought.timestamp_buy.unwrap_or(bought.timestamp_sell), lots, balance: None }
    }

    /// Whether a history that goes on with older purchases may hold more lots of the same purchase.
    #[must_use]
    pub fn may_go_on(purchases: &[Lot], bought: &Lot) -> bool {
        let oldest = purchases.last().and_then(moment);
        oldest.is_some() && oldest == moment(bought)
    }

    /// What all of it cost.
    #[must_use]
    pub fn total(&self) -> Credits {
        Credits(self.lots.iter().map(|lot| lot.value.get()).sum())
    }

    /// All the energy, in watt-hours.
    #[must_use]
    pub fn amount(&self) -> u64 {
        self.lots.iter().map(|lot| lot.amount.get()).sum()
    }

    /// What a kWh cost on average.
    #[must_use]
    pub fn mean_price(&self) -> PricePerKwh {
        PricePerKwh::mean(self.total(), self.amount()).unwrap_or_default()
    }

    /// What the purchase is called. A lot is sold once, so the name of the first of them by name is enough.
    #[must_use]
    pub fn reference(&self) -> String {
        let first = self.lots.iter().map(|lot| lot.hash).min();
        let name = first.map(|hash| hash.to_string().to_uppercase()).unwrap_or_default();
        let digits: Vec<char> = name.chars().take(REFERENCE_DIGITS).collect();
        digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

/// When a lot was bought, where that is told.
fn moment(lot: &Lot) -> Option<Timestamp> {
    lot.timestamp_buy.filter(|at| at.is_known())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::energy::EnergyType;
    use crate::lot::tests::lot;
    use crate::purchase::LotOutcome;
    use crate::status::Code;

    fn bought_at(byte: u8, credits: u64, at: u64) -> Lot {
        Lot { timestamp_buy: Some(Timestamp(at)), ..lot(byte, EnergyType::Wind, credits) }
    }

    #[test]
    fn only_what_was_bought_is_on_the_receipt_of_a_purchase() {
        let lots = [lot(1, EnergyType::Solar, 3), lot(2, EnergyType::Wind, 5), lot(3, EnergyType::Water, 7)];
        let outcome = |lot: &Lot, code: Code| LotOutcome { hash: lot.hash, status: code.into() };
        let outcomes = vec![
            outcome(&lots[0], Code::Purchased),
            outcome(&lots[1], Code::LotSold),
            outcome(&lots[2], Code::Purchased),
        ];
        let receipt = Receipt { outcomes, balance: Some(Credits(90)) };
        let printed = PrintedReceipt::of_purchase(&receipt, &lots, Timestamp(5)).unwrap();
        assert_eq!(printed.lots, [lots[0].clone(), lots[2].clone()]);
        assert_eq!((printed.total(), printed.balance), (Credits(10), Some(Credits(90))));
        let nothing = Receipt { outcomes: vec![outcome(&lots[1], Code::LotSold)], balance: None };
        assert_eq!(PrintedReceipt::of_purchase(&nothing, &lots, Timestamp(5)), None);
    }

    #[test]
    fn the_history_yields_the_lots_of_one_moment_and_the_same_reference() {
        let history = [bought_at(4, 9, 70), bought_at(3, 7, 50), bought_at(1, 3, 50), bought_at(2, 5, 20)];
        let printed = PrintedReceipt::of_history(&history, &history[2]);
        assert_eq!(printed.lots, [history[1].clone(), history[2].clone()]);
        assert_eq!((printed.at, printed.total()), (Timestamp(50), Credits(10)));
        let fresh = PrintedReceipt { lots: vec![history[2].clone(), history[1].clone()], ..printed.clone() };
        assert_eq!(printed.reference(), fresh.reference());
        assert_eq!(printed.reference(), "0101-0101-0101-0101");
    }

    #[test]
    fn more_lots_of_a_purchase_are_looked_for_only_where_the_history_breaks_off_in_it() {
        let history = [bought_at(4, 9, 70), bought_at(3, 7, 50), bought_at(1, 3, 50)];
        assert!(PrintedReceipt::may_go_on(&history, &history[1]));
        assert!(!PrintedReceipt::may_go_on(&history, &history[0]));
    }

    #[test]
    fn a_purchase_whose_moment_nobody_told_stands_for_itself() {
        let history = [lot(1, EnergyType::Solar, 3), lot(2, EnergyType::Wind, 5)];
        assert_eq!(PrintedReceipt::of_history(&history, &history[1]).lots, [history[1].clone()]);
        assert!(!PrintedReceipt::may_go_on(&history, &history[1]));
    }
}
