//! What grows with the lots: the rates that should not, and the memory while somebody reads them all.

use std::time::{Duration, Instant};

use protocol::path;

use crate::Options;
use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::line::Line;
use crate::market::{Market, request, status};
use crate::round;
use crate::scenario::Scenario;
use crate::table;

/// How many connections ask.
const CONNECTIONS: usize = 16;
/// What is asked at each size.
const SCENARIOS: [Scenario; 4] =
    [Scenario::Heartbeat, Scenario::Unchanged, Scenario::Since, Scenario::Purchase];
/// How often the memory is looked at while the whole pool is read.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// One read of the whole pool.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Read {
    /// Until the first piece of the body was there.
    pub(crate) first: Duration,
    /// Until all of it was.
    pub(crate) whole: Duration,
    /// How long it is.
    pub(crate) bytes: u64,
    /// The exchange's memory before.
    pub(crate) before: u64,
    /// The most memory meanwhile.
    pub(crate) meanwhile: u64,
    /// Its memory afterwards.
    pub(crate) after: u64,
}

/// Lets the pool grow, and measures at each size.
///
/// # Errors
/// Those of the exchange and of its answers.
pub(crate) async fn measure(exchange: &Exchange, options: &Options) -> Result<(), Failure> {
    let mut market = Market::open(exchange.address()).await?;
    table::growth_head();
    for lots in &options.grow {
        let begun = Instant::now();
        market.grow(*lots).await?;
        let filled = begun.elapsed();
        let mut rates = Vec::new();
        for scenario in SCENARIOS {
            let figures = round::median(exchange, &mut market, scenario, CONNECTIONS, options).await?;
            rates.push((figures.rate(), figures.errors));
        }
        // Purchases took some away.
        market.grow(*lots).await?;
        let read = read_all(exchange, &market).await?;
        table::growth(*lots, filled, &rates, &read);
    }
    market.check().await?;
    drop(market);
    exchange.audit().await
}

/// Reads the whole pool once, and looks at the exchange's memory meanwhile.
async fn read_all(exchange: &Exchange, market: &Market) -> Result<Read, Failure> {
    let mut read = Read { before: exchange.memory()?.now, ..Read::default() };
    let mut line = Line::connect(market.address).await?;
    let request = request("GET", path::POOL, &market.buyers[0], &[], "");
    let begun = Instant::now();
    let (mut beginning, mut end) = (Vec::new(), [0; 2]);
    let (mut bytes, mut first) = (0, None);
    {
        let answer = line.ask(&request, |piece| {
            first.get_or_insert_with(|| begun.elapsed());
            bytes += piece.len() as u64;
            beginning.extend_from_slice(&piece[..piece.len().min(64_usize.saturating_sub(beginning.len()))]);
            for byte in piece.iter().skip(piece.len().saturating_sub(2)) {
                end = [end[1], *byte];
            }
        });
        let mut answer = std::pin::pin!(answer);
        let mut looks = tokio::time::interval(LOOK_EVERY);
        loop {
            tokio::select! {
                answer = &mut answer => {
                    answer?;
                    break;
                }
                _ = looks.tick() => read.meanwhile = read.meanwhile.max(exchange.memory()?.now),
            }
        }
        read.whole = begun.elapsed();
    }
    (read.bytes, read.first) = (bytes, first.unwrap_or_default());
    read.after = exchange.memory()?.now;
    if status(&beginning) == 731 && end == *b"]}" {
        Ok(read)
    } else {
        Err(Failure::answer("the whole pool", &beginning))
    }
}
