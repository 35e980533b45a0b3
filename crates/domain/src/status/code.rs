//! The custom status codes: the published list, the codes that pec-server added to it, and ours from
//! its free numbers. A number that is in none of them is kept and read by its digits.
//!
//! It holds no words for people and no HTTP status.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $number:literal $name:ident,)+) => {
        /// A custom code with a meaning of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in ascending order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its number.
            #[must_use]
            pub const fn number(self) -> u16 {
                match self {
                    $(Self::$name => $number,)+
                }
            }

            const fn from_number(number: u16) -> Option<Self> {
                match number {
                    $($number => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

codes! {
    /// The global data is being persisted; ask again.
    611 Persisting,
    /// A purchase is held for its buyer until confirmed or released.
    631 PurchaseHeld,
    /// The service is running.
    711 ServiceRunning,
    /// The database is connected.
    712 DatabaseConnected,
    /// The global data, fetched.
    713 GlobalDataFetched,
    /// The global data, persisted.
    714 GlobalDataPersisted,
    /// The account is open.
    721 SignedUp,
    /// The person is logged in.
    722 LoggedIn,
    /// The account, fetched.
    723 AccountFetched,
    /// The person is logged out.
    724 LoggedOut,
    /// The session is alive.
    725 SessionAlive,
    /// The pool, fetched.
    731 PoolFetched,
    /// Lots were purchased.
    732 Purchased,
    /// Lots were delivered.
    733 Delivered,
    /// The lot can be bought.
    734 LotAvailable,
    /// The lot was taken back.
    735 LotRevoked,
    /// The held purchase was released.
    736 HoldReleased,
    /// A field of a request to the service is missing or malformed, or there is no such path.
    810 ServiceRequestMalformed,
    /// No session of an operator.
    811 NotAnOperator,
    /// The global data could not be persisted.
    812 PersistFailed,
    /// A field of a request about the account is missing or malformed.
    820 AccountRequestMalformed,
    /// The account name is taken.
    821 AccountNameTaken,
    /// The password is not strong enough.
    822 PasswordTooWeak,
    /// There is no account of that name.
    823 AccountUnknown,
    /// The password is wrong.
    824 PasswordWrong,
    /// No session for the account.
    825 AccountNoSession,
    /// The session is over, says the heartbeat.
    826 HeartbeatNoSession,
    /// No session to log out of.
    827 LogOutNoSession,
    /// The balance is too small for the lot.
    828 BalanceTooSmall,
    /// Too many attempts; wait.
    829 TooManyAttempts,
    /// A field of a request about lots is missing or malformed.
    830 LotRequestMalformed,
    /// No session for the pool.
    831 PoolNoSession,
    /// No session for the purchase.
    832 PurchaseNoSession,
    /// The lot is not for sale: revoked, expired, held, at another price, or the buyer's own.
    833 LotNotForSale,
    /// No session for the delivery.
    834 DeliveryNoSession,
    /// The lot is sold.
    835 LotSold,
    /// There is no such lot or hold.
    836 LotUnknown,
    /// No session to take a lot back.
    837 RevokeNoSession,
    /// The lot no longer waits: it is sold, revoked or expired, so it cannot be taken back.
    838 RevokeTooLate,
    /// There is no such lot of the seller's.
    839 RevokeUnknown,
    /// A fault of the service.
    910 ServiceFault,
    /// The port is in use; only a log says so.
    911 PortInUse,
    /// The database is not connected.
    912 DatabaseUnavailable,
    /// A fault while the account was worked on.
    920 AccountFault,
    /// A fault while lots were worked on.
    930 LotFault,
}

/// What the first digit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// 6xx: it goes on; follow it.
    GoingOn,
    /// 7xx: done.
    Done,
    /// 8xx: refused; the request has to change.
    Refused,
    /// 9xx: the service is at fault.
    Fault,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 4] = [Self::GoingOn, Self::Done, Self::Refused, Self::Fault];
}

/// What the second digit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// x1x: the service.
    Service,
    /// x2x: the user.
    User,
    /// x3x: transactions.
    Transaction,
    /// Any other digit: unknown.
    Other,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 4] = [Self::Service, Self::User, Self::Transaction, Self::Other];
}

/// A number of 600 to 999: a code that has a meaning of its own, or one that only its digits explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// A code of the lists.
    Known(Code),
    /// A number that no list has.
    Unlisted(Unlisted),
}

/// A number of 600 to 999 that no list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unlisted(u16);

impl Status {
    /// The status of that number, if it is one of 600 to 999.
    #[must_use]
    pub const fn from_number(number: u16) -> Option<Self> {
        match Code::from_number(number) {
            Some(code) => Some(Self::Known(code)),
            None if number >= 600 && number <= 999 => Some(Self::Unlisted(Unlisted(number))),
            None => None,
        }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u16 {
        match self {
            Self::Known(code) => code.number(),
            Self::Unlisted(Unlisted(number)) => number,
        }
    }

    /// What its first digit says.
    #[must_use]
    pub const fn class(self) -> Class {
        match self.number() / 100 {
            6 => Class::GoingOn,
            7 => Class::Done,
            8 => Class::Refused,
            _ => Class::Fault,
        }
    }

    /// What its second digit says.
    #[must_use]
    pub const fn level(self) -> Level {
        match self.number() / 10 % 10 {
            1 => Level::Service,
            2 => Level::User,
            3 => Level::Transaction,
            _ => Level::Other,
        }
    }

    /// Whether it says that the call needs a session that is not there (or not an operator's).
    #[must_use]
    pub const fn ends_session(self) -> bool {
        matches!(
            self,
            Self::Known(
                Code::AccountNoSession
                    | Code::HeartbeatNoSession
                    | Code::LogOutNoSession
                    | Code::PoolNoSession
                    | Code::PurchaseNoSession
                    | Code::DeliveryNoSession
                    | Code::RevokeNoSession
            )
        )
    }
}

impl From<Code> for Status {
    fn from(code: Code) -> Self {
        Self::Known(code)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_and_the_list_ascends() {
        for code in Code::ALL {
            assert_eq!(Status::from_number(code.number()), Some(Status::Known(*code)));
        }
        assert!(Code::ALL.windows(2).all(|pair| pair[0].number() < pair[1].number()));
    }

    #[test]
    fn numbers_outside_600_to_999_are_no_status() {
        for number in (0..600).chain(1000..1100).chain([u16::MAX]) {
            assert_eq!(Status::from_number(number), None, "{number}");
        }
        for number in 600..=999 {
            assert_eq!(Status::from_number(number).map(Status::number), Some(number));
        }
    }

    #[test]
    fn the_blank_numbers_of_the_list_are_read_by_their_digits() {
        for (number, class, level) in [
            (813, Class::Refused, Level::Service),
            (913, Class::Fault, Level::Service),
            (914, Class::Fault, Level::Service),
            (647, Class::GoingOn, Level::Other),
            (799, Class::Done, Level::Other),
        ] {
            let status = Status::from_number(number).unwrap();
            assert!(matches!(status, Status::Unlisted(_)));
            assert_eq!((status.class(), status.level()), (class, level));
        }
    }
}
