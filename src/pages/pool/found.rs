//! How many lots pass, in sight always and said aloud only for what the person did, or waits for.

use std::time::Duration;

use leptos::prelude::*;
use words::{Label, Sentence, Value};

use crate::browser::timer::Alarm;
use crate::language::{shown, told};
use crate::pages::pool::coming::{Coming, so_far};
use crate::pool::{PoolFacts, QueryContext};

/// After so long without a change of the query it is said how many lots pass.
const QUIET: Duration = Duration::from_secs(1);

/// The count of lots; while the first ones come, how many of them are there. Screen readers are told of it once
/// the person has done with changing the query, when it takes long until all are there, and when they are. They
/// are not told whenever the pool changes, which it does every few seconds.
#[component]
pub fn Found(
    /// The pool in figures.
    facts: Signal<PoolFacts>,
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let count = Memo::new(move |_| facts.with(|facts| facts.shown as u64));
    let total = Memo::new(move |_| facts.with(|facts| facts.total as u64));
    let coming = Memo::new(move |_| facts.with(|facts| facts.coming));
    let is_coming = Memo::new(move |_| coming.with(Option::is_some));
    let has_filter = Memo::new(move |_| query.query.with(|query| query.has_filter()));
    let rest = Memo::new(move |_| told(of_all(has_filter.get(), total.get())));
    let spoken = RwSignal::new(String::new());
    let alarm = Alarm::new();
    let speak = move || {
        let words = match coming.get_untracked() {
            Some(progress) => untrack(|| told(so_far(progress))),
            None => untrack(|| format!("{} {}", shown(Value::Integer(count.get())), rest.get())),
        };
        spoken.set(words);
    };
    Effect::new(move |is_later: Option<bool>| {
        query.query.track();
        if is_coming.get() || is_later.is_some() {
            alarm.set(QUIET, speak);
        }
        true
    });
    // Beside filters it matters more how many pass so far.
    let is_all_coming = Memo::new(move |_| is_coming.get() && !has_filter.get());
    let progress = Signal::derive(move || coming.get().unwrap_or_default());
    let counted = move || {
        view! {
            <strong data-testid="pool-count">{move || shown(Value::Integer(count.get()))}</strong>
            " "
            {move || rest.get()}
        }
    };
    view! {
        <p class="shown" class:coming=move || is_coming.get() data-testid="pool-shown">
            <Show when=move || is_all_coming.get() fallback=counted>
                {move || told(so_far(progress.get()))}
            </Show>
            <Show when=move || is_coming.get()>
                <Coming progress />
            </Show>
        </p>
        <p class="visually-hidden" role="status" data-testid="pool-found">{move || spoken.get()}</p>
    }
}

/// What stands behind the number of those that pass.
fn of_all(has_filter: bool, total: u64) -> Sentence {
    let label = if has_filter { Label::LotsOf } else { Label::LotCount };
    label.count(total)
}
