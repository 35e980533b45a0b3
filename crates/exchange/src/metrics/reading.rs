//! Numbers that are looked up when somebody asks for them, and then kept for a moment: whoever asks often costs no more.
//!
//! A database that does not answer in time is told as such, and what only it knows is left out, rather than said wrongly.

use std::time::Duration;

use prometheus::proto::MetricFamily;
use prometheus::{IntCounter, IntGauge, IntGaugeVec, Opts, Registry};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::census::{self, Census};

/// For how long a census is told again.
const KEPT: Duration = Duration::from_secs(2);
/// How long the database may take.
const LIMIT: Duration = Duration::from_secs(2);

/// What only the database knows, apart from the rest because it is not always known.
#[derive(Debug)]
struct Counted {
    registry: Registry,
    accounts: IntGauge,
    sessions: IntGauge,
    waiting: IntGauge,
    held: IntGauge,
}

/// The numbers, and the newest census with its moment.
#[derive(Debug)]
pub(super) struct Readings {
    uptime: IntGauge,
    stopping: IntGauge,
    hashes: IntGauge,
    writes: IntGauge,
    refused: IntCounter,
    database: IntGaugeVec,
    counted: Counted,
    newest: Mutex<Option<(Instant, Option<Census>)>>,
}

impl Readings {
    /// Adds them to a registry.
    ///
    /// # Errors
    /// [`prometheus::Error`] for a name that there is already.
    pub(super) fn new(registry: &Registry) -> Result<Self, prometheus::Error> {
        let gauges = |name: &str, help: &str, label: &str| -> Result<IntGaugeVec, prometheus::Error> {
            let gauges = IntGaugeVec::new(Opts::new(name, help), &[label])?;
            registry.register(Box::new(gauges.clone()))?;
            Ok(gauges)
        };
        let build = gauges("exchange_build_info", "Which version this is.", "version")?;
        build.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        let refused = IntCounter::new(
            "exchange_password_hashes_refused_total",
            "Passwords that were not looked at, because too many waited.",
        )?;
        registry.register(Box::new(refused.clone()))?;
        Ok(Self {
            uptime: gauge(registry, "exchange_uptime_seconds", "How long this exchange has run.")?,
            stopping: gauge(registry, "exchange_stopping", "Whether it was told to stop.")?,
            hashes: gauge(
                registry,
                "exchange_password_hashes",
                "Passwords that are looked at or wait for it.",
            )?,
            refused,
            writes: gauge(registry, "exchange_writes_waiting", "Requests that wait for what they write.")?,
            database: gauges("exchange_database_up", "Whether the database can be read.", "kind")?,
            counted: Counted::new()?,
            newest: Mutex::new(None),
        })
    }

    /// Brings them up to date, and gives those that only the database knows.
    pub(super) async fn refresh(&self, exchange: &Exchange) -> Vec<MetricFamily> {
        self.uptime.set(to_gauge(exchange.started.elapsed().as_secs()));
        self.stopping.set(i64::from(exchange.is_stopping()));
        self.hashes.set(to_gauge(exchange.passwords.taken() as u64));
        self.writes.set(to_gauge(exchange.database.waiting() as u64));
        let census = self.census(exchange).await;
        self.database.with_label_values(&[exchange.database.kind()]).set(i64::from(census.is_some()));
        census.map(|census| self.counted.tell(census)).unwrap_or_default()
    }

    /// The census of a moment ago, or of now. Whoever asks meanwhile waits for the same one.
    async fn census(&self, exchange: &Exchange) -> Option<Census> {
        let mut newest = self.newest.lock().await;
        // Under the lock, so that nothing is counted twice.
        self.refused.inc_by(exchange.passwords.refused().saturating_sub(self.refused.get()));
        if let Some((at, census)) = *newest
            && at.elapsed() < KEPT
        {
            return census;
        }
        let census = match timeout(LIMIT, take(exchange)).await {
            Ok(Ok(census)) => Some(census),
            Ok(Err(_)) | Err(_) => None,
        };
        *newest = Some((Instant::now(), census));
        census
    }
}

impl Counted {
    fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        Ok(Self {
            accounts: gauge(&registry, "exchange_accounts", "How many accounts there are.")?,
            sessions: gauge(&registry, "exchange_sessions", "How many sessions live.")?,
            waiting: gauge(&registry, "exchange_lots_waiting", "How many lots are in the pool.")?,
            held: gauge(&registry, "exchange_lots_held", "How many lots are held for a buyer.")?,
            registry,
        })
    }

    fn tell(&self, Census { accounts, sessions, waiting, held }: Census) -> Vec<MetricFamily> {
        for (gauge, number) in [
            (&self.accounts, accounts),
            (&self.sessions, sessions),
            (&self.waiting, waiting),
            (&self.held, held),
        ] {
            gauge.set(to_gauge(number));
        }
        self.registry.gather()
    }
}

fn gauge(registry: &Registry, name: &str, help: &str) -> Result<IntGauge, prometheus::Error> {
    let gauge = IntGauge::new(name, help)?;
    registry.register(Box::new(gauge.clone()))?;
    Ok(gauge)
}

async fn take(exchange: &Exchange) -> Result<Census, Error> {
    exchange.database.try_reading().await?;
    census::take(&mut exchange.database.read().await?, exchange.clock().now()).await
}

fn to_gauge(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
