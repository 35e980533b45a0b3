//! A page that stays open for half an hour: it neither grows nor misses a beat.
//!
//! The half hour is simulated: the page has a clock of its own, which leaps from timer to timer while nothing is
//! under way. The exchange is the real one, and its clock goes as ever.

mod figures;

use serde_json::json;

use crate::Trouble;
use crate::browser;
use crate::device::Device;
use crate::exchange::{Manner, Pace};
use crate::patience::eventually;
use crate::stage::{self, Stage};
use crate::visitor::Visitor;
use figures::Figures;

const CLOCK: &str = include_str!("clock.js");
/// A simulated minute, in milliseconds.
const MINUTE: u64 = 60_000;
/// Until then everything that is made once has been made.
const WARM_UP: u64 = 5;
/// The simulated minutes that are looked at.
const MINUTES: u64 = 30;
/// How often the pool page beats as it is shipped, in milliseconds: as often as it looks at the pool.
const PERIOD: f64 = 5_000.0;
/// How far each wait may be off, at random and evenly.
const JITTER: f64 = 0.1;
/// What the heap may grow by, in bytes.
const GROWTH: i64 = 1_000_000;
/// The lots that are in the pool all the time.
const LOTS: usize = 40;

#[tokio::test]
async fn half_an_hour_at_the_pool_weighs_nothing_and_misses_no_beat() {
    let manner = Manner { pace: Pace::Shipped, ..Manner::ORDINARY };
    Stage::play_in("soak", manner, async |stage| {
        let supplier = Device::sign_up(stage.exchange.port(), "Barbara").await?;
        let notes: Vec<_> = (0..LOTS).map(|lot| format!("lot {lot}")).collect();
        supplier.deliver(&notes).await?;
        let visitor = stage.visitor("visitor").await?;
        browser::prepare(visitor.browser(), CLOCK).await?;
        visitor.sign_up("Ada").await?;
        visitor.reads_in("pool-row", "lot").await?;

        pass(&visitor, &supplier, WARM_UP).await?;
        let before = Figures::of(visitor.browser()).await?;
        pass(&visitor, &supplier, MINUTES).await?;
        let after = Figures::of(visitor.browser()).await?;
        stage::announce(&format!("soak: {MINUTES} simulated minutes at the pool: from {before} to {after}"));

        assert!(after.heap - before.heap < GROWTH, "the heap of JavaScript has grown");
        assert!(after.page.wasm - before.page.wasm < GROWTH, "the memory of WebAssembly has grown");
        assert!(after.objects - before.objects < GROWTH, "the browser's own objects have grown");
        assert_eq!(after.page.elements, before.page.elements, "the document has grown");
        assert!(after.nodes <= before.nodes, "nodes that left the document are still held");
        beats_on_time(before, after);
        Ok(())
    })
    .await;
}

/// Lets simulated minutes pass; in each of them a lot comes into the pool and leaves it again.
async fn pass(visitor: &Visitor, supplier: &Device, minutes: u64) -> Result<(), Trouble> {
    for minute in 0..minutes {
        let hashes = supplier.deliver(&[format!("now and then {minute}")]).await?;
        leap(visitor, MINUTE / 2).await?;
        sees_rows(visitor, LOTS + 1).await?;
        for hash in hashes {
            supplier.revoke(&hash).await?;
        }
        leap(visitor, MINUTE / 2).await?;
        sees_rows(visitor, LOTS).await?;
    }
    Ok(())
}

/// Waits until there are so many lots. No element is asked for: the driver would hold it from then on.
async fn sees_rows(visitor: &Visitor, lots: usize) -> Result<(), Trouble> {
    let rows = "return Number(document.querySelector('[aria-rowcount]').getAttribute('aria-rowcount'));";
    eventually(&format!("there are {lots} lots"), async || {
        let count = visitor.browser().execute(rows, Vec::new()).await?.json().as_u64();
        Ok((count == Some(lots as u64 + 1)).then_some(()))
    })
    .await
}

async fn leap(visitor: &Visitor, span: u64) -> Result<(), Trouble> {
    let leap = "const [span, done] = arguments; soak.leap(span).then(() => done());";
    Ok(visitor.browser().execute_async(leap, vec![json!(span)]).await.map(drop)?)
}

/// Each beat but the last is followed by a wait of the period, up to a tenth longer or shorter. The sum of so many
/// waits is off by six of its standard deviations less than once in a hundred million runs.
fn beats_on_time(before: Figures, after: Figures) {
    let beats = f64::from(after.page.beats - before.page.beats);
    let waited = (after.page.now - before.page.now) - (after.page.took - before.page.took);
    let expected = waited / PERIOD;
    let deviation = JITTER / 3.0_f64.sqrt() * expected.sqrt();
    // One for the beat at the beginning, one for the end in the middle of a wait.
    let tolerance = 2.0 + 6.0 * deviation;
    assert!((beats - expected).abs() <= tolerance, "{beats} beats instead of {expected:.1} ± {tolerance:.1}");
}
