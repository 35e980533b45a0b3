//! The pool in pictures: prices by hour and supply by price. Both are computed only while they are in sight, and again at
//! most every few seconds while lots come and go.
//!
//! What they look like is the components' matter.

use std::sync::Arc;
use std::time::Duration;

use domain::chart::{HourlyPrices, Supply};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use words::Label;

use crate::browser::clock;
use crate::browser::timer::Alarm;
use crate::components::{Chart, Subject};
use crate::language::say;
use crate::pool::{News, PoolContext, use_pool};

/// The part of the page that its button shows.
pub const MARKET_ID: &str = "market";
/// Where it is remembered whether it is shown.
pub const MARKET_KEY: &str = "wattpool-market";
/// As often as that is looked at the lots again.
const PERIOD: Duration = Duration::from_secs(3);

/// What the pictures show.
fn look(pool: PoolContext, now: Timestamp) -> (HourlyPrices, Supply) {
    let store = pool.store();
    let lots = store.pool();
    (lots.hourly_prices(clock::hour_of(now)), lots.supply())
}

/// The pictures.
#[component]
pub fn Market() -> impl IntoView {
    let pool = use_pool();
    let looked_at = StoredValue::new(clock::now());
    let seen = StoredValue::new(look(pool, looked_at.get_value()));
    let (prices, supply) = seen.get_value();
    let prices = RwSignal::<Subject>::new(Arc::new(prices));
    let supply = RwSignal::<Subject>::new(Arc::new(supply));
    let is_due = StoredValue::new(false);
    let alarm = Alarm::new();
    let look_again = move || {
        let now = clock::now();
        is_due.set_value(false);
        looked_at.set_value(now);
        let newest = look(pool, now);
        let (has_other_prices, has_other_supply) =
            seen.with_value(|seen| (seen.0 != newest.0, seen.1 != newest.1));
        if has_other_prices {
            prices.set(Arc::new(newest.0.clone()));
        }
        if has_other_supply {
            supply.set(Arc::new(newest.1.clone()));
        }
        seen.set_value(newest);
    };
    let listening = pool.store().listen(move |news| {
        let now = clock::now();
        let has_news = match news {
            News::Lots => true,
            // The hours move on without any lot.
            News::Clock => {
                let hour = looked_at.try_get_value().map(clock::hour_of);
                hour.is_some_and(|hour| hour != clock::hour_of(now))
            }
            News::View | News::Picks | News::Owner => false,
        };
        if has_news && is_due.try_get_value() == Some(false) {
            is_due.set_value(true);
            let waited = looked_at.get_value().until(now);
            alarm.set(PERIOD.saturating_sub(waited), look_again);
        }
    });
    let _listening = StoredValue::new_local(listening);
    view! {
        <section id=MARKET_ID class="market" aria-label=say(Label::PricesAndSupply) data-testid="market">
            <Chart subject=prices />
            <Chart subject=supply />
            <p class="market-all">{say(Label::AllLotsDrawn)}</p>
        </section>
    }
}
