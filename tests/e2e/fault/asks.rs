//! What a call asks for, as far as a person's errands tell calls apart.

use domain::status::Action;
use protocol::path;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// Whether the session lives: when the page opens, and at each beat.
    Alive,
    /// The pool, or what changed there.
    Pool,
    /// The account as its page shows it.
    Account,
    /// The account as other pages want it, which nothing waits for.
    Balance,
    /// Where the account is logged in.
    Sessions,
    /// To put a lot into the pool.
    Delivery,
    /// To take a lot back.
    Revoke,
    /// To buy lots.
    Purchase,
    /// To log in.
    LogIn,
    /// To log out.
    LogOut,
    /// Anything else of the interface.
    Else,
}

impl Asks {
    /// What a request asks for; nothing where it wants a file of the app.
    pub(super) fn of(method: &str, path_and_query: &str) -> Option<Self> {
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        let is_api = path::API_PREFIXES
            .iter()
            .any(|prefix| path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/')));
        is_api.then(|| match (method, path) {
            ("GET", path::ALIVE) => Self::Alive,
            ("GET", path::POOL) => Self::Pool,
            ("GET", path::ACCOUNT) if query.is_empty() => Self::Account,
            ("GET", path::ACCOUNT) => Self::Balance,
            ("GET", path::SESSIONS) => Self::Sessions,
            ("POST", path::DELIVERY) => Self::Delivery,
            ("DELETE", path) if path.starts_with(path::DELIVERY) => Self::Revoke,
            ("PUT", path::PURCHASE) => Self::Purchase,
            ("POST", path::LOG_IN) => Self::LogIn,
            ("DELETE", path::LOG_OUT) => Self::LogOut,
            _ => Self::Else,
        })
    }

    /// What a person does who asks for it.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Alive | Self::Pool | Self::Account | Self::Balance | Self::Sessions | Self::Else => {
                Action::Look
            }
            Self::Delivery => Action::Deliver,
            Self::Revoke => Action::Revoke,
            Self::Purchase => Action::Purchase,
            Self::LogIn => Action::LogIn,
            Self::LogOut => Action::LogOut,
        }
    }

    /// Whether there is more to read in the answer than that it is done.
    pub(super) const fn wants_content(self) -> bool {
        match self {
            Self::Revoke | Self::LogOut => false,
            Self::Alive
            | Self::Pool
            | Self::Account
            | Self::Balance
            | Self::Sessions
            | Self::Delivery
            | Self::Purchase
            | Self::LogIn
            | Self::Else => true,
        }
    }
}

#[test]
fn files_of_the_app_are_no_calls_and_the_two_looks_at_an_account_are_told_apart() {
    assert_eq!(Asks::of("GET", "/usr"), None);
    assert_eq!(Asks::of("GET", "/account"), None);
    assert_eq!(Asks::of("GET", "/usr/account"), Some(Asks::Account));
    assert_eq!(Asks::of("GET", "/usr/account?limit=1"), Some(Asks::Balance));
    assert_eq!(Asks::of("GET", "/tx/pool?since=7"), Some(Asks::Pool));
    assert_eq!(Asks::of("POST", "/tx/delivery"), Some(Asks::Delivery));
    assert_eq!(Asks::of("DELETE", "/tx/delivery/0a"), Some(Asks::Revoke));
    assert_eq!(Asks::of("PUT", "/tx/purchase/0a"), Some(Asks::Else));
}
