//! `/serv/violations`: where browsers report that a page of ours broke its policy. Anybody may report.
//!
//! Little is believed and less is written down: the directive, the origin that was blocked, whether it was blocked or
//! only noticed, and how often. What a report says otherwise may hold what is secret or made up. It answers nothing
//! that a reporter could learn from.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::post;
use domain::form::{Field, Problem};
use domain::status::Code;
use domain::timestamp::Timestamp;
use protocol::path;
use serde_json::Value;

use super::report::Report;
use super::{Shared, answer};
use crate::error::Error;
use crate::exchange::Exchange;

/// The longest body, in bytes.
const LONGEST_BODY: usize = 16 * 1024;
/// The media type of the Reporting API.
const REPORTS: &str = "application/reports+json";
/// How many lines a minute are written at most.
const LINES: u64 = 20;
/// A minute, in milliseconds.
const MINUTE: u64 = 60_000;

/// The route.
pub(super) fn router() -> Router<Arc<Exchange>> {
    let budget = Arc::new(Budget::default());
    let take = move |State(exchange): Shared, headers: HeaderMap, body: Result<Bytes, BytesRejection>| {
        let budget = Arc::clone(&budget);
        async move { receive(&exchange, &budget, &headers, &body.map_err(|_| Error::TooLong)?) }
    };
    Router::new().route(path::VIOLATIONS, post(take).layer(DefaultBodyLimit::max(LONGEST_BODY)))
}

fn receive(
    exchange: &Exchange,
    budget: &Budget,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Response, Error> {
    if headers.get(header::CONTENT_TYPE).is_none_or(|value| value != REPORTS) {
        return Err(Error::WrongMediaType);
    }
    let malformed = || Error::field(Field::Request, Problem::Malformed);
    let reports: Vec<Value> = serde_json::from_slice(body).map_err(|_| malformed())?;
    for report in reports.iter().filter_map(Report::read) {
        if let Some(count) = budget.spend(exchange.clock().now()) {
            let Report { directive, blocked, disposition } = report;
            tracing::warn!(directive, blocked, disposition, count, "a page broke its policy");
        }
    }
    answer::done(Code::ServiceRunning, &answer::Nothing {})
}

/// How many lines may still be written.
#[derive(Debug, Default)]
struct Budget(Mutex<Spent>);

#[derive(Debug, Default)]
struct Spent {
    minute: u64,
    lines: u64,
    count: u64,
}

impl Budget {
    /// Counts a report, and gives how many there were since the start if a line may be written for it.
    fn spend(&self, now: Timestamp) -> Option<u64> {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spent.count += 1;
        if spent.minute != now.0 / MINUTE {
            spent.minute = now.0 / MINUTE;
            spent.lines = 0;
        }
        spent.lines += 1;
        (spent.lines <= LINES).then_some(spent.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_lines_a_minute_are_written_and_all_reports_counted() {
        let budget = Budget::default();
        let written = |minute: u64| {
            (0..1000).filter_map(|_| budget.spend(Timestamp(minute * MINUTE))).collect::<Vec<_>>()
        };
        assert_eq!(written(7), (1..=LINES).collect::<Vec<_>>());
        assert_eq!(written(8).first(), Some(&1001), "the next minute tells how many were left out");
    }
}
