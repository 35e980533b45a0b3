//! The sentences: what each code, HTTP status, misfortune and form problem means in plain English.
//!
//! Every code has an arm of its own, so a new one does not compile until it has words. The rules they
//! keep: say what happened, what it means, what to do; blame nobody; no jargon, no server's text.

use std::time::Duration;

use crate::account::{AccountName, Password};
use crate::credits::LotPrice;
use crate::energy::{WattHours, Watts};
use crate::form::{Field, Problem};
use crate::lot::Note;
use crate::status::{
    Action, Class, Code, Failure, HttpClass, HttpStatus, Level, Misfortune, Reason, Remedy, Severity,
};

/// How long to wait where an answer wants it and does not say how long.
const MOMENT: Duration = Duration::from_secs(30);

/// The next step while it is not known whether the exchange acted.
pub const CHECK_OUTCOME: &str = "Check the outcome; asking again is safe and never counts twice.";

/// The words that do not depend on what the person was doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// What happened.
    pub headline: &'static str,
    /// What to do next.
    pub next_step: &'static str,
    /// The same for the app.
    pub remedy: Remedy,
    /// How much it wants to be seen.
    pub severity: Severity,
}

const fn words(severity: Severity, remedy: Remedy, headline: &'static str, next_step: &'static str) -> Words {
    Words { headline, next_step, remedy, severity }
}

/// What a failure means for the person.
#[must_use]
pub fn consequence(failure: &Failure, action: Action) -> &'static str {
    if failure.leaves_outcome_unknown() {
        return match action {
            Action::SignUp => "We do not know yet whether the account was opened.",
            Action::LogIn => "We do not know yet whether you are logged in.",
            Action::LogOut => "You may still be logged in.",
            Action::Look => "What you see may be out of date.",
            Action::Deliver => "We do not know yet whether the lot reached the pool.",
            Action::Purchase => "We do not know yet whether the purchase went through.",
            Action::Revoke => "We do not know yet whether the lot was taken back.",
        };
    }
    if failure.ends_session() {
        return "You are signed out; nothing you typed is lost.";
    }
    // An earlier try whose answer was lost may be what took it back.
    if action == Action::Revoke && failure.reason() == Reason::Code(Code::RevokeTooLate) {
        return "You may have taken it back already.";
    }
    match action {
        Action::SignUp => "No account was opened.",
        Action::LogIn => "You are not logged in.",
        Action::LogOut => "You may still be logged in.",
        Action::Look => "What you see may be out of date.",
        Action::Deliver => "Nothing was put into the pool.",
        Action::Purchase => "You were not charged.",
        Action::Revoke => "The lot was not taken back.",
    }
}

/// What to do while it is not known whether an account was opened or a person logged in: neither carries a
/// key, and trying again does no harm.
pub(in crate::status) const fn try_again(action: Action) -> Option<&'static str> {
    match action {
        Action::SignUp => Some("Try again; if the name is taken then, log in with it."),
        Action::LogIn => Some("Try again; logging in twice does no harm."),
        Action::LogOut | Action::Look | Action::Deliver | Action::Purchase | Action::Revoke => None,
    }
}

/// Whether an action puts a lot into the pool or takes it out.
pub(in crate::status) const fn changes_lots(action: Action) -> bool {
    matches!(action, Action::Deliver | Action::Purchase | Action::Revoke)
}

/// The words for a reason.
#[must_use]
pub const fn of(reason: Reason) -> Words {
    match reason {
        Reason::Code(code) => of_code(code),
        Reason::Digits(class, level) => of_digits(class, level),
        Reason::Http(status) => of_http(status),
        Reason::HttpClass(class) => of_http_class(class),
        Reason::Misfortune(misfortune) => of_misfortune(misfortune),
    }
}

const fn of_code(code: Code) -> Words {
    use Remedy::{AskOperator, FixInput, KeepGoing, Nothing, Refresh, SignInAgain, TryAgain, Wait};
    use Severity::{Fault, Good, Notice, Warning};
    match code {
        Code::Persisting => {
            words(Notice, KeepGoing, "The exchange is saving its data.", "Stay here to follow the progress.")
        }
        Code::PurchaseHeld => words(
            Notice,
            KeepGoing,
            "Your lots are held for you.",
            "Confirm the purchase before the time runs out.",
        ),
        Code::ServiceRunning => words(Good, Nothing, "The exchange is running.", "Nothing to do."),
        Code::DatabaseConnected => {
            words(Good, Nothing, "The exchange reaches its database.", "Nothing to do.")
        }
        Code::GlobalDataFetched => words(Good, Nothing, "The exchange's figures are here.", "Nothing to do."),
        Code::GlobalDataPersisted => words(Good, Nothing, "The exchange's data is saved.", "Nothing to do."),
        Code::SignedUp => words(Good, Nothing, "Your account is open.", "Log in to start."),
        Code::LoggedIn => words(Good, Nothing, "You are logged in.", "Nothing to do."),
        Code::AccountFetched => words(Good, Nothing, "Your account is up to date.", "Nothing to do."),
        Code::LoggedOut => words(Good, Nothing, "You are logged out.", "Nothing to do."),
        Code::SessionAlive => words(Good, Nothing, "Your session is alive.", "Nothing to do."),
        Code::PoolFetched => words(Good, Nothing, "The pool is up to date.", "Nothing to do."),
        Code::Purchased => words(Good, Nothing, "Bought.", "Find it under purchases in your account."),
        Code::Delivered => {
            words(Good, Nothing, "Your lot is in the pool.", "You are paid as soon as somebody buys it.")
        }
        Code::LotAvailable => words(Good, Nothing, "The lot can be bought.", "Nothing to do."),
        Code::LotRevoked => words(Good, Nothing, "The lot is out of the pool.", "Nothing to do."),
        Code::HoldReleased => words(Good, Nothing, "The held lots are back in the pool.", "Nothing to do."),
        Code::ServiceRequestMalformed => words(
            Warning,
            FixInput,
            "The exchange could not make sense of the request.",
            "Change the marked fields; if none is marked, reload the page.",
        ),
        Code::NotAnOperator => {
            words(Warning, SignInAgain, "Only operators can see this.", "Log in with an operator's account.")
        }
        Code::PersistFailed => words(
            Fault,
            AskOperator,
            "The exchange could not save its data.",
            "Tell whoever runs the exchange; check the disk and try again.",
        ),
        Code::AccountRequestMalformed => words(
            Warning,
            FixInput,
            "Something in the form cannot be used as it is.",
            "Change the marked fields; if none is marked, reload the page.",
        ),
        Code::AccountNameTaken => words(
            Warning,
            FixInput,
            "This account name is taken.",
            "Choose another name, or log in if it is yours.",
        ),
        Code::PasswordTooWeak => words(
            Warning,
            FixInput,
            "This password is too easy to guess.",
            "Use a longer one: several unrelated words work well.",
        ),
        Code::AccountUnknown => {
            words(Warning, FixInput, "There is no account of this name.", "Check the spelling, or sign up.")
        }
        Code::PasswordWrong => words(
            Warning,
            FixInput,
            "The password is not right.",
            "Type it again; look out for capital letters.",
        ),
        Code::AccountNoSession
        | Code::HeartbeatNoSession
        | Code::PoolNoSession
        | Code::PurchaseNoSession
        | Code::DeliveryNoSession
        | Code::RevokeNoSession => {
            words(Warning, SignInAgain, "Your session is over.", "Log in again to go on.")
        }
        Code::LogOutNoSession => words(Notice, Nothing, "You were logged out already.", "Nothing to do."),
        Code::BalanceTooSmall => words(
            Warning,
            Refresh,
            "Your balance does not cover this lot.",
            "Choose fewer or cheaper lots, or sell energy first.",
        ),
        Code::TooManyAttempts => words(
            Warning,
            Wait(MOMENT),
            "Too many attempts in a short time.",
            "Wait a moment, then try again.",
        ),
        Code::LotRequestMalformed => words(
            Warning,
            FixInput,
            "The exchange could not take the request as it is.",
            "Change the marked fields; if none is marked, reload the page.",
        ),
        Code::LotNotForSale => words(
            Warning,
            Refresh,
            "This lot is not for sale to you at that price.",
            "Look at the newest pool: it may be your own, taken back, expired or priced anew.",
        ),
        Code::LotSold => words(
            Warning,
            Refresh,
            "Somebody else was faster; this lot is sold.",
            "Choose another lot from the newest pool.",
        ),
        Code::LotUnknown => words(
            Warning,
            Refresh,
            "The exchange does not know this lot.",
            "Choose another lot from the newest pool.",
        ),
        Code::RevokeTooLate => words(
            Warning,
            Refresh,
            "This lot no longer waits in the pool.",
            "It was sold, taken back or has expired; look at your account.",
        ),
        Code::RevokeUnknown => words(
            Warning,
            Refresh,
            "This is not one of your lots.",
            "Look at your account for the lots that are yours.",
        ),
        Code::ServiceFault | Code::AccountFault | Code::LotFault => words(
            Fault,
            TryAgain,
            "Something broke inside the exchange.",
            "Try again; if it stays, give the reference to whoever runs it.",
        ),
        Code::PortInUse => words(
            Fault,
            AskOperator,
            "The exchange could not start.",
            "Its port is in use; whoever runs it has to free it.",
        ),
        Code::DatabaseUnavailable => words(
            Fault,
            TryAgain,
            "The exchange cannot reach its database.",
            "Try again in a minute; if it stays, tell whoever runs it.",
        ),
    }
}

const fn of_digits(class: Class, level: Level) -> Words {
    match (class, level) {
        (Class::GoingOn, _) => words(
            Severity::Notice,
            Remedy::KeepGoing,
            "The exchange is still working on it.",
            "Stay here; the result will follow.",
        ),
        (Class::Done, _) => words(Severity::Good, Remedy::Nothing, "Done.", "Nothing to do."),
        (Class::Refused, Level::User) => words(
            Severity::Warning,
            Remedy::FixInput,
            "The exchange did not accept this for your account.",
            "Check what you entered; the reference says more to whoever runs the exchange.",
        ),
        (Class::Refused, Level::Transaction) => words(
            Severity::Warning,
            Remedy::Refresh,
            "The exchange did not accept this for the lot.",
            "Look at the newest pool, then decide again.",
        ),
        (Class::Refused, Level::Service | Level::Other) => words(
            Severity::Warning,
            Remedy::AskOperator,
            "The exchange did not accept the request.",
            "Give the reference to whoever runs the exchange.",
        ),
        (Class::Fault, _) => words(
            Severity::Fault,
            Remedy::TryAgain,
            "Something broke inside the exchange.",
            "Try again; if it stays, give the reference to whoever runs it.",
        ),
    }
}

const fn of_http(status: HttpStatus) -> Words {
    use Remedy::{AskOperator, FixInput, KeepGoing, Nothing, Refresh, Reload, SignInAgain, TryAgain, Wait};
    use Severity::{Fault, Good, Notice, Warning};
    match status {
        HttpStatus::Continue => words(
            Notice,
            KeepGoing,
            "The exchange wants the rest of the request.",
            "Stay here; the browser sends it by itself.",
        ),
        HttpStatus::SwitchingProtocols => words(
            Notice,
            KeepGoing,
            "The connection changes its protocol.",
            "Stay here; the browser goes on by itself.",
        ),
        HttpStatus::Ok => {
            words(Good, Nothing, "Done, without a word from the exchange itself.", "Nothing to do.")
        }
        HttpStatus::Created => words(Good, Nothing, "Something new was made.", "Nothing to do."),
        HttpStatus::Accepted => words(
            Notice,
            KeepGoing,
            "The request was taken and is still being worked on.",
            "Stay here; the result will follow.",
        ),
        HttpStatus::NonAuthoritative => words(
            Notice,
            Refresh,
            "This comes from somebody between you and the exchange.",
            "Load the newest state before you decide.",
        ),
        HttpStatus::NoContent => words(Good, Nothing, "Done; there is nothing to show.", "Nothing to do."),
        HttpStatus::ResetContent => {
            words(Good, Nothing, "Done; the form can be filled in anew.", "Nothing to do.")
        }
        HttpStatus::PartialContent => {
            words(Warning, TryAgain, "Only a part of the answer arrived.", "Try again to get all of it.")
        }
        HttpStatus::MultipleChoices => words(
            Warning,
            Reload,
            "The exchange offers several addresses for this.",
            "Reload the page, so that the app takes the right one.",
        ),
        HttpStatus::MovedPermanently => {
            words(Warning, Reload, "The exchange has moved for good.", "Reload the page to follow it.")
        }
        HttpStatus::Found => {
            words(Warning, Reload, "The exchange has moved for a while.", "Reload the page to follow it.")
        }
        HttpStatus::SeeOther => {
            words(Warning, Reload, "The answer is at another address.", "Reload the page to find it.")
        }
        HttpStatus::NotModified => {
            words(Good, Nothing, "Nothing has changed since the last look.", "Nothing to do.")
        }
        HttpStatus::UseProxy => words(
            Warning,
            AskOperator,
            "The exchange can only be reached through a proxy.",
            "Ask whoever runs your network.",
        ),
        HttpStatus::Unused => words(
            Warning,
            Reload,
            "The answer uses a status that is retired.",
            "Reload the page; if it stays, tell whoever runs the exchange.",
        ),
        HttpStatus::BadRequest => words(
            Warning,
            FixInput,
            "The request could not be understood.",
            "Change what you entered; the same again would fail again.",
        ),
        HttpStatus::Unauthorized => {
            words(Warning, SignInAgain, "Your session is over.", "Log in again to go on.")
        }
        HttpStatus::PaymentRequired => words(
            Warning,
            AskOperator,
            "A payment is wanted that this app does not know.",
            "Ask whoever runs the exchange.",
        ),
        HttpStatus::Forbidden => words(
            Warning,
            FixInput,
            "You may not do this.",
            "Choose something else; the same again would be refused again.",
        ),
        HttpStatus::NotFound => words(
            Warning,
            Reload,
            "The exchange has nothing at this address.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::MethodNotAllowed => words(
            Warning,
            Reload,
            "The exchange does not offer this here.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::NotAcceptable => words(
            Warning,
            Reload,
            "The exchange cannot answer in a form that the app reads.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::ProxyAuthenticationRequired => words(
            Warning,
            AskOperator,
            "Your network's proxy wants you to sign in.",
            "Sign in to your network, then come back.",
        ),
        HttpStatus::RequestTimeout => words(
            Notice,
            TryAgain,
            "The request took too long to arrive.",
            "Try again; nothing has to be changed.",
        ),
        HttpStatus::Conflict => words(
            Warning,
            Refresh,
            "Somebody changed this at the same time.",
            "Look at the newest state, then decide again.",
        ),
        HttpStatus::Gone => words(
            Warning,
            Refresh,
            "This is gone for good.",
            "Look at the newest state and choose something else.",
        ),
        HttpStatus::LengthRequired => words(
            Warning,
            Reload,
            "The exchange wants to know the length of the request.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::PreconditionFailed => words(
            Warning,
            Refresh,
            "Something changed since you looked.",
            "Look at the newest state, then decide again.",
        ),
        HttpStatus::EntityTooLarge => {
            words(Warning, FixInput, "The request is too large.", "Send less at once.")
        }
        HttpStatus::UriTooLarge => {
            words(Warning, FixInput, "The request's address is too long.", "Shorten what you search for.")
        }
        HttpStatus::UnsupportedMediaType => words(
            Warning,
            Reload,
            "The exchange does not read this kind of request.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::RangeNotSatisfiable => words(
            Warning,
            Reload,
            "There is no such part of the answer.",
            "Reload the page to start from the beginning.",
        ),
        HttpStatus::ExpectationFailed => words(
            Warning,
            Reload,
            "The exchange cannot meet what the request expects.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::MisdirectedRequest => words(
            Notice,
            TryAgain,
            "The request reached the wrong server.",
            "Try again; nothing has to be changed.",
        ),
        HttpStatus::UnprocessableEntity => words(
            Warning,
            FixInput,
            "What you entered contradicts itself.",
            "Change what you entered; the same again would fail again.",
        ),
        HttpStatus::Locked => {
            words(Notice, Wait(MOMENT), "Somebody else is working on this.", "Wait a moment, then try again.")
        }
        HttpStatus::TooEarly => words(
            Notice,
            TryAgain,
            "The request came before the connection was safe.",
            "Try again; nothing has to be changed.",
        ),
        HttpStatus::UpgradeRequired => {
            words(Warning, Reload, "The exchange wants a newer app.", "Reload the page to get it.")
        }
        HttpStatus::TooManyRequests => words(
            Warning,
            Wait(MOMENT),
            "Too many requests in a short time.",
            "Wait a moment, then try again.",
        ),
        HttpStatus::HeadersTooLarge => words(
            Warning,
            AskOperator,
            "Your browser sends more along than the exchange takes.",
            "Clear this site's cookies; if it stays, tell whoever runs the exchange.",
        ),
        HttpStatus::UnavailableForLegalReasons => {
            words(Warning, Nothing, "The law keeps this from being shown to you.", "Nothing to do here.")
        }
        HttpStatus::InternalServerError => words(
            Fault,
            TryAgain,
            "Something broke inside the exchange.",
            "Try again; if it stays, tell whoever runs the exchange.",
        ),
        HttpStatus::NotImplemented => words(
            Fault,
            Reload,
            "The exchange cannot do this.",
            "Reload the page; the app may be newer than the exchange.",
        ),
        HttpStatus::BadGateway => words(
            Fault,
            TryAgain,
            "Somebody between you and the exchange got no good answer.",
            "Try again in a moment.",
        ),
        HttpStatus::ServiceUnavailable => words(
            Fault,
            Reload,
            "The exchange is not in service.",
            "Come back later and reload the page; the same again would fail again.",
        ),
        HttpStatus::GatewayTimeout => {
            words(Fault, TryAgain, "The exchange did not answer in time.", "Try again in a moment.")
        }
        HttpStatus::VersionNotSupported => words(
            Fault,
            Reload,
            "The exchange does not speak your browser's HTTP.",
            "Reload the page; if it stays, try a newer browser.",
        ),
        HttpStatus::NetworkAuthenticationRequired => words(
            Warning,
            AskOperator,
            "Your network wants you to sign in first.",
            "Open any web page, sign in to the network, then come back.",
        ),
    }
}

const fn of_http_class(class: HttpClass) -> Words {
    use Remedy::{KeepGoing, Nothing, Reload, TryAgain};
    use Severity::{Fault, Good, Notice, Warning};
    match class {
        HttpClass::Provisional => {
            words(Notice, KeepGoing, "The answer is not complete yet.", "Stay here; the rest will follow.")
        }
        HttpClass::Done => words(Good, Nothing, "Done.", "Nothing to do."),
        HttpClass::Elsewhere => {
            words(Warning, Reload, "The answer is somewhere else.", "Reload the page to follow it.")
        }
        HttpClass::Refused => words(
            Warning,
            Reload,
            "Something on the way refused the request.",
            "Reload the page; if it stays, tell whoever runs the exchange.",
        ),
        HttpClass::Fault => words(
            Fault,
            TryAgain,
            "Something broke on the way to the exchange.",
            "Try again; if it stays, tell whoever runs the exchange.",
        ),
        HttpClass::Strange => words(
            Fault,
            Reload,
            "This answer does not come from an exchange.",
            "Reload the page; if it stays, tell whoever runs the exchange.",
        ),
    }
}

const fn of_misfortune(misfortune: Misfortune) -> Words {
    use Remedy::{AskOperator, Nothing, Reload, TryAgain};
    use Severity::{Fault, Notice, Warning};
    match misfortune {
        Misfortune::Offline => {
            words(Warning, TryAgain, "Your device is offline.", "Connect to a network; then try again.")
        }
        Misfortune::Unreachable => {
            words(Warning, TryAgain, "The exchange cannot be reached.", "Check your network, then try again.")
        }
        Misfortune::TimedOut => {
            words(Warning, TryAgain, "The exchange did not answer in time.", "Try again.")
        }
        Misfortune::Aborted => {
            words(Notice, Nothing, "The page was left before the answer came.", "Nothing to do.")
        }
        Misfortune::Unreadable => words(
            Fault,
            Reload,
            "The answer could not be read.",
            "Reload the page; if it stays, tell whoever runs the exchange.",
        ),
        Misfortune::WrongContentType => words(
            Fault,
            Reload,
            "Something other than the exchange answered.",
            "Check that you are signed in to your network, then reload the page.",
        ),
        Misfortune::TooLarge => words(
            Fault,
            AskOperator,
            "The answer is too large to take in.",
            "Tell whoever runs the exchange.",
        ),
        Misfortune::Redirected => {
            words(Warning, Reload, "The exchange has moved.", "Reload the page to follow it.")
        }
    }
}

/// What to write beside a field that has a problem.
#[must_use]
pub fn of_problem(field: Field, problem: Problem) -> String {
    match (field, problem) {
        (Field::Account, Problem::Missing) => "Enter an account name.".into(),
        (Field::Account, Problem::TooLong) => {
            format!("Use at most {} characters for the account name.", AccountName::MAX_CHARACTERS)
        }
        (Field::Account, Problem::Unprintable) => {
            "The account name holds a character that nobody can see; type it anew.".into()
        }
        (Field::Account, Problem::Reused) => "This account name is taken; choose another.".into(),
        (Field::Account, Problem::Unknown) => "There is no account of this name; check the spelling.".into(),
        (Field::Password, Problem::Missing) => "Enter a password.".into(),
        (Field::Password, Problem::TooShort) => {
            format!("Use at least {} characters for the password.", Password::MIN_CHARACTERS)
        }
        (Field::Password, Problem::TooLong) => {
            format!("Use at most {} characters for the password.", Password::MAX_CHARACTERS)
        }
        (Field::Password, Problem::Guessable) => {
            "This password is too easy to guess; several unrelated words work well.".into()
        }
        (Field::Password, Problem::Unknown) => "The password is not right; type it again.".into(),
        (Field::EnergyType, _) => "Choose solar, water or wind.".into(),
        (Field::Power, problem) => of_number("the power", "kW", problem, Watts::MAX / 1_000),
        (Field::Amount, problem) => of_number("the energy", "kWh", problem, WattHours::MAX / 1_000),
        (Field::Value, problem) => of_price(problem),
        (Field::TimestampExpire, Problem::TooFar) => {
            "A lot can wait at most 90 days; choose an earlier end.".into()
        }
        (Field::TimestampExpire, _) => "Choose an end that is at least a minute ahead.".into(),
        (Field::InputData, Problem::TooLong) => {
            format!("Use at most {} characters for the note.", Note::MAX_CHARACTERS)
        }
        (Field::InputData, _) => "The note holds a character that nobody can see; type it anew.".into(),
        (Field::Lots, Problem::TooLong) => "Buy at most 100 lots at once.".into(),
        (Field::Lots, _) => "Choose at least one lot, and each only once.".into(),
        (
            Field::Account
            | Field::Password
            | Field::LotHash
            | Field::IdempotencyKey
            | Field::Handshake
            | Field::Request,
            _,
        ) => "The exchange cannot use this as it is.".into(),
    }
}

fn of_price(problem: Problem) -> String {
    match problem {
        Problem::NotWhole => "Credits are whole: enter 3, not 2.5.".into(),
        Problem::Ambiguous => "Write the price without a thousands separator: 1500, not 1,500.".into(),
        Problem::TooSmall => "Enter the price as at least 1 credit.".into(),
        Problem::TooLarge => format!("Enter the price as at most {} credits.", grouped(LotPrice::MAX)),
        Problem::Missing
        | Problem::TooShort
        | Problem::TooLong
        | Problem::Unprintable
        | Problem::Guessable
        | Problem::NotANumber
        | Problem::Unknown
        | Problem::Past
        | Problem::TooFar
        | Problem::Repeated
        | Problem::Reused
        | Problem::Malformed => "Enter the price in whole credits, such as 12.".into(),
    }
}

/// A number with a comma between its thousands, as the sentences around it are English.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn of_number(what: &str, unit: &str, problem: Problem, max: u64) -> String {
    match problem {
        Problem::Missing => format!("Enter {what} in {unit}."),
        Problem::NotWhole => format!("Use at most three decimals for {what} in {unit}."),
        Problem::Ambiguous => {
            format!("Write {what} without a thousands separator: 1500 or 1.5, not 1,500.")
        }
        Problem::TooSmall => format!("Enter {what} as more than 0 {unit}."),
        Problem::TooLarge => format!("Enter {what} as at most {} {unit}.", grouped(max)),
        Problem::TooShort
        | Problem::TooLong
        | Problem::Unprintable
        | Problem::Guessable
        | Problem::NotANumber
        | Problem::Unknown
        | Problem::Past
        | Problem::TooFar
        | Problem::Repeated
        | Problem::Reused
        | Problem::Malformed => format!("Enter {what} as a number, such as 12 or 4.5."),
    }
}

/// The field that a code speaks of, where it speaks of one, with the problem it means.
#[must_use]
pub const fn field_of(code: Code) -> Option<(Field, Problem)> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{Cause, Message, Status};

    const BANNED: [&str; 8] =
        ["please", "sorry", "oops", "invalid", "illegal", "forbidden", "unspecified", "error"];

    fn every_failure() -> Vec<Failure> {
        let statuses = (600..1000).filter_map(Status::from_number).map(Cause::Status);
        let http = (0..600).map(Cause::Http);
        let misfortunes = Misfortune::ALL.map(Cause::Misfortune);
        statuses.chain(http).chain(misfortunes).map(Failure::new).collect()
    }

    fn is_sentence(text: &str) -> bool {
        text.chars().next().is_some_and(char::is_uppercase) && text.ends_with('.') && text.len() <= 160
    }

    #[test]
    fn every_failure_of_every_action_is_told_in_three_sentences() {
        for failure in every_failure() {
            for action in Action::ALL {
                let message = Message::of(&failure, action);
                for text in [message.headline, message.consequence, message.next_step] {
                    assert!(is_sentence(text), "{failure} {action:?}: {text}");
                    let lower = text.to_lowercase();
                    for word in BANNED {
                        assert!(!lower.contains(word), "{failure}: {text}");
                    }
                }
                assert!(!message.reference().0.is_empty());
            }
        }
    }

    #[test]
    fn every_field_problem_is_told_in_a_sentence() {
        for field in Field::ALL {
            for problem in Problem::ALL {
                let text = of_problem(field, problem);
                assert!(is_sentence(&text), "{field:?} {problem:?}: {text}");
                assert!(!BANNED.iter().any(|word| text.to_lowercase().contains(word)), "{text}");
            }
        }
    }

    #[test]
    fn a_purchase_without_an_answer_is_never_called_failed() {
        let message = Message::of(&Misfortune::Unreachable.into(), Action::Purchase);
        assert_eq!(message.remedy, Remedy::CheckOutcome);
        assert!(message.consequence.contains("do not know"), "{}", message.consequence);
        let refused = Message::of(&Status::from(Code::LotRequestMalformed).into(), Action::Purchase);
        assert_eq!(refused.consequence, "You were not charged.");
    }

    #[test]
    fn a_person_is_told_that_they_were_not_charged_only_where_it_is_certain() {
        for failure in every_failure() {
            let message = Message::of(&failure, Action::Purchase);
            let is_unknown = failure.leaves_outcome_unknown();
            assert_eq!(message.consequence.contains("do not know"), is_unknown, "{failure}");
            if failure.cause != Cause::Misfortune(Misfortune::Aborted) {
                assert_eq!(message.remedy == Remedy::CheckOutcome, is_unknown, "{failure}");
            }
        }
    }

    #[test]
    fn a_sign_up_or_log_in_without_an_answer_is_never_called_failed_and_is_tried_again() {
        let lost = Failure::from(Misfortune::TimedOut);
        let sign_up = Message::of(&lost, Action::SignUp);
        assert_eq!(sign_up.consequence, "We do not know yet whether the account was opened.");
        assert_eq!(sign_up.next_step, "Try again; if the name is taken then, log in with it.");
        let log_in = Message::of(&lost, Action::LogIn);
        assert_eq!(log_in.consequence, "We do not know yet whether you are logged in.");
        assert_eq!((sign_up.remedy, log_in.remedy), (Remedy::TryAgain, Remedy::TryAgain));
        assert_eq!(Message::of(&lost, Action::LogOut).consequence, "You may still be logged in.");
        let taken = Message::of(&Status::from(Code::AccountNameTaken).into(), Action::SignUp);
        assert_eq!(taken.consequence, "No account was opened.");
        for failure in every_failure() {
            for action in [Action::SignUp, Action::LogIn, Action::LogOut, Action::Look] {
                assert_ne!(
                    Message::of(&failure, action).remedy,
                    Remedy::CheckOutcome,
                    "{failure} {action:?}"
                );
            }
        }
    }

    #[test]
    fn a_lot_that_waits_no_longer_is_never_said_to_stay_in_the_pool() {
        let message = Message::of(&Status::from(Code::RevokeTooLate).into(), Action::Revoke);
        assert_eq!(message.consequence, "You may have taken it back already.");
        let unknown = Message::of(&Status::from(Code::RevokeUnknown).into(), Action::Revoke);
        assert_eq!(unknown.consequence, "The lot was not taken back.");
    }

    #[test]
    fn no_price_with_a_fraction_is_ever_suggested() {
        // That credits are whole is said with what not to enter.
        for problem in Problem::ALL.into_iter().filter(|problem| *problem != Problem::NotWhole) {
            let text = of_problem(Field::Value, problem);
            let inner = text.trim_end_matches('.');
            assert!(!inner.contains('.'), "{text}");
        }
        assert_eq!(
            of_problem(Field::Value, Problem::NotANumber),
            "Enter the price in whole credits, such as 12."
        );
    }

    #[test]
    fn large_limits_are_easy_to_read() {
        for (field, limit) in [
            (Field::Value, " 1,000,000,000 "),
            (Field::Power, " 1,000,000 kW"),
            (Field::Amount, " 1,000,000 kWh"),
        ] {
            let text = of_problem(field, Problem::TooLarge);
            assert!(text.contains(limit), "{text}");
        }
        assert_eq!([0, 999, 1_000, 12_345_678].map(grouped), ["0", "999", "1,000", "12,345,678"]);
    }

    #[test]
    fn a_refusal_is_never_offered_to_be_tried_again_unchanged() {
        for number in 800..900 {
            assert_ne!(of(Reason::of_number(number)).remedy, Remedy::TryAgain, "{number}");
        }
    }

    #[test]
    fn who_must_modify_the_request_is_never_told_to_repeat_it() {
        for number in [400, 403, 404, 405, 503] {
            let failure = Failure::new(Cause::Http(number));
            for action in Action::ALL {
                assert_ne!(Message::of(&failure, action).remedy, Remedy::TryAgain, "{number} {action:?}");
            }
            let with_time = Failure { retry_after: Some(Duration::from_secs(7)), ..failure };
            assert_eq!(
                Message::of(&with_time, Action::Look).remedy,
                Remedy::Wait(Duration::from_secs(7)),
                "{number}"
            );
        }
    }

    #[test]
    fn who_may_repeat_and_who_waits() {
        for number in [408, 421, 425, 500, 502, 504] {
            assert_eq!(of(Reason::of_number(number)).remedy, Remedy::TryAgain, "{number}");
        }
        for number in [413, 429] {
            let asked_to_wait =
                Failure { retry_after: Some(Duration::from_secs(9)), ..Failure::new(Cause::Http(number)) };
            let message = Message::of(&asked_to_wait, Action::Look);
            assert_eq!(message.remedy, Remedy::Wait(Duration::from_secs(9)), "{number}");
        }
    }

    #[test]
    fn a_wait_is_never_longer_than_five_minutes() {
        let asked =
            Failure { retry_after: Some(Duration::from_secs(86_400)), ..Failure::new(Cause::Http(429)) };
        assert_eq!(Message::of(&asked, Action::Look).remedy, Remedy::Wait(Duration::from_secs(300)));
    }
}
