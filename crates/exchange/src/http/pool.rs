//! `/tx/pool`: the lots that wait for a buyer, in full or as what changed; and conditional answers.
//!
//! A client that already has the newest version is answered without asking the database for lots.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use domain::pool::{PoolAnswer, PoolVersion};
use domain::status::Code;
use protocol::path;
use protocol::pool::{Pool, PoolQuery};

use super::body::Asked;
use super::description::{About, Ending, Lead, Routes, holds};
use super::member::Member;
use super::{Shared, answer, lot, purchase};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::pool;

/// The route.
pub(super) fn routes() -> Routes {
    Routes::default().get(path::POOL, show, &SHOW)
}

static SHOW: About = About {
    name: "showPool",
    summary: "Shows the lots that wait for a buyer",
    description: "All of them in `tx`; or, since a version that is still known, what came or changed in `changed` and what left in `removed`. Newest first.",
    endings: &[Ending::Done(Code::PoolFetched, holds::<Pool>), Ending::Unchanged(Code::PoolFetched)],
    leads: &[
        Lead {
            from: Code::PoolFetched,
            to: &SHOW,
            parameters: &[("since", "$response.body#/version")],
            body: None,
        },
        Lead {
            from: Code::PoolFetched,
            to: &lot::AVAILABLE,
            parameters: &[("tx_hash", "$response.body#/tx/0/txHash")],
            body: None,
        },
        Lead {
            from: Code::PoolFetched,
            to: &purchase::PURCHASE,
            parameters: &[],
            body: Some(
                r#"{"tx": [{"txHash": "$response.body#/tx/0/txHash", "value": "$response.body#/tx/0/value"}]}"#,
            ),
        },
    ],
};

/// The version of the pool now.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn current(exchange: &Exchange) -> Result<PoolVersion, Error> {
    Ok(pool::version(exchange.database.identity(), exchange.database.newest_event().await?))
}

async fn show(
    State(exchange): Shared,
    _member: Member<{ Code::PoolNoSession.number() }>,
    Asked(query): Asked<PoolQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let current = quoted(&current(&exchange).await?);
    if is_known(headers.get(header::IF_NONE_MATCH), &current) {
        return revalidated(answer::unchanged(Code::PoolFetched), &current);
    }
    let identity = exchange.database.identity();
    let since = query.since.and_then(|version| pool::event_of(identity, &version));
    let (content, total) = pool::read(&mut exchange.database.snapshot().await?, identity, since).await?;
    let on_the_wire = |lots: &[domain::lot::Lot]| lots.iter().map(protocol::lot::Lot::from).collect();
    let (version, content) = match content {
        PoolAnswer::Full { version, lots } => {
            let tx = Some(on_the_wire(&lots));
            (version.clone(), Pool { version: version.0, total, tx, changed: None, removed: None })
        }
        PoolAnswer::Difference { version, changed, removed } => {
            let changed = Some(on_the_wire(&changed));
            let removed = Some(removed.iter().map(ToString::to_string).collect());
            (version.clone(), Pool { version: version.0, total, tx: None, changed, removed })
        }
    };
    revalidated(answer::done(Code::PoolFetched, &content)?, &quoted(&version))
}

fn quoted(version: &PoolVersion) -> String {
    format!("\"{}\"", version.0)
}

/// Whether a client that asks `If-None-Match` already has this state.
pub(super) fn is_known(if_none_match: Option<&HeaderValue>, etag: &str) -> bool {
    let known = if_none_match.and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == etag)
}

/// An answer that a browser may keep but has to ask about each time.
///
/// # Errors
/// [`Error::Fault`] for a tag that is no header, which cannot be.
pub(super) fn revalidated(mut response: Response, etag: &str) -> Result<Response, Error> {
    let tag = HeaderValue::try_from(etag).map_err(|_| Error::Fault("a tag that is no header".to_owned()))?;
    response.headers_mut().insert(header::ETAG, tag);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_the_tags_that_a_client_knows_will_do() {
        for (sent, known) in [
            ("\"a-1\"", true),
            ("W/\"a-1\"", true),
            ("\"x\", \"a-1\"", true),
            ("*", true),
            ("\"a-2\"", false),
            ("a-1", false),
            ("", false),
        ] {
            assert_eq!(is_known(Some(&HeaderValue::from_static(sent)), "\"a-1\""), known, "{sent}");
        }
        assert!(!is_known(None, "\"a-1\""));
    }
}
