//! The cookie that holds a session's token: no script sees it, no other site sends it.
//!
//! `__Host-` and `Secure` always, unless the exchange was told to work without TLS.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};

use crate::error::Error;
use crate::store::token::Token;

/// The cookie's name where it travels over TLS or stays on one machine.
const NAME: &str = "__Host-wattpool";
/// The cookie's name where neither is so.
const INSECURE_NAME: &str = "wattpool";

/// The token that a request carries.
pub(super) fn token(headers: &HeaderMap, is_insecure: bool) -> Option<Token> {
    headers
        .get_all(header::COOKIE)
        .iter()
        // Another program of the same host may keep any bytes in a cookie of its own.
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .find_map(|cookies| {
            Cookie::split_parse(cookies)
                .filter_map(Result::ok)
                .find(|cookie| cookie.name() == name(is_insecure))
                .map(|cookie| Token::parse(cookie.value()))
        })
        .flatten()
}

/// The header that hands a token out.
///
/// # Errors
/// [`Error::Fault`] if it is no header, which cannot be.
pub(super) fn set(token: &Token, is_insecure: bool) -> Result<HeaderValue, Error> {
    header_value(&cookie(token.expose(), is_insecure))
}

/// The header that takes it back.
///
/// # Errors
/// As [`set`].
pub(super) fn clear(is_insecure: bool) -> Result<HeaderValue, Error> {
    let mut cookie = cookie(String::new(), is_insecure);
    cookie.set_max_age(cookie::time::Duration::ZERO);
    header_value(&cookie)
}

fn cookie(value: String, is_insecure: bool) -> Cookie<'static> {
    Cookie::build((name(is_insecure), value))
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(!is_insecure)
        .path("/")
        .build()
}

fn header_value(cookie: &Cookie<'_>) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::try_from(cookie.to_string())
        .map_err(|_| Error::Fault("a cookie that is no header".to_owned()))?;
    value.set_sensitive(true);
    Ok(value)
}

/// The cookie's name.
pub(super) const fn name(is_insecure: bool) -> &'static str {
    if is_insecure { INSECURE_NAME } else { NAME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_goes_to_no_script_no_other_site_and_no_plain_connection() {
        let token = Token::generate();
        let value = set(&token, false).unwrap();
        let expected =
            format!("__Host-wattpool={}; HttpOnly; SameSite=Strict; Secure; Path=/", token.expose());
        assert_eq!(value.to_str().unwrap(), expected);
        assert!(!set(&token, true).unwrap().to_str().unwrap().contains("Secure"));
        assert!(clear(false).unwrap().to_str().unwrap().contains("Max-Age=0"));
    }

    #[test]
    fn it_is_found_among_others() {
        let token = Token::generate();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("a=b; __Host-wattpool={}", token.expose()).parse().unwrap());
        assert!(super::token(&headers, false).is_some_and(|found| found.hash() == token.hash()));
        assert!(super::token(&headers, true).is_none());
    }

    /// Whoever had used another program of the same host, which kept a word with an accent in a cookie of its own, was
    /// logged out of this one at each request.
    #[test]
    fn it_is_found_beside_a_cookie_of_any_bytes() {
        let token = Token::generate();
        let ours = format!("__Host-wattpool={}", token.expose());
        for other in [&b"greeting=Zo\xc3\xab"[..], b"greeting=Zo\xeb", b"=; ;;\xff", b"__Host-wattpoo=1"] {
            let mut headers = HeaderMap::new();
            let value = [other, b"; ", ours.as_bytes()].concat();
            headers.insert(header::COOKIE, HeaderValue::from_bytes(&value).unwrap());
            assert!(
                super::token(&headers, false).is_some_and(|found| found.hash() == token.hash()),
                "{other:?}"
            );
        }
    }
}
