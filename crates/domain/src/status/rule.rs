//! What each reason asks for: how much it wants to be seen, and which remedy fits.
//!
//! The sentences are in the `words` crate. Every code has an arm here, so a new one does not compile until
//! it is decided what the app offers for it.

use std::time::Duration;

use crate::status::{Class, Code, HttpClass, HttpStatus, Level, Misfortune, Reason};

/// How long to wait where an answer wants it and does not say how long.
const MOMENT: Duration = Duration::from_secs(30);

/// The next step, for a person or for the app itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// Nothing is to be done.
    Nothing,
    /// Change what was entered.
    FixInput,
    /// Log in again.
    SignInAgain,
    /// Load the newest state, then decide.
    Refresh,
    /// The same again, later or now.
    TryAgain,
    /// The same again after that long.
    Wait(Duration),
    /// It goes on; ask how far it is.
    KeepGoing,
    /// The outcome is unknown: ask again under the same key, or look at the account.
    CheckOutcome,
    /// Load a newer app.
    Reload,
    /// Give the reference to whoever runs the exchange.
    AskOperator,
}

impl Remedy {
    /// Every remedy; the wait is one moment.
    pub const ALL: [Self; 10] = [
        Self::Nothing,
        Self::FixInput,
        Self::SignInAgain,
        Self::Refresh,
        Self::TryAgain,
        Self::Wait(MOMENT),
        Self::KeepGoing,
        Self::CheckOutcome,
        Self::Reload,
        Self::AskOperator,
    ];
}

/// How much a message wants to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// All is well.
    Good,
    /// Worth knowing.
    Notice,
    /// The person has to do something.
    Warning,
    /// Something is broken.
    Fault,
}

impl Severity {
    /// The name in markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Fault => "fault",
        }
    }
}

/// What a reason asks for, whatever the person was doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How much it wants to be seen.
    pub severity: Severity,
    /// The next step.
    pub remedy: Remedy,
}

impl Rule {
    /// The rule of a reason.
    #[must_use]
    pub const fn of(reason: Reason) -> Self {
        match reason {
            Reason::Code(code) => of_code(code),
            Reason::Digits(class, level) => of_digits(class, level),
            Reason::Http(status) => of_http(status),
            Reason::HttpClass(class) => of_http_class(class),
            Reason::Misfortune(misfortune) => of_misfortune(misfortune),
        }
    }
}

const fn rule(severity: Severity, remedy: Remedy) -> Rule {
    Rule { severity, remedy }
}

const fn of_code(code: Code) -> Rule {
    match code {
        Code::Persisting | Code::PurchaseHeld => rule(Severity::Notice, Remedy::KeepGoing),
        Code::ServiceRunning
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
        | Code::HoldReleased => rule(Severity::Good, Remedy::Nothing),
        Code::ServiceRequestMalformed
        | Code::AccountRequestMalformed
        | Code::AccountNameTaken
        | Code::PasswordTooWeak
        | Code::AccountUnknown
        | Code::PasswordWrong
        | Code::LotRequestMalformed => rule(Severity::Warning, Remedy::FixInput),
        Code::NotAnOperator
        | Code::AccountNoSession
        | Code::HeartbeatNoSession
        | Code::PoolNoSession
        | Code::PurchaseNoSession
        | Code::DeliveryNoSession
        | Code::RevokeNoSession => rule(Severity::Warning, Remedy::SignInAgain),
        Code::PersistFailed | Code::PortInUse => rule(Severity::Fault, Remedy::AskOperator),
        Code::LogOutNoSession => rule(Severity::Notice, Remedy::Nothing),
        Code::BalanceTooSmall
        | Code::LotNotForSale
        | Code::LotSold
        | Code::LotUnknown
        | Code::RevokeTooLate
        | Code::RevokeUnknown => rule(Severity::Warning, Remedy::Refresh),
        Code::TooManyAttempts => rule(Severity::Warning, Remedy::Wait(MOMENT)),
        Code::ServiceFault | Code::AccountFault | Code::LotFault | Code::DatabaseUnavailable => {
            rule(Severity::Fault, Remedy::TryAgain)
        }
    }
}

const fn of_digits(class: Class, level: Level) -> Rule {
    match (class, level) {
        (Class::GoingOn, _) => rule(Severity::Notice, Remedy::KeepGoing),
        (Class::Done, _) => rule(Severity::Good, Remedy::Nothing),
        (Class::Refused, Level::User) => rule(Severity::Warning, Remedy::FixInput),
        (Class::Refused, Level::Transaction) => rule(Severity::Warning, Remedy::Refresh),
        (Class::Refused, Level::Service | Level::Other) => rule(Severity::Warning, Remedy::AskOperator),
        (Class::Fault, _) => rule(Severity::Fault, Remedy::TryAgain),
    }
}

const fn of_http(status: HttpStatus) -> Rule {
    match status {
        HttpStatus::Continue | HttpStatus::SwitchingProtocols | HttpStatus::Accepted => {
            rule(Severity::Notice, Remedy::KeepGoing)
        }
        HttpStatus::Ok
        | HttpStatus::Created
        | HttpStatus::NoContent
        | HttpStatus::ResetContent
        | HttpStatus::NotModified => rule(Severity::Good, Remedy::Nothing),
        HttpStatus::NonAuthoritative => rule(Severity::Notice, Remedy::Refresh),
        HttpStatus::PartialContent => rule(Severity::Warning, Remedy::TryAgain),
        HttpStatus::MultipleChoices
        | HttpStatus::MovedPermanently
        | HttpStatus::Found
        | HttpStatus::SeeOther
        | HttpStatus::Unused
        | HttpStatus::NotFound
        | HttpStatus::MethodNotAllowed
        | HttpStatus::NotAcceptable
        | HttpStatus::LengthRequired
        | HttpStatus::UnsupportedMediaType
        | HttpStatus::RangeNotSatisfiable
        | HttpStatus::ExpectationFailed
        | HttpStatus::UpgradeRequired
        // What the person has to do happens outside of the page; afterwards it starts afresh.
        | HttpStatus::UseProxy
        | HttpStatus::ProxyAuthenticationRequired
        | HttpStatus::NetworkAuthenticationRequired => rule(Severity::Warning, Remedy::Reload),
        HttpStatus::PaymentRequired | HttpStatus::HeadersTooLarge => {
            rule(Severity::Warning, Remedy::AskOperator)
        }
        HttpStatus::BadRequest
        | HttpStatus::Forbidden
        | HttpStatus::EntityTooLarge
        | HttpStatus::UriTooLarge
        | HttpStatus::UnprocessableEntity => rule(Severity::Warning, Remedy::FixInput),
        HttpStatus::Unauthorized => rule(Severity::Warning, Remedy::SignInAgain),
        HttpStatus::RequestTimeout | HttpStatus::MisdirectedRequest | HttpStatus::TooEarly => {
            rule(Severity::Notice, Remedy::TryAgain)
        }
        HttpStatus::Conflict | HttpStatus::Gone | HttpStatus::PreconditionFailed => {
            rule(Severity::Warning, Remedy::Refresh)
        }
        HttpStatus::Locked => rule(Severity::Notice, Remedy::Wait(MOMENT)),
        HttpStatus::TooManyRequests => rule(Severity::Warning, Remedy::Wait(MOMENT)),
        HttpStatus::UnavailableForLegalReasons => rule(Severity::Warning, Remedy::Nothing),
        HttpStatus::InternalServerError | HttpStatus::BadGateway | HttpStatus::GatewayTimeout => {
            rule(Severity::Fault, Remedy::TryAgain)
        }
        HttpStatus::NotImplemented | HttpStatus::ServiceUnavailable | HttpStatus::VersionNotSupported => {
            rule(Severity::Fault, Remedy::Reload)
        }
    }
}

const fn of_http_class(class: HttpClass) -> Rule {
    match class {
        HttpClass::Provisional => rule(Severity::Notice, Remedy::KeepGoing),
        HttpClass::Done => rule(Severity::Good, Remedy::Nothing),
        HttpClass::Elsewhere | HttpClass::Refused => rule(Severity::Warning, Remedy::Reload),
        HttpClass::Fault => rule(Severity::Fault, Remedy::TryAgain),
        HttpClass::Strange => rule(Severity::Fault, Remedy::Reload),
    }
}

const fn of_misfortune(misfortune: Misfortune) -> Rule {
    match misfortune {
        Misfortune::Offline | Misfortune::Unreachable | Misfortune::TimedOut => {
            rule(Severity::Warning, Remedy::TryAgain)
        }
        Misfortune::Aborted => rule(Severity::Notice, Remedy::Nothing),
        Misfortune::Unreadable | Misfortune::WrongContentType => rule(Severity::Fault, Remedy::Reload),
        Misfortune::TooLarge => rule(Severity::Fault, Remedy::AskOperator),
        Misfortune::Redirected => rule(Severity::Warning, Remedy::Reload),
        Misfortune::CircuitOpen => rule(Severity::Warning, Remedy::Wait(MOMENT)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_never_offered_to_be_tried_again_unchanged() {
        for number in 800..900 {
            assert_ne!(Rule::of(Reason::of_number(number)).remedy, Remedy::TryAgain, "{number}");
        }
    }

    #[test]
    fn progress_is_followed_and_a_success_needs_nothing() {
        for number in 600..700 {
            let Rule { severity, remedy } = Rule::of(Reason::of_number(number));
            assert_eq!((severity, remedy), (Severity::Notice, Remedy::KeepGoing), "{number}");
        }
        for number in 700..800 {
            let Rule { severity, remedy } = Rule::of(Reason::of_number(number));
            assert_eq!((severity, remedy), (Severity::Good, Remedy::Nothing), "{number}");
        }
    }

    #[test]
    fn who_may_repeat_the_same_request() {
        for number in [408, 421, 425, 500, 502, 504] {
            assert_eq!(Rule::of(Reason::of_number(number)).remedy, Remedy::TryAgain, "{number}");
        }
        for number in [400, 403, 404, 405, 503] {
            assert_ne!(Rule::of(Reason::of_number(number)).remedy, Remedy::TryAgain, "{number}");
        }
    }
}
