//! Five hundred journeys through a network that fails in every way that networks and gateways do.
//!
//! Each person has a browser of their own and a proxy of their own before the real exchange. A plan that follows
//! from a seed says what they are about and what goes wrong meanwhile. Whatever goes wrong, the page says what it
//! is, never keeps anybody waiting without a word, and never says of a purchase or a delivery what is not so.
//! `WATTPOOL_SEED` plays the run of another seed, `WATTPOOL_JOURNEYS` another number of journeys.

mod asks;
mod buy;
mod call;
mod deliver;
mod draw;
mod faults;
mod glance;
mod judge;
mod log_out_and_in;
mod look;
mod order;
mod person;
mod plan;
mod proxy;
mod revoke;
mod run;
mod spoilt;
mod tally;
mod telling;
mod truth;
mod watch;
mod weather;

use std::time::Duration;

use crate::exchange::Manner;
use crate::stage::Stage;

/// How many journeys.
const JOURNEYS: u64 = 500;
/// What the plan follows from.
const SEED: u64 = 20_260;
/// How long all of them together may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(1_800);

#[tokio::test]
async fn whatever_fails_on_the_way_every_journey_ends_in_true_words() {
    let manner = Manner { limit: LIMIT, ..Manner::ORDINARY };
    Stage::play_in("fault", manner, async |stage| {
        let chosen =
            |name, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
        let seed = chosen("WATTPOOL_SEED", SEED);
        run::play(stage, seed, chosen("WATTPOOL_JOURNEYS", JOURNEYS)).await
    })
    .await;
}
