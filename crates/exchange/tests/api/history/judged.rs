//! The checker itself: short histories that have an order, and some that have none.

use super::model::Model;
use super::operation::{Operation, Told};
use super::order;

/// A history of accounts with 100 credits each, who confirm what costs more than 50.
fn has_order(history: &[(usize, Told, u64, u64)]) -> bool {
    let mut history: Vec<_> = history
        .iter()
        .cloned()
        .map(|(account, told, begin, end)| Operation { account, told, begin, end })
        .collect();
    history.sort_by_key(|operation| operation.begin);
    let model = Model::before(&history, 3, 100, 50);
    order::find(&history, model).is_ok()
}

const LOT: Told = Told::Delivered { lot: 0, value: 30 };
const DEAR: Told = Told::Delivered { lot: 0, value: 60 };
const BOUGHT: Told = Told::Bought { lot: 0, balance: 70 };

#[test]
fn of_two_sales_of_a_lot_at_the_same_time_only_one_is_possible() {
    assert!(has_order(&[(0, LOT, 1, 2), (1, BOUGHT, 3, 6), (2, Told::SoldBefore { lot: 0 }, 4, 5)]));
    assert!(!has_order(&[(0, LOT, 1, 2), (1, BOUGHT, 3, 6), (2, BOUGHT, 4, 5)]));
}

#[test]
fn what_was_over_before_may_not_be_seen_as_it_was_earlier() {
    let look = Told::IsAvailable { lot: 0 };
    assert!(has_order(&[(0, LOT, 1, 2), (1, BOUGHT, 3, 6), (2, look.clone(), 4, 5)]));
    assert!(has_order(&[(0, LOT, 1, 2), (1, BOUGHT, 3, 6), (2, look.clone(), 5, 8)]));
    assert!(!has_order(&[(0, LOT, 1, 2), (1, BOUGHT, 3, 6), (2, look, 7, 8)]));
    assert!(!has_order(&[(0, LOT, 1, 2), (1, BOUGHT, 3, 6), (2, Told::Waiting { total: 1 }, 7, 8)]));
}

#[test]
fn one_balance_follows_from_all_that_changed_it() {
    let sold = (0, LOT, 1, 2);
    for (balance, is_possible) in [(130, true), (100, true), (70, false), (131, false)] {
        let told = Told::Has { balance };
        assert_eq!(has_order(&[sold.clone(), (1, BOUGHT, 3, 6), (0, told, 4, 8)]), is_possible, "{balance}");
    }
    assert!(!has_order(&[sold.clone(), (1, BOUGHT, 3, 6), (0, Told::Has { balance: 100 }, 7, 8)]));
    assert!(!has_order(&[sold.clone(), (1, Told::Bought { lot: 0, balance: 71 }, 3, 6)]));
    assert!(!has_order(&[sold, (1, Told::TooDear { lot: 0 }, 3, 6)]));
}

#[test]
fn a_lot_is_sold_or_taken_back_and_a_lost_answer_leaves_it_open_which() {
    let lot = (0, LOT, 1, 2);
    let revoked = (0, Told::Revoked { lot: 0 }, 3, 6);
    assert!(has_order(&[lot.clone(), revoked.clone(), (1, Told::NotForSale { lot: 0 }, 4, 5)]));
    assert!(!has_order(&[lot.clone(), revoked, (1, BOUGHT, 4, 5)]));
    for was_lost in [true, false] {
        let late = (0, Told::RevokedTooLate { lot: 0, was_lost }, 3, 6);
        assert!(has_order(&[lot.clone(), late.clone(), (1, BOUGHT, 4, 5)]));
        let refused = (1, Told::NotForSale { lot: 0 }, 4, 5);
        assert_eq!(has_order(&[lot.clone(), late, refused]), was_lost);
    }
}

#[test]
fn a_hold_keeps_a_lot_until_it_is_confirmed_released_or_replaced() {
    let held = [(0, DEAR, 1, 2), (1, Told::Held { lot: 0, hold: 0 }, 3, 4)];
    let with = |more: &[(usize, Told, u64, u64)]| has_order(&[&held[..], more].concat());
    let confirmed = |balance| Told::Confirmed { hold: 0, is_bought: true, balance };
    assert!(with(&[(1, confirmed(40), 5, 6), (2, Told::SoldBefore { lot: 0 }, 7, 8)]));
    assert!(!with(&[(1, confirmed(100), 5, 6)]));
    assert!(!with(&[(2, Told::IsAvailable { lot: 0 }, 5, 6)]));
    assert!(!with(&[(1, Told::Over { hold: 0 }, 5, 6)]));
    assert!(with(&[(1, Told::Released { hold: 0 }, 5, 6), (2, Told::IsAvailable { lot: 0 }, 7, 8)]));
    assert!(!with(&[(1, Told::Released { hold: 0 }, 5, 6), (1, confirmed(40), 7, 8)]));
    let other = [(0, Told::Delivered { lot: 1, value: 70 }, 5, 6), (1, Told::Held { lot: 1, hold: 1 }, 7, 8)];
    assert!(with(&[&other[..], &[(1, Told::Over { hold: 0 }, 9, 10)]].concat()));
    assert!(!with(&[&other[..], &[(2, Told::NotForSale { lot: 0 }, 9, 10)]].concat()));
}

/// Taking the lot back is tried first, because it began last, and fits; the sale that was answered then does not.
#[test]
fn an_order_is_found_although_what_is_tried_first_leads_nowhere() {
    let late = (0, Told::RevokedTooLate { lot: 0, was_lost: true }, 4, 5);
    assert!(has_order(&[(0, LOT, 1, 2), (1, BOUGHT, 3, 6), late]));
}
