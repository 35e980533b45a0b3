//! Refuses requests that two programs could read in two ways: where one ends, and whom it is for.
//!
//! A proxy in front that reads another length than the exchange lets one person's request begin with another's bytes.
//! Browsers always say how long a body is, so a body that comes in chunks is refused, with or without a length beside
//! it. Lengths that contradict each other, folded lines and too many of them never get here: hyper refuses those.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::form::{Field, Problem};

use crate::error::Error;

/// Refuses such a request and closes its connection: what else stands in there, nobody can tell.
pub(super) async fn check(request: Request, next: Next) -> Response {
    if is_clear(request.version(), request.headers()) {
        return next.run(request).await;
    }
    let mut response = Error::field(Field::Request, Problem::Malformed).into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

fn is_clear(version: Version, headers: &HeaderMap) -> bool {
    let hosts = headers.get_all(header::HOST).iter().count();
    let has_host = hosts == 1 || (hosts == 0 && version == Version::HTTP_10);
    has_host && !headers.contains_key(header::TRANSFER_ENCODING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_and_no_chunks_are_clear() {
        for (version, names, expected) in [
            (Version::HTTP_11, &["host", "content-length"][..], true),
            (Version::HTTP_10, &[], true),
            (Version::HTTP_11, &[], false),
            (Version::HTTP_11, &["host", "host"], false),
            (Version::HTTP_10, &["host", "host"], false),
            (Version::HTTP_11, &["host", "transfer-encoding"], false),
        ] {
            let mut headers = HeaderMap::new();
            for name in names {
                headers.append(*name, HeaderValue::from_static("1"));
            }
            assert_eq!(is_clear(version, &headers), expected, "{version:?} {names:?}");
        }
    }
}
