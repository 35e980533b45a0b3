//! What each code, digit, HTTP status and misfortune says in English.
//!
//! Every reason has an arm of its own, so a new one does not compile until it has words. The rules they
//! keep: say what happened, then what to do; blame nobody; no jargon, no server's text.

use domain::status::{Class, Code, HttpClass, HttpStatus, Level, Misfortune, Reason};

/// What happened.
#[must_use]
pub const fn headline(reason: Reason) -> &'static str {
    of(reason).0
}

/// What to do next.
#[must_use]
pub const fn next_step(reason: Reason) -> &'static str {
    of(reason).1
}

const fn of(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Code(code) => of_code(code),
        Reason::Digits(class, level) => of_digits(class, level),
        Reason::Http(status) => of_http(status),
        Reason::HttpClass(class) => of_http_class(class),
        Reason::Misfortune(misfortune) => of_misfortune(misfortune),
    }
}

const fn of_code(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::Persisting => ("The exchange is saving its data.", "Stay here to follow the progress."),
        Code::PurchaseHeld => {
            ("Your lots are held for you.", "Confirm the purchase before the time runs out.")
        }
        Code::ServiceRunning => ("The exchange is running.", "Nothing to do."),
        Code::DatabaseConnected => ("The exchange reaches its database.", "Nothing to do."),
        Code::GlobalDataFetched => ("The exchange's figures are here.", "Nothing to do."),
        Code::GlobalDataPersisted => ("The exchange's data is saved.", "Nothing to do."),
        Code::SignedUp => ("Your account is open.", "Log in to start."),
        Code::LoggedIn => ("You are logged in.", "Nothing to do."),
        Code::AccountFetched => ("Your account is up to date.", "Nothing to do."),
        Code::LoggedOut => ("You are logged out.", "Nothing to do."),
        Code::SessionAlive => ("Your session is alive.", "Nothing to do."),
        Code::PoolFetched => ("The pool is up to date.", "Nothing to do."),
        Code::Purchased => ("Bought.", "Find it under purchases in your account."),
        Code::Delivered => ("Your lot is in the pool.", "You are paid as soon as somebody buys it."),
        Code::LotAvailable => ("The lot can be bought.", "Nothing to do."),
        Code::LotRevoked => ("The lot is out of the pool.", "Nothing to do."),
        Code::HoldReleased => ("The held lots are back in the pool.", "Nothing to do."),
        Code::ServiceRequestMalformed => (
            "The exchange could not make sense of the request.",
            "Change the marked fields; if none is marked, reload the page.",
        ),
        Code::NotAnOperator => ("Only operators can see this.", "Log in with an operator's account."),
        Code::PersistFailed => (
            "The exchange could not save its data.",
            "Tell whoever runs the exchange; check the disk and try again.",
        ),
        Code::AccountRequestMalformed => (
            "Something in the form cannot be used as it is.",
            "Change the marked fields; if none is marked, reload the page.",
        ),
        Code::AccountNameTaken => {
            ("This account name is taken.", "Choose another name, or log in if it is yours.")
        }
        Code::PasswordTooWeak => {
            ("This password is too easy to guess.", "Use a longer one: several unrelated words work well.")
        }
        Code::AccountUnknown => ("There is no account of this name.", "Check the spelling, or sign up."),
        Code::PasswordWrong => ("The password is not right.", "Type it again; look out for capital letters."),
        Code::AccountNoSession
        | Code::HeartbeatNoSession
        | Code::PoolNoSession
        | Code::PurchaseNoSession
        | Code::DeliveryNoSession
        | Code::RevokeNoSession => ("Your session is over.", "Log in again to go on."),
        Code::LogOutNoSession => ("You were logged out already.", "Nothing to do."),
        Code::BalanceTooSmall => {
            ("Your balance does not cover this lot.", "Choose fewer or cheaper lots, or sell energy first.")
        }
        Code::TooManyAttempts => ("Too many attempts in a short time.", "Wait a moment, then try again."),
        Code::LotRequestMalformed => (
            "The exchange could not take the request as it is.",
            "Change the marked fields; if none is marked, reload the page.",
        ),
        Code::LotNotForSale => (
            "This lot is not for sale to you at that price.",
            "Look at the newest pool: it may be your own, taken back, expired or priced anew.",
        ),
        Code::LotSold => {
            ("Somebody else was faster; this lot is sold.", "Choose another lot from the newest pool.")
        }
        Code::LotUnknown => {
            ("The exchange does not know this lot.", "Choose another lot from the newest pool.")
        }
        Code::RevokeTooLate => (
            "This lot no longer waits in the pool.",
            "It was sold, taken back or has expired; look at your account.",
        ),
        Code::RevokeUnknown => {
            ("This is not one of your lots.", "Look at your account for the lots that are yours.")
        }
        Code::ServiceFault | Code::AccountFault | Code::LotFault => (
            "Something broke inside the exchange.",
            "Try again; if it stays, give the reference to whoever runs it.",
        ),
        Code::PortInUse => {
            ("The exchange could not start.", "Its port is in use; whoever runs it has to free it.")
        }
        Code::DatabaseUnavailable => (
            "The exchange cannot reach its database.",
            "Try again in a minute; if it stays, tell whoever runs it.",
        ),
    }
}

const fn of_digits(class: Class, level: Level) -> (&'static str, &'static str) {
    match (class, level) {
        (Class::GoingOn, _) => ("The exchange is still working on it.", "Stay here; the result will follow."),
        (Class::Done, _) => ("Done.", "Nothing to do."),
        (Class::Refused, Level::User) => (
            "The exchange did not accept this for your account.",
            "Check what you entered; the reference says more to whoever runs the exchange.",
        ),
        (Class::Refused, Level::Transaction) => {
            ("The exchange did not accept this for the lot.", "Look at the newest pool, then decide again.")
        }
        (Class::Refused, Level::Service | Level::Other) => {
            ("The exchange did not accept the request.", "Give the reference to whoever runs the exchange.")
        }
        (Class::Fault, _) => (
            "Something broke inside the exchange.",
            "Try again; if it stays, give the reference to whoever runs it.",
        ),
    }
}

const fn of_http(status: HttpStatus) -> (&'static str, &'static str) {
    match status {
        HttpStatus::Continue => {
            ("The exchange wants the rest of the request.", "Stay here; the browser sends it by itself.")
        }
        HttpStatus::SwitchingProtocols => {
            ("The connection changes its protocol.", "Stay here; the browser goes on by itself.")
        }
        HttpStatus::Ok => ("Done, without a word from the exchange itself.", "Nothing to do."),
        HttpStatus::Created => ("Something new was made.", "Nothing to do."),
        HttpStatus::Accepted => {
            ("The request was taken and is still being worked on.", "Stay here; the result will follow.")
        }
        HttpStatus::NonAuthoritative => (
            "This comes from somebody between you and the exchange.",
            "Load the newest state before you decide.",
        ),
        HttpStatus::NoContent => ("Done; there is nothing to show.", "Nothing to do."),
        HttpStatus::ResetContent => ("Done; the form can be filled in anew.", "Nothing to do."),
        HttpStatus::PartialContent => ("Only a part of the answer arrived.", "Try again to get all of it."),
        HttpStatus::MultipleChoices => (
            "The exchange offers several addresses for this.",
            "Reload the page, so that the app takes the right one.",
        ),
        HttpStatus::MovedPermanently => ("The exchange has moved for good.", "Reload the page to follow it."),
        HttpStatus::Found => ("The exchange has moved for a while.", "Reload the page to follow it."),
        HttpStatus::SeeOther => ("The answer is at another address.", "Reload the page to find it."),
        HttpStatus::NotModified => ("Nothing has changed since the last look.", "Nothing to do."),
        HttpStatus::UseProxy => {
            ("The exchange can only be reached through a proxy.", "Ask whoever runs your network.")
        }
        HttpStatus::Unused => (
            "The answer uses a status that is retired.",
            "Reload the page; if it stays, tell whoever runs the exchange.",
        ),
        HttpStatus::BadRequest => (
            "The request could not be understood.",
            "Change what you entered; the same again would fail again.",
        ),
        HttpStatus::Unauthorized => ("Your session is over.", "Log in again to go on."),
        HttpStatus::PaymentRequired => {
            ("A payment is wanted that this app does not know.", "Ask whoever runs the exchange.")
        }
        HttpStatus::Forbidden => {
            ("You may not do this.", "Choose something else; the same again would be refused again.")
        }
        HttpStatus::NotFound => (
            "The exchange has nothing at this address.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::MethodNotAllowed => (
            "The exchange does not offer this here.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::NotAcceptable => (
            "The exchange cannot answer in a form that the app reads.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::ProxyAuthenticationRequired => {
            ("Your network's proxy wants you to sign in.", "Sign in to your network, then come back.")
        }
        HttpStatus::RequestTimeout => {
            ("The request took too long to arrive.", "Try again; nothing has to be changed.")
        }
        HttpStatus::Conflict => {
            ("Somebody changed this at the same time.", "Look at the newest state, then decide again.")
        }
        HttpStatus::Gone => ("This is gone for good.", "Look at the newest state and choose something else."),
        HttpStatus::LengthRequired => (
            "The exchange wants to know the length of the request.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::PreconditionFailed => {
            ("Something changed since you looked.", "Look at the newest state, then decide again.")
        }
        HttpStatus::EntityTooLarge => ("The request is too large.", "Send less at once."),
        HttpStatus::UriTooLarge => ("The request's address is too long.", "Shorten what you search for."),
        HttpStatus::UnsupportedMediaType => (
            "The exchange does not read this kind of request.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::RangeNotSatisfiable => {
            ("There is no such part of the answer.", "Reload the page to start from the beginning.")
        }
        HttpStatus::ExpectationFailed => (
            "The exchange cannot meet what the request expects.",
            "Reload the page; the app may be older than the exchange.",
        ),
        HttpStatus::MisdirectedRequest => {
            ("The request reached the wrong server.", "Try again; nothing has to be changed.")
        }
        HttpStatus::UnprocessableEntity => (
            "What you entered contradicts itself.",
            "Change what you entered; the same again would fail again.",
        ),
        HttpStatus::Locked => ("Somebody else is working on this.", "Wait a moment, then try again."),
        HttpStatus::TooEarly => {
            ("The request came before the connection was safe.", "Try again; nothing has to be changed.")
        }
        HttpStatus::UpgradeRequired => ("The exchange wants a newer app.", "Reload the page to get it."),
        HttpStatus::TooManyRequests => {
            ("Too many requests in a short time.", "Wait a moment, then try again.")
        }
        HttpStatus::HeadersTooLarge => (
            "Your browser sends more along than the exchange takes.",
            "Clear this site's cookies; if it stays, tell whoever runs the exchange.",
        ),
        HttpStatus::UnavailableForLegalReasons => {
            ("The law keeps this from being shown to you.", "Nothing to do here.")
        }
        HttpStatus::InternalServerError => (
            "Something broke inside the exchange.",
            "Try again; if it stays, tell whoever runs the exchange.",
        ),
        HttpStatus::NotImplemented => {
            ("The exchange cannot do this.", "Reload the page; the app may be newer than the exchange.")
        }
        HttpStatus::BadGateway => {
            ("Somebody between you and the exchange got no good answer.", "Try again in a moment.")
        }
        HttpStatus::ServiceUnavailable => (
            "The exchange is not in service.",
            "Come back later and reload the page; the same again would fail again.",
        ),
        HttpStatus::GatewayTimeout => ("The exchange did not answer in time.", "Try again in a moment."),
        HttpStatus::VersionNotSupported => (
            "The exchange does not speak your browser's HTTP.",
            "Reload the page; if it stays, try a newer browser.",
        ),
        HttpStatus::NetworkAuthenticationRequired => (
            "Your network wants you to sign in first.",
            "Open any web page, sign in to the network, then come back.",
        ),
    }
}

const fn of_http_class(class: HttpClass) -> (&'static str, &'static str) {
    match class {
        HttpClass::Provisional => ("The answer is not complete yet.", "Stay here; the rest will follow."),
        HttpClass::Done => ("Done.", "Nothing to do."),
        HttpClass::Elsewhere => ("The answer is somewhere else.", "Reload the page to follow it."),
        HttpClass::Refused => (
            "Something on the way refused the request.",
            "Reload the page; if it stays, tell whoever runs the exchange.",
        ),
        HttpClass::Fault => (
            "Something broke on the way to the exchange.",
            "Try again; if it stays, tell whoever runs the exchange.",
        ),
        HttpClass::Strange => (
            "This answer does not come from an exchange.",
            "Reload the page; if it stays, tell whoever runs the exchange.",
        ),
    }
}

const fn of_misfortune(misfortune: Misfortune) -> (&'static str, &'static str) {
    match misfortune {
        Misfortune::Offline => ("Your device is offline.", "Connect to a network; then try again."),
        Misfortune::Unreachable => ("The exchange cannot be reached.", "Check your network, then try again."),
        Misfortune::TimedOut => ("The exchange did not answer in time.", "Try again."),
        Misfortune::Aborted => ("The page was left before the answer came.", "Nothing to do."),
        Misfortune::Unreadable => {
            ("The answer could not be read.", "Reload the page; if it stays, tell whoever runs the exchange.")
        }
        Misfortune::WrongContentType => (
            "Something other than the exchange answered.",
            "Check that you are signed in to your network, then reload the page.",
        ),
        Misfortune::TooLarge => ("The answer is too large to take in.", "Tell whoever runs the exchange."),
        Misfortune::Redirected => ("The exchange has moved.", "Reload the page to follow it."),
        Misfortune::CircuitOpen => (
            "The exchange did not answer several times, so nothing was sent.",
            "Wait a moment: it is asked again soon.",
        ),
    }
}
