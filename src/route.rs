//! The app's own paths, and which of them a person may be sent to after logging in.
//! The exchange's paths are in the protocol.

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

/// The log-in page that leads back to `path` afterwards.
#[must_use]
pub fn log_in_then(path: &str) -> String {
    format!("{LOG_IN}?next={path}")
}

/// Whether a page is for members only.
#[must_use]
pub fn is_for_members(path: &str) -> bool {
    [POOL, DELIVER, ACCOUNT].contains(&path.trim_end_matches('/'))
}

/// Where to go after logging in: the wanted path if it is one of ours, else the pool.
#[must_use]
pub fn after_log_in(wanted: Option<&str>) -> &'static str {
    [POOL, DELIVER, ACCOUNT, SERVICE].into_iter().find(|path| Some(*path) == wanted).unwrap_or(POOL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_are_gone_to_after_logging_in() {
        assert_eq!(after_log_in(Some("/account")), ACCOUNT);
        for foreign in ["//evil", "/\\evil", "javascript:alert(1)", "https://evil", "/account/../..", ""] {
            assert_eq!(after_log_in(Some(foreign)), POOL, "{foreign}");
        }
        assert_eq!(after_log_in(None), POOL);
    }
}
