//! Where each code is met. A new code fails a test until it has a row, and a row fails its journey unless the
//! code was really sent and its words were really read there.

use std::collections::BTreeSet;

use domain::status::Code;

use Shown::{ForALot, InTheLog, On};

use super::Journey;
use crate::Trouble;
use crate::stage::Stage;

/// How a code comes to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// In the browser, on that journey, as the code of an answer: the line of the request in the log has it.
    On(Journey),
    /// In the browser, on that journey, as the code of one lot among others: only its answer has it.
    ForALot(Journey),
    /// In the log of an exchange that starts or cannot, and nowhere else.
    InTheLog,
}

/// Every code and where it is met. None is left out: each of them is sent by something that people do, see
/// break or start.
pub(super) const TABLE: &[(Code, Shown)] = &[
    (Code::Persisting, On(Journey::Service)),
    (Code::PurchaseHeld, On(Journey::Held)),
    (Code::ServiceRunning, On(Journey::Service)),
    (Code::DatabaseConnected, InTheLog),
    (Code::GlobalDataFetched, On(Journey::Service)),
    (Code::GlobalDataPersisted, On(Journey::Service)),
    (Code::SignedUp, On(Journey::Account)),
    (Code::LoggedIn, On(Journey::Account)),
    (Code::AccountFetched, On(Journey::Account)),
    (Code::LoggedOut, On(Journey::Account)),
    (Code::SessionAlive, On(Journey::Account)),
    (Code::PoolFetched, On(Journey::Lots)),
    (Code::Purchased, On(Journey::Lots)),
    (Code::Delivered, On(Journey::Lots)),
    (Code::LotAvailable, On(Journey::Lots)),
    (Code::LotRevoked, On(Journey::Lots)),
    (Code::HoldReleased, On(Journey::Held)),
    (Code::ServiceRequestMalformed, On(Journey::Service)),
    (Code::NotAnOperator, On(Journey::Service)),
    (Code::PersistFailed, On(Journey::Service)),
    (Code::AccountRequestMalformed, On(Journey::Account)),
    (Code::AccountNameTaken, On(Journey::Account)),
    (Code::PasswordTooWeak, On(Journey::Account)),
    (Code::AccountUnknown, On(Journey::Account)),
    (Code::PasswordWrong, On(Journey::Account)),
    (Code::AccountNoSession, On(Journey::Session)),
    (Code::HeartbeatNoSession, On(Journey::Account)),
    (Code::LogOutNoSession, On(Journey::Session)),
    (Code::BalanceTooSmall, ForALot(Journey::Lots)),
    (Code::TooManyAttempts, On(Journey::Account)),
    (Code::LotRequestMalformed, On(Journey::Lots)),
    (Code::PoolNoSession, On(Journey::Session)),
    (Code::PurchaseNoSession, On(Journey::Session)),
    (Code::LotNotForSale, On(Journey::Held)),
    (Code::DeliveryNoSession, On(Journey::Session)),
    (Code::LotSold, ForALot(Journey::Lots)),
    (Code::LotUnknown, ForALot(Journey::Restored)),
    (Code::RevokeNoSession, On(Journey::Session)),
    (Code::RevokeTooLate, On(Journey::Lots)),
    (Code::RevokeUnknown, On(Journey::Restored)),
    (Code::ServiceFault, On(Journey::Fault)),
    (Code::PortInUse, InTheLog),
    (Code::DatabaseUnavailable, On(Journey::Fault)),
    (Code::AccountFault, On(Journey::Fault)),
    (Code::LotFault, On(Journey::Fault)),
];

/// The codes that are met so.
pub(super) fn codes(is_meant: impl Fn(Shown) -> bool) -> BTreeSet<Code> {
    TABLE.iter().filter(|(_, shown)| is_meant(*shown)).map(|(code, _)| *code).collect()
}

/// Whether a journey met what the table says, neither less nor more.
pub(super) fn check(journey: Journey, read: &BTreeSet<Code>, stage: &Stage) -> Result<(), Trouble> {
    assert_eq!(*read, codes(|shown| matches!(shown, On(on) | ForALot(on) if on == journey)), "{journey:?}");
    for code in codes(|shown| shown == On(journey)) {
        assert!(stage.exchange.count(code.number())? > 0, "no request was answered {code:?}");
    }
    for code in codes(|shown| shown == ForALot(journey)) {
        assert!(stage.wire()?.has_heard(code.number()), "no answer held {code:?}");
    }
    Ok(())
}

#[test]
fn every_code_stands_in_the_table_once() {
    let listed: Vec<_> = TABLE.iter().map(|(code, _)| *code).collect();
    assert_eq!(listed, Code::ALL);
}
