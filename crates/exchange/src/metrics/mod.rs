//! What is told of a running exchange in numbers, in the text format of Prometheus.
//!
//! | file | numbers |
//! |---|---|
//! | this one | what is counted while it happens: requests, their durations, attempts that have to wait |
//! | `reading` | what is looked up when somebody asks: the database, sessions, lots, accounts, hashes |
//! | `router` | the paths by which they are asked for, on a listener of their own |
//!
//! No number has a name that a caller can make up, and none tells of a person.

mod reading;
mod router;

use std::time::Duration;

use domain::status::Code;
use prometheus::process_collector::ProcessCollector;
use prometheus::{HistogramOpts, HistogramVec, IntCounter, IntCounterVec, Opts, Registry};

use crate::error::Error;
use reading::Readings;

pub(crate) use router::router;

/// Where durations are told apart, in seconds: a beat takes less than a millisecond, a hash a tenth of a second.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// The numbers of one exchange.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    throttled: IntCounter,
    readings: Readings,
}

/// A request that was answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answered<'a> {
    /// The template of its route, or what stands for all others.
    pub(crate) route: &'a str,
    /// Its method.
    pub(crate) method: &'a str,
    /// The HTTP status of the answer.
    pub(crate) status: u16,
    /// The code of the answer, if it has one.
    pub(crate) code: Option<Code>,
    /// How long that took.
    pub(crate) took: Duration,
}

impl Metrics {
    /// Nothing is counted yet.
    ///
    /// # Errors
    /// [`Error::Fault`] for a name that cannot be, or that there is twice.
    pub(crate) fn new() -> Result<Self, Error> {
        Self::make().map_err(fault)
    }

    fn make() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("exchange_requests_total", "Requests that were answered."),
            &["route", "method", "http", "code"],
        )?;
        let durations = HistogramVec::new(
            HistogramOpts::new("exchange_request_duration_seconds", "How long answers took to begin.")
                .buckets(BUCKETS.to_vec()),
            &["route"],
        )?;
        let throttled = IntCounter::new(
            "exchange_attempts_throttled_total",
            "Log-ins and sign-ups that were told to wait.",
        )?;
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(durations.clone()))?;
        registry.register(Box::new(throttled.clone()))?;
        // What the system says of this process is there on Linux alone.
        if cfg!(target_os = "linux") {
            registry.register(Box::new(ProcessCollector::for_self()))?;
        }
        let readings = Readings::new(&registry)?;
        Ok(Self { registry, requests, durations, throttled, readings })
    }

    /// Counts an answer.
    pub(crate) fn count(&self, answered: &Answered<'_>) {
        let Answered { route, method, status, code, took } = *answered;
        let number = |number: u16| number.to_string();
        let code_label = code.map_or_else(String::new, |code| number(code.number()));
        self.requests.with_label_values(&[route, method, &number(status), &code_label]).inc();
        self.durations.with_label_values(&[route]).observe(took.as_secs_f64());
        if code == Some(Code::TooManyAttempts) {
            self.throttled.inc();
        }
    }
}

fn fault(error: prometheus::Error) -> Error {
    Error::Fault(format!("metrics: {error}"))
}
