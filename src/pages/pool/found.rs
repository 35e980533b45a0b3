//! How many lots pass, in sight always and said aloud only for what the person did.

use std::time::Duration;

use leptos::prelude::*;
use words::{Label, Sentence, Value};

use crate::browser::timer::Alarm;
use crate::language::{shown, told};
use crate::pool::{PoolFacts, QueryContext};

/// After so long without a change of the query it is said how many lots pass.
const QUIET: Duration = Duration::from_secs(1);

/// The count of lots. Screen readers are told of it once the person has done with changing the query, and
/// not whenever the pool changes, which it does every few seconds.
#[component]
pub fn Found(
    /// The pool in figures.
    facts: Signal<PoolFacts>,
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let count = Memo::new(move |_| facts.with(|facts| facts.shown as u64));
    let total = Memo::new(move |_| facts.with(|facts| facts.total as u64));
    let has_filter = Memo::new(move |_| query.query.with(|query| query.has_filter()));
    let rest = Memo::new(move |_| told(of_all(has_filter.get(), total.get())));
    let spoken = RwSignal::new(String::new());
    let alarm = Alarm::new();
    Effect::new(move |is_later: Option<bool>| {
        query.query.track();
        if is_later.is_some() {
            alarm.set(QUIET, move || {
                let count = shown(Value::Integer(count.get_untracked()));
                // The page may be gone.
                let _ = spoken.try_set(format!("{count} {}", rest.get_untracked()));
            });
        }
        true
    });
    view! {
        <p class="shown">
            <strong data-testid="pool-count">{move || shown(Value::Integer(count.get()))}</strong>
            " "
            {move || rest.get()}
        </p>
        <p class="visually-hidden" role="status" data-testid="pool-found">{move || spoken.get()}</p>
    }
}

/// What stands behind the number of those that pass.
fn of_all(has_filter: bool, total: u64) -> Sentence {
    let label = if has_filter { Label::LotsOf } else { Label::LotCount };
    label.count(total)
}
