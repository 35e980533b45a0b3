//! Lets through only calls that our own page made, where a call changes something.
//!
//! A form of another site can send neither `application/json` nor `Sec-Fetch-Site: same-origin`. Where a
//! browser sends no `Sec-Fetch-Site`, the origin has to be the host. It reads no cookie and no body.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::form::{Field, Problem};

use crate::error::Error;

/// Refuses calls that change something and come from elsewhere.
pub(super) async fn same_origin(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        if !is_json(request.headers()) {
            return Error::WrongMediaType.into_response();
        }
        if !is_same_origin(request.headers()) {
            return Error::field(Field::Request, Problem::Malformed).into_response();
        }
    }
    next.run(request).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let media_type = text(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
    // A compressed body is another media type than what it holds, and none that is read here.
    let encoding = headers.get(header::CONTENT_ENCODING).map_or(&b"identity"[..], HeaderValue::as_bytes);
    media_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
        && encoding.eq_ignore_ascii_case(b"identity")
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    if headers.contains_key("sec-fetch-site") {
        // A proxy may rewrite the host; this header it leaves alone.
        return text(headers, "sec-fetch-site") == Some("same-origin");
    }
    let origin = text(headers, "origin").and_then(|origin| origin.split_once("://"));
    match (origin, text(headers, "host")) {
        (Some((_, origin)), Some(host)) => origin.eq_ignore_ascii_case(host),
        _ => false,
    }
}

/// A header that was sent once; which of two counts, each program on the way could see differently.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_our_own_page_is_let_through() {
        for (pairs, passes) in [
            (&[("sec-fetch-site", "same-origin"), ("host", "a:1"), ("origin", "http://b")][..], true),
            (&[("sec-fetch-site", "same-site"), ("host", "a"), ("origin", "http://a")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("host", "a:1"), ("origin", "http://a:1")], true),
            (&[("host", "a:1"), ("origin", "http://a:2")], false),
            (&[("host", "a"), ("origin", "null")], false),
            (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], false),
            (&[("host", "a"), ("host", "b"), ("origin", "http://a")], false),
            (&[("host", "a")], false),
            (&[], false),
        ] {
            assert_eq!(is_same_origin(&headers(pairs)), passes, "{pairs:?}");
        }
    }

    #[test]
    fn json_may_name_its_charset_and_nothing_else_is_json() {
        for (value, passes) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("text/plain", false),
            ("application/jsonp", false),
            ("application/x-www-form-urlencoded", false),
        ] {
            assert_eq!(is_json(&headers(&[("content-type", value)])), passes, "{value}");
        }
        assert!(!is_json(&HeaderMap::new()));
        for (encoding, passes) in [("identity", true), ("gzip", false), ("br", false), ("", false)] {
            let pairs = [("content-type", "application/json"), ("content-encoding", encoding)];
            assert_eq!(is_json(&headers(&pairs)), passes, "{encoding}");
        }
    }
}
