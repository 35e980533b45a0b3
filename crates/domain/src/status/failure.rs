//! Why a call was not done: a custom code, an HTTP status without one, or a misfortune on the way.
//!
//! It is what logs show; people read the [`Message`](crate::status::Message) made from it.

use std::fmt;
use std::time::Duration;

use crate::form::{Field, Problem, Problems};
use crate::handshake::Progress;
use crate::status::{Class, Code, HttpClass, Misfortune, Reason, Status};

/// Why a call was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The exchange said so.
    Status(Status),
    /// Something between here and the exchange, or its framework, said so by an HTTP status alone.
    Http(u16),
    /// Nobody said anything that could be read.
    Misfortune(Misfortune),
}

/// A call that was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub cause: Cause,
    /// The fields that the exchange found fault with.
    pub problems: Problems,
    /// How much is done of what goes on (6xx), where the answer says it.
    pub progress: Option<Progress>,
    /// How long the answer asked to wait.
    pub retry_after: Option<Duration>,
    /// The `X-Request-Id` of the answer, for whoever has to look it up.
    pub request_id: Option<String>,
}

impl Failure {
    /// A failure with nothing but its cause.
    #[must_use]
    pub fn new(cause: Cause) -> Self {
        Self { cause, problems: Problems::default(), progress: None, retry_after: None, request_id: None }
    }

    /// What there are words for.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self.cause {
            Cause::Status(status) => Reason::of_status(status),
            Cause::Http(number) => Reason::of_http(number),
            Cause::Misfortune(misfortune) => Reason::Misfortune(misfortune),
        }
    }

    /// Whether the session that the call was made with is over.
    #[must_use]
    pub fn ends_session(&self) -> bool {
        match self.cause {
            Cause::Status(status) => status.ends_session(),
            Cause::Http(number) => number == 401,
            Cause::Misfortune(_) => false,
        }
    }

    /// What is wrong with which field: as the answer says, or as its code alone does.
    #[must_use]
    pub fn form_problems(&self) -> Problems {
        match self.cause {
            Cause::Status(Status::Known(code)) if self.problems.is_empty() => {
                field_of(code).into_iter().collect()
            }
            Cause::Status(_) | Cause::Http(_) | Cause::Misfortune(_) => self.problems.clone(),
        }
    }

    /// Whether the exchange may have acted although no answer says so: whatever does not prove that it
    /// did not. A refusal proves it, and so does an exchange that has not started or has no database, and so
    /// does a call that was not sent.
    #[must_use]
    pub fn leaves_outcome_unknown(&self) -> bool {
        match self.cause {
            Cause::Status(Status::Known(Code::PortInUse | Code::DatabaseUnavailable)) => false,
            Cause::Status(status) => status.class() != Class::Refused,
            Cause::Http(number) => number == 408 || HttpClass::of(number) != HttpClass::Refused,
            Cause::Misfortune(misfortune) => misfortune != Misfortune::CircuitOpen,
        }
    }

    /// Whether it proves too that no earlier try of the same was done, whose answer was lost. An exchange that
    /// had acted would have given that answer again, so what it refuses it never did; but what was refused on
    /// the way to it, for want of a session or for too many attempts proves nothing of what was sent before.
    #[must_use]
    pub fn settles_earlier_tries(&self) -> bool {
        match self.cause {
            Cause::Status(Status::Known(Code::TooManyAttempts)) => false,
            Cause::Status(status) => {
                status.class() == Class::Refused && !status.ends_session() && !self.is_about_key()
            }
            // What is not offered at all was never done.
            Cause::Http(number) => number == 405,
            Cause::Misfortune(_) => false,
        }
    }

    /// Whether the key was used before, for a request that read otherwise: by an older app, before it was loaded
    /// anew.
    #[must_use]
    pub fn is_about_key(&self) -> bool {
        self.problems.of(Field::IdempotencyKey).is_some()
    }
}

/// The field that a code speaks of, where it speaks of one, with the problem it means.
const fn field_of(code: Code) -> Option<(Field, Problem)> {
    match code {
        Code::AccountNameTaken => Some((Field::Account, Problem::Reused)),
        Code::AccountUnknown => Some((Field::Account, Problem::Unknown)),
        Code::PasswordTooWeak => Some((Field::Password, Problem::Guessable)),
        Code::PasswordWrong => Some((Field::Password, Problem::Unknown)),
        Code::Persisting
        | Code::PurchaseHeld
        | Code::ServiceRunning
        | Code::DatabaseConnected
        | Code::GlobalDataFetched
        | Code::GlobalDataPersisted
        | Code::SignedUp
        | Code::LoggedIn
        | Code::AccountFetched
        | Code::LoggedOut
        | Code::SessionAlive
        | Code::PoolFetched
        | Code::Purchased
        | Code::Delivered
        | Code::LotAvailable
        | Code::LotRevoked
        | Code::HoldReleased
        | Code::ServiceRequestMalformed
        | Code::NotAnOperator
        | Code::PersistFailed
        | Code::AccountRequestMalformed
        | Code::AccountNoSession
        | Code::HeartbeatNoSession
        | Code::LogOutNoSession
        | Code::BalanceTooSmall
        | Code::TooManyAttempts
        | Code::LotRequestMalformed
        | Code::PoolNoSession
        | Code::PurchaseNoSession
        | Code::LotNotForSale
        | Code::DeliveryNoSession
        | Code::LotSold
        | Code::LotUnknown
        | Code::RevokeNoSession
        | Code::RevokeTooLate
        | Code::RevokeUnknown
        | Code::ServiceFault
        | Code::PortInUse
        | Code::DatabaseUnavailable
        | Code::AccountFault
        | Code::LotFault => None,
    }
}

impl From<Misfortune> for Failure {
    fn from(misfortune: Misfortune) -> Self {
        Self::new(Cause::Misfortune(misfortune))
    }
}

impl From<Status> for Failure {
    fn from(status: Status) -> Self {
        Self::new(Cause::Status(status))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cause {
            Cause::Status(status) => write!(formatter, "code {status}")?,
            Cause::Http(number) => write!(formatter, "HTTP {number} without a code")?,
            Cause::Misfortune(misfortune) => write!(formatter, "{misfortune}")?,
        }
        for (field, problem) in self.problems.iter() {
            write!(formatter, ", {} {}", field.token(), problem.token())?;
        }
        self.request_id.iter().try_for_each(|id| write!(formatter, ", request {id}"))
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_session_code_or_a_bare_401_ends_the_session() {
        assert!(Failure::from(Status::from(Code::HeartbeatNoSession)).ends_session());
        assert!(Failure::new(Cause::Http(401)).ends_session());
        assert!(!Failure::from(Status::from(Code::NotAnOperator)).ends_session());
        for misfortune in Misfortune::ALL {
            assert!(!Failure::from(misfortune).ends_session());
        }
        assert!(!Failure::new(Cause::Http(503)).ends_session());
    }

    /// A session that ended, or a proxy in trouble, while it was asked what became of a purchase made it "not
    /// bought", and it had been bought.
    #[test]
    fn an_earlier_try_is_settled_by_a_refusal_of_the_exchange_and_by_nothing_else() {
        for misfortune in Misfortune::ALL {
            assert!(!Failure::from(misfortune).settles_earlier_tries(), "{misfortune}");
        }
        for number in (0..600).filter(|number| *number != 405) {
            assert!(!Failure::new(Cause::Http(number)).settles_earlier_tries(), "{number}");
        }
        for number in 600..1000 {
            let status = Status::from_number(number).unwrap();
            let is_proof = (800..900).contains(&number) && number != 829 && !status.ends_session();
            assert_eq!(Failure::from(status).settles_earlier_tries(), is_proof, "{number}");
        }
        let refused = Failure::from(Status::from(Code::LotRequestMalformed));
        let reused = Failure { problems: Problems::one(Field::IdempotencyKey, Problem::Reused), ..refused };
        assert!(!reused.settles_earlier_tries());
    }

    #[test]
    fn only_what_proves_that_the_exchange_did_not_act_settles_the_outcome() {
        for misfortune in Misfortune::ALL {
            let was_sent = misfortune != Misfortune::CircuitOpen;
            assert_eq!(Failure::from(misfortune).leaves_outcome_unknown(), was_sent, "{misfortune}");
        }
        for number in 0..600 {
            let is_refusal = (400..500).contains(&number) && number != 408;
            assert_eq!(!Failure::new(Cause::Http(number)).leaves_outcome_unknown(), is_refusal, "{number}");
        }
        for number in 600..1000 {
            let failure = Failure::from(Status::from_number(number).unwrap());
            let is_proof = (800..900).contains(&number) || matches!(number, 911 | 912);
            assert_eq!(!failure.leaves_outcome_unknown(), is_proof, "{number}");
        }
    }
}
