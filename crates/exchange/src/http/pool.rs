//! `/tx/pool`: the lots that wait for a buyer, in full or as what changed; and conditional answers.
//!
//! A client that already has the newest version is answered without asking the database for lots; on a file, without
//! asking it for anything.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use domain::lot::{Lot, LotHash};
use domain::pool::PoolVersion;
use domain::status::Code;
use protocol::path;
use protocol::pool::{Pool, PoolQuery};

use super::body::Asked;
use super::description::{About, Ending, Lead, Routes, holds};
use super::member::Member;
use super::{Shared, answer, lot, purchase};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::pool_answer::Content;

use crate::store::{difference, pool};

/// With more events than this since a version, its holder is told all lots: a difference is held in memory whole.
const MOST_CHANGES: i64 = 5_000;

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
    let identity = exchange.database.identity();
    let newest = exchange.database.newest_event().await?;
    let current = quoted(&pool::version(identity, newest));
    if is_known(headers.get(header::IF_NONE_MATCH), &current) {
        return revalidated(answer::unchanged(Code::PoolFetched), &current);
    }
    let since = query.since.and_then(|version| pool::event_of(identity, &version));
    if since == Some(newest)
        && let Some(total) = exchange.pool.known_total(newest)
    {
        return changes(&pool::version(identity, newest), total, &[], &[]);
    }
    match since {
        Some(since) => match changed(&exchange, since).await? {
            Some(response) => Ok(response),
            None => whole(&exchange, newest).await,
        },
        None => whole(&exchange, newest).await,
    }
}

/// What changed since an event; nothing where there was no such event yet, or so many since that all lots are told
/// sooner.
async fn changed(exchange: &Exchange, since: i64) -> Result<Option<Response>, Error> {
    let mut snapshot = exchange.database.snapshot().await?;
    let newest = pool::newest(&mut snapshot).await?;
    if since > newest || newest - since > MOST_CHANGES {
        return Ok(None);
    }
    let (changed, removed) = difference::since(&mut snapshot, since).await?;
    let total = exchange.pool.total(&mut snapshot, newest).await?;
    drop(snapshot);
    changes(&pool::version(exchange.database.identity(), newest), total, &changed, &removed).map(Some)
}

fn changes(
    version: &PoolVersion,
    total: u64,
    changed: &[Lot],
    removed: &[LotHash],
) -> Result<Response, Error> {
    let changed = Some(changed.iter().map(protocol::lot::Lot::from).collect());
    let removed = Some(removed.iter().map(ToString::to_string).collect());
    let content = Pool { version: version.0.clone(), total, tx: None, changed, removed };
    revalidated(answer::done(Code::PoolFetched, &content)?, &quoted(version))
}

/// Every lot, as it is written once for everybody.
async fn whole(exchange: &Exchange, newest: i64) -> Result<Response, Error> {
    let whole = exchange.pool.whole(&exchange.database, newest).await?;
    let body = match whole.content().await? {
        Content::Small(bytes) => Body::from(bytes),
        Content::Large(following) => Body::new(following),
    };
    revalidated(answer::from_body(Code::PoolFetched, body), &quoted(&whole.version))
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
