//! The app's own paths, and which of them a person may be sent to after logging in.
//! The exchange's paths are in the protocol.

use domain::percent;
use domain::pool::PoolQuery;

/// What Wattpool is.
pub const WELCOME: &str = "/";
/// Open an account.
pub const SIGN_UP: &str = "/signup";
/// Log in.
pub const LOG_IN: &str = "/login";
/// Watch the pool and buy.
pub const POOL: &str = "/pool";
/// Deliver a lot.
pub const DELIVER: &str = "/deliver";
/// Balance, address, lots.
pub const ACCOUNT: &str = "/account";
/// Whether the exchange runs.
pub const SERVICE: &str = "/service";

/// What every code means.
pub const CODES: &str = "/help/codes";
/// The parts of [`CODES`], as the router matches them.
pub const CODES_PARTS: (&str, &str) = ("help", "codes");

/// What one code means.
#[must_use]
pub fn code(slug: &str) -> String {
    format!("{CODES}/{slug}")
}

/// The log-in page that leads back to `path` afterwards, and to what is looked for there.
#[must_use]
pub fn log_in_then(path: &str, search: &str) -> String {
    format!("{LOG_IN}?next={}", percent::encode(&with_search(path, search)))
}

/// A path with what is said behind its question mark, if anything is.
#[must_use]
pub fn with_search(path: &str, search: &str) -> String {
    if search.is_empty() { path.to_owned() } else { format!("{path}?{search}") }
}

/// Whether a page is for members only.
#[must_use]
pub fn is_for_members(path: &str) -> bool {
    [POOL, DELIVER, ACCOUNT].contains(&path.trim_end_matches('/'))
}

/// Where to go after logging in, as the address of the log-in page says behind its question mark: the wanted
/// path if it is one of ours, else the pool.
///
/// Of what is looked for there nothing is taken over but what a query of the pool says, and that as the pool
/// would write it. The router's own reading of an address decodes it twice, so it is read here.
#[must_use]
pub fn after_log_in(search: &str) -> String {
    let next = search.split('&').find_map(|part| percent::decode(part.strip_prefix("next=")?));
    let next = next.unwrap_or_default();
    let (path, search) = next.split_once('?').unwrap_or((&next, ""));
    match [DELIVER, ACCOUNT, SERVICE].into_iter().find(|own| *own == path) {
        Some(own) => own.to_owned(),
        None if path == POOL => with_search(POOL, &PoolQuery::of_search(search).to_search()),
        None => POOL.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_are_gone_to_after_logging_in() {
        assert_eq!(after_log_in("next=/account"), ACCOUNT);
        assert_eq!(after_log_in("next=%2Faccount"), ACCOUNT);
        for foreign in ["//evil", "/\\evil", "javascript:alert(1)", "https://evil", "/account/../..", ""] {
            assert_eq!(after_log_in(&format!("next={foreign}")), POOL, "{foreign}");
        }
        assert_eq!(after_log_in(""), POOL);
    }

    #[test]
    fn what_is_looked_for_in_the_pool_survives_the_log_in_and_nothing_else_does() {
        let search = "type=solar,wind&note=S%C3%BCd%26West";
        let next = log_in_then(POOL, search);
        assert_eq!(next, "/login?next=/pool%3Ftype%3Dsolar,wind%26note%3DS%25C3%25BCd%2526West");
        let asked = next.split_once('?').map_or("", |(_, asked)| asked);
        assert_eq!(after_log_in(asked), format!("{POOL}?{search}"));
        assert_eq!(log_in_then(ACCOUNT, ""), "/login?next=/account");
        for (wanted, then) in [
            ("/pool?next=//evil", POOL),
            ("/pool?type=solar&next=/account", "/pool?type=solar"),
            ("/pool?type=solar&x=<script>", "/pool?type=solar"),
            ("/pool?note=//evil", "/pool?note=//evil"),
            ("/account?type=solar", ACCOUNT),
            ("//evil?type=solar", POOL),
            ("/pool/../evil?type=solar", POOL),
        ] {
            let search = format!("next={}", percent::encode(wanted));
            assert_eq!(after_log_in(&search), then, "{wanted}");
        }
    }
}
