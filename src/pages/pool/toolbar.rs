//! Choosing what to see: types, a seller, and how many lots that leaves.

use domain::energy::EnergyType;
use domain::pool::PoolQuery;
use leptos::prelude::*;
use words::{Label, Value};

use crate::components::EnergyBadge;
use crate::language::{say, shown as shown_now, told};
use crate::pool::PoolFacts;

/// The bar above the table.
#[component]
pub fn Toolbar(
    /// The pool in numbers.
    facts: RwSignal<PoolFacts>,
    /// What the person wants to see.
    query: RwSignal<PoolQuery>,
) -> impl IntoView {
    let total = Memo::new(move |_| facts.with(|facts| facts.total));
    let shown = Memo::new(move |_| facts.with(|facts| facts.shown));
    let has_filter = Memo::new(move |_| query.with(PoolQuery::has_filter));
    view! {
        <Mix facts />
        <div class="toolbar" role="search" aria-label=say(Label::FilterPool)>
            <div class="toggles" role="group" aria-label=say(Label::EnergyTypes)>
                {EnergyType::ALL
                    .into_iter()
                    .map(|energy_type| {
                        view! {
                            <button
                                type="button"
                                class="toggle"
                                data-testid=format!("filter-{}", energy_type.token())
                                aria-pressed=move || {
                                    query.with(|query| query.energy_types.contains(&energy_type)).to_string()
                                }
                                on:click=move |_| query.update(|query| query.toggle_type(energy_type))
                            >
                                <EnergyBadge energy_type />
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <label class="search">
                <span class="visually-hidden">{say(Label::SellersAddress)}</span>
                <input
                    type="search"
                    data-testid="filter-text"
                    placeholder=say(Label::SellersAddress)
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    prop:value=move || query.with(|query| query.seller.clone())
                    on:input:target=move |event| {
                        let seller = event.target().value();
                        query.update(|query| query.seller = seller);
                    }
                />
            </label>
            <p class="shown">
                <strong data-testid="pool-count">{move || shown_now(Value::Integer(shown.get() as u64))}</strong>
                " "
                {move || {
                    let label = if has_filter.get() { Label::LotsOf } else { Label::LotCount };
                    told(label.count(total.get() as u64))
                }}
            </p>
        </div>
    }
}

/// What the pool is made of: the share of each type by energy, drawn as a level and told in words.
#[component]
fn Mix(facts: RwSignal<PoolFacts>) -> impl IntoView {
    let amounts = Memo::new(move |_| facts.with(|facts| facts.mix));
    let parts = EnergyType::ALL.into_iter().enumerate().map(|(place, energy_type)| {
        let amount = move || amounts.with(|amounts| amounts.get(place).copied().unwrap_or_default());
        view! {
            <span
                class=format!("mix-part mix-{}", energy_type.token())
                style:flex-grow=move || (amount() / 1_000).to_string()
            ></span>
        }
    });
    let words = move || {
        let [solar, water, wind] = amounts.get().map(Value::Energy);
        told(Label::Mix.with("solar", solar).with("water", water).with("wind", wind))
    };
    view! {
        <div class="mix" role="img" aria-label=words title=words>
            {parts.collect_view()}
        </div>
    }
}
